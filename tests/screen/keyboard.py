"""A person without a mouse."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

_WORDS = "e => e.labels?.[0]?.innerText || e.innerText || ''"


def tab_to(page: Page, name: str, most: int = 80) -> None:
    """Press Tab until the element with that text or label has the focus; the focus must be visible."""
    for _ in range(most):
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        if focused.count() and name in focused.evaluate(_WORDS):
            outline = focused.evaluate("e => getComputedStyle(e).outlineStyle")
            assert outline != "none", f"{name} has the focus, but one cannot see it"
            return
    pytest.fail(f"Tab did not reach {name!r} on {page.url}")
