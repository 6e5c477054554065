"""Level tables that a conversion made into lines: a row is one line, or its name and extent are several."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from calculators.reading.levels import Criterion
from portal.danish.letters import slug
from portal.importers.drafting.blocks import LevelBlock, ReadRow
from portal.importers.drafting.lines.layout import LaidLine
from portal.importers.drafting.lines.words import WrittenWords, ends_sentence
from portal.importers.drafting.tables.level_doubts import doubts_about, extent_of, severity_of, span_of
from portal.importers.source import SourcePlace

FIRST_COLUMNS = {
    Criterion.SEVERITY: "niveau stoettebehov svaerhedsgrad stoetteniveau funktionsniveau problem problemer "
    "grad behov belastning",
    Criterion.AGE: "alder barnets-alder aldersgruppe aldersgrupper alderstrin barnets-eller-den-unges-alder",
    Criterion.TARGET_GROUP: "maalgruppe gruppe hvem",
    Criterion.PHASE: "fase forloeb",
}
"""What the first column is called, folded, by what it tells apart."""
EXTENT_COLUMNS = frozenset(["omfang", "stoettens-omfang", "ydelsens-omfang", "omfang-af-stoette"])
_MORE_COLUMNS = frozenset(["varighed", "bemaerkning", "bemaerkninger"])
_HEADS = {name: criterion for criterion, names in FIRST_COLUMNS.items() for name in names.split()}
_MOST_LINES_OF_ROW = 5
_LONGEST_HEAD = 60
_ONE_WORD = re.compile(r"[a-zæøå]+")
_LOOKS_AGED = re.compile(r"(?:fra |over |under |mindst |til og med )?\d{1,2}\b", re.IGNORECASE)
HOW_FLAT = "Tabellen stod som løse linjer. Hver linje er delt i navn og omfang."
_UNEXPLAINED = "Lige efter tabellen står en linje, som kan høre til den."
_ADDED = "En række var hel, og linjen efter den er lagt til."
_HALF_ROW = "En række har navn, men intet omfang, der kan læses."
_COLUMNS_LOST = "Tabellen har flere kolonner, og linjerne siger ikke, hvor den ene slutter."
_BRACKET = "Et omfang begynder med et tegn, der kan høre til navnet før det."
_NO_HEAD = "Tabellen har ingen overskriftsrække."
_GUESSED_END = "Et navn er delt over to linjer, og slutningen er ikke set andre steder."


@dataclass
class _Reading:
    """Rows read so far, and what speaks against them."""

    criterion: Criterion
    rows: list[ReadRow] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)


def column_of(words: str) -> Criterion | None:
    """What a table's first column tells apart, by its name."""
    return _HEADS.get(slug(words))


def read_flattened(
    lines: Sequence[LaidLine], at: int, vocabulary: WrittenWords
) -> tuple[LevelBlock, int] | None:
    """The level table whose head, or first row, is at a line, and how many lines it takes; None for none."""
    head = _head(lines, at)
    if head is None:
        return _without_head(lines, at, vocabulary)
    name, criterion, taken = head
    reading = _Reading(criterion)
    used = _rows(reading, lines, at + taken, (name, criterion), vocabulary)
    if len(reading.rows) < 2:
        return None
    if any(slug(word) in _MORE_COLUMNS for word in lines[at].words.split()):
        reading.doubts.append(_COLUMNS_LOST)
    return _block(reading, lines[at : at + taken + used], name), taken + used


def _without_head(
    lines: Sequence[LaidLine], at: int, vocabulary: WrittenWords
) -> tuple[LevelBlock, int] | None:
    if not severity_of(" ".join(lines[at].words.split()[:3])):
        return None
    reading = _Reading(Criterion.SEVERITY)
    used = _rows(reading, lines, at, None, vocabulary)
    if len(reading.rows) < 2:
        return None
    reading.doubts.append(_NO_HEAD)
    return _block(reading, lines[at : at + used], "Niveau"), used


def _block(reading: _Reading, lines: Sequence[LaidLine], name: str) -> LevelBlock:
    if any(not row.extent[:1].isalnum() for row in reading.rows):
        reading.doubts.append(_BRACKET)
    doubts = (*reading.doubts, *doubts_about(reading.rows, reading.criterion))
    return LevelBlock(
        tuple(reading.rows), reading.criterion, name, lines[0].place, doubts, HOW_FLAT,
        tuple(line.words for line in lines),
    )  # fmt: skip


def _head(lines: Sequence[LaidLine], at: int) -> tuple[str, Criterion, int] | None:
    """The first column's name, what it tells apart, and over how many lines the head goes."""
    first = lines[at].words.split()
    if len(lines[at].words) > _LONGEST_HEAD:
        return None
    for end in range(1, len(first)):
        criterion = column_of(" ".join(first[:end]))
        rest = " ".join(word for word in first[end:] if slug(word) not in _MORE_COLUMNS)
        if criterion and slug(rest) in EXTENT_COLUMNS:
            return " ".join(first[:end]), criterion, 1
    criterion = column_of(lines[at].words)
    if criterion and at + 1 < len(lines) and slug(lines[at + 1].words) in EXTENT_COLUMNS:
        return lines[at].words, criterion, 2
    return None


