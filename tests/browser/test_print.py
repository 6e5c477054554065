"""Answers on paper: what belongs together stays on one sheet."""

from __future__ import annotations

import io
from collections.abc import Callable

import pdfplumber
import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.browser


def sheets(page: Page) -> list[str]:
    with pdfplumber.open(io.BytesIO(page.pdf(format="A4"))) as pdf:
        return [" ".join((sheet.extract_text() or "").split()) for sheet in pdf.pages]


@pytest.mark.parametrize(
    "address",
    [
        "/randers/vejviser?ydelse=doegnaflastning&maade=antal&antal=90&enhed=doegn/aar&dag=i-dag",
        "/eksempel/vejviser?ydelse=kontaktperson&maade=niveau&niveau=let&dag=i-dag",
        "/eksempel/beregner?tabel=doegnaflastning&niveau=moderat",
    ],
    ids=["hole", "guided answer", "calculator"],
)
def test_a_drawn_table_is_not_cut(open_page: Callable[..., Page], address: str) -> None:
    page = open_page(address)
    page.wait_for_load_state("networkidle")
    picture = page.locator(".levels-picture")
    drawn = [
        *picture.locator("figcaption strong").all_inner_texts(),
        *picture.locator(".bar-label").all_inner_texts(),
    ]
    legend = picture.locator(".bar-unit").all_inner_texts()
    printed = sheets(page)
    assert len(printed) <= 2
    together = [sheet for sheet in printed if drawn[0] in sheet]
    assert len(together) == 1
    for words in (*drawn, *legend):
        assert " ".join(words.split()) in together[0]
