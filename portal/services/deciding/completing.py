"""A text's head on the day it is adopted: the decision's facts are written in, the body stays as it is."""

from __future__ import annotations

from collections.abc import Mapping

from portal.documents.editing.head_editing import HeadError, HeadValue, with_head
from portal.documents.reading.markdown import read_document
from portal.services.audit.log_subjects import version_subject
from portal.services.drafting.drafts import DraftRecord
from portal.services.errors import Refused
from portal.services.published.publishing import Origin, Publication


def completed(draft: DraftRecord, values: Mapping[str, HeadValue]) -> bytes:
    """The draft's bytes as adopted, with ``values`` and every answered warning in the head.

    Raises Refused where the head is written so that it cannot be filled in.
    """
    answers = {**read_document(draft.content, "kladden").front.lint_answers, **draft.lint_answers}
    head: dict[str, HeadValue] = {"tilstand": "vedtaget", **values, "lint_svar": answers or None}
    try:
        return with_head(draft.content, head)
    except HeadError as error:
        raise Refused("head", "Tekstens hoved kan ikke udfyldes. Skriv én nøgle på hver linje.") from error


def publication_of(draft: DraftRecord, n: int, content: bytes, origin: Origin) -> Publication:
    """A draft as version ``n``, with ``content`` as it was completed."""
    subject = version_subject(draft.municipality.slug, draft.standard, n)
    document = read_document(content, f"{n}.md")
    return Publication(origin, subject, draft.standard_id, n, content, document)
