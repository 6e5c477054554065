"""Where each piece of a text is written: its paragraphs, headings, items and rows with their lines.

In the order in which they are shown, with what is shown beside them: the caption and the notes of a level
table, the fold's heading. So whoever has the shown words can find the lines that made them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from markdown_it.token import Token

from calculators.reading.levels import LevelTable
from portal.danish.characters import as_read
from portal.documents.problems import Problems
from portal.documents.reading.directives import Directive, Name
from portal.documents.reading.front_matter import read_front_matter, split_file
from portal.documents.reading.markdown import tokens_of
from portal.documents.reading.section_text import notes_of
from portal.documents.reading.sections import PREAMBLE_HEADING
from portal.documents.reading.source_text import read_text
from portal.documents.reading.table_tokens import rows_of
from portal.documents.reading.tokens import close_of, directive_of, plain


class WrittenKind(StrEnum):
    """What a piece is. SHOWN: it is made of something else than its own words, and written nowhere."""

    TITLE = "titel"
    HEADING = "overskrift"
    TEXT = "tekst"
    ITEM = "punkt"
    TERM = "ord"
    EXPLANATION = "forklaring"
    ROW = "række"
    CODE = "kode"
    CAPTION = "tabeltitel"
    SHOWN = "vist"


@dataclass(frozen=True)
class WrittenBlock:
    """A piece: its plain words (a row has one text for each cell), and its lines in the file from 0.

    ``last`` is the line after its last. ``ends`` is where a new piece behind it goes: behind the table or
    block that a row or caption belongs to. ``begins`` is where that table or block begins. ``level`` is a
    heading's or an item's, from 1; ``around`` the block it stands in ("fagligt"), "" for none.
    """

    kind: WrittenKind
    texts: tuple[str, ...]
    first: int
    last: int
    begins: int
    ends: int
    level: int = 0
    around: str = ""


def written_blocks(text: str) -> tuple[WrittenBlock, ...]:
    """The pieces of a whole file, its title first. A text with errors has those that can be read."""
    problems = Problems("teksten")
    split = split_file(read_text(text.encode("utf-8", "replace"), problems), problems)
    front = read_front_matter(split.head, problems, problems, problems)
    tokens = tokens_of(split.body, problems)
    found = list(_Pieces(tokens).read())
    if found and not (found[0].kind is WrittenKind.HEADING and found[0].level == 1):
        found.insert(0, _shown(PREAMBLE_HEADING, found[0].begins, found[0].begins))
    title = WrittenBlock(WrittenKind.TITLE, (as_read(front.title),), 0, 0, 0, 0)
    return (title, *found)


def _shown(words: str, begins: int, ends: int, around: str = "") -> WrittenBlock:
    return WrittenBlock(WrittenKind.SHOWN, (words,), begins, begins, begins, ends, around=around)


class _Pieces:
    """Reads the tokens of one body; remembers which block and how deep a list it is in."""

    def __init__(self, tokens: Sequence[Token]):
        self._tokens = tokens
        self._around = ""
        self._depth = 0

    def read(self) -> Iterator[WrittenBlock]:
        index = 0
        while index < len(self._tokens):
            token = self._tokens[index]
            if directive := directive_of(token):
                yield from self._directive(directive, token, index)
                if token.nesting == 1 and directive.name in (Name.LEVELS, Name.DEADLINES):
                    index = close_of(self._tokens, index)
            elif token.type == "table_open":
                end = close_of(self._tokens, index)
                yield from self._table(self._tokens[index : end + 1], _lines(token))
                index = end
            elif token.type.endswith("_list_open") or token.type.endswith("_list_close"):
                self._depth += token.nesting
            elif token.type == "inline":
                yield from self._inline(token, index)
            elif token.type in ("fence", "code_block"):
                yield self._block(WrittenKind.CODE, as_read(token.content), _lines(token))
            index += 1

    def _directive(self, directive: Directive, token: Token, index: int) -> Iterator[WrittenBlock]:
        """A block of one table as a whole, or the opening of one with text in it."""
        self._around = directive.name.value if token.nesting == 1 else ""
        if token.nesting != 1:
            return
        first, last = token.map or (0, 0)
        if directive.name is Name.PROFESSIONAL:
            heading = directive.argument or self._heading_before(index)
            yield _shown(f"For fagfolk: {heading}", first, first + 1, self._around)
        elif directive.name in (Name.LEVELS, Name.DEADLINES):
            yield from self._data(
                directive, self._tokens[index + 1 : close_of(self._tokens, index)], first, last
            )
            self._around = ""

    def _data(
        self, directive: Directive, content: Sequence[Token], first: int, last: int
    ) -> Iterator[WrittenBlock]:
        """``last`` is the line that closes the block."""
        place = first, last + 1
        benefit = next((a for a in directive.attributes if a.key == "ydelse"), None)
        if benefit is not None:
            line = benefit.line - 1
            words = benefit.value.strip('"')
            yield WrittenBlock(WrittenKind.CAPTION, (words,), line, line + 1, *place, around=self._around)
        if content:
            yield from self._table(content, place)
            levels = content[0].meta.get("levels")
            for note in notes_of(levels) if isinstance(levels, LevelTable) else ():
                yield _shown(note, *place, self._around)

    def _table(self, table: Sequence[Token], place: tuple[int, int]) -> Iterator[WrittenBlock]:
        for row in rows_of(table):
            first = row.line - 1
            yield WrittenBlock(WrittenKind.ROW, row.cells, first, first + 1, *place, around=self._around)

    def _inline(self, token: Token, index: int) -> Iterator[WrittenBlock]:
        opener = self._tokens[index - 1]
        words = plain(token)
        first, last = _lines(token)
        if opener.type == "heading_open":
            block = self._block(WrittenKind.HEADING, words, _lines(opener), int(opener.tag[1:]) - 1)
        elif opener.type == "dt_open":
            block = self._block(WrittenKind.TERM, words, (first, max(last, first + 1)))
        elif self._in_explanation(index):
            block = self._block(WrittenKind.EXPLANATION, words, (first, last))
        elif self._begins_item(index):
            block = self._block(WrittenKind.ITEM, words, (first, last), self._depth)
        else:
            block = self._block(WrittenKind.TEXT, words, (first, last))
        yield block

    def _block(self, kind: WrittenKind, words: str, lines: tuple[int, int], level: int = 0) -> WrittenBlock:
        return WrittenBlock(kind, (" ".join(words.split()),), *lines, *lines, level, self._around)

    def _in_explanation(self, index: int) -> bool:
        return any(token.type == "dd_open" for token in self._tokens[max(index - 2, 0) : index])

    def _begins_item(self, index: int) -> bool:
        return any(token.type == "list_item_open" for token in self._tokens[max(index - 2, 0) : index])

    def _heading_before(self, index: int) -> str:
        """The section's heading, which names a fold that has no name of its own."""
        for at in range(index - 1, -1, -1):
            token = self._tokens[at]
            if token.type == "heading_open" and token.tag == "h2":
                return plain(self._tokens[at + 1])
        return PREAMBLE_HEADING


def _lines(token: Token) -> tuple[int, int]:
    first, last = token.map or (0, 0)
    return first, max(last, first + 1)
