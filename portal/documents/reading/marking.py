"""Links to law provisions and buttons for explained words, set into a section's running text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from markdown_it.token import Token

from portal import address_book
from portal.danish.law_references import LawReference, find_references, reference_path
from portal.documents.document import GlossaryTerm
from portal.documents.reading.glossary import TermFinder
from portal.documents.reading.tokens import closing, opening
from portal.documents.reading.tokens import text as text_token


@dataclass(frozen=True)
class _Mark:
    start: int
    end: int
    open: Token
    close: Token


@dataclass
class Marker:
    """Marks one section. Afterwards ``references`` and ``terms`` hold what was found, in reading order.

    ``default_act`` is the act a bare "§ 52" belongs to, "" where the text's law basis does not decide it;
    such a reference stays text. Each term becomes a button once, where it first occurs in the section.
    """

    default_act: str
    finder: TermFinder
    references: list[LawReference] = field(default_factory=list)
    terms: list[GlossaryTerm] = field(default_factory=list)

    def mark(self, tokens: Sequence[Token]) -> None:
        """Mark every inline token outside headings, in place."""
        for index, token in enumerate(tokens):
            if token.type == "inline" and (index == 0 or tokens[index - 1].type != "heading_open"):
                token.children = self.mark_inline(token.children or [])

    def mark_inline(self, children: Sequence[Token]) -> list[Token]:
        """The children with law references and terms marked; what stands inside a link is left alone."""
        marked: list[Token] = []
        run: list[Token] = []
        links = 0
        for child in children:
            if child.type in ("text", "softbreak") and links == 0:
                run.append(child)
                continue
            marked += self._mark_run(run)
            run = []
            links += {"link_open": 1, "link_close": -1}.get(child.type, 0)
            marked.append(child)
        return marked + self._mark_run(run)

    def _mark_run(self, run: Sequence[Token]) -> list[Token]:
        words = "".join("\n" if token.type == "softbreak" else token.content for token in run)
        marks = self._law_marks(words)
        marks += self._term_marks(words, marks)
        if not marks:
            return list(run)
        pieces: list[Token] = []
        position = 0
        for mark in sorted(marks, key=lambda mark: mark.start):
            pieces += _words(words[position : mark.start])
            pieces += [mark.open, *_words(words[mark.start : mark.end]), mark.close]
            position = mark.end
        return pieces + _words(words[position:])

    def _law_marks(self, words: str) -> list[_Mark]:
        marks: list[_Mark] = []
        for found in find_references(words, self.default_act):
            if not found.reference.act:
                continue
            self.references.append(found.reference)
            if marks and found.start < marks[-1].end:  # a range such as "stk. 2-5": one link, to its first
                continue
            link = opening(
                "law", "a", block=False, class_="lov", href=address_book.law(reference_path(found.reference))
            )
            marks.append(_Mark(found.start, found.end, link, closing("law", "a", block=False)))
        return marks

    def _term_marks(self, words: str, taken: Sequence[_Mark]) -> list[_Mark]:
        marks: list[_Mark] = []
        for start, end, term in self.finder.find(words):
            if term in self.terms or any(start < mark.end and mark.start < end for mark in taken):
                continue
            self.terms.append(term)
            button = opening(
                "term",
                "button",
                block=False,
                type="button",
                class_="ordforklaring",
                popovertarget=f"ord-{term.anchor}",
            )
            marks.append(_Mark(start, end, button, closing("term", "button", block=False)))
        return marks


def _words(words: str) -> list[Token]:
    tokens: list[Token] = []
    for number, line in enumerate(words.split("\n")):
        if number:
            tokens.append(Token("softbreak", "br", 0))
        if line:
            tokens.append(text_token(line))
    return tokens
