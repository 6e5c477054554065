"""What is looked for in a folder of standards before any of it is loaded."""

from __future__ import annotations

from collections.abc import Container, Mapping
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.documents.document import FileState, Finding
from portal.models import Municipality, Redaction, Standard, Version
from portal.services.drafting.standards_folder import MunicipalityFolder, StandardFile, read_folder


def refused_anew(folder: Path) -> tuple[Finding, ...]:
    """Every reason for which an empty portal would not load a municipality under ``folder``."""
    return tuple(
        finding
        for municipality in read_folder(folder)
        for finding in (*municipality.errors, *not_in_new_texts(municipality, ()))
    )


def stored_hashes(session: Session, folder: MunicipalityFolder) -> dict[tuple[str, int], str]:
    """The hash of every version of the municipality that is there already, by standard and number."""
    rows = session.execute(
        select(Standard.slug, Version.n, Version.sha256)
        .join(Version, Version.standard_id == Standard.id)
        .join(Municipality, Municipality.id == Standard.municipality_id)
        .where(Municipality.slug == folder.slug)
    )
    return {(slug, n): sha256 for slug, n, sha256 in rows}


def changed_bytes(
    session: Session, folder: MunicipalityFolder, stored: Mapping[tuple[str, int], str]
) -> list[Finding]:
    """A refusal for every adopted n that is there already with other bytes.

    A file that still says what was masked since is the file that was loaded, and changes nothing. Nor does a
    draft: it was adopted in the portal, and the database has the text.
    """
    masked = {
        (slug, n, before)
        for slug, n, before in session.execute(
            select(Standard.slug, Version.n, Redaction.before_sha256)
            .join(Version, Version.standard_id == Standard.id)
            .join(Redaction, Redaction.version_id == Version.id)
            .join(Municipality, Municipality.id == Standard.municipality_id)
            .where(Municipality.slug == folder.slug)
        )
    }
    return [
        file.finding(
            "changed-bytes",
            f"Version {file.n} er vedtaget og indlæst med et andet indhold.",
            f"Lad filen stå, som den var, og læg den nye tekst i {file.n + 1}.md eller senere.",
        )
        for file in folder.files
        if stored.get((file.slug, file.n), file.sha256) != file.sha256
        and (file.slug, file.n, file.sha256) not in masked
        and not is_draft(file)
    ]


def not_in_new_texts(folder: MunicipalityFolder, stored: Container[tuple[str, int]]) -> list[Finding]:
    """What no new version may have; one that was stored before this was looked for stays as it is."""
    return [
        finding
        for file in folder.files
        if file.document is not None and not is_draft(file) and (file.slug, file.n) not in stored
        for finding in file.document.not_in_new_texts
    ]


def is_draft(file: StandardFile) -> bool:
    """Whether a file holds a text that is not adopted."""
    return file.document is not None and file.document.front.state is FileState.DRAFT
