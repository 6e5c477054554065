"""A level table as its block in a draft: its name, its benefit, its rows, and how sure each is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from portal.danish.letters import slug
from portal.documents.reading.sections import PREAMBLE_ID
from portal.importers.drafting.blocks import HeadingBlock, LevelBlock
from portal.importers.drafting.imported import FoundKind, FoundThing, ImportCertainty
from portal.importers.drafting.lines.heading_signs import FIELD_HEADINGS
from portal.importers.markdown_writing import escaped, table

_ABOUT = re.compile(
    r"^(?:.*?\b(?:kvalitetsstandar[dt]|serviceniveau|standard)(?:en|et)?\b(?: nr\.? ?\d+)?[ :]*"
    r"(?:for|om|på)?|"
    r".*?(?:§|stk\.|nr\.)[ \d.,§a-z]*?[.:])\s*",
    re.IGNORECASE,
)
_GENERAL = re.compile(
    r"\b(?:omfang|niveau|niveauer|ydelsen|ydelser|indsatsen|stoetten|hjaelpen|maalgruppe|formaal|lovgrundlag|generelt"
    r"|opfoelgning|kriterier|visitation|bevilling|krav|klage|saadan|kommune|kommunen|kommunens|maal|kvalitetsmaal|standard|standarden)\b"
)
"""Words of a heading that says what a part is about and not what is granted, folded."""
_IN_BRACKETS = re.compile(r"\s*\([^)]*\)")
_LAW_BEHIND = re.compile(
    r"(?<=\w)[,;]?\s*(?:efter |jf\.? )?(?:SEL|[Ss]ervicelovens?|[Bb]arnets lovs?|[Ll]ov om .*?)?\s*§.*$"
)
_UNCLEAR = "Det er ikke klart, hvilken ydelse tabellen gælder. Se, om kladden har valgt den rigtige."
_BENEFIT = "Ydelsen »{}« er taget fra overskriften, og teksten lige før tabellen nævner den ikke."
_LONGEST_NAME, _MOST_WORDS = 40, 7
_WORD = re.compile(r"[^\W\d_]{5,}")


@dataclass(frozen=True)
class AboutText:
    """Of a whole text: whether words stand before its first heading, how many level tables it has, and
    whether its title is surely its own."""

    has_preamble: bool = True
    level_tables: int = 1
    is_title_sure: bool = True


class Naming:
    """The names of one draft: each address once, and the benefit that the text is about at a place.

    ``tables`` are the names of level tables that other drafts of the file have.
    """

    def __init__(self, title: str, repeated: Iterable[str], tables: set[str], about: AboutText) -> None:
        self._title, self._tables, self._about = title, tables, about
        self._repeated = frozenset(repeated)
        self._taken: Counter[str] = Counter([PREAMBLE_ID] if about.has_preamble else [])
        self._benefit = ""

    def heading(self, words: str, wanted: str = "") -> str:
        """What follows a heading: its address, where it cannot be the one derived from its words."""
        derived = slug(words)
        name = self.free(wanted or derived or "afsnit")
        return "" if name == derived else f" {{#{name}}}"

    def free(self, name: str) -> str:
        """The name, or the name with a number where it is taken; it is taken from then on."""
        candidate, number = name, 1
        while candidate in self._taken:
            number += 1
            candidate = f"{name}-{number}"
        self._taken[candidate] += 1
        return candidate

    def table(self, benefit: str) -> str:
        """A level table's name, free in the whole file; its rows' addresses begin with it."""
        name = slug(benefit)[:_LONGEST_NAME].strip("-") or "ydelse"
        candidate, number = name, 1
        while candidate in self._tables or self._is_used(candidate):
            number += 1
            candidate = f"{name}-omfang" if number == 2 else f"{name}-omfang-{number - 1}"
        self._tables.add(candidate)
        self._taken[candidate] += 1
        return candidate

    def _is_used(self, name: str) -> bool:
        return any(taken == name or taken.startswith(f"{name}-") for taken in self._taken)

    def enter(self, heading: HeadingBlock) -> None:
        """Take down that the text goes on under a heading; one that names a benefit says what it is about."""
        known = heading.key in FIELD_HEADINGS | self._repeated or _GENERAL.search(heading.key)
        long = len(heading.words.split()) > _MOST_WORDS or "," in heading.words
        if not (heading.is_question or known or long):
            self._benefit = _bare(heading.words)

    def benefit(self) -> str:
        """What is granted here: the last heading that names something, else what the title is about."""
        return self._benefit or _bare(_ABOUT.sub("", self._title)) or _bare(self._title) or "Ydelse"

    def doubts(self, lead: str) -> tuple[str, ...]:
        """Why a level table may be of something else; ``lead`` are the words before it."""
        if not self._benefit:
            is_clear = self._about.level_tables == 1 and self._about.is_title_sure
            return () if is_clear or _names(lead, self.benefit()) else (_UNCLEAR,)
        return () if _names(lead, self._benefit) else (_BENEFIT.format(self._benefit),)


def _bare(words: str) -> str:
    plain = _LAW_BEHIND.sub("", _IN_BRACKETS.sub("", words)).strip(" .:,-–")
    return plain[:1].upper() + plain[1:]


def _names(words: str, benefit: str) -> bool:
    """Whether words name a benefit, in any form of it."""
    text = words.lower()
    return any(word.lower()[: max(5, len(word) - 4)] in text for word in _WORD.findall(benefit))


def level_text(block: LevelBlock, naming: Naming) -> tuple[str, tuple[FoundThing, ...]]:
    """The block of a level table, and the things found: the table itself, and each row's extent."""
    benefit = naming.benefit()
    name = naming.table(benefit)
    columns = [
        column
        for column, has in (
            ("Varighed", any(row.duration for row in block.rows)),
            ("Bemærkning", any(row.remark for row in block.rows)),
        )
        if has
    ]
    rows = [[row.label, row.extent, *_more(row.duration, row.remark, columns)] for row in block.rows]
    head = [block.first_column, "Omfang", *columns]
    text = table([[escaped(cell) for cell in row] for row in [head, *rows]])
    doubts = (*block.doubts, *naming.doubts(block.lead))
    certainty = ImportCertainty.UNSURE if doubts else ImportCertainty.CERTAIN
    how = " ".join([block.how, *doubts])
    first = 7  # ":::", ydelse, kriterium, an empty line, the head, the line under it
    found = [FoundThing(FoundKind.LEVEL_TABLE, " / ".join(block.lines), block.place, 1, certainty, how, name)]
    found += [
        FoundThing(FoundKind.NUMBER, row.extent, row.place, first + number, certainty, how, name)
        for number, row in enumerate(block.rows)
    ]
    keys = f"ydelse: {benefit}\nkriterium: {block.criterion}\n"
    return f"::: niveauer {name}\n{keys}\n{text}\n:::", tuple(found)


def _more(duration: str, remark: str, columns: list[str]) -> list[str]:
    return [duration if column == "Varighed" else remark for column in columns]
