"""Which lines are headings. A text file says nothing of it: room, width, signs and the next line do."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from portal.danish.letters import slug
from portal.importers.drafting.lines.heading_signs import (
    CAPITAL,
    FIELD_HEADINGS,
    FoundHeading,
    fitting,
    may_begin,
)
from portal.importers.drafting.lines.known_headings import KnownHeadings
from portal.importers.drafting.lines.layout import LaidLine
from portal.importers.drafting.lines.words import ends_sentence

_BESIDE_TEXT = frozenset(["lovgrundlag", "formaal", "maalgruppe", "visitation", "opfoelgning", "klage"])
_NAME = re.compile(
    r"(?:Kvalitetsstandard|Serviceniveau|Ydelsesbeskrivelse|Standard)\b.{0,20}?(?:nr\.? ?\d|:|for )"
)
_QUESTION = re.compile(
    r"(?:Hvad|Hvem|Hvordan|Hvornår|Hvor|Hvilke[nt]?|Hvorfor|Hvis|Kan|Skal|Må|Får|Er|Har|Hvordan)\b",
    re.UNICODE,
)
_GLUED_QUESTION = re.compile(r"([^?.]{8,110}\?)\s+(?=[A-ZÆØÅ§\"”])")
_NAMED = re.compile(r"([A-ZÆØÅ][\wæøå ,/-]{2,50}):\s+(?=\S)")
_CHAPTER = re.compile(r"(?:KAPITEL|Kapitel|BILAG|Bilag)\s+\d{1,2}\b|\d{1,2}(?:\.\d{1,2}){1,3}\s+[A-ZÆØÅ]")
_NUMBER = re.compile(r"\d{1,2}\.")
_NOTE_LINE = re.compile(r"(\d{1,2}) +\S")
_NEW_CHAPTER = re.compile(r"(?:KAPITEL|Kapitel|BILAG|Bilag)\s+\d{1,2}\s*[:.]?\s+[A-ZÆØÅ]")
_SAYS = re.compile(
    r"\b(?:kan|skal|er|har|vil|må|bør|bliver|gives|ydes|får|følges|søges|fastsættes|opkræves)\b"
)
"""A sentence says something; a heading with a full stop behind it does not."""
_LONGEST_NAME = 40
_MOST_LINES, _MOST_LETTERS = 5, 80


@dataclass
class HeadingFinder:
    """Finds headings in laid lines. ``are_given`` says that the file itself marks its headings: then none is
    guessed from room and width. ``notes`` are the numbers of its notes; a note's line is no heading."""

    body_size: float = 0.0
    sizes: tuple[float, ...] = ()
    are_given: bool = False
    notes: frozenset[str] = frozenset()
    known: KnownHeadings = field(default_factory=KnownHeadings)

    def at(self, lines: Sequence[LaidLine], at: int, *, after_list: bool) -> FoundHeading | None:
        """The heading that begins at a line. ``after_list`` says that an item or "følgende:" is before it."""
        line = lines[at]
        if line.source.heading:
            return FoundHeading((line.words,), 1, rank=line.source.heading) if line.words else None
        note = _NOTE_LINE.match(line.words)
        if note and note[1] in self.notes:
            return None
        if numbered := _numbered(lines, at):
            return numbered
        if line.label and not _CHAPTER.match(f"{line.label} {line.words}"):
            return None
        guess = not (after_list or self.are_given)
        return (
            _chapter(lines, at)
            or self._large(lines, at)
            or (None if self.are_given else self.known.at(lines, at))
            or _question(lines, at)
            or (_isolated(lines, at) if guess else None)
            or _named(lines, at)
            or _titled(lines, at)
            or (_single(lines, at) if guess else None)
        )

    def _large(self, lines: Sequence[LaidLine], at: int) -> FoundHeading | None:
        """A heading by its letters: larger than those of the text, or bold and alone on its line."""
        line = lines[at]
        if not self.body_size or not _is_heading_like(line, self.body_size):
            return None
        count = 1
        while at + count < len(lines) and count < _MOST_LINES and _goes_on_large(lines[at + count], line):
            count += 1
        words = tuple(other.words for other in lines[at : at + count])
        rank = 1 + sum(size > line.source.size + 0.3 for size in self.sizes)
        return fitting(FoundHeading(words, count, rank=rank, is_question=words[-1].endswith("?")))


def _numbered(lines: Sequence[LaidLine], at: int) -> FoundHeading | None:
    """ "2. Hvem kan få hjælpen?": a number with its text below it, and no item of a list on either side."""
    line = lines[at]
    if not _NUMBER.fullmatch(line.label) or at + 1 == len(lines) or not line.is_short:
        return None
    if lines[at + 1].label or lines[at + 1].begins_low or (at and lines[at - 1].label):
        return None
    if re.search(r"[.,;:]$", line.words) or len(line.words) > _MOST_LETTERS or not CAPITAL.match(line.words):
        return None
    words = f"{line.label} {line.words}"
    return fitting(FoundHeading((words,), 1, is_question=words.endswith("?")))


