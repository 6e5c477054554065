"""Which lines are headings. A text file says nothing of it: room, width, signs and the next line do."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

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
_CAPITAL = re.compile(r"[\"'”»(]*[A-ZÆØÅ§\d]")
_CHAPTER = re.compile(r"(?:KAPITEL|Kapitel|BILAG|Bilag)\s+\d{1,2}\b|\d{1,2}(?:\.\d{1,2}){1,3}\s+[A-ZÆØÅ]")
_NUMBER = re.compile(r"\d{1,2}\.")
_NOTE_LINE = re.compile(r"(\d{1,2}) +\S")
CHAPTER_KEY = re.compile(r"(?:kapitel|bilag)-\d{1,2}-")
"""How the key of a chapter's heading begins."""
_NEW_CHAPTER = re.compile(r"(?:KAPITEL|Kapitel|BILAG|Bilag)\s+\d{1,2}\s*[:.]?\s+[A-ZÆØÅ]")
_LAW_PART = re.compile(r"Stk\. ?\d")
_AMOUNT = re.compile(r"\d+ ?(?:timer|døgn|dage|gange|kr|pct|%)", re.IGNORECASE)
_BROKEN = re.compile(r"(?<=[a-zæøå])- (?=[a-zæøå])(?!og |eller |samt )")
_LETTERS = re.compile(r"[^\W\d_]{2}")
_SURE_WORDS = 3
"""A heading of so many words is found again even if it stood clearly only once."""
_LONGEST_NAME = 40
_MOST_LINES, _MOST_LETTERS, _MOST_WORDS, _LONGEST = 5, 80, 14, 170


@dataclass(frozen=True)
class FoundHeading:
    """So many lines are a heading; ``rest`` are words on them that belong to the text beside it."""

    words: tuple[str, ...]
    lines: int
    rest: tuple[str, ...] = ()
    rank: int = 0
    is_question: bool = False


@dataclass
class HeadingFinder:
    """Finds headings in laid lines. ``known`` are those that stood clearly, by their lines: they are found
    again where nothing marks them, and where the text beside them was read into them."""

    body_size: float = 0.0
    sizes: tuple[float, ...] = ()
    notes: frozenset[str] = frozenset()
    known: dict[str, list[tuple[str, ...]]] = field(default_factory=dict)

    def learn(self, headings: Sequence[FoundHeading]) -> None:
        """Take down the headings that were found by themselves, so that they are found where they are not."""
        often = Counter(heading.words for heading in headings if not heading.rest)
        keys = Counter(heading_key(" ".join(shape)) for shape in often.elements())
        for shape in sorted(often, key=len, reverse=True):
            key = heading_key(" ".join(shape))
            if keys[key] > 1 or key in FIELD_HEADINGS or len(" ".join(shape).split()) >= _SURE_WORDS:
                self.known.setdefault(_first_word(shape[0]), []).append(shape)

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
        return (
            _chapter(lines, at)
            or self._known(lines, at)
            or self._large(lines, at)
            or _question(lines, at)
            or (None if after_list else _isolated(lines, at))
            or _named(lines, at)
            or _titled(lines, at)
            or (None if after_list else _single(lines, at))
        )

    def _known(self, lines: Sequence[LaidLine], at: int) -> FoundHeading | None:
        if not _may_begin(lines, at):
            return None
        for shape in self.known.get(_first_word(lines[at].words), ()):
            if found := _matched(lines, at, shape):
                return found
        return None

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
        return _fitting(FoundHeading(words, count, rank=rank, is_question=words[-1].endswith("?")))


def _first_word(words: str) -> str:
    found = re.search(r"\w+", words)
    return found[0].lower() if found else ""


def heading_key(words: str) -> str:
    """What two headings have alike that say the same, however they end."""
    return slug(words)


def _matched(lines: Sequence[LaidLine], at: int, shape: tuple[str, ...]) -> FoundHeading | None:
    """The known heading on these lines, and what of the text beside it stands on them too."""
    if at + len(shape) > len(lines):
        return None
    words: list[str] = []
    rest: list[str] = []
    for wanted, line in zip(shape, lines[at:], strict=False):
        found = _same_words(wanted).match(line.words)
        if not found:
            return None
        words.append(found[0])
        rest.append(line.words[found.end() :].lstrip(" .:?"))
    glued = tuple(words for words in rest if words)
    if glued and not (lines[at].gap and _CAPITAL.match(rest[0]) and len(rest[0]) > 12):
        return None
    question = shape[-1].endswith("?")
    words[-1] += "?" if question else ""
    return FoundHeading(tuple(words), len(shape), glued, is_question=question)


@cache
def _same_words(heading: str) -> re.Pattern[str]:
    """Matches the words of a heading's line however its blanks and its end are written."""
    signs = re.findall(r"\w+|[^\w\s]", heading.rstrip(" .:?"))
    return re.compile(r"\s*".join(map(re.escape, signs)) + r"(?![\w-])", re.IGNORECASE)


def _may_begin(lines: Sequence[LaidLine], at: int) -> bool:
    """Whether a heading may begin here: what is before is ended."""
    if at == 0 or lines[at].gap:
        return True
    before = lines[at - 1]
    return ends_sentence(before.words) or (before.is_short and not is_unfinished(before.words))


