"""What is granted, held against a level: only what is certain."""

from __future__ import annotations

import pytest

from calculators.answering.relation import Relation, relation
from calculators.reading.reader import read_extent

CASES = [
    ("op til 84 døgn om året", "84 døgn om året", Relation.WITHIN),
    ("op til 84 døgn om året", "85 døgn om året", Relation.ABOVE),
    ("op til 84 døgn om året", "84,5 døgn om året", Relation.ABOVE),
    ("op til 84 døgn om året", "0 døgn om året", Relation.BELOW),
    ("op til 84 døgn om året", "over 84 døgn om året", Relation.ABOVE),
    ("op til 84 døgn om året", "mindst 84 døgn om året", Relation.ACROSS),
    ("op til 84 døgn om året", "60-100 døgn om året", Relation.ACROSS),
    ("op til 84 døgn om året", "op til 40 døgn om året", Relation.WITHIN),
    ("op til 84 døgn om året", "op til 85 døgn om året", Relation.ACROSS),
    ("op til 84 døgn om året", "7 døgn om måneden", Relation.WITHIN),
    ("op til 84 døgn om året", "8 døgn om måneden", Relation.ABOVE),
    ("op til 84 døgn om året", "2 døgn om ugen", None),
    ("op til 84 døgn om året", "10 timer om ugen", None),
    ("op til 84 døgn om året", "ca. 90 døgn om året", None),
    ("op til 84 døgn om året", "20 døgn om året og 2 timer om ugen", None),
    ("over 84 døgn om året", "84 døgn om året", Relation.BELOW),
    ("over 84 døgn om året", "85 døgn om året", Relation.WITHIN),
    ("over 84 døgn om året", "1000 døgn om året", Relation.WITHIN),
    ("1-3 timer om ugen", "2-3 timer om ugen", Relation.WITHIN),
    ("1-3 timer om ugen", "½ time om ugen", Relation.BELOW),
    ("1-3 timer om ugen", "3-4 timer om ugen", Relation.ACROSS),
    ("1-3 timer om ugen", "over 3 timer om ugen", Relation.ABOVE),
    ("1-3 timer om ugen", "1 time om dagen", Relation.ABOVE),
    ("1-3 timer om ugen", "12 timer om måneden", None),
    ("ca. 3 timer om ugen", "9 timer om ugen", None),
    ("1 gang hver 3. uge", "1 gang hver 3. uge", Relation.WITHIN),
    ("1 gang hver 3. uge", "1 gang om måneden", None),
    (
        "op til 4 døgn om måneden og 1 uge om året",
        "op til 4 døgn om måneden og 1 uge om året",
        Relation.WITHIN,
    ),
    ("op til 4 døgn om måneden og 1 uge om året", "3 døgn om måneden", None),
    ("efter behov", "3 døgn om måneden", None),
]


@pytest.mark.parametrize(("level", "granted", "expected"), CASES)
def test_relation(level: str, granted: str, expected: Relation | None) -> None:
    assert relation(read_extent(granted), read_extent(level)) is expected


def test_days_counted_in_another_way_are_not_held_against_each_other() -> None:
    hotel = read_extent("op til 60 døgn om året", "hoteldøgn")
    assert relation(read_extent("90 døgn om året", "kalenderdøgn"), hotel) is None
    assert relation(read_extent("90 døgn om året", "hoteldøgn"), hotel) is Relation.ABOVE
