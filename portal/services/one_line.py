"""What people type, made fit to keep: no invisible characters, no line breaks where a line is meant."""

from __future__ import annotations

import re

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u2028-\u202e\u2066-\u2069\ufeff]")


def whole_number(words: str, most: int = 999_999) -> int | None:
    """The number written in the digits 0-9, at most ``most``; None for anything else, such as "²"."""
    plain = words.strip()
    if not (plain.isascii() and plain.isdigit()) or len(plain) > len(str(most)):
        return None
    number = int(plain)
    return number if number <= most else None


def one_line(words: str, longest: int = 2000) -> str:
    """The words on one line, blanks single, cut at ``longest`` characters."""
    return " ".join(_CONTROL.sub(" ", words).split())[:longest]
