"""What may happen to a text before somebody brings it: to its tables, its words, the order of its blocks."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from random import Random

from rendering import Block, Shape

Change = Callable[[list[Block], Random], list[Block]]
Rows = list[tuple[str, ...]]
_ODD = {"a": "a\u030a", " ": "\u00a0", "e": "\u00ade", "fi": "ﬁ", "-": "\u2011", "o": "0", "l": "1"}
_BEFORE = ("fx ", "ca. ", "(166) ", "højst ", "mindst ", "tidligere 10 timer, nu ")
_AFTER = ("1", " 2)", "*", " (se note 3)")
_FEET = ("Side 3 af 11", "EKSEMPEL KOMMUNE 1", "12", "Sag 2011/04413")


def _in_rows(change: Callable[[Rows, Random], object]) -> Change:
    """The rows of one table, below its head, changed."""

    def changed(blocks: list[Block], chance: Random) -> list[Block]:
        found = [at for at, block in enumerate(blocks) if len(block.rows) > 1]
        if found:
            at = chance.choice(found)
            rows = list(blocks[at].rows[1:])
            change(rows, chance)
            blocks[at] = replace(blocks[at], rows=(blocks[at].rows[0], *rows))
        return blocks

    return changed


def _in_cell(change: Callable[[str, Random], str]) -> Change:
    def changed(rows: Rows, chance: Random) -> None:
        row, column = chance.randrange(len(rows)), chance.randrange(2)
        cells = list(rows[row])
        cells[column] = change(cells[column], chance)
        rows[row] = tuple(cells)

    return _in_rows(changed)


def _in_words(change: Callable[[str, Random], str]) -> Change:
    def changed(blocks: list[Block], chance: Random) -> list[Block]:
        at = chance.randrange(len(blocks))
        blocks[at] = replace(blocks[at], words=change(blocks[at].words, chance))
        return blocks

    return changed


def _another_digit(words: str, chance: Random) -> str:
    places = [match.start() for match in re.finditer(r"\d", words)]
    if not places:
        return words
    at = chance.choice(places)
    return words[:at] + chance.choice("0123456789Ol") + words[at + 1 :]


def _letter_gone(words: str, chance: Random) -> str:
    at = chance.randrange(len(words)) if words else 0
    return words[:at] + words[at + 1 :]


def _odd_letter(words: str, chance: Random) -> str:
    old = chance.choice(list(_ODD))
    return words.replace(old, _ODD[old], 1)


def _cells_exchanged(rows: Rows, chance: Random) -> None:
    at = chance.randrange(len(rows))
    rows[at] = tuple(reversed(rows[at]))


def _block_gone(blocks: list[Block], chance: Random) -> list[Block]:
    if len(blocks) > 2:
        del blocks[chance.randrange(len(blocks))]
    return blocks


def _block_doubled(blocks: list[Block], chance: Random) -> list[Block]:
    at = chance.randrange(len(blocks))
    return [*blocks[: at + 1], *blocks[at:]]


def _block_moved(blocks: list[Block], chance: Random) -> list[Block]:
    moved = blocks.pop(chance.randrange(len(blocks)))
    blocks.insert(chance.randrange(len(blocks) + 1), moved)
    return blocks


def _foot_between(blocks: list[Block], chance: Random) -> list[Block]:
    """Anywhere but before a table: of that the words above may say something."""
    places = [at for at, block in enumerate(blocks) if block.shape is not Shape.TABLE]
    blocks.insert(chance.choice(places), Block(Shape.PARAGRAPH, chance.choice(_FEET)))
    return blocks


def _table_parted(blocks: list[Block], chance: Random) -> list[Block]:
    """One table becomes two, each with the head."""
    found = [at for at, block in enumerate(blocks) if len(block.rows) > 3]
    if not found:
        return blocks
    at = chance.choice(found)
    head, *rows = blocks[at].rows
    middle = chance.randrange(1, len(rows))
    parts: Sequence[Block] = [
        replace(blocks[at], rows=(head, *rows[:middle])),
        Block(Shape.PARAGRAPH, "Fortsat:"),
        replace(blocks[at], rows=(head, *rows[middle:])),
    ]
    return [*blocks[:at], *parts, *blocks[at + 1 :]]


CHANGES: Mapping[str, Change] = {
    "another digit in a cell": _in_cell(_another_digit),
    "another digit in words": _in_words(_another_digit),
    "a letter gone in a cell": _in_cell(_letter_gone),
    "a letter gone in words": _in_words(_letter_gone),
    "an odd letter in a cell": _in_cell(_odd_letter),
    "an odd letter in words": _in_words(_odd_letter),
    "an empty cell": _in_cell(lambda _words, _chance: ""),
    "more before a cell": _in_cell(lambda words, chance: chance.choice(_BEFORE) + words),
    "more after a cell": _in_cell(lambda words, chance: words + chance.choice(_AFTER)),
    "cells exchanged": _in_rows(_cells_exchanged),
    "a row gone": _in_rows(lambda rows, chance: rows.pop(chance.randrange(len(rows)))),
    "a row doubled": _in_rows(lambda rows, chance: rows.insert(0, chance.choice(rows))),
    "rows mixed": _in_rows(lambda rows, chance: chance.shuffle(rows)),
    "a block gone": _block_gone,
    "a block doubled": _block_doubled,
    "a block moved": _block_moved,
    "a foot between": _foot_between,
    "a table parted": _table_parted,
}
"""Each change by what it is called."""
