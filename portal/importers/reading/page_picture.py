"""A page of a PDF as a picture with a place marked, so that a person can hold what was read against it."""

from __future__ import annotations

import base64
import io
from math import sqrt

import pdfplumber

from portal.importers.source import SourceBox

_DOTS_AN_INCH, _MOST_DOTS = 110, 3_000_000
"""A page of A4 has 1.2 million; a page as large as a wall is drawn coarser."""
_POINTS_AN_INCH = 72
_EDGE, _FILL, _ROOM = (180, 60, 0, 255), (255, 200, 0, 70), 3
UNDRAWABLE = "Siden kan ikke vises som billede. Åbn filen selv, og se efter på den side og linje, der står."


def page_picture(content: bytes, page: str, *box: str) -> str:
    """The page, counted from 1, of a PDF as PNG in Base64; for ``Converters.run``, so ``page`` is a string.

    ``box`` is none, or left, top, right and bottom of the place to mark, in points as in ``SourceBox``.
    Raises ValueError with a Danish message for a page that is not there, or cannot be drawn.
    """
    try:
        with pdfplumber.open(io.BytesIO(content), pages=[int(page)]) as opened:
            drawn = opened.pages[0]
            most = _POINTS_AN_INCH * sqrt(_MOST_DOTS / max(float(drawn.width * drawn.height), 1.0))
            picture = drawn.to_image(resolution=min(_DOTS_AN_INCH, most))
            if box:
                left, top, right, bottom = map(float, box)
                around = (left - _ROOM, top - _ROOM, right + _ROOM, bottom + _ROOM)
                picture.draw_rect(around, fill=_FILL, stroke=_EDGE, stroke_width=2)
            out = io.BytesIO()
            picture.save(out, format="PNG")
    except Exception as error:  # what a broken file makes the two libraries raise
        raise ValueError(UNDRAWABLE) from error
    return base64.b64encode(out.getvalue()).decode()


def box_words(box: SourceBox | None) -> tuple[str, ...]:
    """A place as ``page_picture`` is given it; nothing where none is known."""
    return () if box is None else tuple(str(side) for side in (box.left, box.top, box.right, box.bottom))