def _numbered(lines: Sequence[LaidLine], at: int) -> FoundHeading | None:
    """ "2. Hvem kan få hjælpen?": a number with its text below it, and no item of a list on either side."""
    line = lines[at]
    if not _NUMBER.fullmatch(line.label) or at + 1 == len(lines) or not line.is_short:
        return None
    if lines[at + 1].label or lines[at + 1].begins_low or (at and lines[at - 1].label):
        return None
    if re.search(r"[.,;:]$", line.words) or len(line.words) > _MOST_LETTERS or not _CAPITAL.match(line.words):
        return None
    words = f"{line.label} {line.words}"
    return _fitting(FoundHeading((words,), 1, is_question=words.endswith("?")))


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
    return bool(_CAPITAL.match(line.words)) and (larger or (line.source.bold and line.is_short))


def _goes_on_large(line: LaidLine, first: LaidLine) -> bool:
    same = abs(line.source.size - first.source.size) < 0.3 and line.source.bold == first.source.bold
    return same and not line.gap and not line.label


def _question(lines: Sequence[LaidLine], at: int) -> FoundHeading | None:
    """A question over at most five lines, or one on the line with its answer behind it."""
    if not _QUESTION.match(lines[at].words) or not (_may_begin(lines, at) or _is_whole_question(lines, at)):
        return None
    words: list[str] = []
    for line in lines[at : at + _MOST_LINES]:
        if words and (line.gap or line.label):
            return None
        glued = _GLUED_QUESTION.match(line.words)
        if glued:
            rest = line.words[glued.end() :]
            return _fitting(FoundHeading((*words, glued[1]), len(words) + 1, (rest,), is_question=True))
        words.append(line.words)
        if line.words.rstrip().endswith("?"):
            return _fitting(FoundHeading(tuple(words), len(words), is_question=True))
        if re.search(r"[.!:]$", line.words):
            return None
    return None


def _is_whole_question(lines: Sequence[LaidLine], at: int) -> bool:
    """Whether a line is a question by itself, ended on purpose before a new sentence."""
    line = lines[at]
    if at + 1 == len(lines):
        return False
    return line.is_short and line.words.endswith("?") and bool(_CAPITAL.match(lines[at + 1].words))


def _named(lines: Sequence[LaidLine], at: int) -> FoundHeading | None:
    """One of the field's own headings with its text behind a colon, or alone on its line."""
    words = lines[at].words
    if not _CAPITAL.match(words):
        return None
    if len(words) < _LONGEST_NAME and slug(words) in FIELD_HEADINGS:
        return FoundHeading((words,), 1)
    if not _may_begin(lines, at):
        return None
    found = _NAMED.match(words)
    if found and slug(found[1]) in FIELD_HEADINGS:
        return FoundHeading((found[1],), 1, (words[found.end() :],))
    first, _, rest = words.partition(" ")
    if lines[at].gap and slug(first) in _BESIDE_TEXT and _CAPITAL.match(first) and _CAPITAL.match(rest):
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
    return _fitting(FoundHeading(tuple(line.words for line in block), count))


def _isolated(lines: Sequence[LaidLine], at: int) -> FoundHeading | None:
    """Short lines by themselves, with room before and after. One that ends with a full stop has much room."""
    if not lines[at].gap or not _CAPITAL.match(lines[at].words):
        return None
    count = 1
    while at + count < len(lines) and count <= _MOST_LINES and not lines[at + count].gap:
        count += 1
    block = lines[at : at + count]
    if count > _MOST_LINES or any(line.label for line in block) or at + count == len(lines):
        return None
    after = lines[at + count].gap
    ended = re.search(r"[.]$", block[-1].words)
    if ended and not (lines[at].gap >= 2 and after >= 1 and all(line.is_narrow for line in block)):
        return None
    if lines[at + count].begins_low or (count > 1 and not all(line.is_narrow for line in block)):
        return None
    return _fitting(FoundHeading(tuple(line.words for line in block), count))


def _single(lines: Sequence[LaidLine], at: int) -> FoundHeading | None:
    """A line that was ended on purpose between an ended sentence and a new one."""
    line = lines[at]
    before_ends = at == 0 or ends_sentence(lines[at - 1].words) or lines[at].gap > 0
    if at + 1 == len(lines) or not line.is_short or not before_ends or not _CAPITAL.match(line.words):
        return None
    after = lines[at + 1]
    if not (_CAPITAL.match(after.words) or after.label) or len(line.words) > _MOST_LETTERS:
        return None
    return _fitting(FoundHeading((line.words,), 1)) if not ends_sentence(line.words) else None


def _fitting(heading: FoundHeading) -> FoundHeading | None:
    """The heading, None for words that can be none."""
    words = _BROKEN.sub("", " ".join(heading.words))
    if len(words) > _LONGEST or len(words.split()) > _MOST_WORDS + 10 * heading.is_question:
        return None
    if is_unfinished(words) or words.rstrip().endswith((",", ";")) or _AMOUNT.search(words):
        return None
    if (words.endswith(":") and len(words) > 40) or _LAW_PART.match(words):
        return None
    return heading if _LETTERS.search(words) else None
