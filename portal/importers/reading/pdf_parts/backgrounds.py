"""What lies behind the letters of a page: whether one can see them on it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from pdfplumber.page import Page

_MOST = 400
"""So many filled areas are looked at; a page with more is a drawing, and its letters are taken as seen."""
_NEAR = 0.02
_GREYS = ("DeviceGray", "CalGray", "ICCBased", "None")
Colour = tuple[float, float, float]


class _Area(NamedTuple):
    """An area, and its colour; None where that is not known."""

    left: float
    top: float
    right: float
    bottom: float
    colour: Colour | None


class Backgrounds:
    """The filled areas and pictures of a page."""

    def __init__(self, page: Page) -> None:
        self._page = (float(page.bbox[0]), float(page.bbox[1]), float(page.bbox[2]), float(page.bbox[3]))
        filled = [(drawn, _colour(drawn)) for drawn in page.rects if drawn["fill"]]
        filled += [(drawn, None) for drawn in page.curves if drawn["fill"]]
        filled += [(drawn, None) for drawn in page.images]
        self._areas = [_area(drawn, colour) for drawn, colour in filled[: _MOST + 1]]

    def hide(self, drawn: Mapping[str, Any], left: float, right: float) -> bool:
        """Whether a letter stands outside of the page, or has the colour of what is behind it."""
        across, down = (left + right) / 2, float(drawn["top"] + drawn["bottom"]) / 2
        if not (self._page[0] <= across <= self._page[2] and self._page[1] <= down <= self._page[3]):
            return True
        colour = _colour(drawn)
        if colour is None or len(self._areas) > _MOST:
            return False
        behind: Colour | None = (1.0, 1.0, 1.0)
        for area in self._areas:
            if area.left <= across <= area.right and area.top <= down <= area.bottom:
                behind = area.colour
                if behind is None:
                    return False
        return all(abs(one - other) < _NEAR for one, other in zip(colour, behind or (), strict=False))


def _area(drawn: Mapping[str, Any], colour: Colour | None) -> _Area:
    return _Area(float(drawn["x0"]), float(drawn["top"]), float(drawn["x1"]), float(drawn["bottom"]), colour)


def _colour(drawn: Mapping[str, Any]) -> Colour | None:
    """Red, green and blue from 0 to 1; None for a pattern or a special ink."""
    given = drawn.get("non_stroking_color")
    values = given if isinstance(given, (tuple, list)) else (given,)
    if not all(isinstance(value, (int, float)) for value in values):
        return None
    if len(values) == 1 and str(drawn.get("ncs")).strip("/'\"") in _GREYS:
        return (float(values[0]),) * 3
    if len(values) == 3:
        return float(values[0]), float(values[1]), float(values[2])
    if len(values) == 4:
        black = 1 - float(values[3])
        return tuple((1 - float(value)) * black for value in values[:3])  # type: ignore[return-value]
    return None
