"""Files as the readers give them, made by hand, and taken into an office as the editor's page does."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sqlalchemy import select

from council import services
from factories import TABLE
from imports.relief_pdf import relief_pdf
from office import Office, good_text
from portal.importers.conversion import Place, Remark, RemarkKind
from portal.importers.drafting.imported import (
    FoundKind,
    FoundThing,
    ImportCertainty,
    ImportedDraft,
    ImportedFile,
    LeftOut,
)
from portal.importers.source import SourceBox, SourceKind, SourcePlace
from portal.models import ImportedFileRow
from portal.security.roles import Identity, Role
from portal.services.importing.taking_in import create_taking_in

PROSE = "Forældre kan få op til 6 døgn om måneden."
PDF = relief_pdf()
OFFERED = TABLE.format(
    id="weekend",
    benefit="Weekendaflastning",
    light="Op til 2 døgn om måneden",
    moderate="Op til 6 døgn om måneden",
    extra="optælling: hoteldøgn",
).replace("| | |\n", "| ingen ramme | |\n")


def draft_text(table: str = "nat", title: str = "Aflastning om natten") -> str:
    """A draft that lint has nothing against, with one level table and a sentence that offers another."""
    front = dict.fromkeys(("vedtaget", "organ", "offentliggjort"), "")
    front |= {"tilstand": "kladde", "gaelder_fra": "ukendt"}
    text = good_text(title=title, table=table, benefit="Nataflastning", front=front)
    return text.replace("At give familien luft i hverdagen.", f"At give familien luft.\n\n{PROSE}")


def line_of(text: str, words: str) -> int:
    """The line, from 1, that begins with words."""
    return next(n for n, line in enumerate(text.split("\n"), 1) if line.startswith(words))


def imported_draft(table: str = "nat", slug: str = "nat", **changes: Any) -> ImportedDraft:
    """One draft: two headings, a table nobody can be sure of, a candidate in prose."""
    text = draft_text(table)
    found = (
        FoundThing(FoundKind.HEADING, "Formål", place(1, 3), line_of(text, "## Formål")),
        FoundThing(
            FoundKind.LEVEL_TABLE,
            "Lette problemer Op til 36 døgn om året",
            place(2, 7),
            line_of(text, "::: niveauer"),
            ImportCertainty.UNSURE,
            how="En celle er brudt over to linjer.",
            name=table,
        ),
        FoundThing(
            FoundKind.NUMBER, "Op til 36 døgn om året", place(2, 8), line_of(text, "| Lette"),
            ImportCertainty.UNSURE, how="En celle er brudt over to linjer.", name=table,
        ),
        FoundThing(
            FoundKind.CANDIDATE, PROSE, place(1, 9), line_of(text, PROSE), ImportCertainty.UNSURE,
            how="Sætningen giver et omfang uden for en tabel.", offered=OFFERED,
        ),
    )  # fmt: skip
    return replace(ImportedDraft("Aflastning om natten", slug, text, found), **changes)


def place(page: int, line: int) -> SourcePlace:
    """A line of a page, with where it lies."""
    return SourcePlace(page, line, SourceBox(72.0, 100.0 + 12 * line, 300.0, 112.0 + 12 * line))


def imported_file(*drafts: ImportedDraft, kind: SourceKind = SourceKind.PDF) -> ImportedFile:
    """A file of two pages that gave these drafts."""
    return ImportedFile(
        kind,
        2,
        drafts or (imported_draft(),),
        (LeftOut("Side 1 af 2", SourcePlace(1, 40), "Det er sidens fod."),),
        (Remark(RemarkKind.PICTURE, 1, (Place(2, "Byvåben"),)),),
    )


def take_in(office: Office, by: Identity, read: ImportedFile | None = None, content: bytes = b"") -> int:
    """Take a file in as the page does; its number."""
    with office.database.writing() as session:
        work = services(office, session)
        owner = work.reading.municipality("a")
        given = (owner, "Standarder 2026.pdf", content or PDF, read or imported_file(), by)
        number: int = work.get(create_taking_in).take(*given)
        return number


def taken_in(office: Office, read: ImportedFile | None = None) -> Identity:
    """An editor who has taken a file in."""
    editor = office.person(Role.EDITOR)
    take_in(office, editor, read)
    return editor


def file_rows(office: Office) -> list[ImportedFileRow]:
    """Every file that is kept."""
    with office.database.reading() as session:
        return list(session.scalars(select(ImportedFileRow).order_by(ImportedFileRow.id)))
