from dataclasses import replace
from datetime import date

import pytest

from calculators.answering.notices import Notice, NoticeSituation, Replacement, notices
from calculators.answering.questions import by_amount, by_level
from calculators.reading.amounts import read_amount
from calculators.reading.levels import LevelTable
from calculators.reading.tables import RawRow, table_from_rows

NAMES = ("Lette", "Moderate", "Svære", "Fuldstændige")


def table(*extents: str, hours: str = "", conflicts: str = "", criterion: str = "sværhedsgrad") -> LevelTable:
    built, problems = table_from_rows(
        "t",
        {"ydelse": "Støtte", "kriterium": criterion, "timer_omfatter": hours, "modstrid": conflicts},
        ("Niveau", "Omfang"),
        [
            RawRow((name, extent), {}, at)
            for at, (name, extent) in enumerate(zip(NAMES, extents, strict=False), 1)
        ],
        1,
    )
    assert built is not None, problems
    return built


HOURS = table("1-2 timer om ugen", "Op til 3 timer om ugen", "Op til 5 timer om ugen", "Over 5 timer om ugen")
NIGHTS = table(
    "Op til 36 døgn om året", "Op til 60 døgn om året", "Op til 84 døgn om året", "Over 108 døgn om året"
)

GUIDING = (
    "Tallet er vejledende. Beregneren afgør ikke, hvad I kan få. Kommunen ser altid på jeres egen situation "
    "og kan bevilge mindre eller mere."
)


def texts(situation: NoticeSituation) -> dict[str, str]:
    return {notice.code: notice.text for notice in notices(situation)}


def test_every_answer_says_that_the_number_is_guiding() -> None:
    assert notices(NoticeSituation(HOURS))[0] == Notice("guiding", GUIDING)


def test_hours_say_what_they_include_or_that_nothing_is_said() -> None:
    told = table("2 timer om ugen", hours="møder og kørsel")
    assert (
        texts(NoticeSituation(told, told.levels[0]))["hours-include"]
        == "Timerne omfatter også: møder og kørsel"
    )
    assert texts(NoticeSituation(HOURS, HOURS.levels[0]))["hours-unknown"] == (
        "Standarden skriver ikke, hvad timerne omfatter."
    )
    assert not {"hours-include", "hours-unknown"} & set(texts(NoticeSituation(NIGHTS, NIGHTS.levels[0])))


def test_an_upper_bound_is_no_limit_and_a_lower_one_no_promise() -> None:
    assert texts(NoticeSituation(NIGHTS, by_level(NIGHTS, "moderat")))["upper-only"] == (
        "»Op til 60 døgn om året« er hverken en grænse eller et løfte."
    )
    assert texts(NoticeSituation(NIGHTS, by_level(NIGHTS, "fuldstaendig")))["lower-only"] == (
        "Standarden skriver »over 108 døgn om året« og nævner intet højere tal. "
        "Det er ikke et løfte om et bestemt antal."
    )
    assert not {"upper-only", "lower-only"} & set(texts(NoticeSituation(HOURS, by_level(HOURS, "let"))))


def test_what_is_said_both_ways_is_said_once() -> None:
    said = list(texts(NoticeSituation(NIGHTS, by_level(NIGHTS, "moderat"))).values())
    assert sum("mindre eller mere" in text for text in said) == 1
    assert sum("vejledende" in text for text in said) == 1


@pytest.mark.parametrize(
    ("criterion", "by"),
    [("målgruppe", "målgruppen"), ("fase", "fasen"), ("sværhedsgrad", ""), ("ingen", "")],
)
def test_an_amount_chooses_no_row_that_is_chosen_by_the_child(criterion: str, by: str) -> None:
    rows = table("Op til 36 døgn om året", "Op til 60 døgn om året", criterion=criterion)
    placed = texts(NoticeSituation(rows, placement=by_amount(rows, read_amount("40", "døgn/år"))))
    words = f"Det er {by}, der afgør, hvilken række I skal se på. Det gør antallet ikke."
    assert placed.get("row-chosen-by") == (words if by else None)
    assert "row-chosen-by" not in texts(NoticeSituation(rows, rows.levels[0]))


def test_a_hole_is_not_a_rejection() -> None:
    placement = by_amount(NIGHTS, read_amount("90", "døgn/år"))
    found = texts(NoticeSituation(NIGHTS, placement=placement, contact="Eksempel Kommune på 12 34 56 78"))
    assert found["hole"] == (
        "Tabellen springer fra 84 til over 108. 90 døgn om året står ikke i den. "
        "Det er ikke et afslag. Spørg Eksempel Kommune på 12 34 56 78."
    )
    assert "not-explained" not in found


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ("1", "Tabellen begynder ved 2 timer om ugen. 1 time om ugen står ikke i den."),
        ("9", "Tabellen slutter ved 5 timer om ugen. 9 timer om ugen står ikke i den."),
        ("3,5", "Tabellen springer fra 3 til 4. 3,5 timer om ugen står ikke i den."),
    ],
)
def test_beyond_the_tables_ends_is_a_hole_too(asked: str, words: str) -> None:
    bounded = table("2-3 timer om ugen", "4-5 timer om ugen")
    found = texts(NoticeSituation(bounded, placement=by_amount(bounded, read_amount(asked, "timer/uge"))))
    assert found["hole"] == f"{words} Det er ikke et afslag. Spørg kommunen."


