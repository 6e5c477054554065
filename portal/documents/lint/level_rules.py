"""Checks of the level tables: the scale, the units, what the hours include, how long support lasts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from calculators.answering.scale import scale_findings
from calculators.reading.extents import Unit
from calculators.reading.levels import Criterion
from portal.documents.document import BlockKind, Severity
from portal.documents.lint.rule import CheckedText, Rule, Violation

_HOURS_CONTENT = re.compile(
    r"\b(time\w*|timetallet)\b[^.]{0,300}\b(omfatter|dækker|indeholder|inkluder\w+|medregnes|tæller med)\b"
    r"|\b(medregnes|indgår|inkluderet)\b[^.]{0,300}\btime",
    re.IGNORECASE,
)
_DURATION = re.compile(
    r"\bvarig|\bvarer\b|\bvare\b|\bløbetid|\bperiode på\b|\bingen (fast )?(tids)?ramme|\bså længe\b"
    r"|\bi (op til )?(\d+|et|to|tre|seks|ni|tolv) (måned|år|uge)",
    re.IGNORECASE,
)
_EXPLAINS = re.compile(
    r"\b(betyder|dækker|vil sige|omfatter|kendetegne\w*|forstås|når barnet|hvis barnet|dvs)\b|:", re.I
)
_MOST_EXPLAINED = 50
"""Levels of one table that are looked for in the text; severity has four."""
_SEVERITY_STEMS = {
    "let": r"let(te)?",
    "moderat": r"moderate?",
    "svaer": r"svær[et]?",
    "fuldstaendig": r"fuldstændig[et]?",
}


def _scale(rule_id: str) -> Callable[[CheckedText], Iterator[Violation]]:
    def check(subject: CheckedText) -> Iterator[Violation]:
        for table in subject.document.tables:
            for finding in scale_findings(table):
                if finding.rule == rule_id:
                    yield Violation(finding.line, finding.message, finding.remedy)

    return check


def _hours_content(subject: CheckedText) -> Iterator[Violation]:
    explained = any(_HOURS_CONTENT.search(said.text) for said in subject.prose)
    for table in subject.document.tables:
        in_hours = any(part.unit is Unit.HOURS for level in table.levels for part in level.extent.parts)
        if in_hours and not table.hours_include and not explained:
            yield Violation(
                table.line, f"Tabellen over {table.benefit} giver timer, men siger ikke, hvad de omfatter."
            )


def _duration_missing(subject: CheckedText) -> Iterator[Violation]:
    for section in subject.document.sections:
        told = any(
            _DURATION.search(block.text)
            for block in section.blocks
            if block.kind not in (BlockKind.LEVEL, BlockKind.NOTE)
        )
        for table in section.tables:
            if not told and not any(
                level.duration or _DURATION.search(level.remark) for level in table.levels
            ):
                yield Violation(table.line, f"Der står ikke, hvor længe {table.benefit} kan vare.")


def _invented_criteria(subject: CheckedText) -> Iterator[Violation]:
    for table in subject.document.tables:
        if table.criterion is not Criterion.SEVERITY or len(table.levels) > _MOST_EXPLAINED:
            continue
        unexplained = [level.label for level in table.levels if not _is_explained(subject, level.key)]
        if unexplained:
            words = "«, »".join(unexplained)
            yield Violation(table.line, f"Teksten forklarer ikke, hvad disse niveauer dækker: »{words}«.")


def _is_explained(subject: CheckedText, key: str) -> bool:
    stem = re.compile(rf"\b{_SEVERITY_STEMS.get(key, re.escape(key))}\b", re.IGNORECASE)
    for said in subject.prose:
        named = stem.search(said.text)
        if named and _EXPLAINS.search(said.text, named.end()):
            return True
    return False


SCALE_RULES = tuple(
    Rule(name, Severity.WARNING, "Ret tabellen, eller skriv en begrundelse i lint_svar.", _scale(name))
    for name in ("scale-hole", "scale-order", "mixed-units")
)
RULES = (
    *SCALE_RULES,
    Rule(
        "hours-content",
        Severity.WARNING,
        'Skriv timer_omfatter: "…" i tabellens blok, for eksempel møder, transport og telefon.',
        _hours_content,
    ),
    Rule(
        "duration-missing",
        Severity.WARNING,
        "Udfyld kolonnen Varighed, eller skriv, at der ikke er nogen fast ramme.",
        _duration_missing,
    ),
    Rule(
        "invented-criteria",
        Severity.NOTE,
        "Skriv, hvad der kendetegner hvert niveau. Portalen finder ikke selv på en forklaring.",
        _invented_criteria,
    ),
)
