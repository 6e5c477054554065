"""Where a reader would see something else than what is counted: struck words, marks in what is counted.

The dialect has no strikethrough, and an amount, a deadline and an age are words alone: "1~~6~~ timer" would
be shown as 1 and counted as 16, "10[1](#note)" as 101. These are errors in every new text. They do not end
the reading: a version that was adopted with one is read and shown as it always was, since it never changes.
"""

from __future__ import annotations

from collections.abc import Sequence

from markdown_it.token import Token

from portal.documents.problems import Problems
from portal.documents.reading.table_tokens import Row
from portal.documents.reading.tokens import line_of

STRUCK, MARKED = "strikethrough", "cell-marks"
_BREAKS = frozenset(("softbreak", "hardbreak"))
_EMPHASIS = frozenset(("em_open", "em_close", "strong_open", "strong_close"))
# Struck words are found by check_struck already, on the same line.
_LET_PAST = _BREAKS | _EMPHASIS | {"text", "code_inline", "s_open", "s_close"}


def check_struck(tokens: Sequence[Token], problems: Problems) -> None:
    """Add an error for every line with struck words."""
    line = 1
    for token in tokens:
        line = line_of(token) or line
        at = line
        for child in token.children or ():
            at += child.type in _BREAKS
            if child.type == "s_open":
                problems.error(
                    at,
                    STRUCK,
                    "Linjen har overstreget tekst (~~). Den vises som slettet, men læses og tælles med.",
                    "Slet de overstregede ord og ~~. Hvad der er ændret, viser portalen selv.",
                )


def check_words_alone(row: Row, column: int, name: str, problems: Problems) -> None:
    """Add an error where the cell of ``row`` in ``column``, called ``name``, holds more than words."""
    if any(child.type not in _LET_PAST for child in row.tokens[column].children or ()):
        problems.error(
            row.line,
            MARKED,
            f"Rækken »{row.cells[0]}« har et link eller et billede i feltet {name}.",
            "Skriv kun ord og tal i feltet. Sæt linket eller noten i Bemærkning eller under tabellen.",
        )
