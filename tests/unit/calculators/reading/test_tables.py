import pytest

from calculators.reading.ages import print_age_span, read_age_span
from calculators.reading.levels import AgeSpan, Criterion
from calculators.reading.tables import RawRow, TableProblem, table_from_rows

HEADER = ("Niveau", "Omfang", "Varighed", "Bemærkning")
KEYS = {"ydelse": "Døgnaflastning", "kriterium": "sværhedsgrad"}


def rows(*lines: str, first: int = 20) -> list[RawRow]:
    """Rows from "label {key=value} | cell | cell" lines."""
    found = []
    for at, line in enumerate(lines):
        cells = [cell.strip() for cell in line.split("|")]
        attributes: dict[str, str] = {}
        if "{" in cells[0]:
            cells[0], _, inside = cells[0].rstrip("}").partition("{")
            attributes = dict([inside.split("=")])
        found.append(RawRow(tuple(cell.strip() for cell in cells), attributes, first + at))
    return found


def problems(keys: dict[str, str], header: tuple[str, ...], *lines: str) -> list[TableProblem]:
    table, found = table_from_rows("aflastning", keys, header, rows(*lines), 10)
    assert table is None
    assert all(problem.message and problem.remedy and problem.line for problem in found)
    return list(found)


def test_a_table_is_its_rows_and_keys() -> None:
    table, found = table_from_rows(
        "doegnaflastning",
        KEYS
        | {
            "optælling": "hoteldøgn",
            "lov": '"barnets lov § 90"',
            "timer_omfatter": '""',
            "modstrid": '"højst 16 år" "17 år i særlige situationer"',
        },
        HEADER,
        rows(
            "Lette problemer/begrænsninger | Op til 36 døgn om året | ét år | ved to forældre",
            "Meget store {niveau=fuldstaendig} | Over 108 døgn om året | |",
        ),
        10,
    )
    assert found == ()
    assert table is not None
    assert (table.benefit, table.criterion, table.law) == (
        "Døgnaflastning",
        Criterion.SEVERITY,
        ("barnets lov § 90",),
    )
    assert table.conflicts == (("højst 16 år", "17 år i særlige situationer"),)
    assert table.hours_include == ""
    let, full = table.levels
    assert (let.row_id, let.key, let.duration, let.remark) == (
        "doegnaflastning-let",
        "let",
        "ét år",
        "ved to forældre",
    )
    assert (full.key, full.label, full.line) == ("fuldstaendig", "Meget store", 21)
    assert {part.counting for level in table.levels for part in level.extent.parts} == {"hoteldøgn"}
    assert let.extent.text == "Op til 36 døgn om året"


@pytest.mark.parametrize(
    ("label", "key"),
    [
        ("Let", "let"),
        ("Moderate problemer", "moderat"),
        ("SVÆRE", "svaer"),
        ("Fuldstændige problemer", "fuldstaendig"),
    ],
)
def test_severity_keys_come_from_the_label(label: str, key: str) -> None:
    table, _ = table_from_rows("t", KEYS, HEADER, rows(f"{label} | 1 time om ugen | |"), 1)
    assert table is not None
    assert table.levels[0].key == key


@pytest.mark.parametrize(
    ("label", "span"),
    [
        ("3-5 år", AgeSpan(3, 5)),
        ("0–2 år", AgeSpan(0, 2)),
        ("over 13 år", AgeSpan(14, None)),
        ("under 3 år", AgeSpan(None, 2)),
        ("fra 14 år", AgeSpan(14, None)),
        ("13 år og derover", AgeSpan(13, None)),
        ("til og med 16 år", AgeSpan(None, 16)),
        ("6 år", AgeSpan(6, 6)),
        ("13-17-årige", AgeSpan(13, 17)),
    ],
)
def test_ages_are_read_and_written(label: str, span: AgeSpan) -> None:
    assert read_age_span(label) == span
    assert read_age_span(print_age_span(span)) == span


@pytest.mark.parametrize(
    "label", ["op til 16 år", "til 22 år", "5-3 år", "unge", "0-999 år", "under 0 år", ""]
)
def test_unclear_ages_are_refused(label: str) -> None:
    with pytest.raises(ValueError, match=r"»"):
        read_age_span(label)


