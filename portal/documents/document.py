"""What a standard's text is once read: front matter, sections, level tables, deadlines, glossary.

Everything here is plain and frozen; it is derived from the bytes of one file and can be thrown away
and derived again. See docs/format.md for the dialect.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from calculators.deadlines.deadlines import DeadlineRule
from calculators.reading.levels import LevelTable
from portal.danish.law_references import LawReference


class DocumentKind(StrEnum):
    """The kinds of document (``dokumenttype``)."""

    QUALITY_STANDARD = "kvalitetsstandard"
    SERVICE_LEVEL = "serviceniveau"
    GUIDELINE = "retningslinje"
    BACKGROUND = "baggrund"


class FileState(StrEnum):
    """The states a file can say it has (``tilstand``)."""

    DRAFT = "kladde"
    ADOPTED = "vedtaget"


class Certainty(StrEnum):
    """How well a date is known."""

    KNOWN = "known"
    EARLIEST = "earliest"
    ESTIMATED = "estimated"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class UncertainDate:
    """A day with how sure it is. ``day`` is None exactly when the certainty is UNKNOWN."""

    day: date | None
    certainty: Certainty = Certainty.KNOWN


UNKNOWN_DATE = UncertainDate(None, Certainty.UNKNOWN)


@dataclass(frozen=True)
class FrontMatter:
    """The file's head, typed. ``ends`` is None where the file names no end.

    ``published`` is already completed by the rule of the format: a missing ``offentliggjort`` is taken
    from ``vedtaget``, then ``gaelder_fra``, with certainty ESTIMATED.
    """

    title: str
    kind: DocumentKind
    state: FileState
    number: str = ""
    topics: tuple[str, ...] = ()
    law_basis: tuple[LawReference, ...] = ()
    kle: str = ""
    adopted: UncertainDate = UNKNOWN_DATE
    body: str = ""
    case: str = ""
    minutes: str = ""
    published: UncertainDate = UNKNOWN_DATE
    begins: UncertainDate = UNKNOWN_DATE
    ends: UncertainDate | None = None
    confirmed: date | None = None
    review: date | None = None
    restatement: bool = False
    source: str = ""
    source_link: str = ""
    corrects: int | None = None
    lint_answers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class GlossaryTerm:
    """A term of the ``{#ordforklaring}`` section (definition list) and its explanation as plain text."""

    term: str
    explanation: str
    anchor: str


class BlockKind(StrEnum):
    """What a block of text is. NOTE: the caption of a level table, or a sentence its attributes make."""

    HEADING = "heading"
    PROSE = "prose"
    LEVEL = "level"
    NOTE = "note"
    DEADLINE = "deadline"
    ROW = "row"
    TERM = "term"


class Layer(StrEnum):
    """Whom a block speaks to: everyone, caseworkers (``fagligt``), or the departure text (``fravigelse``)."""

    COMMON = ""
    PROFESSIONAL = "fagligt"
    DEPARTURE = "fravigelse"


@dataclass(frozen=True)
class Block:
    """One paragraph, heading, table row or glossary entry as plain text on one line.

    ``cells`` are a row's cells. ``anchor`` is its id on the page, "" where it has none. ``breaks`` are the
    offsets in ``text`` where a new line of the file begins, so that ``line_at`` can point at words.
    """

    kind: BlockKind
    text: str
    line: int
    anchor: str = ""
    layer: Layer = Layer.COMMON
    cells: tuple[str, ...] = ()
    breaks: tuple[int, ...] = ()

    def line_at(self, offset: int) -> int:
        """The line in the file of the character at ``offset`` in ``text``."""
        return self.line + bisect_right(self.breaks, offset)


@dataclass(frozen=True)
class Section:
    """A top-level ``##`` heading and what stands under it, directives included.

    ``html`` is safe, has anchors on table rows, and does not hold the section's own heading: the page writes
    ``heading`` with ``id`` itself. ``text`` is its plain text without the heading, tables row by row as
    "label: extent", for search and lint; ``blocks`` is the same text in pieces. ``line`` is the
    heading's line in the file, from 1. Text before the first heading is a section "Indledning".
    """

    id: str
    heading: str
    html: str
    text: str
    line: int
    position: int
    tables: tuple[LevelTable, ...] = ()
    law: tuple[LawReference, ...] = ()
    professional: bool = False
    blocks: tuple[Block, ...] = ()


class Severity(StrEnum):
    """How grave a finding is."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True)
class Finding:
    """Something a check found: where, which rule, what is wrong and how to mend it, both in Danish."""

    file: str
    line: int
    rule: str
    severity: Severity
    message: str
    remedy: str


@dataclass(frozen=True)
class Document:
    """A whole file, read. ``deadlines`` holds every row of every ``::: frister`` in reading order.

    ``sha256`` is the hash of the bytes it was read from. ``shown_otherwise`` are the places where a reader
    sees something else than what is counted, ``beyond_limits`` where there is more than a text may have:
    errors in a new text, while an adopted one is read and shown as it always was.
    """

    front: FrontMatter
    sections: tuple[Section, ...]
    deadlines: tuple[DeadlineRule, ...] = ()
    glossary: tuple[GlossaryTerm, ...] = ()
    departure: str = ""
    departure_html: str = ""
    shown_otherwise: tuple[Finding, ...] = ()
    beyond_limits: tuple[Finding, ...] = ()
    sha256: str = ""

    @property
    def not_in_new_texts(self) -> tuple[Finding, ...]:
        """What is an error in a text that is not adopted yet."""
        return (*self.beyond_limits, *self.shown_otherwise)

    @property
    def tables(self) -> tuple[LevelTable, ...]:
        """Every level table, in reading order."""
        return tuple(table for section in self.sections for table in section.tables)

    def table(self, table_id: str) -> LevelTable | None:
        """The table with that id, or None."""
        return next((table for table in self.tables if table.id == table_id), None)


class DocumentError(Exception):
    """A file cannot be read as a standard. Holds every error of the file, in line order."""

    def __init__(self, findings: tuple[Finding, ...]):
        super().__init__("; ".join(f"{f.file}:{f.line} {f.rule}: {f.message}" for f in findings))
        self.findings = findings
