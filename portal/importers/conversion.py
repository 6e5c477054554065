"""What a conversion gives: the Markdown, and what was left out or written otherwise than it stood."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

MOST_PLACES = 10
"""So many places are named for each kind; all are counted."""
_MOST_LETTERS = 60


class RemarkKind(StrEnum):
    """What became of a place."""

    STRUCK = "overstreget"
    DELETED = "slettet"
    HIDDEN = "skjult"
    PICTURE = "billede"
    COMMENT = "kommentar"
    LINK = "link"
    INSERTED = "indsat"
    NOTE = "note"
    NOTE_MARK = "notetegn"
    MERGED = "flettet"
    NESTED = "indlejret"
    LINES = "linjer"
    NUMBERING = "nummerering"
    FORMULA = "formel"
    SYMBOL = "symbol"
    UNKNOWN_SIGN = "ukendt-tegn"
    MARKDOWN_SIGN = "markdown-tegn"
    MACRO = "makro"


LEFT_OUT = frozenset((RemarkKind.STRUCK, RemarkKind.DELETED, RemarkKind.HIDDEN))
"""What did not apply where it stood; of the others the words are in the text, if they had any."""

DOUBTED = LEFT_OUT | {
    RemarkKind.INSERTED,
    RemarkKind.MERGED,
    RemarkKind.NESTED,
    RemarkKind.FORMULA,
    RemarkKind.UNKNOWN_SIGN,
}
"""What makes a table one that somebody must look at."""


@dataclass(frozen=True)
class Place:
    """Where in the converted text: the number of the paragraph and the words that it concerns.

    Headings, paragraphs and items of lists count as one each, and so does a table; ``row`` is the row in it,
    with the header as 1, and 0 outside of tables.
    """

    paragraph: int
    words: str
    row: int = 0


@dataclass(frozen=True)
class Remark:
    """How many places one thing happened at, and the first of them."""

    kind: RemarkKind
    count: int
    places: tuple[Place, ...]


@dataclass(frozen=True)
class ConvertedText:
    """The Markdown and the remarks on it, in the order of ``RemarkKind``."""

    text: str
    remarks: tuple[Remark, ...] = ()


def read_conversion(made: Mapping[str, Any]) -> ConvertedText:
    """A conversion that came as plain data, as from another process. Raises ValueError for anything else."""
    try:
        return ConvertedText(made["text"], tuple(map(read_remark, made["remarks"])))
    except (KeyError, TypeError) as error:
        raise ValueError(f"no conversion: {error}") from error


def read_remark(made: Mapping[str, Any]) -> Remark:
    """A remark out of plain data. Raises KeyError, TypeError or ValueError for other data."""
    places = tuple(Place(**place) for place in made["places"])
    return Remark(RemarkKind(made["kind"]), made["count"], places)


class RemarkBook:
    """Takes remarks down while something is read. ``paragraph`` and ``row`` are where the reading is.

    ``left_out`` counts the places whose words are not in the text.
    """

    def __init__(self) -> None:
        self.paragraph, self.row, self.left_out = 1, 0, 0
        self._places: defaultdict[RemarkKind, list[Place]] = defaultdict(list)

    def add(self, kind: RemarkKind, words: str = "") -> None:
        """One more place; ``words`` are what stood there, or before it."""
        self.left_out += kind in LEFT_OUT
        self._places[kind].append(Place(self.paragraph, _shortened(words), self.row))

    def count(self, kinds: Collection[RemarkKind]) -> int:
        """How many places of these kinds were taken down."""
        return sum(len(self._places[kind]) for kind in kinds if kind in self._places)

    def remarks(self) -> tuple[Remark, ...]:
        """All that was taken down."""
        found = ((kind, self._places[kind]) for kind in RemarkKind if kind in self._places)
        return tuple(Remark(kind, len(places), tuple(places[:MOST_PLACES])) for kind, places in found)


def _shortened(words: str) -> str:
    """The words on one line, the first sixty letters of them."""
    line = " ".join(words[: 4 * _MOST_LETTERS].split())
    return line if len(line) <= _MOST_LETTERS else f"{line[:_MOST_LETTERS].rstrip()} …"
