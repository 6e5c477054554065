"""What a screen reader says on the pages that matter most, kept beside this file in ``transcripts/``.

A change of what is said is seen in review as a change of these texts. Read them as somebody would who sees
nothing. After a change that is meant, write them anew and read what ``git diff`` shows:

    .venv/bin/pytest tests/browser/test_transcripts.py --write-transcripts
"""

from __future__ import annotations

from collections.abc import Callable
from difflib import unified_diff
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from desk import DECIDED, desk_in
from paper import need_pdf
from screen.transcript import transcript

pytestmark = [
    pytest.mark.browser,
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]

FOLDER = Path(__file__).parent / "transcripts"
TABLE = "/randers/beregner?tabel=doegnaflastning"
PAGES = {
    "beregner": TABLE,
    "beregner-svar": f"{TABLE}&niveau=moderat",
    "beregner-intet-svar": "/eksempel/beregner?tabel=fritidsstoette&alder=3",
    "beregner-fejl": f"{TABLE}&antal=mange&enhed=doegn/aar",
    "soeg": "/soeg?q=overnatning&kommune=eksempel",
    "soeg-intet": "/soeg?q=xyzzyx&kommune=randers",
    "soeg-raekke": "/soeg?q=moderat+kontaktperson&kommune=eksempel&emne=unge",
    "soeg-mente-du": "/soeg?q=overnatnig&kommune=eksempel",
    "afgoerelse": "/afgoerelse?kommune=eksempel&standard=aflastning&dato=2020-02-13",
    "standard": "/eksempel/kontaktperson",
    "findes-ikke": "/nordpolen",
}


def compare(name: str, said: str, config: pytest.Config) -> None:
    """Hold what is said against what was written; or write it anew, where that is asked for."""
    kept = FOLDER / f"{name}.txt"
    if config.getoption("--write-transcripts"):
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(said, encoding="utf-8")
    written = kept.read_text(encoding="utf-8") if kept.exists() else ""
    changes = unified_diff(written.splitlines(), said.splitlines(), "kept", "said now", lineterm="")
    assert written == said, "\n".join(changes)


@pytest.mark.parametrize("name", PAGES)
def test_what_is_said(
    open_page: Callable[..., Page], site: str, name: str, pytestconfig: pytest.Config
) -> None:
    if name == "standard":  # it leads to its PDF where one can be made
        need_pdf()
    compare(name, transcript(open_page(PAGES[name]), site), pytestconfig)


def test_what_is_said_to_those_who_decide(
    tmp_path: Path, sqlite_template: Path, browser: Browser, pytestconfig: pytest.Config
) -> None:
    with desk_in(tmp_path, sqlite_template, browser) as desk:
        desk.hear_and_decide()
        page = desk.open(f"{DECIDED}/beslutning")
        compare("beslutning", transcript(page, desk.address), pytestconfig)
        page.context.close()
