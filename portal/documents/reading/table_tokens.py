"""A Markdown table as rows of plain words, with the tokens they came from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markdown_it.token import Token

from portal.documents.reading.tokens import close_of, line_of, plain


@dataclass(frozen=True)
class Row:
    """One row: the plain words of its cells, its line, its token, and the cells' tokens."""

    cells: tuple[str, ...]
    line: int
    token: Token
    tokens: tuple[Token, ...]

    @property
    def attributes(self) -> dict[str, str]:
        """What ``{…}`` at the end of the first cell said."""
        found = self.token.meta.get("attributes", {})
        return dict(found)


def only_table(tokens: Sequence[Token]) -> Sequence[Token] | None:
    """The tokens if they are exactly one table, else None."""
    if not tokens or tokens[0].type != "table_open" or close_of(tokens, 0) != len(tokens) - 1:
        return None
    return tokens


def rows_of(table: Sequence[Token]) -> tuple[Row, ...]:
    """Every row of a table's tokens; the first is the header."""
    return tuple(_rows(table))


def _rows(table: Sequence[Token]) -> Iterator[Row]:
    for index, token in enumerate(table):
        if token.type != "tr_open":
            continue
        cells = tuple(t for t in table[index : close_of(table, index)] if t.type == "inline")
        yield Row(tuple(map(plain, cells)), line_of(token), token, cells)
