"""Eksempel Kommune: its versions, what applied when, and one of each kind.

The figures of the table below are written by hand; they are repeated, not computed, so that a change is seen.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from calculators.reading.levels import AgeSpan, Criterion
from portal.documents.document import Certainty, FileState
from portal.documents.validity.standing import Status, VersionFacts, in_force
from standard_texts import FILES, bound, read, rows

TODAY = date(2026, 11, 22)


# n, begins, published, let, moderat, svaer (the fourth level is above the third)
RELIEF = [
    (1, date(2018, 1, 1), date(2017, 12, 1), 24, 48, 72),
    (2, date(2020, 1, 1), date(2020, 2, 14), 36, 60, 84),
    (3, date(2022, 7, 1), date(2022, 5, 20), 36, 60, 84),
    (4, date(2025, 5, 1), date(2025, 3, 20), 36, 60, 84),
    (5, date(2027, 3, 1), date(2026, 11, 13), 40, 66, 90),
]


@pytest.mark.parametrize(("n", "begins", "published", "let", "moderat", "svaer"), RELIEF)
def test_the_versions_of_eksempel(
    n: int, begins: date, published: date, let: int, moderat: int, svaer: int
) -> None:
    file = f"eksempel/aflastning/{n}.md"
    front = read(file).front
    assert (front.begins.day, front.published.day) == (begins, published)
    assert front.begins.certainty is front.published.certainty is Certainty.KNOWN
    levels = rows(file, "doegnaflastning")
    uppers = [levels[key].extent.parts[0].upper for key in ("let", "moderat", "svaer")]
    assert [upper.value for upper in uppers if upper] == [Fraction(let), Fraction(moderat), Fraction(svaer)]
    assert bound(levels["fuldstaendig"].extent.parts[0]) == (f">{svaer}", "")
    act = "barnets-lov" if n >= 4 else "serviceloven"
    assert front.law_basis[0].act == act


def test_one_criterion_was_tightened() -> None:
    meaning = {
        n: next(t.explanation for t in read(f"eksempel/aflastning/{n}.md").glossary if "Svært" in t.term)
        for n in (2, 3)
    }
    assert "dagen eller om natten" in meaning[2]
    assert "dagen og om natten" in meaning[3]


def relief_facts() -> list[VersionFacts]:
    fronts = [(n, read(f"eksempel/aflastning/{n}.md").front) for n, *_ in RELIEF]
    return [
        VersionFacts(
            n=n,
            begins=front.begins,
            published=front.published,
            adopted=front.adopted,
            ends=front.ends,
            restatement=front.restatement,
            confirmed=front.confirmed,
            law_basis=front.law_basis,
        )
        for n, front in fronts
    ]


@pytest.mark.parametrize(
    ("on", "known", "n", "status"),
    [
        (TODAY, TODAY, 4, Status.IN_FORCE),
        (date(2017, 12, 31), TODAY, None, Status.NONE),
        (date(2019, 6, 1), TODAY, 1, Status.IN_FORCE),
        (date(2020, 1, 15), TODAY, 2, Status.IN_FORCE),
        (date(2020, 1, 15), date(2020, 2, 13), 1, Status.IN_FORCE),
        (date(2023, 6, 1), TODAY, 3, Status.IN_FORCE),
        (date(2024, 6, 1), TODAY, 3, Status.UNCONFIRMED),
        (date(2025, 5, 1), TODAY, 4, Status.IN_FORCE),
        (date(2027, 3, 1), TODAY, 5, Status.IN_FORCE),
    ],
)
def test_what_applied_when_in_eksempel(on: date, known: date, n: int | None, status: Status) -> None:
    standing = in_force(relief_facts(), [], on, known)
    assert (standing.n, standing.status) == (n, status)


def test_what_will_come_is_known_today() -> None:
    following = in_force(relief_facts(), [], TODAY, TODAY).following
    assert following is not None
    assert (following.n, following.first) == (5, date(2027, 3, 1))


def test_eksempel_has_one_of_each_kind() -> None:
    ages = rows("eksempel/fritidsstoette/1.md", "fritidsstoette")
    assert [level.age for level in ages.values()] == [AgeSpan(6, 9), AgeSpan(10, 13), AgeSpan(14, 17)]
    phases = read("eksempel/familiekonsulent/1.md").table("familiekonsulent")
    assert phases is not None
    assert phases.criterion is Criterion.PHASE
    without = rows("eksempel/familiebehandling/1.md", "familiebehandling")
    assert not any(level.extent.has_number for level in without.values())
    drafts = [file for file in FILES if read(file).front.state is FileState.DRAFT]
    assert drafts == ["eksempel/kontaktperson/2.md"]
    relief = read("eksempel/aflastning/4.md")
    labels = [level.label for level in relief.tables[0].levels]
    assert set(labels) <= {term.term for term in relief.glossary}
