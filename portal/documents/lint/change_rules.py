"""Checks against the version in force: a level lowered or gone, a criterion tightened, a limit added."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from portal.documents.changes.change_model import Change, ChangeKind, Direction
from portal.documents.changes.lost_tables import lost_tables
from portal.documents.document import Severity
from portal.documents.lint.rule import CheckedText, Rule, Violation

_LOWERED = {
    (ChangeKind.LEVEL, Direction.LOWERED),
    (ChangeKind.LEVEL, Direction.REMOVED),
    (ChangeKind.NUMBER, Direction.LOWERED),
}
_BURDENED = {
    (ChangeKind.LIMIT, Direction.ADDED),
    (ChangeKind.PAYMENT, Direction.ADDED),
    (ChangeKind.OBLIGATION, Direction.REMOVED),
}
_TIGHTENED = {(ChangeKind.CRITERION, Direction.TIGHTENED), (ChangeKind.AGE, Direction.TIGHTENED)}


def _against_previous(
    wanted: set[tuple[ChangeKind, Direction]],
) -> Callable[[CheckedText], Iterator[Violation]]:
    def check(subject: CheckedText) -> Iterator[Violation]:
        for change in subject.changes:
            if (change.kind, change.direction) in wanted:
                yield Violation(_line_of(change, subject), change.text)

    return check


def _tables_lost(subject: CheckedText) -> Iterator[Violation]:
    places = {section.id: section.line for section in subject.document.sections}
    for table in lost_tables(subject.previous, subject.document) if subject.previous else ():
        words = f"Niveautabellen for {table.benefit} er fjernet. Beregneren kan ikke længere svare om den."
        yield Violation(places.get(table.section_id, subject.first_line), words)


def _line_of(change: Change, subject: CheckedText) -> int:
    lines = subject.lines_of
    for place in (change.anchor, (change.section_id, change.new), (change.section_id, "")):
        if place and place in lines:
            return lines[place]
    return subject.first_line


RULES = (
    Rule(
        "level-table-removed",
        Severity.WARNING,
        "Sæt tallene i en niveautabel (::: niveauer), eller begrund, at niveauerne ikke gælder mere.",
        _tables_lost,
    ),
    Rule(
        "level-lowered",
        Severity.NOTE,
        "Sig det tydeligt i indstillingen: Niveauet bliver lavere.",
        _against_previous(_LOWERED),
    ),
    Rule(
        "criterion-tightened",
        Severity.NOTE,
        "Sig det tydeligt i indstillingen: Færre er omfattet.",
        _against_previous(_TIGHTENED),
    ),
    Rule(
        "limit-added",
        Severity.NOTE,
        "Sig det tydeligt i indstillingen: Der er kommet en grænse, eller noget er faldet bort.",
        _against_previous(_BURDENED),
    ),
)
