"""Reading one row of a ``::: niveauer`` table: its key, its age, its extent, or all that is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from calculators.reading.ages import read_age_span
from calculators.reading.levels import AgeSpan, Criterion, Level
from calculators.reading.reader import ExtentError, read_extent
from portal.danish.letters import slug

ROW_KEYS = ("niveau", "alder")
COLUMNS = ("Omfang", "Varighed", "Bemærkning")
SEVERITIES = ("let", "moderat", "svaer", "fuldstaendig")
"""The severity keys, from the lightest; the same in every municipality, so that tables can be compared."""

SEVERITY_WORDS: Mapping[str, str] = {
    form: key
    for key, forms in zip(
        SEVERITIES,
        ("let lette", "moderat moderate", "svaer svaere svaert", "fuldstaendig fuldstaendige fuldstaendigt"),
        strict=True,
    )
    for form in forms.split()
}
"""Every form of a severity's name, folded: "svaere" → "svaer"."""


@dataclass(frozen=True)
class RawRow:
    """A row as the parser found it: cells without the trailing ``{…}``, its attributes, its line."""

    cells: tuple[str, ...]
    attributes: Mapping[str, str]
    line: int


@dataclass(frozen=True)
class TableProblem:
    """What is wrong, where, under which rule, and how to mend it (both in Danish)."""

    line: int
    rule: str
    message: str
    remedy: str


@dataclass
class RowProblems:
    """All that was found wrong so far."""

    found: list[TableProblem] = field(default_factory=list)

    def problem(self, line: int, rule: str, message: str, remedy: str) -> None:
        """Note a problem and go on."""
        self.found.append(TableProblem(line, rule, message, remedy))


@dataclass
class RowReader(RowProblems):
    """Reads the rows of one table. ``columns`` says at which place each known column stands."""

    table: str = ""
    width: int = 0
    criterion: Criterion | None = None
    counting: str = ""
    columns: Mapping[str, int] = field(default_factory=dict)
    keys: dict[str, int] = field(default_factory=dict)
    ages: list[tuple[AgeSpan, str]] = field(default_factory=list)

    def level(self, row: RawRow) -> Level | None:
        """The row as a level, or None and its problems."""
        before = len(self.found)
        if len(row.cells) != self.width:
            self.problem(
                row.line,
                "cell-count",
                f"Rækken har {len(row.cells)} celler, men tabellen har {self.width} kolonner.",
                "Skriv én celle for hver kolonne; lad den stå tom, hvis der intet er.",
            )
            return None
        cells = [" ".join(cell.split()) for cell in row.cells]
        if not cells[0]:
            self.problem(
                row.line, "row-label", "Rækken har intet navn.", "Skriv niveauet i den første celle."
            )
            return None
        key = self._key(row, cells[0])
        age = self._age(row, cells[0]) if self.criterion is Criterion.AGE else None
        self._check_attributes(row)
        self._check_key(row, key)
        text = row.cells[self.columns["Omfang"]].strip() if "Omfang" in self.columns else ""
        try:
            extent = read_extent(text, self.counting)
        except ExtentError as error:
            if "Omfang" in self.columns:
                self._unreadable(row.line, error)
            return None
        if len(self.found) > before:
            return None
        duration, remark = (cells[self.columns[name]] if name in self.columns else "" for name in COLUMNS[1:])
        return Level(f"{self.table}-{key}", key, cells[0], extent, duration, remark, age, row.line)

    def _unreadable(self, line: int, error: ExtentError) -> None:
        rule = "number-without-period" if error.code == "number-without-period" else "unreadable-extent"
        remedy = "Skriv omfanget som »op til 3 timer om ugen« eller »efter konkret og individuel vurdering«."
        where = f" Læsningen standsede ved »{error.words}«." if error.words else ""
        self.problem(line, rule, error.message + where, remedy)

    def _key(self, row: RawRow, label: str) -> str:
        given = row.attributes.get("niveau", "").strip().strip('"')
        if self.criterion is Criterion.SEVERITY:
            return self._severity(row, given, label)
        if given and slug(given) != given:
            self.problem(
                row.line,
                "row-key",
                f"»{given}« kan ikke være et niveaus navn.",
                f"Skriv for eksempel »{slug(given)}«.",
            )
        return given or slug(label)

    def _severity(self, row: RawRow, given: str, label: str) -> str:
        words = [slug(given)] if given else re.split(r"-", slug(label))
        found = {SEVERITY_WORDS[word] for word in words if word in SEVERITY_WORDS}
        if len(found) == 1:
            return found.pop()
        self.problem(
            row.line,
            "row-key",
            f"»{given or label}« siger ikke, hvilken sværhedsgrad rækken er.",
            f"Skriv {{niveau=…}} efter navnet med {listed(SEVERITIES, 'eller')}.",
        )
        return slug(given or label)

    def _age(self, row: RawRow, label: str) -> AgeSpan | None:
        try:
            span = read_age_span(row.attributes.get("alder", "").strip().strip('"') or label)
        except ValueError as problem:
            self.problem(row.line, "row-age", str(problem), 'Skriv {alder="3-5"} efter navnet.')
            return None
        for other, name in self.ages:
            if _overlap(span, other):
                message = f"»{label}« og »{name}« har aldre fælles."
                self.problem(row.line, "row-age", message, "Lad hver alder stå i én række.")
        self.ages.append((span, label))
        return span

    def _check_key(self, row: RawRow, key: str) -> None:
        if not key:
            self.problem(
                row.line, "row-key", "Rækkens navn har ingen bogstaver eller tal.", "Skriv {niveau=…}."
            )
        elif key in self.keys:
            self.problem(
                row.line,
                "duplicate-key",
                f"Rækken har samme navn som rækken i linje {self.keys[key]} ({key}).",
                "Skriv {niveau=…} med hvert sit navn.",
            )
        self.keys.setdefault(key, row.line)

    def _check_attributes(self, row: RawRow) -> None:
        for key in row.attributes:
            if key not in ROW_KEYS or (key == "alder" and self.criterion is not Criterion.AGE):
                self.problem(
                    row.line,
                    "unknown-attribute",
                    f"Rækken kan ikke have »{key}« her.",
                    "Brug {niveau=…}, eller {alder=…} i en tabel efter alder.",
                )


def _overlap(first: AgeSpan, second: AgeSpan) -> bool:
    return all(
        low.lowest is None or high.highest is None or low.lowest <= high.highest
        for low, high in ((first, second), (second, first))
    )


def listed(words: Sequence[str], joint: str = "og") -> str:
    """``words`` as a Danish list: "a, b og c"."""
    return f"{', '.join(words[:-1])} {joint} {words[-1]}"
