"""Which adopted text a draft would replace: the one question behind every comparison of a draft.

The decision page, the estimates, the checks and the public hearing all ask here, so that a council and a
family are told of the same changes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from portal.documents.document import Document
from portal.services.errors import UnknownName
from portal.services.published.catalogue import StandardRecord, VersionRecord
from portal.services.published.reading import Reading


@dataclass(frozen=True)
class ReplacedVersion:
    """The version a draft is held against, and its text."""

    record: StandardRecord
    version: VersionRecord
    document: Document


def replaced_by_draft(
    reading: Reading, municipality: str, standard: str, begins: date | None, base_n: int | None
) -> ReplacedVersion | None:
    """The version in force on the draft's first day; None for a new standard.

    ``begins`` is that day as far as anybody knows. No draft can begin before a version that is adopted
    already, so a version that is still to come is the one replaced. Where none is in force on the day, it is
    the version the draft began from (``base_n``), else the newest.
    """
    try:
        record = reading.standard(municipality, standard)
    except UnknownName:
        return None
    days = [version.begins.day for version in record.versions if version.begins.day]
    first = max([*days, begins or reading.today])
    version = reading.standing(record, first).version
    version = version or record.version(base_n or 0) or record.versions[-1]
    return ReplacedVersion(record, version, reading.document(version))
