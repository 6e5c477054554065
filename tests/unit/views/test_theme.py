"""A municipality's colours become custom properties, in the light scheme alone."""

from __future__ import annotations

from portal.views.shared.theme import theme_style


def test_no_colours_no_style() -> None:
    assert theme_style({}) == ""


def test_a_primary_colour_brings_its_text_and_its_deeper_shade() -> None:
    style = theme_style({"primaer": "#1b5e7d"})
    assert style.startswith("@media not (prefers-color-scheme:dark){:root{--on-theme:#ffffff;")
    assert "--theme:#1b5e7d;--theme-deep:#124157}}" in style


def test_a_secondary_colour_is_the_deeper_shade() -> None:
    assert "--theme-deep:#0b2e4d" in theme_style({"primaer": "#1b5e7d", "sekundaer": "#0b2e4d"})
