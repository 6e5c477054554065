"""Writing what was read elsewhere as Markdown: what looks like a sign is escaped, tables are laid out."""

from __future__ import annotations

import re
from collections.abc import Sequence

MOST_CELLS = MOST_LINES = 20_000
TOO_MUCH = "Der er for meget på én gang. Del det op, og sæt det ind i flere omgange."


class TooMuch(ValueError):
    """There is more than can be read in seconds; the message is Danish."""

    def __init__(self) -> None:
        super().__init__(TOO_MUCH)


_SIGNS = re.compile(r"[\\`*_\[\]<>~{|]|&(?=#?\w+;)")
_LINE_START = re.compile(
    r"^(\s*)(#{1,6}(?=\s|$)|[-+:](?=\s|$)|-+(?=\s*$)|=+(?=\s*$)|:::|\d+(?=[.)](?:\s|$))|---)", re.MULTILINE
)
_ESCAPE = re.compile(r"\\([!-/:-@\[-`{-~])")
_MARKS = re.compile(r"\\([!-/:-@\[-`{-~])|\*+|\]\([^()\s]*\)|\[")
_CLOSING_MARKS = re.compile(r"(#+)$")
BULLET = re.compile(r"^\s*[•·▪●◦‣∙○■□◆❖➢➤✓o–-][ \t]+(?=\S)")


def escaped(words: str) -> str:
    """Plain words that read as themselves."""
    return _SIGNS.sub(r"\\\g<0>", words)


def line_escaped(words: str) -> str:
    """Words at the beginning of a line that read as themselves."""

    def escape(match: re.Match[str]) -> str:
        sign = match[2]
        return match[1] + (f"{sign}\\" if sign.isdigit() else f"\\{sign}")

    return _LINE_START.sub(escape, words)


def heading_escaped(words: str) -> str:
    """Words of a heading that read as themselves: marks at its end would be taken for its close."""
    return _CLOSING_MARKS.sub(r"\\\1", words)


def shown(markdown: str) -> str:
    """The words that were escaped, as they stood."""
    return _ESCAPE.sub(r"\1", markdown)


def plain_words(markdown: str) -> str:
    """The words of one line without marks of emphasis, addresses of links and escapes."""
    return _MARKS.sub(lambda found: found[1] or "", markdown)


def table(rows: Sequence[Sequence[str]]) -> str:
    """A table of cells in Markdown, the first row its head; short rows are filled up. Raises TooMuch."""
    width = max(len(row) for row in rows)
    if width * len(rows) > MOST_CELLS:
        raise TooMuch
    full = [[*row, *[""] * (width - len(row))] for row in rows]
    lines = ["| " + " | ".join(row) + " |" for row in full]
    return "\n".join([lines[0], "|" + "---|" * width, *lines[1:]])
