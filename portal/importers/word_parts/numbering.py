"""The number that stands before a paragraph of a Word file, as Word counts it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from portal.importers.list_labels import numeral, whole
from portal.importers.word_parts.styles import WordStyles, value

_PLACE = re.compile(r"%([1-9])")
_DEEPEST = 8


@dataclass(frozen=True)
class WordLabel:
    """What stands before a paragraph ("2.", "a)", "•"), and how deep it is, from 0."""

    text: str
    depth: int


@dataclass(frozen=True)
class _Level:
    start: int
    form: str
    text: str
    digits_only: bool
    begins_anew: bool


class WordNumbering:
    """Counts the numbered paragraphs of one file; they are asked for in their order, each once."""

    def __init__(self, numbering: etree._Element | None, styles: WordStyles, namespace: str) -> None:
        self._w, self._styles = f"{{{namespace}}}", styles
        self._lists: dict[str, etree._Element] = {}
        self._abstract: dict[str, etree._Element] = {}
        self._of_style: dict[str, tuple[str, int]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._begun: set[tuple[str, int]] = set()
        if numbering is not None:
            self._lists = {self._get(e, "numId"): e for e in numbering.iter(f"{self._w}num")}
            self._abstract = {
                self._get(e, "abstractNumId"): e for e in numbering.iter(f"{self._w}abstractNum")
            }

    def label(self, paragraph: etree._Element) -> WordLabel | None:
        """What stands before the paragraph; None where it is in no list."""
        number_id, depth = self._list_of(paragraph)
        if number_id not in self._lists:
            return None
        abstract = self._abstract_of(number_id)
        level = self._level(number_id, abstract, depth)
        if level is None or level.form == "none":
            return None
        counts = self._count(number_id, abstract, depth, level.start)
        if not level.text and level.form != "bullet":
            return None
        if level.form == "bullet":
            return WordLabel("•", depth)
        return WordLabel(
            _PLACE.sub(lambda place: self._number(number_id, abstract, counts, level, place), level.text),
            depth,
        )

    def _list_of(self, paragraph: etree._Element) -> tuple[str, int]:
        """The list and level that the paragraph says, else those of its styles; list "0" is none."""
        number_id = depth = ""
        for properties in self._styles.numbering(paragraph):
            number_id = number_id or self._value(properties, "numId")
            depth = depth or self._value(properties, "ilvl")
        if not number_id:
            return "", 0
        if not depth:
            depth = self._depth_by_style(number_id, paragraph)
        return number_id, min(whole(depth, 0), _DEEPEST)

    def _depth_by_style(self, number_id: str, paragraph: etree._Element) -> str:
        """A level may name the style whose paragraphs it counts."""
        style = value(paragraph, self._w, "pPr", "pStyle")
        for level in self._levels(self._abstract.get(self._abstract_of(number_id))):
            if style and self._value(level, "pStyle") == style:
                return self._get(level, "ilvl")
        return "0"

    def _abstract_of(self, number_id: str) -> str:
        number = self._lists.get(number_id)
        return self._value(number, "abstractNumId")

    def _levels(self, abstract: etree._Element | None) -> Iterator[etree._Element]:
        return iter(() if abstract is None else abstract.findall(f"{self._w}lvl"))

    def _level(self, number_id: str, abstract: str, depth: int) -> _Level | None:
        override = self._override(number_id, depth)
        own = () if override is None else override.findall(f"{self._w}lvl")
        for level in (*own, *self._levels(self._linked(abstract))):
            if self._get(level, "ilvl") == str(depth):
                start = self._value(override, "startOverride") or self._value(level, "start")
                return _Level(
                    whole(start, 1),
                    self._value(level, "numFmt") or "decimal",
                    self._value(level, "lvlText"),
                    level.find(f"{self._w}isLgl") is not None,
                    self._value(level, "lvlRestart") != "0",
                )
        return None

    def _linked(self, abstract: str) -> etree._Element | None:
        """A list may take its levels from another, by the name of a style of lists."""
        found = self._abstract.get(abstract)
        link = self._value(found, "numStyleLink")
        if not link:
            return found
        return next((a for a in self._abstract.values() if self._value(a, "styleLink") == link), found)

    def _override(self, number_id: str, depth: int) -> etree._Element | None:
        found = self._lists[number_id].findall(f"{self._w}lvlOverride")
        return next((o for o in found if self._get(o, "ilvl") == str(depth)), None)

    def _count(self, number_id: str, abstract: str, depth: int, start: int) -> dict[int, int]:
        """Lists of one kind count on together, unless one of them says where it begins."""
        counts = self._counts.setdefault(abstract, {})
        begins = self._value(self._override(number_id, depth), "startOverride")
        if begins and (number_id, depth) not in self._begun:
            counts.pop(depth, None)
        self._begun.add((number_id, depth))
        counts[depth] = counts[depth] + 1 if depth in counts else start
        for deeper in [level for level in counts if level > depth]:
            found = self._level(number_id, abstract, deeper)
            if found is None or found.begins_anew:
                del counts[deeper]
        return counts

    def _number(
        self, number_id: str, abstract: str, counts: dict[int, int], level: _Level, place: re.Match[str]
    ) -> str:
        depth = int(place[1]) - 1
        shown = self._level(number_id, abstract, depth)
        if shown is None:
            return ""
        return numeral(counts.get(depth, shown.start), "decimal" if level.digits_only else shown.form)

    def _get(self, element: etree._Element, name: str) -> str:
        return element.get(f"{self._w}{name}", "")

    def _value(self, element: etree._Element | None, tag: str) -> str:
        return value(element, self._w, tag)
