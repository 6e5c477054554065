"""What people type, made fit to keep: no invisible characters, no line breaks where a line is meant."""

from __future__ import annotations

import re

LONGEST_ANSWER = 200
"""Characters of one thing that is asked for: a level, an amount, a unit, an age, a table."""

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u2028-\u202e\u2066-\u2069\ufeff]")


def one_line(words: str, longest: int = 2000) -> str:
    """The words on one line, blanks single, cut at ``longest`` characters."""
    return " ".join(_CONTROL.sub(" ", words).split())[:longest]
