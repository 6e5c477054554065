import pytest
from hypothesis import given
from hypothesis import strategies as st

from calculators.answering.picture import NoPicture, Picture, draw
from calculators.reading.amounts import read_amount
from calculators.reading.levels import LevelTable
from calculators.reading.tables import RawRow, table_from_rows

NAMES = ("Lette", "Moderate", "Svære", "Fuldstændige")


def table(*extents: str, criterion: str = "sværhedsgrad", counting: str = "") -> LevelTable:
    built, problems = table_from_rows(
        "t",
        {"ydelse": "Støtte", "kriterium": criterion, "optælling": counting},
        ("Niveau", "Omfang"),
        [
            RawRow((name, extent), {}, at)
            for at, (name, extent) in enumerate(zip(NAMES, extents, strict=False), 1)
        ],
        1,
    )
    assert built is not None, problems
    return built


NIGHTS = table(
    "Op til 36 døgn om året", "Op til 60 døgn om året", "Op til 84 døgn om året", "Over 108 døgn om året"
)


def drawn(rows: LevelTable, amount: str = "", unit: str = "") -> Picture:
    picture = draw(rows, read_amount(amount, unit) if amount else None)
    assert isinstance(picture, Picture)
    return picture


def test_bars_share_one_scale_and_an_open_row_runs_to_its_end() -> None:
    picture = drawn(NIGHTS)
    assert picture.unit == "døgn om året"
    assert [(bar.start, round(bar.end, 3), bar.open_end) for bar in picture.bars] == [
        (0.0, round(36 / 129.6, 3), False),
        (0.0, round(60 / 129.6, 3), False),
        (0.0, round(84 / 129.6, 3), False),
        (108 / 129.6, 1.0, True),
    ]
    assert not picture.bars[3].start_belongs
    assert picture.bars[0].end_belongs


def test_the_hole_and_the_asked_amount_are_drawn_and_said() -> None:
    picture = drawn(NIGHTS, "90", "døgn/år")
    (gap,) = picture.gaps
    assert gap.words == "mere end 84 og højst 108 døgn om året"
    assert picture.mark is not None
    assert gap.start < picture.mark.position < gap.end
    assert picture.text == (
        "Lette: op til 36 døgn om året. Moderate: op til 60 døgn om året. Svære: op til 84 døgn om året. "
        "Fuldstændige: over 108 døgn om året. Hul i tabellen: mere end 84 og højst 108 døgn om året. "
        "90 døgn om året ligger ikke inden for nogen række."
    )


def test_an_amount_in_another_period_is_marked_where_it_lies() -> None:
    picture = drawn(NIGHTS, "5", "døgn/måned")
    assert picture.mark is not None
    assert round(picture.mark.position, 6) == round(60 / 129.6, 6)
    assert [bar.covers for bar in picture.bars] == [False, True, True, False]
    assert picture.text.endswith("5 døgn om måneden ligger inden for Moderate og Svære.")


def test_an_amount_past_the_scale_stands_at_its_end() -> None:
    mark = drawn(NIGHTS, "365", "døgn/år").mark
    assert mark is not None
    assert (mark.position, mark.beyond) == (1.0, True)


@pytest.mark.parametrize("unit", ["timer/uge", "døgn/kvartal", "hoteldøgn/år"])
def test_what_has_no_place_on_the_scale_is_not_marked(unit: str) -> None:
    assert drawn(NIGHTS, "5", unit).mark is None


@pytest.mark.parametrize(
    ("extents", "words"),
    [
        (("efter behov",), "ingen tal"),
        (("ca. 3 timer om ugen",), "ingen tal"),
        (("2 timer om ugen", "3 døgn om året"), "samme enhed"),
        (("2 timer om ugen", "3 timer om året"), "samme enhed"),
    ],
)
def test_a_table_without_comparable_numbers_is_not_drawn(extents: tuple[str, ...], words: str) -> None:
    picture = draw(table(*extents, criterion="fase"))
    assert isinstance(picture, NoPicture)
    assert words in picture.reason


def test_rows_without_a_number_are_named_beside_the_picture() -> None:
    picture = drawn(table("2 timer om ugen", "efter behov", criterion="fase"))
    assert [level.label for level in picture.left_out] == ["Moderate"]
    assert "Moderate: efter behov (ikke tegnet)." in picture.text
    assert picture.gaps == ()


@given(st.integers(1, 100_000), st.integers(0, 200_000))
def test_positions_are_on_the_scale_and_ticks_few(top: int, asked: int) -> None:
    picture = drawn(table(f"op til {top} timer om året", f"over {top} timer om året"), str(asked), "timer/år")
    places = [place for bar in picture.bars for place in (bar.start, bar.end)]
    assert picture.mark is not None
    assert all(0 <= place <= 1 for place in [*places, picture.mark.position])
    assert 2 <= len(picture.ticks) <= 7
    assert picture.ticks[0].words == "0"
    assert [tick.position for tick in picture.ticks] == sorted({tick.position for tick in picture.ticks})
