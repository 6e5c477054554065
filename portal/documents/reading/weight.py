"""What would take a reader of Markdown minutes is refused before it is read.

Reading takes time that grows with the square of the open brackets, marks or words to explain in one place, so
these are counted first. The limits are some hundred times what the longest standards have.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from portal.danish.numbers import format_number
from portal.documents.problems import Problems

RULE = "too-much"
MOST_LINES = 20_000
MOST_TABLE_LINES = 3_000
MOST_HEADINGS = 1_000
MOST_EXPLAINED = 30_000_000
"""Explained words times the letters they are looked for in."""
MOST_BRACKETS, MOST_BRACKETS_IN_PIECE = 5_000, 300
MOST_MARKS, MOST_MARKS_IN_PIECE = 40_000, 3_000
"""A piece: lines without a blank line between them, or one line of a table."""

_MARKS = re.compile(r"[*_`<>~!&|\\]")
_TABLE_LINE = re.compile(r"^\|", re.MULTILINE)
_HEADING = re.compile(r"^#{1,6}\s", re.MULTILINE)
_EXPLANATION = re.compile(r"^ {0,3}:(?!:)", re.MULTILINE)
_SPLIT = "Del den i flere standarder."
_BLANKS = "Del stykket med tomme linjer, eller fjern tegnene."


def refuse_too_much(body: str, problems: Problems) -> None:
    """Raise ``DocumentError`` where a body has more signs, lines of tables or headings than can be read."""
    found = [*_of_the_whole(body), *_of_pieces(body)]
    for line, message, remedy in found:
        problems.error(line, RULE, message, remedy)
    if found:
        problems.refuse_errors()


def _of_the_whole(body: str) -> Iterator[tuple[int, str, str]]:
    for name, most, number in (
        ("linjer", MOST_LINES, body.count("\n")),
        ("linjer i tabeller", MOST_TABLE_LINES, len(_TABLE_LINE.findall(body))),
        ("overskrifter", MOST_HEADINGS, len(_HEADING.findall(body))),
        ("kantede parenteser", MOST_BRACKETS, body.count("[")),
        ("tegn som * og _", MOST_MARKS, len(_MARKS.findall(body))),
    ):
        if number > most:
            yield 1, f"Teksten har over {format_number(most)} {name}.", _SPLIT
    if len(_EXPLANATION.findall(body)) * len(body) > MOST_EXPLAINED:
        yield 1, "Teksten er for lang til så mange ordforklaringer.", _SPLIT


def _of_pieces(body: str) -> Iterator[tuple[int, str, str]]:
    for line, piece in _pieces(body):
        if piece.count("[") > MOST_BRACKETS_IN_PIECE:
            yield line, f"Stykket har over {MOST_BRACKETS_IN_PIECE} kantede parenteser.", _BLANKS
        elif len(_MARKS.findall(piece)) > MOST_MARKS_IN_PIECE:
            yield line, f"Stykket har over {format_number(MOST_MARKS_IN_PIECE)} tegn som * og _.", _BLANKS


def _pieces(body: str) -> Iterator[tuple[int, str]]:
    """What is read in one go, with the line it begins on, from 1."""
    piece: list[str] = []
    for number, line in enumerate([*body.split("\n"), ""], start=1):
        alone = line.startswith("|")
        if line.strip() and not alone:
            piece.append(line)
            continue
        if piece:
            yield number - len(piece), "\n".join(piece)
            piece = []
        if alone:
            yield number, line
