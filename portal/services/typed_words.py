"""What people type, read or made fit to keep: digits, one line, no invisible characters, no CPR numbers."""

from __future__ import annotations

from portal.danish.characters import as_read
from portal.danish.numbers import format_number
from portal.documents.personal_data import REMEDY, holds_cpr
from portal.services.errors import BadInput, Parameter

LONGEST_ANSWER = 200
"""Characters of one thing that is asked for: a level, an amount, a unit, an age, a table."""
NINE_DIGITS = 999_999_999
"""The largest number of a draft's revision, a proposal, or what something costs."""


def whole_number(words: str, most: int = 999_999) -> int | None:
    """The number written in the digits 0-9, at most ``most``; None for anything else, such as "²"."""
    plain = words.strip()
    if not (plain.isascii() and plain.isdigit()) or len(plain) > len(str(most)):
        return None
    number = int(plain)
    return number if number <= most else None


def one_line(words: str, longest: int = 2000) -> str:
    """The words on one line, blanks single, cut at ``longest`` characters; for what is only looked for."""
    return " ".join(as_read(words).split())[:longest]


def kept_line(parameter: Parameter, words: str, longest: int = 2000) -> str:
    """What somebody typed to be kept, on one line with single blanks.

    Raises BadInput for ``parameter`` where it is longer than ``longest`` characters, since a cut would be
    kept without a word, or holds something that looks like a CPR number.
    """
    return _kept(parameter, words, " ".join(as_read(words).split()), longest)


def kept_text(parameter: Parameter, words: str, longest: int = 2000) -> str:
    """The same with its line breaks. Raises BadInput likewise."""
    return _kept(parameter, words, as_read(words.replace("\r\n", "\n")).strip(), longest)


def _kept(parameter: Parameter, typed: str, words: str, longest: int) -> str:
    if len(words) > longest:
        message = f"Skriv højst {format_number(longest)} tegn. Der står {format_number(len(words))}."
        raise BadInput(parameter, typed, message)
    return without_cpr(parameter, words)


def without_cpr(parameter: Parameter, words: str) -> str:
    """``words``. Raises BadInput for ``parameter`` where they hold something that looks like a CPR number."""
    if holds_cpr(words):
        raise BadInput(parameter, words, REMEDY)
    return words
