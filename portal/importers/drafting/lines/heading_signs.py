"""What headings are known by: the field's own words for them, and what no heading may be."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from portal.danish.letters import slug
from portal.importers.drafting.lines.layout import LaidLine
from portal.importers.drafting.lines.words import ends_sentence, is_unfinished

FIELD_HEADINGS = frozenset(
    ["lovgrundlag", "formaal", "maalgruppe", "visitation", "visitationskriterier", "omfang", "opfoelgning",
     "klage", "klageadgang", "klagevejledning", "egenbetaling", "ressourcer", "indledning", "afgraensning",
     "kvalitetsmaal", "ordforklaring", "ordliste", "begreber", "definitioner", "leverandoer", "levering",
     "kontakt", "ansoegning", "sagsbehandlingstid", "ydelsens-omfang", "formaal-og-maal",
     "visitation-og-afgoerelse", "kompetence", "serviceniveau", "ydelse", "indsats"]
)  # fmt: skip
"""The field's own words for the parts of a standard, folded."""
CHAPTER_KEY = re.compile(r"(?:kapitel|bilag)-\d{1,2}-")
"""How the key of a chapter's heading begins."""
CAPITAL = re.compile(r"[\"'”»(]*[A-ZÆØÅ§\d]")
"""What a heading begins with."""
_LAW_PART = re.compile(r"Stk\. ?\d")
_AMOUNT = re.compile(r"\d+ ?(?:timer|døgn|dage|gange|kr|pct|%)", re.IGNORECASE)
_BROKEN = re.compile(r"(?<=[a-zæøå])- (?=[a-zæøå])(?!og |eller |samt )")
_LETTERS = re.compile(r"[^\W\d_]{2}")
_MOST_WORDS, _LONGEST = 14, 170


@dataclass(frozen=True)
class FoundHeading:
    """So many lines are a heading; ``rest`` are words on them that belong to the text beside it."""

    words: tuple[str, ...]
    lines: int
    rest: tuple[str, ...] = ()
    rank: int = 0
    is_question: bool = False


def heading_key(words: str) -> str:
    """What two headings have alike that say the same, however they end."""
    return slug(words)


def may_begin(lines: Sequence[LaidLine], at: int) -> bool:
    """Whether a heading may begin here: what is before is ended."""
    if at == 0 or lines[at].gap:
        return True
    before = lines[at - 1]
    return ends_sentence(before.words) or (before.is_short and not is_unfinished(before.words))


def fitting(heading: FoundHeading) -> FoundHeading | None:
    """The heading, None for words that can be none."""
    words = _BROKEN.sub("", " ".join(heading.words))
    if len(words) > _LONGEST or len(words.split()) > _MOST_WORDS + 10 * heading.is_question:
        return None
    if is_unfinished(words) or words.rstrip().endswith((",", ";")) or _AMOUNT.search(words):
        return None
    if (words.endswith(":") and len(words) > 40) or _LAW_PART.match(words):
        return None
    return heading if _LETTERS.search(words) else None
