"""How Danish writes paragraphs, stykker and numre after one "§": lists, ranges, letters, every spelling.

Only the words after the sign are read here; which act they belong to is settled in ``law_references``.
Footnote digits glued to a number ("stk. 31") cannot be told from the number and are read as written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from portal.danish.law_acts import BARE_ABBREVIATION


@dataclass(frozen=True)
class ProvisionPath:
    """A provision without its act: paragraph with letter, stykke, nummer, litra; "" where not named."""

    section: str
    part: str = ""
    number: str = ""
    letter: str = ""


@dataclass(frozen=True)
class ProvisionItem:
    """Some words and the provisions they name: one, or, for a range, all of it."""

    start: int
    end: int
    places: tuple[ProvisionPath, ...]


@dataclass(frozen=True)
class ProvisionGroup:
    """Everything that hangs on one sign: "§§ 52, 76 og 76 a"."""

    start: int
    end: int
    items: tuple[ProvisionItem, ...]


MAX_RANGE = 60
"""A longer range is read as its two ends only: it is a mistake, or a whole act."""
_MAX_PART = 30
"""No stykke and hardly a nummer is higher: "§§ 52, stk. 3 og 76" goes on with a paragraph."""

_NOT_IN_WORD = r"(?![^\W\d_])"
_AND = r"(?:og|eller|samt)"
# What follows a number that counts something and is no provision: "§ 52 og 3 timer", "stk. 3, 2. pkt.".
_COUNTED = (
    r"(?!\s{0,3}-?(?:%|kr|time|t\b|døgn|dag|uge|måned|mdr|år|gang|besøg|weekend|person|procent|minut|barn|børn"
    r"|ung|famili|kommune)|[.,][0-9]|\s{0,3}\.?\s{0,2}(?:pkt|punktum)|\.\s{0,2}(?-i:[a-zæøå]))"
)
_LIKELY_NEXT = (
    r"(?!\s{1,4}(?!(?:i|efter|stk|nr|om|er|kan|skal|har|og|eller|samt|ved|til|for|jfr?|hvis|når|giver)\b)"
    r"[^\W\d_])"
)
# The letter: closed up ("82b") or apart ("82 b"). "i" apart is a preposition, "f.eks." and "m.v." words.
_APART = r"[^\S\n]{0,3}\n?[^\S\n]{0,3}"
_LETTER = (
    rf"(?:(?P<close>[a-z]){_NOT_IN_WORD}"
    rf"|{_APART}(?P<apart>(?:[a-hj-z]|i(?=\s{{0,3}}(?:[,.;:)]|\Z))){_NOT_IN_WORD})"
    r"(?!\.\s?(?-i:(?!stk|nr)[a-zæøå0-9])|(?<=\n.)\)|'))?"
)
_SECTION = rf"(?P<section>[1-9][0-9]{{0,3}})(?![0-9]){_LETTER}"
_VALUE = r"[1-9][0-9]{0,2}(?![0-9])"
_TO = r"(?:\s{0,3}[-‐‑–—]\s{0,3}|\s{1,3}til\s{1,3})"
_RANGE = rf"{_VALUE}(?:{_TO}{_VALUE})?"

SIGN = re.compile(
    r"(?P<many>§\s{0,3}§|\bparagraffer(?:ne)?(?=\s{1,4}[0-9]))|§|\bparagraf(?:fen)?(?=\s{1,4}[0-9])"
    rf"|(?<![^\W_])(?-i:{BARE_ABBREVIATION})(?=[\s,]{{1,4}}[0-9]{{1,3}}(?![0-9]){_COUNTED})",
    re.IGNORECASE,
)
_FIRST = re.compile(rf"[\s,.]{{0,6}}{_SECTION}", re.IGNORECASE)
_SECTION_TO = re.compile(rf"{_TO}{_SECTION}{_COUNTED}", re.IGNORECASE)
_LETTERS_TO = re.compile(r"\s{0,2}[-‐‑–—]\s{0,2}(?P<last>[a-z])(?![^\W_])", re.IGNORECASE)
_LETTERS_ON = re.compile(
    rf"(?:\s{{0,3}},\s{{0,3}}[a-z](?![^\W_]))*\s{{1,4}}{_AND}\s{{1,4}}[a-z](?![^\W_])", re.IGNORECASE
)
_ONE_LETTER = re.compile(r"(?<![^\W_])[a-z](?![^\W_])", re.IGNORECASE)
_ON_MANY = re.compile(
    rf"\s{{0,4}}(?:,\s{{0,4}}(?:{_AND}\s{{1,4}})?|{_AND}\s{{1,4}}){_SECTION}{_COUNTED}", re.IGNORECASE
)
_ON_ONE = re.compile(rf"\s{{0,4}},?\s{{0,4}}{_AND}\s{{1,4}}{_SECTION}{_COUNTED}{_LIKELY_NEXT}", re.IGNORECASE)
# After a full stop a capital "Stk." begins a new stykke of the act's own text; it does not go on with this.
_BEFORE_DETAIL = (
    rf"(?:(?![\s,.]*\n\s*(?-i:Stk))[\s,]{{0,6}}(?:{_AND}\s{{1,4}})?"
    r"|\s{0,3}\.\s{0,3}(?=(?-i:stk|nr|litra)))"
)
_DETAIL = re.compile(
    rf"{_BEFORE_DETAIL}(?:(?P<part>stk|stykke)|(?P<number>nr|nummer)|(?P<letter>litra|lit)){_NOT_IN_WORD}"
    rf"\.?\s{{0,6}}(?:(?<=[a-z.\s])(?P<value>{_RANGE})|(?P<litra>[a-z])(?![^\W_]))",
    re.IGNORECASE,
)
_VALUES_ON = re.compile(
    rf"(?:\s{{0,4}},\s{{0,4}}{_RANGE}{_COUNTED})*\s{{0,4}},?\s{{0,4}}{_AND}\s{{1,4}}{_RANGE}{_COUNTED}",
    re.IGNORECASE,
)
_ONE_RANGE = re.compile(_RANGE, re.IGNORECASE)
_DIGITS = re.compile(r"[0-9]+")


def groups(text: str) -> Iterator[ProvisionGroup]:
    """Every sign in ``text`` that a paragraph follows, with all the provisions that hang on it."""
    position = 0
    while sign := SIGN.search(text, position):
        first = _FIRST.match(text, sign.end())
        if first is None:
            position = sign.end()
            continue
        items = _sections(text, sign.start(), first, many=sign["many"] is not None)
        position = items[-1].end
        yield ProvisionGroup(sign.start(), position, tuple(items))


def _section(match: re.Match[str]) -> str:
    return match["section"] + (match["close"] or match["apart"] or "").lower()


def _sections(text: str, start: int, first: re.Match[str], *, many: bool) -> list[ProvisionItem]:
    items: list[ProvisionItem] = []
    on = _ON_MANY if many else _ON_ONE
    match: re.Match[str] | None = first
    while match is not None:
        items += _one_section(text, start if not items else match.start("section"), match)
        match = on.match(text, items[-1].end)
    return items


def _one_section(text: str, start: int, match: re.Match[str]) -> list[ProvisionItem]:
    """One paragraph or range of paragraphs, its further letters, and the stykker and numre below."""
    section, end = _section(match), match.end()
    if section[-1].isalpha():
        if to := _LETTERS_TO.match(text, end):
            sections = [section[:-1] + letter for letter in _letters(section[-1], to["last"].lower())]
            return [ProvisionItem(start, to.end(), tuple(ProvisionPath(name) for name in sections))]
        further = _further_letters(text, end, section)
        if further:
            return [
                ProvisionItem(start, end, (ProvisionPath(section),)),
                *further[:-1],
                *_details(text, further[-1]),
            ]
    if to := _SECTION_TO.match(text, end):
        return _details(
            text,
            ProvisionItem(
                start, to.end(), tuple(ProvisionPath(name) for name in _between(section, _section(to)))
            ),
        )
    return _details(text, ProvisionItem(start, end, (ProvisionPath(section),)))


def _letters(first: str, last: str) -> list[str]:
    return [chr(code) for code in range(ord(first), ord(last) + 1)] or [first, last]


def _further_letters(text: str, end: int, section: str) -> list[ProvisionItem]:
    on = _LETTERS_ON.match(text, end)
    if on is None:
        return []
    items = [
        ProvisionItem(match.start(), match.end(), (ProvisionPath(section[:-1] + match[0].lower()),))
        for match in _ONE_LETTER.finditer(text, on.start(), on.end())
    ]
    letters = [section[-1], *(item.places[0].section[-1] for item in items)]
    # "§ 82 a og i serviceloven": a list of letters rises, and "i" follows only "h".
    if sorted(set(letters)) != letters or ("i" in letters and "h" not in letters):
        return []
    return items


def _between(first: str, last: str) -> list[str]:
    if first.isdigit() and last.isdigit() and 0 < int(last) - int(first) <= MAX_RANGE:
        return [str(value) for value in range(int(first), int(last) + 1)]
    return [first, last]


def _details(text: str, item: ProvisionItem) -> list[ProvisionItem]:
    """``item`` and what follows it of stykke, nummer and litra; a list gives an item for each entry."""
    items = [item]
    while match := _DETAIL.match(text, items[-1].end):
        kind = next(name for name in ("part", "number", "letter") if match[name])
        if (kind == "letter") != bool(match["litra"]):
            break
        values = _values(text, match, kind)
        base, is_new = _base(items[-1], kind)
        for index, (start, end, names) in enumerate(values):
            places = tuple(replace(place, **{kind: name}) for place in base for name in names)
            if index == 0 and not is_new:
                items[-1] = ProvisionItem(items[-1].start, end, places)
            else:
                items.append(ProvisionItem(match.start(kind) if index == 0 else start, end, places))
    return items


def _base(item: ProvisionItem, kind: str) -> tuple[tuple[ProvisionPath, ...], bool]:
    """What a further stykke, nummer or litra stands below, and whether it begins an entry of its own."""
    lower = {"part": ("part", "number", "letter"), "number": ("number", "letter"), "letter": ("letter",)}[
        kind
    ]
    is_new = any(getattr(place, name) for place in item.places for name in lower)
    cleared = tuple(dict.fromkeys(replace(place, **dict.fromkeys(lower, "")) for place in item.places))
    return cleared, is_new


def _values(text: str, match: re.Match[str], kind: str) -> list[tuple[int, int, list[str]]]:
    if kind == "letter":
        return [(match.start("litra"), match.end(), [match["litra"].lower()])]
    found = [(match.start("value"), match.end(), _read_range(match["value"]))]
    on = _VALUES_ON.match(text, match.end())
    if on is None:
        return found
    further = [
        (one.start(), one.end(), _read_range(one[0]))
        for one in _ONE_RANGE.finditer(text, on.start(), on.end())
    ]
    if any(int(name) > _MAX_PART for _, _, names in further for name in names):
        return found
    return found + further


def _read_range(words: str) -> list[str]:
    ends = _DIGITS.findall(words)
    return _between(ends[0], ends[1]) if len(ends) == 2 else ends
