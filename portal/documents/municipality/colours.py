"""A municipality's colours: how well they can be told apart, and what has to be.

Contrast as WCAG 2.2 defines it (relative luminance of sRGB). Text needs 4.5 to 1 against what it stands on, a
line or a button's edge 3 to 1 (success criteria 1.4.3 and 1.4.11).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

TEXT_RATIO = 4.5
EDGE_RATIO = 3.0
DEFAULTS = {"primaer": "#1d4f5c", "sekundaer": "#10343e", "baggrund": "#ffffff", "tekst": "#1a1a1a"}
"""The portal's own colours, used for those a municipality does not name."""

# Colours of ours that stand on the municipality's background whatever it is.
_ON_BACKGROUND = {"linkfarven": "#004d99", "den dæmpede tekst": "#5f5f5f"}


@dataclass(frozen=True)
class WeakPair:
    """Two colours too close to one another: which, how close, and the ratio they need."""

    front: str
    back: str
    ratio: float
    needed: float


def luminance(colour: str) -> float:
    """The relative luminance of "#rrggbb", from 0 (black) to 1 (white)."""
    channels = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours "#rrggbb", from 1 to 21, in either order."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def readable_on(colour: str) -> str:
    """White or near black, whichever is easier to read on ``colour``."""
    return max("#ffffff", DEFAULTS["tekst"], key=lambda text: contrast(text, colour))


def completed(colours: Mapping[str, str]) -> dict[str, str]:
    """All four colours of a theme. ``sekundaer``, where it is not named, is a darker ``primaer``."""
    whole = {**DEFAULTS, **colours}
    if "primaer" in colours and "sekundaer" not in colours:
        whole["sekundaer"] = _darker(colours["primaer"])
    return whole


def _darker(colour: str) -> str:
    return "#" + "".join(f"{int(colour[place : place + 2], 16) * 7 // 10:02x}" for place in (1, 3, 5))


def weak_pairs(colours: Mapping[str, str]) -> tuple[WeakPair, ...]:
    """What cannot be told apart well enough in a theme; a name left out has the portal's own colour."""
    return tuple(pair for pair in _pairs(completed(colours)) if pair.ratio < pair.needed)


def _pairs(colours: Mapping[str, str]) -> Iterator[WeakPair]:
    background = colours["baggrund"]
    yield WeakPair("tekst", "baggrund", contrast(colours["tekst"], background), TEXT_RATIO)
    for name in ("primaer", "sekundaer"):
        yield WeakPair(name, "baggrund", contrast(colours[name], background), EDGE_RATIO)
        on = readable_on(colours["primaer"])
        yield WeakPair("teksten på knapper", name, contrast(on, colours[name]), TEXT_RATIO)
    for name, colour in _ON_BACKGROUND.items():
        yield WeakPair(name, "baggrund", contrast(colour, background), TEXT_RATIO)
