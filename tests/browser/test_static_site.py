"""The copy opened from a folder, in a real browser: today, on a later day, and without script."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from conftest import TODAY
from copies import BEGINS, DAY, copied, loaded
from screen.look import WIDER, faults

pytestmark = pytest.mark.browser

LATER = "1. januar 2027"
STANDARD, ANSWER = "a/aflastning/index.html", "a/beregner/niveau-moderat-tabel-doegnaflastning.html"
BETWEEN = "a/beregner/antal-48-enhed-doegn-aar-tabel-doegnaflastning.html"
KINDS = (
    "index.html",
    "om-kopien.html",
    "soeg/index.html",
    "a/index.html",
    "a/beregner/tabel-doegnaflastning.html",
    BETWEEN,
    STANDARD,
    "a/aflastning/versioner/index.html",
    "a/aflastning/aendringer/v1..v2/index.html",
    "a/gammel/v1/henvisning/index.html",
    "lov/barnets-lov/90/index.html",
)
Open = Callable[..., Page]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("site") / "kopi"
    copied(loaded(tmp_path_factory.mktemp("portal")), made)
    return made


def missing(request: Request) -> list[str]:
    """What was not found; an icon that nobody waited for was not missing."""
    return [] if request.failure == "net::ERR_ABORTED" else [f"{request.url}: {request.failure}"]


@pytest.fixture
def open_file(browser: Browser, folder: Path) -> Iterator[Open]:
    """A maker of pages opened from the folder on a day; whatever a browser complains of fails the test."""
    contexts, said = [], []

    def make(name: str, day: str = TODAY, *, javascript: bool = True, bypass_csp: bool = False) -> Page:
        context = browser.new_context(
            viewport={"width": 360, "height": 900},
            java_script_enabled=javascript,
            reduced_motion="reduce",
            bypass_csp=bypass_csp,
        )
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: said.append(message.text))
        page.on("pageerror", lambda error: said.append(str(error)))
        page.on("requestfailed", lambda request: said.extend(missing(request)))
        page.clock.set_fixed_time(datetime.fromisoformat(f"{day}T12:00:00+01:00"))
        page.goto((folder / name).as_uri())
        return page

    yield make
    for context in contexts:
        context.close()
    assert said == []


def test_from_the_front_page_to_the_answer_on_the_day_of_the_copy(open_file: Open) -> None:
    page = open_file("index.html")
    assert page.locator(".as-of").inner_text().startswith(f"Pr. {DAY}.")
    for name in ("Find teksten", "Aflastning"):
        page.get_by_role("link", name=name).first.click()
    assert page.locator(".standing .status").inner_text() == f"Pr. {DAY}: Gældende"
    assert not page.locator("[data-notices]").is_visible()
    page.get_by_role("link", name="Moderate problemer", exact=True).last.click()
    expect(page.locator(".answer")).to_contain_text("Op til 60 døgn om året")
    page.goto(page.url.replace(Path(ANSWER).name, Path(BETWEEN).name))
    assert "48 døgn om året ligger inden for Moderate problemer" in page.locator(".answer").inner_text()
    page.get_by_role("link", name="Se rækken i teksten").first.click()
    assert page.url.endswith("/a/aflastning/v1/index.html#doegnaflastning-moderat")
    assert page.locator(".icon-svg use").first.evaluate("use => use.getBoundingClientRect().width") > 0


def test_on_the_day_a_new_version_begins_the_pages_say_so(open_file: Open) -> None:
    page = open_file(STANDARD, BEGINS)
    assert page.locator(".as-of").inner_text().startswith(f"Pr. {LATER}.")
    expect(page.locator(".standing .status")).to_have_text(f"Pr. {LATER}: Afløst")
    notice = page.locator("[data-notices]")
    assert f"Version 1 er afløst fra {LATER}" in notice.inner_text()
    notice.get_by_role("link", name="Læs version 2").click()
    expect(page.locator(".standing .status")).to_have_text(f"Pr. {LATER}: Gældende")
    expect(page.locator("article")).to_contain_text("Op til 72 døgn om året")
    page.get_by_role("link", name="Standarder").click()
    expect(page.locator(".entry").first).to_contain_text(f"Pr. {LATER}: Gældende (version 2)")
    expect(page.locator(".entry").first).to_contain_text(f"Gælder fra {LATER}")
    answer = open_file(ANSWER, BEGINS)
    answer.get_by_role("link", name=f"Se svaret for {LATER}").click()
    expect(answer.locator(".answer")).to_contain_text("Op til 72 døgn om året")
    before = open_file(STANDARD, "2026-12-31")
    expect(before.locator(".standing .status")).to_have_text("Pr. 31. december 2026: Gældende")


def test_without_script_the_pages_keep_to_their_day(open_file: Open) -> None:
    page = open_file(STANDARD, BEGINS, javascript=False)
    assert page.locator(".standing .status").inner_text() == f"Pr. {DAY}: Gældende"
    assert not page.locator("[data-notices]").is_visible()
    page.get_by_role("link", name="Moderate problemer", exact=True).last.click()
    expect(page.locator(".answer")).to_contain_text("Op til 60 døgn om året")
    assert page.locator(".as-of").inner_text().startswith(f"Pr. {DAY}.")


def test_nothing_is_wider_than_a_telephone(open_file: Open, folder: Path) -> None:
    page = open_file("index.html", BEGINS)
    wide = []
    for name in KINDS:
        page.goto((folder / name).as_uri())
        wide += [f"{name}: {element}" for element in page.evaluate(WIDER)]
    assert wide == []


@pytest.mark.parametrize("name", [STANDARD, "soeg/index.html"])
def test_the_pages_are_accessible(open_file: Open, name: str) -> None:
    assert faults(open_file(name, BEGINS, bypass_csp=True)) == []
