"""Suggestions under the search field: a combobox that the keyboard and a screen reader can work."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from screen.axe import violations

pytestmark = pytest.mark.browser

OPEN = Callable[..., Page]


def suggested(page: Page, typed: str) -> Locator:
    """Type in the search field and wait for the list."""
    page.locator("#q").press_sequentially(typed)
    suggestions = page.get_by_role("listbox", name="Forslag")
    expect(suggestions).to_be_visible()
    return suggestions.get_by_role("option")


def test_a_suggestion_is_chosen_with_the_arrow_keys(open_page: OPEN) -> None:
    page = open_page("/soeg", width=360)
    field = page.get_by_role("combobox", name="Hvad vil du vide?")
    options = suggested(page, "døgnaf")
    expect(field).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("status").filter(has_text="forslag")).to_have_text(f"{options.count()} forslag")
    page.keyboard.press("ArrowDown")
    first = options.first
    expect(first).to_have_attribute("aria-selected", "true")
    expect(field).to_have_attribute("aria-activedescendant", str(first.get_attribute("id")))
    expect(field).to_have_value("døgnaf")
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.keyboard.press("ArrowUp")
    expect(field).not_to_have_attribute("aria-activedescendant", str(first.get_attribute("id")))
    page.keyboard.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    words = options.last.inner_text()
    page.keyboard.press("Enter")
    expect(page.locator(".hit").first).to_be_visible()
    expect(page.locator("#q")).to_have_value(words)


def test_escape_closes_the_suggestions_and_keeps_what_was_typed(open_page: OPEN) -> None:
    page = open_page("/soeg")
    field = page.get_by_role("combobox", name="Hvad vil du vide?")
    options = suggested(page, "aflast")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(options).to_have_count(0)
    expect(field).to_have_attribute("aria-expanded", "false")
    expect(field).to_have_value("aflast")
    page.keyboard.press("Enter")
    expect(page.locator(".hit").first).to_be_visible()
    assert "q=aflast&" in page.url


def test_suggestions_go_when_one_goes_on_and_can_be_clicked(open_page: OPEN) -> None:
    page = open_page("/")
    options = suggested(page, "aflast")
    page.keyboard.press("Tab")
    expect(options).to_have_count(0)
    page.locator("#q").fill("")
    options = suggested(page, "kontakt")
    words = options.first.inner_text()
    options.first.click()
    expect(page.locator("#q")).to_have_value(words)
    expect(page.locator(".hit").first).to_be_visible()


def test_without_a_network_one_types_on_without_suggestions(open_page: OPEN) -> None:
    page = open_page("/soeg")
    options = suggested(page, "døgnaf")
    page.context.set_offline(True)
    page.locator("#q").press_sequentially("lastning")
    expect(options).to_have_count(0)
    page.context.set_offline(False)
    page.keyboard.press("Enter")
    expect(page.locator(".hit").first).to_be_visible()
