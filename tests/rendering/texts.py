"""Texts of our own, and those beside the repository, as blocks: headings, paragraphs, bullets, tables."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto
from pathlib import Path

TEXTS = Path(__file__).parents[1] / "inputs" / "imports"
_FOOT = re.compile(r"\s*(?:Side \d+ af \d+|[A-ZÆØÅ]{4,} KOMMUNE +\d+)\s*")
_HEAD_OF_LEVELS = re.compile(r"(\w+) (Omfang)\s*")
_LEVEL = re.compile(r"(.+?)\s+((?:Op til|Over|\d+ ?[-–])\s?\d.*)")
_EXTENT = re.compile(r"(?:Op til|Over|\d+ ?[-–])\s?\d.*")
_QUESTION = re.compile(r"\s*[A-ZÆØÅ][^.?:]{5,80}\?\s*")
_BULLET = re.compile(r"\s*[\uf0b7•-]\s+")
_ALONE = re.compile(r"\s*\|.*\|\s*")


class Shape(Enum):
    """What a block is."""

    HEADING = auto()
    PARAGRAPH = auto()
    BULLET = auto()
    TABLE = auto()


@dataclass(frozen=True)
class Block:
    """A block of a text; ``rows`` are a table's cells."""

    shape: Shape
    words: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    level: int = 0


def texts_beside(root: Path) -> dict[str, str]:
    """The municipal source documents and data sheets beside the repository, by name; none without them."""
    beside = root.parent / "shared"
    found = [*beside.glob("seeds/00[24]_*.txt"), *beside.glob("cases/standards/*.txt")]
    return {path.stem: _without_card(path.read_text("utf-8")) for path in sorted(found)}


def _without_card(text: str) -> str:
    """A data sheet as the standard it is about: its title and its text, without what was noted of them."""
    title = re.search(r"^TITEL: (.*)$", text, re.MULTILINE)
    if not text.startswith("KOMMUNE:") or title is None:
        return text
    body = text.partition("\n\n")[2].partition("\nNOTE:")[0]
    return f"# {title[1]}\n\n{body.strip()}\n"


def own_texts() -> dict[str, str]:
    """The texts of our own, by name."""
    return {path.stem: path.read_text("utf-8") for path in sorted(TEXTS.glob("*.txt"))}


def blocks_of(text: str) -> list[Block]:
    """A text's blocks. Its drawn tables, and its levels with "Omfang" above them, become real tables."""
    return list(_blocks([line for line in text.split("\n") if not _FOOT.fullmatch(line)]))


def tables_of(blocks: Sequence[Block]) -> list[tuple[tuple[str, ...], ...]]:
    """The cells of every table with "Omfang" above, that is of the levels, its head left out.

    Words before it that end in "op til:" are said of each of its extents.
    """
    found = []
    for before, block in zip((Block(Shape.PARAGRAPH), *blocks), blocks, strict=False):
        if block.rows and block.rows[0][-1] == "Omfang":
            lead = "Op til " if before.words.endswith(" op til:") else ""
            found.append(tuple((*row[:-1], _limited(row[-1], lead)) for row in block.rows[1:]))
    return found


def _limited(extent: str, lead: str) -> str:
    return lead + extent if re.match(r"\d|ca\.", extent) else extent


def _blocks(lines: Sequence[str]) -> Iterator[Block]:
    position = 0
    while position < len(lines):
        drawn = _drawn_table(lines, position) or _levels(lines, position)
        if drawn:
            rows, position = drawn
            yield Block(Shape.TABLE, rows=rows)
            continue
        start = position
        if lines[position].strip():
            position = _end_of_paragraph(lines, position)
            yield _block(lines[start:position])
        position = max(position, start + 1)


def _drawn_table(lines: Sequence[str], start: int) -> tuple[tuple[tuple[str, ...], ...], int] | None:
    end = start
    while end < len(lines) and _ALONE.fullmatch(lines[end]):
        end += 1
    rows = [tuple(cell.strip() for cell in line.strip().strip("|").split("|")) for line in lines[start:end]]
    kept = tuple(row for row in rows if not all(re.fullmatch("-+", cell) for cell in row))
    return (kept, end) if len(kept) > 1 else None


def _levels(lines: Sequence[str], start: int) -> tuple[tuple[tuple[str, ...], ...], int] | None:
    """The levels below a head such as "Niveau Omfang"; a row's label may be broken over two lines."""
    head = _HEAD_OF_LEVELS.fullmatch(lines[start])
    if head is None:
        return None
    rows, waiting, end = [(head[1], head[2])], "", start + 1
    for position in range(start + 1, len(lines)):
        words = lines[position].strip()
        row, extent = _LEVEL.fullmatch(words), _EXTENT.fullmatch(words)
        if words and extent and waiting:
            rows.append((waiting, words))
        elif row:
            rows.append((waiting.removesuffix("-") + row[1].strip(), row[2].strip()))
        elif words and waiting.endswith("-"):
            waiting = waiting[:-1] + words
            continue
        elif words.endswith("-"):
            waiting = words
            continue
        elif words:
            break
        else:
            continue
        waiting, end = "", position + 1
    return (tuple(rows), end) if len(rows) > 2 else None


def _end_of_paragraph(lines: Sequence[str], start: int) -> int:
    end = start + 1
    while end < len(lines) and lines[end].strip() and not _BULLET.match(lines[end]):
        if (
            lines[end].startswith("#")
            or _ALONE.fullmatch(lines[end])
            or _HEAD_OF_LEVELS.fullmatch(lines[end])
        ):
            break
        end += 1
    return end


def _block(lines: Sequence[str]) -> Block:
    words = ""
    for line in lines:
        stripped = line.strip()
        broken = words.endswith("-") and words[-2:-1].isalpha() and stripped[:1].islower()
        words = (
            words[:-1] + stripped
            if broken and not stripped.startswith(("og ", "eller "))
            else f"{words} {stripped}"
        )
    words = " ".join(words.split())
    marks = len(words) - len(words.lstrip("#"))
    if marks:
        return Block(Shape.HEADING, words[marks:].strip(), level=marks)
    if _QUESTION.fullmatch(words):
        return Block(Shape.HEADING, words, level=2)
    if bullet := _BULLET.match(words):
        return Block(Shape.BULLET, words[bullet.end() :])
    return Block(Shape.PARAGRAPH, words)
