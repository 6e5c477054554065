"""The accessibility statements: the official ones where they are set, said plainly where not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from webtest import TestApp

from factories import MUNICIPALITY
from office import Office
from portal.clock import SetClock
from portal.db import Database

STATEMENT = "https://www.was.digst.dk/proeve"
NONE = "Vi har ikke fået adressen på en officiel erklæring."


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_municipalitys_statement_is_linked_from_the_page_and_the_foot(
    database: Database, clock: SetClock, tmp_path: Path
) -> None:
    yaml = f"{MUNICIPALITY}tilgaengelighedserklaering: {STATEMENT}\n"
    office = Office(database, clock, tmp_path, **{"a/kommune.yaml": yaml})
    page = office.visitor().get("/was")
    assert [a["href"] for a in page.html.select("main section a")] == [STATEMENT]
    assert page.text.count(NONE) == 2
    assert office.visitor().get("/a").html.select_one(f"footer a[href='{STATEMENT}']")
    assert office.visitor().get("/b").html.select_one("footer a[href='/was']")
    office.close()


def test_the_portals_own_statement_is_a_setting(
    make_app: Callable[..., TestApp], loaded_sqlite: Path
) -> None:
    app = make_app(loaded_sqlite, was_url=STATEMENT, municipality="eksempel")
    page = app.get("/was")
    assert [h.get_text() for h in page.html.select("main section h2")] == [
        "Kvalitetsportalen",
        "Eksempel Kommune",
    ]
    assert page.html.select_one("main section a")["href"] == STATEMENT
    assert app.get("/eksempel").html.select_one(f"footer a[href='{STATEMENT}']")


def test_both_addresses_live_and_lead_to_one_another(app: TestApp) -> None:
    assert app.get("/was").html.select_one("main a[href='/tilgaengelighed']")
    assert app.get("/tilgaengelighed").html.select_one("main a[href='/was']")