def test_a_conversion_shows_its_factor_and_the_standards_own_words() -> None:
    placement = by_amount(NIGHTS, read_amount("4", "døgn/måned"))
    assert texts(NoticeSituation(NIGHTS, placement=placement))["converted"] == (
        "Omregnet fra 4 døgn om måneden til 48 døgn om året (1 år = 12 måneder). "
        "Standarden selv skriver »op til 60 døgn om året«, »op til 84 døgn om året«."
    )


def test_no_number_is_not_no_support() -> None:
    without = table("efter konkret vurdering", "Op til 3 timer om ugen", criterion="fase")
    said = "Standarden nævner ikke timer eller døgn. Det betyder ikke, at støtten ikke kan gives."
    assert texts(NoticeSituation(without, without.levels[0]))["no-number"] == said
    assert "no-number" not in texts(NoticeSituation(without, without.levels[1]))
    assert "no-number" not in texts(NoticeSituation(without))


def test_a_severity_level_is_explained_by_the_text_or_said_to_be_unexplained() -> None:
    unexplained = NoticeSituation(HOURS, HOURS.levels[0])
    assert texts(unexplained)["not-explained"] == "Standarden forklarer ikke, hvad niveauet dækker."
    assert "not-explained" not in texts(replace(unexplained, explained=True))
    phases = table("2 timer om ugen", criterion="fase")
    assert "not-explained" not in texts(NoticeSituation(phases, phases.levels[0]))


def test_several_benefits_are_never_added() -> None:
    assert texts(NoticeSituation(HOURS, benefits=2))["not-added"] == (
        "Tallene kan ikke lægges sammen. Kommunen vurderer støtten samlet."
    )


@pytest.mark.parametrize(
    ("age", "ahead", "shown"), [(17, False, False), (18, False, True), (15, True, False), (16, True, True)]
)
def test_growing_up_is_named_in_time(age: int, ahead: bool, shown: bool) -> None:
    found = texts(NoticeSituation(HOURS, age=age, asks_ahead=ahead))
    assert (found.get("adult", "").startswith("Ved 18 år vurderes støtten efter andre regler.")) == shown


def test_what_is_unsure_about_the_version_is_said() -> None:
    found = texts(
        NoticeSituation(
            HOURS,
            in_force=False,
            replaced=(Replacement("servicelovens § 52, stk. 3", "barnets lov § 32", date(2024, 1, 1)),),
            date_exact=False,
            unconfirmed=("Loven er afløst.", "Teksten er en genfortælling."),
            restatement=True,
            original_link="https://example.org/standard",
        )
    )
    assert found["not-in-force"] == "Du ser på en version, der ikke gælder den dag, du har valgt."
    assert found["law-replaced"] == (
        "Standarden bygger på servicelovens § 52, stk. 3, "
        "som blev afløst af barnets lov § 32 den 1. januar 2024."
    )
    assert found["date-unknown"] == "Vi ved ikke præcist, hvornår teksten begyndte at gælde."
    assert found["unconfirmed"] == (
        "Vi ved ikke, om dette gælder i dag: Loven er afløst; Teksten er en genfortælling."
    )
    assert found["restatement"] == (
        "Vores genfortælling. Brug den ikke i ansøgning, klage eller afgørelse. "
        "Kommunens tekst: https://example.org/standard."
    )


def test_a_text_that_disagrees_with_itself_is_quoted_twice() -> None:
    both = table("2 timer om ugen", conflicts='"ved 16 år" "ved 17 år"')
    assert (
        texts(NoticeSituation(both))["contradiction"] == "Standarden siger både »ved 16 år« og »ved 17 år«."
    )


def test_the_order_is_the_designs() -> None:
    both = table("Op til 2 timer om ugen", conflicts='"a" "b"')
    situation = NoticeSituation(
        both,
        placement=by_amount(both, read_amount("4", "timer/måned")),
        benefits=2,
        age=18,
        in_force=False,
        date_exact=False,
        unconfirmed=("x",),
        restatement=True,
    )
    assert [notice.code for notice in notices(situation)] == [
        "guiding",
        "hours-unknown",
        "converted",
        "upper-only",
        "not-explained",
        "not-added",
        "adult",
        "not-in-force",
        "date-unknown",
        "unconfirmed",
        "restatement",
        "contradiction",
    ]
