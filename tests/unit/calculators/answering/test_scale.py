import pytest

from calculators.answering.scale import holes_between, rows_by_terms, scale_findings
from calculators.reading.levels import LevelTable
from calculators.reading.tables import RawRow, table_from_rows

NAMES = ("Lette", "Moderate", "Svære", "Fuldstændige")


def table(*extents: str, criterion: str = "sværhedsgrad") -> LevelTable:
    built, problems = table_from_rows(
        "t",
        {"ydelse": "Støtte", "kriterium": criterion},
        ("Niveau", "Omfang"),
        [
            RawRow((name, extent), {}, at)
            for at, (name, extent) in enumerate(zip(NAMES, extents, strict=False), 1)
        ],
        10,
    )
    assert built is not None, problems
    return built


@pytest.mark.parametrize(
    ("extents", "rules"),
    [
        (
            ("1-2 timer om ugen", "op til 3 timer om ugen", "op til 5 timer om ugen", "over 5 timer om ugen"),
            [],
        ),
        (("op til 36 døgn om året", "op til 84 døgn om året", "over 108 døgn om året"), ["scale-hole"]),
        (("1-2 timer om ugen", "3-4 timer om ugen"), ["scale-hole"]),
        (("1-2 timer om ugen", "over 2 og højst 4 timer om ugen"), []),
        (("under 2 timer om ugen", "over 2 timer om ugen"), ["scale-hole"]),
        (("under 2 timer om ugen", "mindst 2 timer om ugen"), []),
        (("op til 3 timer om ugen", "op til 2 timer om ugen"), ["scale-order"]),
        (("over 5 timer om ugen", "op til 7 timer om ugen"), ["scale-order"]),
        (("op til 3 timer om ugen", "op til 3 timer om ugen"), []),
        (("op til 3 timer om ugen", "op til 20 timer om måneden"), ["mixed-units"]),
        (("op til 3 timer om ugen", "op til 6 døgn om måneden"), ["mixed-units"]),
        (("op til 3 timer om ugen", "efter behov"), []),
        (("ca. 3 timer om ugen", "ca. 1 time om ugen"), []),
    ],
)
def test_findings_of_a_severity_table(extents: tuple[str, ...], rules: list[str]) -> None:
    findings = scale_findings(table(*extents))
    assert [finding.rule for finding in findings] == rules
    assert all(finding.message and finding.remedy and finding.line for finding in findings)


def test_the_hole_is_named_exactly() -> None:
    (finding,) = scale_findings(table("op til 84 døgn om året", "over 108 døgn om året"))
    assert finding.message == (
        "Mellem »Lette« og »Moderate« er et hul: mere end 84 og højst 108 døgn om året står i ingen række."
    )
    assert (finding.line, [level.key for level in finding.levels]) == (2, ["let", "moderat"])


def test_only_severities_make_a_scale() -> None:
    assert (
        scale_findings(table("op til 84 døgn om året", "over 108 døgn om året", criterion="målgruppe")) == ()
    )


def test_several_holes_are_found_from_the_lowest() -> None:
    rows = rows_by_terms(
        table("1 time om ugen", "3 timer om ugen", "2-3 timer om ugen", "over 4 timer om ugen")
    )
    holes = holes_between(next(iter(rows.values())))
    assert [(hole.after and hole.after.number, hole.before and hole.before.number) for hole in holes] == [
        ("1", "2"),
        ("3", "4"),
    ]
