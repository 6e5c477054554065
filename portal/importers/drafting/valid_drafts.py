"""A draft that always reads: what the dialect cannot hold becomes prose, and is told.

The text is read back with the portal's own reader. A block on whose lines an error stands is written as
plain paragraphs, until the text reads without error.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from portal.documents.document import DocumentError, Finding
from portal.documents.reading.markdown import read_document
from portal.importers.drafting.blocks import (
    Block,
    DeadlineBlock,
    FrameBlock,
    HeadingBlock,
    ItemBlock,
    LevelBlock,
    ParagraphBlock,
    TableBlock,
    TermBlock,
)
from portal.importers.drafting.imported import FoundKind, FoundThing, ImportCertainty, LeftOut
from portal.importers.drafting.writing import BlockWriter, DraftBlock
from portal.importers.markdown_writing import MOST_CELLS
from portal.importers.source import SourcePlace

_MOST_TRIES = 8
_MARKS = re.compile(r"[*_`<>~!&|\\\[\]{]")
_MOST_MARKS_OF_PIECE, _MOST_MARKS, _MOST_BRACKETS = 140, 9_000, 2_000
_MOST_HEADINGS, _MOST_ROWS, _MOST_BLOCKS, _MOST_LETTERS = 900, 2_500, 6_000, 800_000
_TOO_MANY_SIGNS = "Stykket har flere tegn som * og [ end portalen kan læse."
_TOO_LONG = "Filen er for lang til én standard. Del den i flere."
_AS_PROSE = "Kunne ikke blive til det, den ligner, og står som almindelig tekst: {}"


@dataclass(frozen=True)
class ValidText:
    """A whole text that reads without error, what was found in it, and what it could not hold."""

    text: str
    found: tuple[FoundThing, ...]
    left_out: tuple[LeftOut, ...]


def valid_text(heads: Sequence[str], blocks: Sequence[Block], writer: Callable[[], BlockWriter]) -> ValidText:
    """The text of the blocks under the first of ``heads`` with which it reads; the last must be plain."""
    kept, left_out = _within_limits(blocks)
    told: list[FoundThing] = []
    head = heads[0]
    for attempt in range(_MOST_TRIES):
        written = list(writer().written(kept))
        text, starts = _laid(head, written)
        errors = _errors(text)
        if not errors:
            return ValidText(text, _placed(written, starts, told), left_out)
        wrong = _wrong(errors, written, starts) or (range(len(written)) if attempt else range(0))
        if any(error.line < starts[0] if starts else True for error in errors):
            head = heads[-1]
        told += [thing for at in wrong for thing in _told(written[at], errors)]
        kept = [
            block
            for at, piece in enumerate(written)
            for block in (_plain(piece, attempt) if at in wrong else piece.blocks)
        ]
    return ValidText(_empty(heads[-1]), (), (*left_out, *(_left(block) for block in blocks)))


def _empty(head: str) -> str:
    return f"{head}\n"


def _laid(head: str, written: Sequence[DraftBlock]) -> tuple[str, list[int]]:
    """The whole text, and the line on which each block begins."""
    starts: list[int] = []
    lines = head.count("\n") + 3
    for piece in written:
        starts.append(lines)
        lines += piece.text.count("\n") + 2
    body = "\n\n".join(piece.text for piece in written)
    return f"{head}\n\n{body}\n" if written else _empty(head), starts


def _errors(text: str) -> tuple[Finding, ...]:
    try:
        read_document(text.encode("utf-8", "replace"), "1.md")
    except DocumentError as error:
        return tuple(error.findings)
    return ()


def _wrong(errors: Sequence[Finding], written: Sequence[DraftBlock], starts: Sequence[int]) -> list[int]:
    """Which blocks the errors stand in."""
    found: set[int] = set()
    for error in errors:
        before = [at for at, start in enumerate(starts) if start <= error.line]
        if before and error.line <= starts[before[-1]] + written[before[-1]].text.count("\n") + 1:
            found.add(before[-1])
    return sorted(found)


def _told(piece: DraftBlock, errors: Sequence[Finding]) -> Iterator[FoundThing]:
    """That a table, deadlines or terms are prose."""
    why = errors[0].message
    for block in piece.blocks[:1]:
        if isinstance(block, (LevelBlock, TableBlock)):
            place = block.place if isinstance(block, LevelBlock) else block.places[0]
            yield FoundThing(
                FoundKind.TABLE, _words(block), place, 0, ImportCertainty.UNSURE, _AS_PROSE.format(why)
            )


def _plain(piece: DraftBlock, attempt: int) -> Iterator[Block]:
    """The blocks of a piece as paragraphs; what is wrong even so is taken by its letters alone."""
    for block in piece.blocks:
        if isinstance(block, LevelBlock) and attempt == 0:
            yield TableBlock(
                (("Niveau", "Omfang"), *((row.label, row.extent) for row in block.rows)),
                (block.place, *(row.place for row in block.rows)),
                is_sure=False,
            )
        elif isinstance(block, ParagraphBlock) and block.markdown:
            yield replace(block, markdown="")
        elif attempt > 1:
            words = " ".join(re.findall(r"[\w.,;()%/§-]+", _words(block)))
            yield from [ParagraphBlock(f"Tekst: {words}", _place(block))] if words else []
        else:
            yield from (ParagraphBlock(words, _place(block)) for words in _words(block).split("\n") if words)


def _words(block: Block) -> str:
    match block:
        case HeadingBlock() | ParagraphBlock():
            return block.words
        case ItemBlock():
            return f"{block.label} {block.words}".removeprefix("• ")
        case LevelBlock():
            return "\n".join(block.lines)
        case TableBlock():
            return "\n".join(", ".join(filter(None, row)) for row in block.rows)
        case TermBlock():
            return f"{block.term}: {block.explanation}"
        case FrameBlock():
            return "\n".join([block.title, *(_words(piece) for piece in block.blocks)])
        case DeadlineBlock():
            return ""


def _place(block: Block) -> SourcePlace:
    match block:
        case TableBlock():
            return block.places[0]
        case DeadlineBlock():
            return block.rows[0].place
        case _:
            return block.place


def _placed(
    written: Sequence[DraftBlock], starts: Sequence[int], told: Sequence[FoundThing]
) -> tuple[FoundThing, ...]:
    found = [
        replace(thing, line=start + thing.line - 1)
        for piece, start in zip(written, starts, strict=True)
        for thing in piece.found
    ]
    return (*found, *told)


def _left(block: Block, why: str = _TOO_LONG) -> LeftOut:
    return LeftOut(_words(block)[:200], _place(block), why)


def _within_limits(blocks: Sequence[Block]) -> tuple[list[Block], tuple[LeftOut, ...]]:
    """The blocks that a text may hold, and what is too much."""
    kept: list[Block] = []
    left: list[LeftOut] = []
    marks = brackets = headings = rows = letters = 0
    for block in blocks:
        words = _words(block)
        signs = len(_MARKS.findall(words))
        if signs > _MOST_MARKS_OF_PIECE and not isinstance(block, (TableBlock, LevelBlock)):
            left.append(_left(block, _TOO_MANY_SIGNS))
            continue
        marks += signs
        brackets += words.count("[")
        letters += len(words)
        headings += isinstance(block, HeadingBlock)
        rows += words.count("\n") + 1 if isinstance(block, (TableBlock, LevelBlock)) else 0
        if isinstance(block, TableBlock) and len(block.rows) * len(block.rows[0]) > MOST_CELLS:
            left.append(_left(block))
            continue
        if (
            marks > _MOST_MARKS or brackets > _MOST_BRACKETS or headings > _MOST_HEADINGS
            or rows > _MOST_ROWS or letters > _MOST_LETTERS or len(kept) >= _MOST_BLOCKS
        ):  # fmt: skip
            left.append(_left(block))
        else:
            kept.append(block)
    return kept, tuple(left)
