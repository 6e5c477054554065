"""Reading a standard: bytes in, a ``Document`` out, or every error of the file at once.

The one place where a Markdown parser is made. docs/format.md describes the dialect.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.deflist import deflist_plugin

from calculators.reading.levels import LevelTable
from portal.danish.characters import as_read
from portal.danish.law_references import LawReference, find_references
from portal.documents.document import Document, Finding, FrontMatter, GlossaryTerm, Layer, Section
from portal.documents.lint.linter import lint_tables
from portal.documents.problems import Problems
from portal.documents.reading.attributes import attributes_plugin
from portal.documents.reading.body_checks import check_body
from portal.documents.reading.data_tables import DataTables
from portal.documents.reading.directives import Name, directive_plugin
from portal.documents.reading.front_matter import read_front_matter, split_file
from portal.documents.reading.glossary import GLOSSARY_ID, TermFinder, read_glossary
from portal.documents.reading.ids import Ids
from portal.documents.reading.limits import check_depth, check_head, check_size
from portal.documents.reading.marking import Marker
from portal.documents.reading.rendering import SectionDecorator, popovers
from portal.documents.reading.section_text import blocks_of, plain_text
from portal.documents.reading.sections import RawSection, split_sections
from portal.documents.reading.shown_text import check_struck
from portal.documents.reading.source_text import read_text
from portal.documents.reading.tokens import close_of, directive_of
from portal.documents.reading.weight import refuse_too_much


def read_document(source: bytes, file: str) -> Document:
    """The standard in ``source``; findings name ``file``. Raises ``DocumentError`` with every error."""
    return read_with_warnings(source, file)[0]


def read_with_warnings(source: bytes, file: str) -> tuple[Document, tuple[Finding, ...]]:
    """As ``read_document``, with what the table rules of ``lint`` found: holes, order, mixed units."""
    problems, shown, limits = Problems(file), Problems(file), Problems(file)
    check_size(source, limits)
    text = read_text(source, problems)
    split = split_file(text, problems)
    check_head(split.head, limits)
    front = read_front_matter(split.head, problems, shown, limits)
    refuse_too_much(split.body, problems)
    tokens = _parser().parse(split.body, {"problems": problems})
    check_body(tokens, text.split("\n"), problems)
    check_struck(tokens, shown)
    check_depth(tokens, limits)
    ids = Ids(problems)
    raw_sections = split_sections(tokens, ids)
    data = DataTables(ids, problems, shown)
    tables = [data.read(raw) for raw in raw_sections]
    glossary = _glossary(raw_sections, problems)
    problems.refuse_errors()
    reader = _SectionReader(front, glossary)
    sections = tuple(
        reader.read(raw, found, position)
        for position, (raw, found) in enumerate(zip(raw_sections, tables, strict=True))
    )
    departure = "\n".join(b.text for s in sections for b in s.blocks if b.layer is Layer.DEPARTURE)
    departure_html = "".join(reader.departures)
    document = Document(
        front,
        sections,
        tuple(data.deadlines),
        glossary,
        departure,
        departure_html,
        shown.found,
        limits.found,
        hashlib.sha256(source).hexdigest(),
    )
    return document, lint_tables(document, file)


def render(tokens: Sequence[Token]) -> str:
    """The HTML of tokens that were dressed for it."""
    parser = _parser()
    return str(parser.renderer.render(tokens, parser.options, {}))


def tokens_of(body: str, problems: Problems) -> Sequence[Token]:
    """The tokens of a body, with what its data tables read as in their ``meta``; errors go to ``problems``.

    Raises ``DocumentError`` for more than can be read in seconds.
    """
    refuse_too_much(body, problems)
    tokens = _parser().parse(body, {"problems": problems})
    ids = Ids(problems)
    data = DataTables(ids, problems, problems)
    for section in split_sections(tokens, ids):
        data.read(section)
    return tokens


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("js-default")
    # Every address is let through here and judged in body_checks, which names the line.
    parser.validateLink = _accept  # type: ignore[method-assign, assignment]
    deflist_plugin(parser)
    directive_plugin(parser)
    attributes_plugin(parser)
    parser.core.ruler.push("plain", _plain_rule)
    return parser


def _plain_rule(state: StateCore) -> None:
    """What is read is what is shown: both are the tokens' words, with ordinary blanks and nothing unseen."""
    for token in state.tokens:
        for child in token.children or ():
            child.content = as_read(child.content)


def _accept(_url: str) -> bool:
    return True


def _glossary(raw_sections: Sequence[RawSection], problems: Problems) -> tuple[GlossaryTerm, ...]:
    for raw in raw_sections:
        if raw.id == GLOSSARY_ID:
            return read_glossary(raw.tokens, raw.line, problems)
    return ()


class _SectionReader:
    """Turns raw sections into sections; remembers which terms have their explanation on the page already."""

    def __init__(self, front: FrontMatter, glossary: Sequence[GlossaryTerm]):
        acts = {reference.act for reference in front.law_basis}
        self._default_act = acts.pop() if len(acts) == 1 else ""
        self._finder = TermFinder(glossary)
        self._explained: set[str] = set()
        self._labels: Counter[str] = Counter()
        self.departures: list[str] = []

    def read(self, raw: RawSection, tables: tuple[LevelTable, ...], position: int) -> Section:
        blocks = blocks_of(raw.tokens)
        self._keep_departures(raw)  # before marking: it is shown on other pages, without the explanations
        finder = TermFinder(()) if raw.id == GLOSSARY_ID else self._finder
        marker = Marker(self._default_act, finder)
        marker.mark(raw.tokens)
        dressed = SectionDecorator(raw.heading, marker, self._labels).dress(raw.tokens)
        new_terms = [term for term in marker.terms if term.anchor not in self._explained]
        self._explained.update(term.anchor for term in new_terms)
        return Section(
            id=raw.id,
            heading=raw.heading,
            html=render([*dressed, *popovers(new_terms)]),
            text=plain_text(blocks),
            line=raw.line,
            position=position,
            tables=tables,
            law=self._law(marker.references, raw.heading),
            professional=raw.professional,
            blocks=blocks,
        )

    def _law(self, found: Sequence[LawReference], heading: str) -> tuple[LawReference, ...]:
        in_heading = [f.reference for f in find_references(heading, self._default_act) if f.reference.act]
        return tuple(dict.fromkeys([*in_heading, *found]))

    def _keep_departures(self, raw: RawSection) -> None:
        for index, token in enumerate(raw.tokens):
            directive = directive_of(token)
            if directive and directive.name is Name.DEPARTURE and token.nesting == 1:
                self.departures.append(render(raw.tokens[index + 1 : close_of(raw.tokens, index)]))