def _rows(
    reading: _Reading,
    lines: Sequence[LaidLine],
    start: int,
    head: tuple[str, Criterion] | None,
    vocabulary: WrittenWords,
) -> int:
    """Read rows until a line is none; gives how many lines they take."""
    at = start
    while at < len(lines):
        again = _head(lines, at) if head and reading.rows else None
        if again and again[:2] == head:  # the head is repeated where the table goes on over a page
            at += again[2]
            continue
        taken = _row(reading, lines, at, vocabulary)
        if taken == 0:
            break
        at += taken
    if at < len(lines) and _may_belong(lines[at], reading):
        reading.doubts.append(_HALF_ROW if _begins_row(lines[at].words, reading.criterion) else _UNEXPLAINED)
    return at - start


def _row(reading: _Reading, lines: Sequence[LaidLine], at: int, vocabulary: WrittenWords) -> int:
    """Read one row, as many lines as it takes; gives their number, 0 where no row begins."""
    if not _begins_row(lines[at].words, reading.criterion):
        return 0
    best: tuple[ReadRow, int] | None = None
    longer = False
    for count in range(1, _MOST_LINES_OF_ROW + 1):
        if at + count > len(lines) or (count > 1 and _stops(lines[at + count - 1], reading.criterion)):
            break
        if best and not _goes_on(lines[at + count - 1]):
            break
        words = [line.words for line in lines[at : at + count]]
        row = _broken_name(words, reading, lines[at].place, vocabulary) or _divided(
            vocabulary.joined(words), reading.criterion, lines[at].place, count > 1
        )
        if row and best and row.extent != best[0].extent:
            longer = True
        if row:
            best = row, count
    if best is None:
        return 0
    reading.rows.append(best[0])
    reading.doubts += [_ADDED] if longer else []
    return best[1]


def _stops(line: LaidLine, criterion: Criterion) -> bool:
    return bool(line.label) or _begins_row(line.words, criterion)


def _goes_on(line: LaidLine) -> bool:
    """Whether a line goes on with a row that could end before it."""
    return bool(re.match(r"[a-zæøå(]", line.words)) and not line.label


def _begins_row(words: str, criterion: Criterion) -> bool:
    if criterion is Criterion.AGE:
        found = _LOOKS_AGED.match(words)
        return bool(found) and extent_of(words) is None
    if criterion is Criterion.SEVERITY:
        return bool(severity_of(" ".join(words.split()[:2])))
    return bool(re.match(r"[A-ZÆØÅ]", words)) and extent_of(words) is None


def _may_belong(line: LaidLine, reading: _Reading) -> bool:
    """Whether a line after the rows could be more of them: it goes on, or is an extent, or begins a row."""
    if not reading.rows or line.label:
        return False
    begins = _begins_row(line.words, reading.criterion) and reading.criterion in (
        Criterion.SEVERITY,
        Criterion.AGE,
    )
    extent = extent_of(line.words)
    return begins or line.begins_low or (extent is not None and extent.has_number)


def _divided(words: str, criterion: Criterion, place: SourcePlace, joined: bool) -> ReadRow | None:
    """A row's name and extent: the longest end that is an extent, where what is before it is a name."""
    parts = words.split(" ")
    for at in range(1, len(parts)):
        name, rest = " ".join(parts[:at]), " ".join(parts[at:])
        if _is_name(name, criterion) and extent_of(rest) is not None:
            return ReadRow(name, rest, place, joined=joined)
    return None


def _is_name(name: str, criterion: Criterion) -> bool:
    if criterion is Criterion.AGE:
        return span_of(name) is not None
    if ends_sentence(name) or re.search(r"\d", name) or len(name.split()) > 8:
        return False
    return bool(severity_of(name)) if criterion is Criterion.SEVERITY else True


def _broken_name(
    words: Sequence[str], reading: _Reading, place: SourcePlace, vocabulary: WrittenWords
) -> ReadRow | None:
    """ "Fuldstændige begrænsnin- Over 5 timer om ugen" and "ger": the line below ends the broken name."""
    if len(words) != 2 or not _ONE_WORD.fullmatch(words[1]):
        return None
    parts = words[0].split(" ")
    for at in range(1, len(parts)):
        name, rest = " ".join(parts[:at]), " ".join(parts[at:])
        if name.endswith("-") and extent_of(rest) is not None:
            whole = vocabulary.joined([name, words[1]])
            if whole.split(" ")[-1] not in " ".join(row.label for row in reading.rows):
                reading.doubts.append(_GUESSED_END)
            return ReadRow(whole, rest, place, joined=True)
    return None
