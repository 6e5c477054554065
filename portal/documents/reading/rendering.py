"""From a section's tokens to tokens that render as accessible HTML.

Nothing here writes HTML itself: it changes and adds tokens, and the Markdown renderer escapes every text and
attribute.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from markdown_it.token import Token

from calculators.reading.levels import LevelTable
from portal.documents.document import GlossaryTerm
from portal.documents.reading.directives import Directive, Name
from portal.documents.reading.marking import Marker
from portal.documents.reading.section_text import notes_of
from portal.documents.reading.tokens import (
    close_of,
    closing,
    directive_of,
    inline,
    opening,
    paragraph,
    plain,
    text,
)

_ALIGNMENTS = {"text-align:right": "til-hoejre", "text-align:center": "midtstillet", "text-align:left": ""}


class SectionDecorator:
    """Dresses the tokens of one section. ``heading`` names what is folded or framed for a screen reader.

    ``labels`` counts the frames' names on the page, so that no two frames have one name.
    """

    def __init__(self, heading: str, marker: Marker, labels: Counter[str]):
        self._heading = heading
        self._marker = marker
        self._labels = labels

    def dress(self, tokens: Sequence[Token]) -> list[Token]:
        """The tokens as they are rendered."""
        return list(self._dress(tokens))

    def _dress(self, tokens: Sequence[Token]) -> Iterator[Token]:
        index = 0
        while index < len(tokens):
            token = tokens[index]
            directive = directive_of(token)
            if directive and token.nesting == 1:
                end = close_of(tokens, index)
                yield from self._directive(directive, tokens[index + 1 : end])
                index = end
            elif token.type == "table_open":
                end = close_of(tokens, index)
                yield from self._table(tokens[index : end + 1], f"Tabel i afsnittet {self._heading}")
                index = end
            else:
                if token.type == "heading_open":
                    token.attrs["id"] = token.meta["id"]
                yield token
            index += 1

    def _directive(self, directive: Directive, content: Sequence[Token]) -> Iterator[Token]:
        if directive.name is Name.LEVELS:
            yield from self._levels(content)
        elif directive.name is Name.DEADLINES:
            yield opening("deadlines", "div", class_="frister")
            yield from self._table(content, f"Frister i afsnittet {self._heading}", row_headers=True)
            yield closing("deadlines", "div")
        elif directive.name is Name.PROFESSIONAL:
            summary = f"For fagfolk: {directive.argument or self._heading}"
            yield opening("details", "details", class_="fagligt")
            yield opening("summary", "summary")
            yield inline([text(summary)])
            yield closing("summary", "summary")
            yield from self._dress(content)
            yield closing("details", "details")
        else:
            yield opening("departure", "aside", class_="fravigelse", role="note", aria_label="Fravigelse")
            yield from self._dress(content)
            yield closing("departure", "aside")

    def _levels(self, content: Sequence[Token]) -> Iterator[Token]:
        levels = content[0].meta.get("levels") if content else None
        if not isinstance(levels, LevelTable):
            return
        yield opening("levels", "div", class_="niveauer", id=levels.id)
        yield from self._table(content, levels.benefit, caption=levels.benefit, row_headers=True)
        for note in notes_of(levels):
            yield from paragraph(self._marker.mark_inline([text(note)]), "niveau-note")
        yield closing("levels", "div")

    def _table(
        self, table: Sequence[Token], label: str, *, caption: str = "", row_headers: bool = False
    ) -> Iterator[Token]:
        self._labels[label] += 1
        if self._labels[label] > 1:
            label = f"{label}, {self._labels[label]}"
        yield opening("frame", "div", class_="tabel-ramme", role="region", tabindex="0", aria_label=label)
        row = table[0]
        if row_headers:
            _name_cells(table)
        for index, token in enumerate(table):
            if token.type == "tr_open":
                row = token
                if row_id := token.meta.get("row_id"):
                    token.attrs["id"] = row_id
            first = index > 0 and table[index - 1] is row
            if token.type in ("th_open", "td_open"):
                _align(token)
            if token.type == "th_open":
                token.attrs["scope"] = "col"
            elif token.type == "td_open" and first and row_headers:
                token.tag = "th"
                token.attrs["scope"] = "row"
                table[close_of(table, index)].tag = "th"
                if row_id := row.meta.get("row_id"):
                    table[index + 1].children = [
                        *(table[index + 1].children or []),
                        *_permalink(row, str(row_id)),
                    ]
            yield token
            if token.type == "table_open" and caption:
                yield opening("caption", "caption")
                yield inline([text(caption)])
                yield closing("caption", "caption")
        yield closing("frame", "div")


def popovers(terms: Sequence[GlossaryTerm]) -> list[Token]:
    """One explanation per term, opened by the term's button without JavaScript."""
    tokens = []
    for term in terms:
        tokens += [
            opening("popover", "div", popover="", class_="ordforklaring-tekst", id=f"ord-{term.anchor}"),
            opening("paragraph", "p"),
            inline(
                [
                    opening("strong", "strong", block=False),
                    text(term.term),
                    closing("strong", "strong", block=False),
                    text(f": {term.explanation}"),
                ]
            ),
            closing("paragraph", "p"),
            closing("popover", "div"),
        ]
    return tokens


def _permalink(row: Token, row_id: str) -> list[Token]:
    label = f"Link til rækken {row.meta.get('label', '')}".strip()
    return [
        text(" "),
        opening("permalink", "a", block=False, class_="permalink", href=f"#{row_id}", aria_label=label),
        opening("sign", "span", block=False, aria_hidden="true"),
        text("#"),
        closing("sign", "span", block=False),
        closing("permalink", "a", block=False),
    ]


def _name_cells(table: Sequence[Token]) -> None:
    """Give each cell its column's heading: on a narrow screen a row is shown as lines "Omfang: …"."""
    headings: list[str] = []
    column = 0
    for index, token in enumerate(table):
        if token.type == "tr_open":
            column = 0
        elif token.type == "th_open":
            headings.append(plain(table[index + 1]))
        elif token.type == "td_open":
            if column and column < len(headings):
                token.attrs["data-title"] = headings[column]
            column += 1


def _align(token: Token) -> None:
    style = str(token.attrs.pop("style", ""))
    if class_ := _ALIGNMENTS.get(style):
        token.attrs["class"] = class_
