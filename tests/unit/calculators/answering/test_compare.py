import pytest

from calculators.answering.compare import compare_tables
from calculators.reading.levels import LevelTable
from calculators.reading.tables import RawRow, table_from_rows


def table(criterion: str, *rows: tuple[str, str], counting: str = "", hours: str = "") -> LevelTable:
    built, problems = table_from_rows(
        "t",
        {"ydelse": "Støtte", "kriterium": criterion, "optælling": counting, "timer_omfatter": hours},
        ("Niveau", "Omfang"),
        [RawRow(row, {}, at) for at, row in enumerate(rows, 1)],
        1,
    )
    assert built is not None, problems
    return built


SEVERITY, GROUP = "sværhedsgrad", "målgruppe"


def test_one_unit_but_criteria_that_differ_is_said_in_words() -> None:
    family = table(GROUP, ("Hele familien", "op til 2 timer pr. uge"))
    contact = table(SEVERITY, ("Lette", "1-2 timer om ugen"), ("Moderate", "op til 3 timer om ugen"))
    comparison = compare_tables(family, contact)
    assert not comparison.comparable
    assert [reason.code for reason in comparison.reasons] == ["criterion"]
    assert comparison.reasons[0].text == (
        "Begge tabeller tæller timer om ugen, men rækkerne skelnes efter målgruppe i den ene tabel "
        "og sværhedsgrad i den anden."
    )
    assert [(bool(row.left), bool(row.right)) for row in comparison.rows] == [
        (True, False),
        (False, True),
        (False, True),
    ]


@pytest.mark.parametrize(
    ("left", "right", "same", "text"),
    [
        ("hoteldøgn", "", False, "Kun den ene tabel siger, hvordan døgn tælles (hoteldøgn)."),
        ("", "hoteldøgn", True, "Kun den ene tabel siger, hvordan døgn tælles (hoteldøgn)."),
        ("", "", False, "Ingen af tabellerne siger, hvordan døgn tælles."),
        (
            "hoteldøgn",
            "kalenderdøgn",
            True,
            "Tabellerne tæller døgn på hver sin måde: hoteldøgn og kalenderdøgn.",
        ),
        ("hoteldøgn", "hoteldøgn", False, ""),
        ("", "", True, ""),
    ],
)
def test_nights_counted_otherwise_or_unknown_cannot_be_compared(
    left: str, right: str, same: bool, text: str
) -> None:
    comparison = compare_tables(
        table(SEVERITY, ("Lette", "op til 36 døgn om året"), counting=left),
        table(SEVERITY, ("Lette", "op til 6 døgn om måneden"), counting=right),
        same_standard=same,
    )
    assert [reason.text for reason in comparison.reasons] == ([text] if text else [])
    assert comparison.comparable == (not text)
    assert bool(comparison.rows[0].converted) == (not text)


def test_rows_meet_by_severity_with_a_labelled_conversion() -> None:
    comparison = compare_tables(
        table(SEVERITY, ("Lette", "1-2 timer om ugen"), ("Svære", "op til 5 timer om ugen")),
        table(
            SEVERITY,
            ("Svær funktionsnedsættelse", "op til 260 timer om året"),
            ("Moderat", "3 timer om ugen"),
        ),
    )
    light, severe, moderate = comparison.rows
    assert [reason.code for reason in light.reasons] == ["no-counterpart"]
    assert severe.comparable
    assert [converted.words for converted in severe.converted] == ["op til 5 timer om ugen (1 år = 52 uger)"]
    assert severe.right is not None
    assert severe.right.extent.text == "op til 260 timer om året"
    assert (moderate.left, moderate.comparable) == (None, False)


@pytest.mark.parametrize(
    ("left", "right", "code"),
    [
        ("2 timer om ugen", "2 gange om ugen", "dimension"),
        ("2 timer om ugen", "30 minutter om ugen", "dimension"),
        ("2 timer om ugen", "efter behov", "no-number"),
        ("efter behov", "efter behov", "no-number"),
        ("2 timer om ugen", "20 timer pr. kvartal", "period"),
        ("2 timer hver 3. uge", "20 timer om året", "period"),
        ("4 besøg om måneden og 2 timer om ugen", "2 timer om ugen", "dimension"),
    ],
)
def test_a_row_says_why_it_cannot_be_compared(left: str, right: str, code: str) -> None:
    comparison = compare_tables(table(SEVERITY, ("Lette", left)), table(SEVERITY, ("Lette", right)))
    assert [reason.code for reason in comparison.rows[0].reasons] == [code]
    assert comparison.rows[0].reasons[0].text.endswith(".")
    assert not comparison.comparable


def test_ages_meet_by_age_and_single_rows_as_they_are() -> None:
    ages = compare_tables(
        table("alder", ("3-5 år", "2 timer om ugen")),
        table("alder", ("Fra 3 til og med 5 år", "3 timer om ugen")),
    )
    assert ages.comparable
    alone = compare_tables(
        table("ingen", ("Kontaktperson", "2 timer om ugen")),
        table("ingen", ("Fast person", "3 timer om ugen")),
    )
    assert alone.comparable


@pytest.mark.parametrize("same", [False, True], ids=["two texts", "two versions"])
@pytest.mark.parametrize(
    ("left", "right", "text"),
    [
        (
            "møder og transport",
            "",
            "Kun den ene tabel siger, hvad timerne også omfatter: »møder og transport«.",
        ),
        ("", "transport.", "Kun den ene tabel siger, hvad timerne også omfatter: »transport«."),
        ("møder", "transport", "Timerne omfatter ikke det samme: »møder« og »transport«."),
        ("Møder og  transport.", "møder og transport", ""),
        ("", "", ""),
    ],
)
def test_hours_that_include_different_things_cannot_be_compared(
    left: str, right: str, text: str, same: bool
) -> None:
    comparison = compare_tables(
        table(SEVERITY, ("Lette", "1-2 timer om ugen"), hours=left),
        table(SEVERITY, ("Let", "op til 90 minutter om ugen"), ("Svære", "5 timer om ugen"), hours=right),
        same,
    )
    assert [(reason.code, reason.text) for reason in comparison.reasons] == (
        [("counting", text)] if text else []
    )
    assert not (text and comparison.comparable)


def test_what_hours_include_says_nothing_of_nights() -> None:
    comparison = compare_tables(
        table(SEVERITY, ("Lette", "36 døgn om året"), counting="hoteldøgn", hours="transport"),
        table(SEVERITY, ("Lette", "30 døgn om året"), counting="hoteldøgn"),
    )
    assert comparison.comparable
