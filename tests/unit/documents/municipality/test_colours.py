"""Contrast against the figures of WCAG, and what a theme must keep."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.documents.document import DocumentError
from portal.documents.municipality.colours import (
    DEFAULTS,
    WeakPair,
    completed,
    contrast,
    readable_on,
    weak_pairs,
)
from portal.documents.municipality.municipality_file import read_municipality

COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21),
        ("#ffffff", "#ffffff", 1),
        ("#767676", "#ffffff", 4.54),
        ("#ff0000", "#ffffff", 4.0),
    ],
)
def test_contrast(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == pytest.approx(ratio, abs=0.005)


@given(COLOURS, COLOURS)
def test_contrast_has_no_order_and_keeps_its_bounds(one: str, other: str) -> None:
    assert contrast(one, other) == contrast(other, one)
    assert 1 <= contrast(one, other) <= 21


@given(COLOURS)
def test_something_is_readable_on_every_colour(colour: str) -> None:
    assert contrast(readable_on(colour), colour) >= 4.17


def test_the_portals_own_colours_are_strong() -> None:
    assert weak_pairs({}) == ()
    assert weak_pairs(DEFAULTS) == ()


def test_a_pale_primary_colour_is_named_with_its_ratio() -> None:
    pairs = weak_pairs({"primaer": "#ffd966", "sekundaer": "#ffcc00"})
    assert [(pair.front, pair.back) for pair in pairs] == [("primaer", "baggrund"), ("sekundaer", "baggrund")]
    assert pairs[0] == WeakPair("primaer", "baggrund", pytest.approx(1.37, abs=0.01), 3.0)


def test_the_second_colour_follows_the_first_where_it_is_not_named() -> None:
    assert completed({"primaer": "#ff8000"})["sekundaer"] == "#b25900"
    assert completed({"sekundaer": "#222222"})["primaer"] == DEFAULTS["primaer"]


def test_pale_text_and_a_dark_background_are_refused() -> None:
    assert ("tekst", "baggrund") in {(pair.front, pair.back) for pair in weak_pairs({"tekst": "#aaaaaa"})}
    assert ("linkfarven", "baggrund") in {
        (pair.front, pair.back) for pair in weak_pairs({"baggrund": "#333333"})
    }


def test_a_theme_too_weak_is_refused_with_the_pair_and_its_ratio() -> None:
    text = 'navn: Prøve Kommune\nart: kommune\nfarver:\n  primaer: "#ffd966"\n'
    with pytest.raises(DocumentError) as caught:
        read_municipality(text.encode(), "kommune.yaml")
    messages = [(finding.line, finding.message, finding.remedy) for finding in caught.value.findings]
    assert (
        4,
        "primaer og baggrund ligner hinanden for meget: 1,4 til 1.",
        "Vælg farver med en kontrast på mindst 3,0 til 1.",
    ) in messages
