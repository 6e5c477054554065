"""Small helpers for Markdown tokens: making them, finding where one closes, and their plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown_it.token import Token

from portal.documents.reading.directives import Directive

_BLANKS = re.compile(" {2,}")


def opening(kind: str, tag: str, *, block: bool = True, **attributes: str) -> Token:
    """An opening token. In attribute names ``_`` stands for ``-``; ``class_`` is class."""
    named = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
    return Token(f"{kind}_open", tag, 1, attrs=dict(named), block=block)


def closing(kind: str, tag: str, *, block: bool = True) -> Token:
    """The token that closes ``opening(kind, tag)``."""
    return Token(f"{kind}_close", tag, -1, block=block)


def text(content: str) -> Token:
    """A text token; it is escaped when rendered."""
    return Token("text", "", 0, content=content)


def inline(children: Sequence[Token]) -> Token:
    """An inline token that holds ``children``."""
    return Token("inline", "", 0, children=list(children), content="")


def paragraph(children: Sequence[Token], class_: str) -> list[Token]:
    """A paragraph of inline tokens."""
    return [opening("note", "p", class_=class_), inline(children), closing("note", "p")]


def close_of(tokens: Sequence[Token], start: int) -> int:
    """The index of the token that closes the one at ``start``."""
    depth = 0
    for index in range(start, len(tokens)):
        depth += tokens[index].nesting
        if depth == 0:
            return index
    return len(tokens) - 1


def line_of(token: Token) -> int:
    """The token's first line in the file, from 1; 0 where it has none."""
    return token.map[0] + 1 if token.map else 0


def directive_of(token: Token) -> Directive | None:
    """The directive a token opens or closes."""
    found = token.meta.get("directive")
    return found if isinstance(found, Directive) else None


def plain(token: Token) -> str:
    """The plain text of an inline token, on one line."""
    return _BLANKS.sub(" ", "".join(_plain_pieces(token)).replace("\n", " ")).strip()


def plain_lines(token: Token) -> tuple[str, tuple[int, ...]]:
    """The plain text on one line, and the offsets in it where a new line of the file begins."""
    raw = _BLANKS.sub(" ", "".join(_plain_pieces(token))).rstrip()
    stripped = raw.lstrip()
    breaks = tuple(index + 1 for index, character in enumerate(stripped) if character == "\n")
    return stripped.replace("\n", " "), breaks


def _plain_pieces(token: Token) -> Iterator[str]:
    for child in token.children or ():
        if child.type in ("softbreak", "hardbreak"):
            yield "\n"
        elif child.type in ("text", "code_inline", "image"):
            yield child.content