def _chapter(lines: Sequence[LaidLine], at: int) -> FoundHeading | None:
    """ "KAPITEL 2 Læsevejledning", with a second line where that is short and alone."""
    if not lines[at].gap or not _NEW_CHAPTER.match(lines[at].words) or lines[at].words.endswith("."):
        return None
    after = lines[at + 1 : at + 3]
    two = (
        len(after) == 2
        and not after[0].gap
        and after[1].gap > 0
        and len(after[0].words) < 60
        and not ends_sentence(after[0].words)
    )
    words = tuple(line.words for line in lines[at : at + 1 + two])
    return FoundHeading(words, len(words))


def _is_heading_like(line: LaidLine, body: float) -> bool:
    larger = line.source.size > body * 1.08
    return bool(CAPITAL.match(line.words)) and (larger or (line.source.bold and line.is_short))


def _goes_on_large(line: LaidLine, first: LaidLine) -> bool:
    same = abs(line.source.size - first.source.size) < 0.3 and line.source.bold == first.source.bold
    return same and not line.gap and not line.label


def _question(lines: Sequence[LaidLine], at: int) -> FoundHeading | None:
    """A question over at most five lines, or one on the line with its answer behind it."""
    if not _QUESTION.match(lines[at].words) or not (may_begin(lines, at) or _is_whole_question(lines, at)):
        return None
    words: list[str] = []
    for line in lines[at : at + _MOST_LINES]:
        if words and (line.gap or line.label):
            return None
        glued = _GLUED_QUESTION.match(line.words)
        if glued:
            rest = line.words[glued.end() :]
            return fitting(FoundHeading((*words, glued[1]), len(words) + 1, (rest,), is_question=True))
        words.append(line.words)
        if line.words.rstrip().endswith("?"):
            return fitting(FoundHeading(tuple(words), len(words), is_question=True))
        if re.search(r"[.!:]$", line.words):
            return None
    return None


def _is_whole_question(lines: Sequence[LaidLine], at: int) -> bool:
    """Whether a line is a question by itself, ended on purpose before a new sentence."""
    line = lines[at]
    if at + 1 == len(lines):
        return False
    return line.is_short and line.words.endswith("?") and bool(CAPITAL.match(lines[at + 1].words))


def _named(lines: Sequence[LaidLine], at: int) -> FoundHeading | None:
    """One of the field's own headings with its text behind a colon, or alone on its line."""
    words = lines[at].words
    if not CAPITAL.match(words):
        return None
    if len(words) < _LONGEST_NAME and slug(words) in FIELD_HEADINGS:
        return FoundHeading((words,), 1)
    if not may_begin(lines, at):
        return None
    found = _NAMED.match(words)
    if found and slug(found[1]) in FIELD_HEADINGS:
        return FoundHeading((found[1],), 1, (words[found.end() :],))
    first, _, rest = words.partition(" ")
    if lines[at].gap and slug(first) in _BESIDE_TEXT and CAPITAL.match(first) and CAPITAL.match(rest):
        return FoundHeading((first,), 1, (rest,))  # the left column's heading and the right one's text
    return None


def _titled(lines: Sequence[LaidLine], at: int) -> FoundHeading | None:
    """The name of a standard over one or two lines: "Kvalitetsstandard nr. 3: …"."""
    if not lines[at].gap or not _NAME.match(lines[at].words):
        return None
    count = 1
    while count < 3 and at + count < len(lines) and not lines[at + count - 1].is_short:
        count += 1
    block = lines[at : at + count]
    words = " ".join(line.words for line in block)
    if not block[-1].is_short or re.search(r"[.;,]$|[.;] ", words.replace("nr. ", "nr ")):
        return None
    return fitting(FoundHeading(tuple(line.words for line in block), count))


def _isolated(lines: Sequence[LaidLine], at: int) -> FoundHeading | None:
    """Short lines by themselves, with room before and after. One that ends with a full stop has much room."""
    if not lines[at].gap or not CAPITAL.match(lines[at].words):
        return None
    count = 1
    while at + count < len(lines) and count <= _MOST_LINES and not lines[at + count].gap:
        count += 1
    block = lines[at : at + count]
    if count > _MOST_LINES or any(line.label for line in block) or at + count == len(lines):
        return None
    after = lines[at + count].gap
    ended = block[-1].words.endswith(".")
    if ended and any(_SAYS.search(line.words) for line in block):
        return None
    if ended and not (lines[at].gap >= 2 and after >= 1 and all(line.is_narrow for line in block)):
        return None
    if lines[at + count].begins_low or (count > 1 and not all(line.is_narrow for line in block)):
        return None
    return fitting(FoundHeading(tuple(line.words for line in block), count))


def _single(lines: Sequence[LaidLine], at: int) -> FoundHeading | None:
    """A line that was ended on purpose between an ended sentence and a new one."""
    line = lines[at]
    before_ends = at == 0 or ends_sentence(lines[at - 1].words) or lines[at].gap > 0
    if at + 1 == len(lines) or not line.is_short or not before_ends or not CAPITAL.match(line.words):
        return None
    after = lines[at + 1]
    if not (CAPITAL.match(after.words) or after.label) or len(line.words) > _MOST_LETTERS:
        return None
    return fitting(FoundHeading((line.words,), 1)) if not ends_sentence(line.words) else None
