"""The picture of a page, with the place of what was read marked on it."""

from __future__ import annotations

import base64
import io

import pytest
from PIL import Image
from reportlab.lib.pagesizes import A4

from pdf_files import pdf_file, words_at
from portal.importers.own_process import Converters, Refusal
from portal.importers.reading.page_picture import UNDRAWABLE, box_words, page_picture
from portal.importers.source import SourceBox

BOX = SourceBox(100, 90, 300, 110)


@pytest.fixture(scope="module")
def two_pages() -> bytes:
    return pdf_file(
        lambda canvas: words_at(canvas, (100, 105, "Op til 3 timer om ugen")),
        lambda canvas: canvas.setPageSize((20_000, 20_000)),
    )


def shown(drawn: str) -> Image.Image:
    picture = Image.open(io.BytesIO(base64.b64decode(drawn)))
    assert picture.format == "PNG"
    return picture.convert("RGB")


def coloured(picture: Image.Image, x: float, y: float) -> bool:
    """Whether a place, in points, is neither white nor grey."""
    scale = picture.width / A4[0]
    red, _, blue = picture.getpixel((int(x * scale), int(y * scale)))
    return red - blue > 30


def test_the_place_is_marked_and_nothing_else(two_pages: bytes) -> None:
    drawn = Converters().run(page_picture, two_pages, "1", *box_words(BOX))
    marked, plain = shown(drawn), shown(page_picture(two_pages, "1"))
    assert coloured(marked, 290, 100)
    assert not coloured(plain, 290, 100)
    assert not coloured(marked, 290, 140)
    assert not coloured(marked, 330, 100)
    assert 800 < marked.width < 1000


def test_a_page_as_large_as_a_wall_is_drawn_coarser(two_pages: bytes) -> None:
    assert shown(page_picture(two_pages, "2")).width < 2000


@pytest.mark.parametrize(
    ("page", "box"), [("3", ()), ("0", ()), ("x", ()), ("1", ("1",)), ("1", ("1", "x", "1", "1"))]
)
def test_what_cannot_be_drawn_is_said_in_words(two_pages: bytes, page: str, box: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match=UNDRAWABLE):
        page_picture(two_pages, page, *box)


def test_what_is_no_pdf_is_refused_in_words() -> None:
    with pytest.raises(Refusal, match=UNDRAWABLE):
        Converters().run(page_picture, b"%PDF-1.4 ", "1")
