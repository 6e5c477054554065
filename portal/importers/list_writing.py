"""Lists in Markdown that show the numbers they had: begun anywhere, gone on, with letters, in levels."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from portal.importers.markdown_writing import escaped, line_escaped

_NARROWEST = 3
"""So far an item stands in from the one above it, which fits "1." and "-" alike."""
_NUMBER = re.compile(r"(\d{1,9})[.)]")
_SOME_LETTER = re.compile(r"[^\W_]")


@dataclass(frozen=True)
class Item:
    """An item: how deep it stands, from 0; what stands before it ("2.", "a)", "•"); its words in Markdown."""

    depth: int
    label: str
    words: str


@dataclass
class _Level:
    """The items of one level so far: where they begin; the last one's width, number and sign."""

    indent: int
    width: int = 0
    number: int | None = None
    sign: str = "."


def is_number(label: str) -> bool:
    """Whether a label counts or names; otherwise it is a bullet."""
    return bool(_SOME_LETTER.search(label)) and label != "o"


def stays_word(label: str) -> bool:
    """Whether Markdown cannot count this way, as in "a)" and "1.2": the label follows a bullet as a word."""
    return is_number(label) and not _NUMBER.fullmatch(label)


def list_text(items: Sequence[Item]) -> str:
    """The lines of a list."""
    return "\n".join(_lines(items))


def _lines(items: Sequence[Item]) -> Iterator[str]:
    levels: list[_Level] = []
    for item in items:
        depth = min(item.depth, len(levels))
        deeper = depth == len(levels)
        del levels[depth + 1 :]
        if deeper:
            levels.append(_Level(sum(level.width for level in levels)))
        level = levels[depth]
        mark, words = _marked(item, level)
        if deeper and depth and level.number is not None and (level.number != 1 or not words):
            yield ""  # a list that begins with another number would go on the paragraph above
        level.width = max(len(mark) + 1, _NARROWEST)
        yield f"{' ' * level.indent}{mark} {words}".rstrip()


def _marked(item: Item, level: _Level) -> tuple[str, str]:
    words = line_escaped(item.words)
    counted = _NUMBER.fullmatch(item.label)
    if counted:
        number = int(counted[1])
        if level.number is not None and number != level.number + 1:
            level.sign = ")" if level.sign == "." else "."  # another sign begins another list
        level.number = number
        return f"{number}{level.sign}", words
    level.number = None
    if not stays_word(item.label):
        return "-", words
    return "-", f"{escaped(item.label)} {item.words}"
