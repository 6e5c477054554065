"""What stands under the hashes of rows written long ago is never renamed."""

from __future__ import annotations

from portal.services.audit.log_subjects import draft_subject, standard_subject, version_subject
from portal.services.published.publishing import Origin


def test_where_a_version_came_from_keeps_its_words() -> None:
    assert [(origin.value, origin.action) for origin in Origin] == [
        ("portal", "version.adopted"),
        ("correction", "version.adopted"),
        ("loaded", "version.loaded"),
    ]


def test_what_the_log_calls_things_keeps_its_words() -> None:
    assert standard_subject("eksempel", "aflastning") == "eksempel/aflastning"
    assert version_subject("eksempel", "aflastning", 3) == "eksempel/aflastning/v3"
    assert draft_subject("eksempel", "aflastning") == "eksempel/aflastning/kladde"
