"""What an import gives: drafts with where each thing stood, and the report on them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from portal.importers.conversion import Remark
from portal.importers.source import SourceKind, SourcePlace


class FoundKind(StrEnum):
    """What was found at a place."""

    HEADING = "overskrift"
    LEVEL_TABLE = "niveautabel"
    DEADLINES = "frister"
    TABLE = "tabel"
    TERM = "ord"
    NUMBER = "tal"
    CANDIDATE = "kandidat"


class ImportCertainty(StrEnum):
    """How sure the import is. ``UNSURE`` needs a person who looks at the source."""

    CERTAIN = "sikker"
    UNSURE = "usikker"


@dataclass(frozen=True)
class FoundThing:
    """One heading, table, row's number or candidate, with its line in the draft (from 1; 0: it is not in it).

    ``words`` are those of the source as it has them, ``how`` says in Danish how it was read or why it is
    unsure, and ``name`` is the level table's own name, "" for all else. ``offered`` is, for a candidate in
    prose, the block of Markdown that would make a level table of it.
    """

    kind: FoundKind
    words: str
    place: SourcePlace
    line: int
    certainty: ImportCertainty = ImportCertainty.CERTAIN
    how: str = ""
    name: str = ""
    offered: str = ""


@dataclass(frozen=True)
class LeftOut:
    """What of the source is not in any draft, and why, in Danish."""

    words: str
    place: SourcePlace
    why: str


@dataclass(frozen=True)
class ImportedDraft:
    """One standard in the dialect of ``docs/format.md``, a draft. ``slug`` names its folder."""

    title: str
    slug: str
    text: str
    found: tuple[FoundThing, ...]


@dataclass(frozen=True)
class ImportedFile:
    """All that one file gave: nothing of it lies anywhere until somebody takes it.

    ``notices`` are what a person should know of the whole file, in Danish sentences.
    """

    kind: SourceKind
    pages: int
    drafts: tuple[ImportedDraft, ...]
    left_out: tuple[LeftOut, ...] = ()
    remarks: tuple[Remark, ...] = ()
    notices: tuple[str, ...] = ()

    @property
    def is_certain(self) -> bool:
        """Whether nothing of it asks for a person."""
        return all(f.certainty is ImportCertainty.CERTAIN for draft in self.drafts for f in draft.found)
