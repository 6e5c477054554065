"""A file to drafts, in a process of its own: what is asked there, what comes back, and what it may take."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from portal.importers.conversion import read_remark
from portal.importers.counting import UnreadableFile
from portal.importers.drafting.draft_making import drafts_of
from portal.importers.drafting.imported import (
    FoundKind,
    FoundThing,
    ImportCertainty,
    ImportedDraft,
    ImportedFile,
    LeftOut,
)
from portal.importers.own_process import Converters, ProcessLimits, Refusal
from portal.importers.reading.opening import MOST_PAGES, read_source
from portal.importers.source import SourceBox, SourceKind, SourcePlace

_NUMBERS = (FoundKind.LEVEL_TABLE, FoundKind.DEADLINES, FoundKind.NUMBER)
_ANSWER = 60_000_000


@dataclass(frozen=True)
class ImportLimits:
    """What one file may take: its bytes and pages, and the seconds of work and bytes of memory to read it."""

    bytes: int = 20_000_000
    pages: int = MOST_PAGES
    seconds: int = 120
    memory: int = 1_000_000_000

    def refuse_large(self, size: int) -> None:
        """Raise UnreadableFile for a file of too many bytes; it need not be read to be told so."""
        if size > self.bytes:
            most = self.bytes // 1_000_000
            raise UnreadableFile(f"Filen er for stor. Den må højst fylde {most} MB. Del den i flere filer.")

    @property
    def process(self) -> ProcessLimits:
        """The limits of the process it is read in."""
        return ProcessLimits(self.seconds, 2 * self.seconds, self.memory, _ANSWER)


def import_in_process(
    converters: Converters, content: bytes, name: str, municipality: str, limits: ImportLimits
) -> ImportedFile:
    """The drafts that a file called ``name`` gives for a municipality, read in a process of its own.

    Raises ValueError with a Danish message where it cannot be read, or takes more than it may.
    """
    limits.refuse_large(len(content))
    made = converters.run(import_file, content, name, municipality, str(limits.pages), limits=limits.process)
    try:
        return read_imported(made)
    except (KeyError, TypeError, ValueError) as error:
        raise Refusal(str(UnreadableFile())) from error


def import_file(content: bytes, name: str, municipality: str, most_pages: str) -> ImportedFile:
    """The drafts that a file gives; for ``Converters.run``, which hands strings over.

    Raises UnreadableFile or TooMuch with a Danish message. Where the file as a whole is in doubt, nothing of
    it is certain.
    """
    document = read_source(content, name, int(most_pages))
    imported = drafts_of(document, municipality)
    if not document.doubt:
        return imported
    return replace(imported, drafts=tuple(_doubted(draft, document.doubt) for draft in imported.drafts))


def read_imported(made: Mapping[str, Any]) -> ImportedFile:
    """What ``import_file`` gave, out of plain data. Raises KeyError, TypeError or ValueError."""
    return ImportedFile(
        SourceKind(made["kind"]),
        made["pages"],
        tuple(_draft(draft) for draft in made["drafts"]),
        tuple(LeftOut(one["words"], _place(one["place"]), one["why"]) for one in made["left_out"]),
        tuple(map(read_remark, made["remarks"])),
        tuple(made["notices"]),
    )


def _draft(made: Mapping[str, Any]) -> ImportedDraft:
    return ImportedDraft(**{**made, "found": tuple(map(_found, made["found"]))})


def _found(made: Mapping[str, Any]) -> FoundThing:
    read = {
        "kind": FoundKind(made["kind"]),
        "place": _place(made["place"]),
        "certainty": ImportCertainty(made["certainty"]),
    }
    return FoundThing(**{**made, **read})


def _place(made: Mapping[str, Any]) -> SourcePlace:
    box = made["box"]
    return SourcePlace(made["page"], made["line"], None if box is None else SourceBox(**box))


def _doubted(draft: ImportedDraft, doubt: str) -> ImportedDraft:
    return replace(
        draft,
        found=tuple(
            replace(found, certainty=ImportCertainty.UNSURE, how=f"{found.how} {doubt}".strip())
            if found.kind in _NUMBERS
            else found
            for found in draft.found
        ),
    )
