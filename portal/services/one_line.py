"""What people type, made fit to keep: no invisible characters, no line breaks, no CPR numbers."""

from __future__ import annotations

from portal.danish.characters import as_read
from portal.documents.personal_data import REMEDY, holds_cpr
from portal.services.errors import BadInput

LONGEST_ANSWER = 200
"""Characters of one thing that is asked for: a level, an amount, a unit, an age, a table."""


def one_line(words: str, longest: int = 2000) -> str:
    """The words on one line, blanks single, cut at ``longest`` characters."""
    return " ".join(as_read(words).split())[:longest]


def without_cpr(field: str, words: str) -> str:
    """``words``. Raises BadInput for ``field`` where they hold something that looks like a CPR number."""
    if holds_cpr(words):
        raise BadInput(field, words, REMEDY)
    return words
