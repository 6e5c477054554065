"""Dividing a file's tokens at its top-level ``##`` headings, and the ids of the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from markdown_it.token import Token

from portal.documents.reading.directives import Name
from portal.documents.reading.ids import Ids
from portal.documents.reading.tokens import close_of, directive_of, line_of, plain

PREAMBLE_ID, PREAMBLE_HEADING = "indledning", "Indledning"


@dataclass(frozen=True)
class RawSection:
    """A section before it is read further: its heading and the tokens under it."""

    id: str
    heading: str
    line: int
    tokens: tuple[Token, ...]

    @property
    def professional(self) -> bool:
        """Whether everything in it is for caseworkers."""
        index, found = 0, False
        while index < len(self.tokens):
            directive = directive_of(self.tokens[index])
            if directive is None or directive.name is not Name.PROFESSIONAL:
                return False
            index, found = close_of(self.tokens, index) + 1, True
        return found


def split_sections(tokens: Sequence[Token], ids: Ids) -> tuple[RawSection, ...]:
    """The sections in reading order; registers the id of every heading. Text before the first is one too."""
    sections: list[RawSection] = []
    starts = [
        i
        for i, token in enumerate(tokens)
        if token.type == "heading_open" and token.tag == "h2" and token.level == 0
    ]
    before = tokens[: starts[0]] if starts else tokens
    if before:
        sections.append(RawSection(PREAMBLE_ID, PREAMBLE_HEADING, line_of(before[0]) or 1, tuple(before)))
        ids.take(PREAMBLE_ID, sections[0].line)
    for start, end in pairwise([*starts, len(tokens)]):
        heading = tokens[start]
        sections.append(
            RawSection(
                str(heading.meta["id"]),
                plain(tokens[start + 1]),
                line_of(heading),
                tuple(tokens[start + 3 : end]),
            )
        )
    for token in tokens:
        if token.type == "heading_open":
            ids.take(str(token.meta["id"]), line_of(token))
    return tuple(sections)
