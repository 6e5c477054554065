"""The blocks of a document that is understood: what a draft is written of."""

from __future__ import annotations

from dataclasses import dataclass, field

from calculators.reading.levels import Criterion
from portal.importers.source import SourcePlace


@dataclass(frozen=True)
class HeadingBlock:
    """A heading as it stood, on one line. ``rank`` is the level that the file gave it, 0 for none."""

    words: str
    place: SourcePlace
    rank: int = 0
    is_question: bool = False
    key: str = ""


@dataclass(frozen=True)
class ParagraphBlock:
    """A paragraph in plain words; ``markdown`` is the same with its marks where a reader knew them.

    ``starts`` says where in the words each of its lines begins, and where that line stands.
    """

    words: str
    place: SourcePlace
    markdown: str = ""
    starts: tuple[tuple[int, SourcePlace], ...] = ()


@dataclass(frozen=True)
class ItemBlock:
    """An item of a list: what stands before it ("•", "1."), and the rest as in a paragraph."""

    label: str
    words: str
    place: SourcePlace
    markdown: str = ""
    starts: tuple[tuple[int, SourcePlace], ...] = ()


@dataclass(frozen=True)
class ReadRow:
    """A level as the source has it. ``joined`` is whether its words were put together from several lines."""

    label: str
    extent: str
    place: SourcePlace
    duration: str = ""
    remark: str = ""
    joined: bool = False


@dataclass(frozen=True)
class LevelBlock:
    """A level table as it was read, and every reason, in Danish, why it may be wrong.

    ``lines`` are those of the source, ``lead`` the words that stand before it.
    """

    rows: tuple[ReadRow, ...]
    criterion: Criterion
    first_column: str
    place: SourcePlace
    doubts: tuple[str, ...] = ()
    how: str = ""
    lines: tuple[str, ...] = ()
    lead: str = ""


@dataclass(frozen=True)
class TableBlock:
    """A table that is no level table."""

    rows: tuple[tuple[str, ...], ...]
    places: tuple[SourcePlace, ...]
    is_sure: bool
    how: str = ""


@dataclass(frozen=True)
class FoundDeadline:
    """A deadline that prose says: the cells of a row of ``::: frister``, and where."""

    event: str
    deadline: str
    counted_from: str
    words: str
    place: SourcePlace


@dataclass(frozen=True)
class DeadlineBlock:
    """The deadlines of a text, in its order."""

    rows: tuple[FoundDeadline, ...]


@dataclass(frozen=True)
class TermBlock:
    """A word of a glossary and its explanation."""

    term: str
    explanation: str
    place: SourcePlace


@dataclass(frozen=True)
class FrameBlock:
    """What is for caseworkers, or a box: shown apart, with its own heading. Holds no headings."""

    title: str
    blocks: tuple[ParagraphBlock | ItemBlock, ...]
    place: SourcePlace
    is_quote: bool = False


def place_at(block: ParagraphBlock | ItemBlock, offset: int) -> SourcePlace:
    """Where the letter at ``offset`` of a block's words stands in the source."""
    return next((place for start, place in reversed(block.starts) if start <= offset), block.place)


Block = (
    HeadingBlock
    | ParagraphBlock
    | ItemBlock
    | LevelBlock
    | TableBlock
    | DeadlineBlock
    | TermBlock
    | FrameBlock
)


@dataclass
class StandardText:
    """The blocks of one text, with what its head says.

    ``law`` and ``days`` are words of the file outside the text that name the law and when it was adopted.
    """

    title: str
    title_place: SourcePlace
    blocks: list[Block] = field(default_factory=list)
    is_title_sure: bool = True
    law: tuple[str, ...] = ()
    days: tuple[str, ...] = ()