def test_age_rows_carry_their_span() -> None:
    table, found = table_from_rows(
        "aldre",
        {"ydelse": "Støtte", "kriterium": "alder"},
        ("Alder", "Omfang"),
        rows(
            "0-2 år | 1 time om ugen",
            "Skolebørn {alder=3-5} | 2 timer om ugen",
            "over 13 år | efter vurdering",
        ),
        1,
    )
    assert found == ()
    assert table is not None
    assert [(level.key, level.age) for level in table.levels] == [
        ("0-2-aar", AgeSpan(0, 2)),
        ("skoleboern", AgeSpan(3, 5)),
        ("over-13-aar", AgeSpan(14, None)),
    ]


GOOD = "Lette | 1 time om ugen | |"


@pytest.mark.parametrize(
    ("keys", "header", "lines", "expected"),
    [
        (KEYS | {"antal": "3"}, HEADER, [GOOD], [(10, "unknown-key")]),
        ({"kriterium": "fase"}, HEADER, [GOOD], [(10, "missing-key")]),
        ({"ydelse": "A"}, HEADER, [GOOD], [(10, "criterion")]),
        (KEYS | {"kriterium": "diagnose"}, HEADER, [GOOD], [(10, "criterion")]),
        (KEYS | {"modstrid": '"kun én"'}, HEADER, [GOOD], [(10, "conflict")]),
        (KEYS, ("Niveau", "Varighed"), ["Lette | 1"], [(10, "table-column")]),
        (KEYS, ("Niveau", "Omfang", "Omfang"), ["Lette | 1 time om ugen | x"], [(10, "table-column")]),
        (KEYS, ("Niveau", "Omfang", "Pris"), ["Lette | 1 time om ugen | x"], [(10, "table-column")]),
        (KEYS, ("Omfang", "Omfang"), ["Lette | 1 time om ugen"], [(10, "table-column")]),
        (KEYS, HEADER, [], [(10, "empty-table")]),
        (KEYS, HEADER, ["Lette | 1 time om ugen"], [(20, "cell-count")]),
        (KEYS, HEADER, ["| 1 time om ugen | |"], [(20, "row-label")]),
        (KEYS, HEADER, ["Lette eller svære | 1 time om ugen | |"], [(20, "row-key")]),
        (KEYS, HEADER, ["Store | 1 time om ugen | |"], [(20, "row-key")]),
        (KEYS, HEADER, [GOOD, GOOD], [(21, "duplicate-key")]),
        (KEYS, HEADER, ["Lette {alder=3} | 1 time om ugen | |"], [(20, "unknown-attribute")]),
        (KEYS, HEADER, ["Lette {farve=rød} | 1 time om ugen | |"], [(20, "unknown-attribute")]),
        (KEYS, HEADER, ["Lette | op til 6 døgn | |"], [(20, "number-without-period")]),
        (KEYS, HEADER, ["Lette | blå | |"], [(20, "unreadable-extent")]),
        (KEYS, HEADER, ["Lette | fx 14 dage | |"], [(20, "unreadable-extent")]),
        (KEYS, HEADER, ["Lette | | |"], [(20, "unreadable-extent")]),
        (
            KEYS | {"kriterium": "fase"},
            HEADER,
            ["Start {niveau=Ny} | 1 time om ugen | |"],
            [(20, "row-key")],
        ),
        (KEYS | {"kriterium": "fase"}, HEADER, ["— | 1 time om ugen | |"], [(20, "row-key")]),
        (KEYS | {"kriterium": "alder"}, HEADER, ["unge | 1 time om ugen | |"], [(20, "row-age")]),
        (
            KEYS | {"kriterium": "alder"},
            HEADER,
            ["0-5 år | 1 time om ugen | |", "over 4 år | 1 time om ugen | |"],
            [(21, "row-age")],
        ),
    ],
)
def test_a_fault_is_told_with_line_and_rule(
    keys: dict[str, str], header: tuple[str, ...], lines: list[str], expected: list[tuple[int, str]]
) -> None:
    found = problems(keys, header, *lines)
    assert sorted((problem.line, problem.rule) for problem in found) == expected


def test_all_faults_are_told_at_once_in_the_order_of_the_lines() -> None:
    found = problems(
        {"kriterium": "sværhedsgrad", "farve": "rød"},
        HEADER,
        "Lette | 5 | |",
        GOOD,
        "Svære | 3 timer | |",
        "x",
    )
    assert [problem.rule for problem in found] == [
        "unknown-key",
        "missing-key",
        "unreadable-extent",
        "duplicate-key",
        "number-without-period",
        "cell-count",
    ]


def test_a_table_id_is_an_address_part() -> None:
    table, found = table_from_rows("Døgn", KEYS, HEADER, rows(GOOD), 10)
    assert table is None
    assert [(problem.rule, "doegn" in problem.remedy) for problem in found] == [("table-id", True)]
