"""What a lint rule is, and what it may look at."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from portal.danish.sentences import sentences
from portal.documents.changes.change_model import Change
from portal.documents.changes.differences import compare
from portal.documents.document import Block, BlockKind, Document, Layer, Section, Severity

_OUTSIDE_PROSE = (BlockKind.HEADING, BlockKind.LEVEL, BlockKind.DEADLINE, BlockKind.NOTE)


@dataclass(frozen=True)
class Violation:
    """One place where a rule is broken; ``remedy`` where the rule's own does not fit."""

    line: int
    message: str
    remedy: str = ""


@dataclass(frozen=True)
class CheckedSentence:
    """A sentence of the text: its words, its line in the file, and where it stands in its block."""

    text: str
    line: int
    start: int
    section: Section
    block: Block

    def line_at(self, offset: int) -> int:
        """The line of the character at ``offset`` in ``text``."""
        return self.block.line_at(self.start + offset)


@dataclass(frozen=True)
class CheckedText:
    """A draft to check: the text read and as written, the version in force, and the day it is checked for.

    ``on`` is None where no day is meant; rules that need one then say nothing. ``compared`` are the changes
    from the version in force, where they are known.
    """

    document: Document
    lines: tuple[str, ...] = ()
    previous: Document | None = None
    on: date | None = None
    compared: Sequence[Change] | None = None

    @cached_property
    def default_act(self) -> str:
        """The act a bare "§ 52" belongs to, "" where the law basis does not decide it."""
        acts = {reference.act for reference in self.document.front.law_basis}
        return next(iter(acts)) if len(acts) == 1 else ""

    @property
    def first_line(self) -> int:
        """Where to point when something is missing from the whole text: its first section."""
        return self.document.sections[0].line if self.document.sections else 1

    def line_of_key(self, key: str) -> int:
        """The line of a key of the front matter; 1 where it is not written."""
        pattern = re.compile(rf"{re.escape(key)}\s*:")
        return next((n for n, line in enumerate(self.lines, start=1) if pattern.match(line)), 1)

    def blocks(self) -> Iterator[tuple[Section, Block]]:
        """Every block with its section, in reading order."""
        for section in self.document.sections:
            for block in section.blocks:
                yield section, block

    @cached_property
    def changes(self) -> Sequence[Change]:
        """What changed from the version in force; nothing where there is none."""
        if self.compared is not None:
            return self.compared
        return compare(self.previous, self.document) if self.previous else ()

    @cached_property
    def everything(self) -> tuple[CheckedSentence, ...]:
        """Every sentence, those of level tables, deadlines and headings included."""
        return tuple(
            CheckedSentence(sentence.text, block.line_at(sentence.start), sentence.start, section, block)
            for section, block in self.blocks()
            for sentence in sentences(block.text)
        )

    @cached_property
    def prose(self) -> tuple[CheckedSentence, ...]:
        """The sentences of the running text, of glossary entries and of ordinary tables."""
        return tuple(said for said in self.everything if said.block.kind not in _OUTSIDE_PROSE)

    @cached_property
    def lines_of(self) -> Mapping[str | tuple[str, str], int]:
        """The lines of anchors, of sentences (section's id and words) and of sections (id and "")."""
        found: dict[str | tuple[str, str], int] = {}
        for _, block in self.blocks():
            found.setdefault(block.anchor, block.line)
        for said in self.everything:
            found.setdefault((said.section.id, said.text), said.line)
        for section in self.document.sections:
            found.setdefault((section.id, ""), section.line)
        return found

    @cached_property
    def prose_of(self) -> Mapping[str, Sequence[CheckedSentence]]:
        """The sentences of ``prose`` by the id of their section."""
        found: dict[str, list[CheckedSentence]] = {}
        for said in self.prose:
            found.setdefault(said.section.id, []).append(said)
        return found

    @cached_property
    def with_departure(self) -> frozenset[str]:
        """The ids of the sections that hold the departure text."""
        return frozenset(section.id for section, block in self.blocks() if block.layer is Layer.DEPARTURE)

    def sections_with(self, words: re.Pattern[str], *, heading: bool = False) -> frozenset[str]:
        """The ids of the sections whose text, or ``heading`` too, says ``words``."""
        return frozenset(
            section.id
            for section in self.document.sections
            if words.search(section.text) or (heading and words.search(section.heading))
        )


@dataclass(frozen=True)
class Rule:
    """One check. ``remedy`` says in Danish how to mend what it finds."""

    id: str
    severity: Severity
    remedy: str
    check: Callable[[CheckedText], Iterable[Violation]]
