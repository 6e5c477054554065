"""What a file says before anything of it is understood: lines and tables, each with its place in the file."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from portal.importers.conversion import Remark


class SourceKind(StrEnum):
    """What was brought."""

    TEXT = "tekst"
    PDF = "pdf"
    WORD = "word"
    HTML = "html"


@dataclass(frozen=True)
class SourceBox:
    """A place on a page, in points from its upper left corner."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(frozen=True)
class SourcePlace:
    """Where something stands: page and line, both from 1.

    A text file has the pages that form feeds make. Word and HTML know no pages: there the page is 1, and the
    line counts paragraphs, a table's row each as one. ``box`` is known for PDF alone.
    """

    page: int
    line: int
    box: SourceBox | None = None


@dataclass(frozen=True)
class SourceLine:
    """A line of a text or PDF, a paragraph of Word or HTML.

    ``words`` are plain. ``markdown`` is the same with what a reader knows of its marks (bold, links),
    escaped; empty where nothing is known. ``size`` is that of the letters in points, 0 where unknown.
    ``heading`` is the level that the file itself gives, 0 for none; ``label`` what stands before an item of a
    list ("•", "1."). ``after_gap`` is whether more room than between two lines stands before it.
    """

    words: str
    place: SourcePlace
    markdown: str = ""
    size: float = 0.0
    bold: bool = False
    heading: int = 0
    label: str = ""
    after_gap: bool = False


@dataclass(frozen=True)
class SourceTable:
    """A table that the file itself draws: its cells' plain words row by row, and where each row stands.

    A cell of several lines has line ends in it; words that a hyphen divides at one are not joined yet.
    ``is_sure`` is false where cells were made of positions and not of lines, or were merged or repeated.
    """

    rows: tuple[tuple[str, ...], ...]
    places: tuple[SourcePlace, ...]
    is_sure: bool = True


@dataclass(frozen=True)
class SourceDocument:
    """A whole file in reading order, and what was left out or resolved while it was read.

    In the places of ``remarks`` the paragraph is the page where the file is a PDF. ``doubt`` says
    in Danish why nothing of the file is sure, as where a machine made its words out in pictures; "": it is.
    """

    kind: SourceKind
    parts: tuple[SourceLine | SourceTable, ...]
    pages: int = 1
    remarks: tuple[Remark, ...] = ()
    doubt: str = ""
