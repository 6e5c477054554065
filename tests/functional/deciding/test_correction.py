"""An editorial correction: adopted without a meeting where only the white list changed, refused where not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import select

from office import Browser, Office, good_text, words
from portal.clock import SetClock
from portal.db import Database
from portal.models import Draft, Version
from portal.security.roles import Role
from portal.services.record.verifying import Verifying

pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")

DESK = "/redaktion/a/aflastning"
MISSPELT = good_text().replace("hverdagen", "hverdagn")


@pytest.fixture
def office(database: Database, clock: SetClock, tmp_path: Path) -> Iterator[Office]:
    made = Office(database, clock, tmp_path, **{"a/aflastning/1.md": MISSPELT})
    made.browser(Role.EDITOR).send(f"{DESK}/begynd", {"fra": "gaeldende"}, status=303)
    yield made
    made.close()


def change(office: Office, old: str, new: str) -> None:
    with office.database.writing() as session:
        draft = session.scalars(select(Draft)).one()
        assert old in draft.content.decode()
        draft.content = draft.content.decode().replace(old, new).encode()


def versions(office: Office) -> list[int]:
    with office.database.reading() as session:
        return list(session.scalars(select(Version.n).where(Version.standard_id == 1).order_by(Version.n)))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("luft i hverdagn", "luft i hverdagen"),
        ("## Formål", "## Formålet"),
        ("Hvem afgør sagen?", "Hvem afgør sagerne?"),
    ],
)
def test_what_is_on_the_white_list_goes_through_and_is_marked(
    office: Office, clock: SetClock, old: str, new: str
) -> None:
    change(office, old, new)
    reviewer = office.browser(Role.REVIEWER)
    assert "Vedtag som redaktionel rettelse" in words(reviewer.get(f"{DESK}/rettelse"))
    done = reviewer.send(f"{DESK}/rettelse", {}, status=303)
    assert done.location.endswith("/a/aflastning/v2")
    page = words(office.visitor().get("/a/aflastning/v2"))
    assert "Redaktionel rettelse Retter version 1" in page
    assert "Retter version 1" in words(office.visitor().get("/a/aflastning/v2/tilblivelse"))
    assert "af version 1" in words(office.visitor().get("/a/aflastning/versioner"))
    assert "Gælder fra 22. november 2026" in page
    assert Verifying(office.database, office.folder / "none", clock).problems()[0].startswith("Søgeindekset")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Op til 60 døgn", "Op til 61 døgn"),
        ("ingen ramme", "ingen rammer"),
        ("optælling: hoteldøgn", "optælling: kalenderdøgn"),
        ("Familieafdelingen afgør", "Familieafdelingen kan afgøre"),
        ("inden fire uger", "inden fem uger"),
        ("senest 3 måneder", "senest 2 måneder"),
        ("Børn med behov", "Unge med behov"),
        ("Børn med behov for aflastning", "Børn med behov for aflastnig"),
        ("bevilge mindre eller mere", "bevilge mindre og mere"),
        ('["barnets lov § 90"]', '["barnets lov § 91"]'),
        ("nummer: 2", "nummer: 3"),
        ("give familien luft", "give familien lugt"),
        ("Familieafdelingen afgør sagen.", "Familieafdelingen afgav sagen."),
        ("Barnet skal have hjælp hver dag.", "Barnet kan have hjælp hver dag."),
        ("## Klage {#klage}", "## Ny {#ny}\n\nEn ny tekst.\n\n## Klage {#klage}"),
    ],
)
def test_whatever_else_changed_is_refused_and_named(office: Office, old: str, new: str) -> None:
    change(office, old, new)
    reviewer = office.browser(Role.REVIEWER)
    page = reviewer.get(f"{DESK}/rettelse")
    assert "Det her er mere end en rettelse" in words(page)
    assert not page.html.select(f'form[action="{DESK}/rettelse"]')
    refused = reviewer.send(f"{DESK}/rettelse", {}, status=409)
    assert "ikke lade sig gøre" in words(refused)
    assert versions(office) == [1]


def test_a_cell_an_eller_and_a_skal_are_three_changes_that_matter(office: Office) -> None:
    change(office, "Op til 60 døgn", "Op til 72 døgn")
    change(office, "mindre eller mere", "mindre og mere")
    change(office, "Barnet skal have hjælp", "Barnet kan have hjælp")
    page = office.browser(Role.REVIEWER).get(f"{DESK}/rettelse")
    assert "3 ændringer med betydning." in words(page)
    marked = page.html.select(".redline ins, .redline del")
    assert {mark.get_text().strip() for mark in marked} == {
        "Op til 60 døgn om året",
        "Op til 72 døgn om året",
        *("eller", "og", "skal", "kan"),
    }
    assert len(page.html.select(".change-group li")) == 3
    send(office.browser(Role.REVIEWER), 409)


def send(browser: Browser, status: int) -> None:
    browser.send(f"{DESK}/rettelse", {}, status=status)


def test_only_a_reviewer_who_wrote_none_of_it_may(office: Office) -> None:
    change(office, "luft i hverdagn", "luft i hverdagen")
    send(office.browser(Role.EDITOR), 403)
    send(office.browser(Role.SECRETARY), 404)
    send(office.browser(Role.REVIEWER, municipality="b"), 404)
    with office.database.writing() as session:
        session.scalars(select(Draft)).one().closed = office.clock.now()
    author = office.sit_down(office.person(Role.EDITOR, Role.REVIEWER))
    author.send(f"{DESK}/begynd", {"fra": "gaeldende"}, status=303)
    send(author, 403)
    assert versions(office) == [1]


def test_a_correction_is_no_surer_of_the_law_than_what_it_corrects(
    database: Database, clock: SetClock, tmp_path: Path
) -> None:
    old_law = {"lovgrundlag": '["servicelovens § 52, stk. 3, nr. 5"]', "gaelder_fra": "2020-02-01",
               "vedtaget": "2020-01-15", "offentliggjort": "2020-01-20"}  # fmt: skip
    text = good_text(front=old_law).replace("hverdagen", "hverdagn")
    office = Office(database, clock, tmp_path, **{"a/aflastning/1.md": text})
    before = words(office.visitor().get("/a/aflastning"))
    assert "Vi ved ikke, om dette gælder i dag" in before
    office.browser(Role.EDITOR).send(f"{DESK}/begynd", {"fra": "gaeldende"}, status=303)
    change(office, "luft i hverdagn", "luft i hverdagen")
    rules = ("repealed-law", "unconfirmed", "overdue-review")
    with database.writing() as session:
        draft = session.scalars(select(Draft)).one()
        draft.lint_answers = dict.fromkeys(rules, "Teksten rettes kun for stavning.")
    send(office.browser(Role.REVIEWER), 303)
    assert "Vi ved ikke, om dette gælder i dag" in words(office.visitor().get("/a/aflastning"))
    office.close()
