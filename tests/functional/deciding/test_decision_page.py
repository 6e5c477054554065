"""The decision page over HTTP: what it shows to whom, what is recorded, and what is refused."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from threading import Thread

import pytest
from sqlalchemy import select
from webtest import TestResponse

from calculators.answering.consequences import Basis
from factories import MUNICIPALITY
from office import BODIES, Browser, Office, words
from portal.clock import SetClock
from portal.container import Services
from portal.db import Database
from portal.models import Decision, Draft, Version
from portal.security.roles import Role
from portal.services.errors import UnknownName
from portal.services.record.verifying import Verifying

pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")

DESK = "/redaktion/a/aflastning"
PAGE = f"{DESK}/beslutning"
SECOND = select(Decision).join(Version).where(Version.n == 2).order_by(Decision.id)
VERSIONS = select(Version.n).where(Version.standard_id == 1).order_by(Version.n)
YAML = MUNICIPALITY + BODIES + "tilkendegivelser: true\n"


@pytest.fixture
def office(database: Database, clock: SetClock, tmp_path: Path) -> Iterator[Office]:
    """A portal where a draft that raises one level and turns "eller" into "og" is up for decision."""
    made = Office(database, clock, tmp_path, **{"a/kommune.yaml": YAML})
    editor = made.browser(Role.EDITOR)
    editor.send(f"{DESK}/begynd", {"fra": "gaeldende"}, status=303)
    change_text(database, "Op til 60 døgn", "Op til 72 døgn")
    editor.send(f"{DESK}/trin", {"trin": "til-beslutning"}, status=303)
    yield made
    made.close()


def change_text(database: Database, old: str, new: str) -> None:
    with database.writing() as session:
        draft = session.scalars(select(Draft)).one()
        assert old in draft.content.decode()
        draft.content = draft.content.decode().replace(old, new).encode()


def resolution(
    body: str, outcome: str, begins: str = "", meeting: str = "20. november 2026"
) -> dict[str, str]:
    return {
        "organ": body,
        "udfald": outcome,
        "moededato": meeting,
        "punkt": "2026/01234, punkt 7",
        "referat": "https://kommune.example/referat/7",
        "gaelder_fra": begins,
    }


def recorded(office: Office, begins: str = "1. januar 2027") -> Browser:
    """A secretary who has written down what both bodies resolved."""
    secretary = office.browser(Role.SECRETARY)
    secretary.send(f"{PAGE}/organ", resolution("Børneudvalget", "anbefalet"), status=303)
    secretary.send(f"{PAGE}/organ", resolution("Byrådet", "vedtaget", begins), status=303)
    return secretary


def adopt(browser: Browser, status: int | str = "*") -> TestResponse:
    return browser.send(f"{DESK}/trin", {"trin": "vedtag"}, status=status)


def test_what_changes_for_families_stands_before_the_text(office: Office) -> None:
    said = words(office.browser(Role.POLITICIAN).get(PAGE))
    order = [
        "Det ændrer sig for familier",
        "Hævet Døgnaflastning, Moderate problemer",
        "12 døgn om året mere",
        "Teksten med ændringer",
        "Børneudvalget : Har ikke behandlet teksten",
    ]
    places = [said.find(part) for part in order]
    assert -1 not in places, said
    assert places == sorted(places)


def test_a_chain_of_bodies_then_adoption_leaves_the_whole_record(office: Office, database: Database) -> None:
    secretary = recorded(office)
    done = adopt(secretary, status=303)
    assert done.location.endswith("/a/aflastning/v2")
    with database.reading() as session:
        rows = session.scalars(SECOND).all()
        assert [(row.body, row.outcome) for row in rows] == [
            ("Børneudvalget", "anbefalet"),
            ("Byrådet", "vedtaget"),
        ]
    history = words(office.visitor().get("/a/aflastning/v2/tilblivelse"))
    assert "Byrådet" in history
    assert "2026/01234, punkt 7" in history
    assert "Person" not in history


def test_two_who_adopt_at_once_make_one_version(office: Office, database: Database) -> None:
    both = [recorded(office), office.browser(Role.REVIEWER)]
    statuses: list[int] = []
    threads = [Thread(target=lambda one=one: statuses.append(adopt(one).status_int)) for one in both]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert statuses.count(303) == 1
    assert set(statuses) <= {303, 404, 409}, "the other is told, and nothing is done"
    with database.reading() as session:
        assert session.scalars(VERSIONS).all() == [1, 2]


def test_an_in_force_day_before_the_version_in_force_is_refused(office: Office, database: Database) -> None:
    secretary = office.browser(Role.SECRETARY)
    fields = resolution("Byrådet", "vedtaget", "1. januar 2024", meeting="1. december 2023")
    page = secretary.send(f"{PAGE}/organ", fields, status=422)
    assert "kan ikke gælde fra før" in words(page)
    assert "1. januar 2024" in [field.get("value") for field in page.html.select("input")]
    assert adopt(secretary).status_int == 409


def test_a_table_changed_after_the_decision_must_be_decided_again(office: Office, database: Database) -> None:
    secretary = recorded(office)
    change_text(database, "Op til 72 døgn", "Op til 73 døgn")
    assert "Den skal behandles igen" in words(secretary.get(PAGE))
    refused = adopt(secretary)
    assert refused.status_int == 409
    assert "Teksten er ændret" in words(refused)
    with database.reading() as session:
        assert session.scalars(VERSIONS).all() == [1]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"organ": "Handicaprådet"}, "organ"),
        ({"udfald": "måske"}, "udfald"),
        ({"moededato": "31. februar 2026"}, "moededato"),
        ({"moededato": ""}, "moededato"),
        ({"moededato": "1. december 2026"}, "moededato"),
        ({"punkt": ""}, "punkt"),
        ({"referat": "javascript:alert(1)"}, "referat"),
        ({"organ": "Byrådet", "udfald": "vedtaget"}, "gaelder_fra"),
        ({"udfald": "vedtaget"}, "udfald"),
    ],
)
def test_a_resolution_that_cannot_be_is_refused_beside_its_field(
    office: Office, change: dict[str, str], field: str
) -> None:
    secretary = office.browser(Role.SECRETARY)
    page = secretary.send(f"{PAGE}/organ", {**resolution("Børneudvalget", "anbefalet"), **change}, status=422)
    assert page.html.select_one(f"#{field}-error") is not None
    assert page.html.select_one(f'.alert-error a[href="#{field}"]') is not None


def test_politicians_say_what_they_think_once_a_round(office: Office, database: Database) -> None:
    politician = office.browser(Role.POLITICIAN)
    send = f"{PAGE}/tilkendegivelse"
    politician.send(send, {"tilkendegivelse": "ja", "bemaerkning": "En god retning."}, status=303)
    assert "Tilslutter. »En god retning.«" in words(politician.get(PAGE)).replace(" .", ".")
    politician.send(send, {"tilkendegivelse": "nej", "bemaerkning": "For dyrt."}, status=303)
    said = words(politician.get(PAGE))
    assert "Tager afstand" in said
    assert "En god retning" not in said
    office.browser(Role.EDITOR).send(send, {"tilkendegivelse": "ja"}, status=403)
    politician.send(send, {"tilkendegivelse": "ja", "bemaerkning": "x" * 2001}, status=422)


def test_an_estimate_shows_its_arithmetic_and_hides_small_counts(office: Office) -> None:
    secretary = office.browser(Role.SECRETARY)
    numbers = {
        "niveau": "doegnaflastning-moderat",
        "modtagere_fra": "8",
        "modtagere_til": "12",
        "modtagere_kilde": "Egen optælling, oktober 2026",
        "pris_fra": "2.500",
        "pris_til": "3.000",
        "pris_kilde": "Takst 2026",
    }
    secretary.send(f"{PAGE}/skoen", numbers, status=303)
    said = words(office.browser(Role.POLITICIAN).get(PAGE))
    assert "0 til 12 døgn/år × 8 til 12 modtagere × 2.500 til 3.000 kr. = 0 til 432.000 kr. om året" in said
    assert "Egen optælling, oktober 2026" in said
    secretary.send(f"{PAGE}/skoen", {**numbers, "modtagere_fra": "3", "modtagere_til": "4"}, status=303)
    said = words(office.browser(Role.POLITICIAN).get(PAGE))
    assert "Færre end 5 modtagere" in said
    assert "kr. om året" not in said
    assert "Egen optælling" not in said
    page = secretary.send(f"{PAGE}/skoen", {**numbers, "modtagere_fra": "mange"}, status=422)
    assert page.html.select_one("#modtagere_fra-doegnaflastning-moderat-error") is not None
    secretary.send(f"{PAGE}/skoen", {**numbers, "niveau": "findes-ikke"}, status=404)


def test_only_a_level_that_the_draft_changes_is_estimated_whoever_asks(office: Office) -> None:
    """The service itself refuses it: no door has to look first."""
    by, basis = office.person(Role.SECRETARY), Basis((8, 12), (2500, 3000))
    portal = office.application.application.registry.portal
    with office.database.writing() as session:
        services = Services(portal, session, office.clock.now())
        draft = services.drafting.open_draft("a", "aflastning")
        (changed,) = services.politics.changes(draft)
        assert changed.row_id == "doegnaflastning-moderat"
        for row_id in ("findes-ikke", "doegnaflastning-let"):
            with pytest.raises(UnknownName):
                services.politics.enter_estimate(draft, row_id, basis, ("Optælling", "Takst"), by)
        assert services.politics.estimates(draft, services.politics.changes(draft)) == ()
        services.politics.enter_estimate(draft, changed.row_id, basis, ("Optælling", "Takst"), by)
        assert len(services.politics.estimates(draft, (changed,))) == 1


def test_who_wrote_it_does_not_adopt_it(office: Office, database: Database, clock: SetClock) -> None:
    author = office.person(Role.EDITOR, Role.REVIEWER, Role.SECRETARY)
    editor = office.sit_down(author)
    editor.send(f"{DESK}/trin", {"trin": "tilbage", "begrundelse": "En tanke til."}, status=303)
    text = editor.get(f"{DESK}/tekst")
    revision = text.forms[0]["revision"].value if "revision" in text.forms[0].fields else ""
    with database.reading() as session:
        content = session.scalars(select(Draft.content)).one().decode()
    editor.send(
        f"{DESK}/tekst",
        {"tekst": content.replace("luft i hverdagen", "ro i hverdagen"), "revision": revision},
    )
    editor.send(f"{DESK}/trin", {"trin": "til-beslutning"}, status=303)
    recorded(office)
    assert "Gør vedtaget" not in words(editor.get(PAGE))
    assert adopt(editor).status_int == 403


def test_nobody_outside_sees_the_page(office: Office, clock: SetClock) -> None:
    office.visitor().get(PAGE, status=303)
    office.browser(Role.POLITICIAN, municipality="b").get(PAGE, status=404)
    clock.instant += timedelta(days=1)
    office.browser(Role.POLITICIAN).send(f"{PAGE}/organ", resolution("Byrådet", "vedtaget"), status=403)


def test_a_body_that_was_passed_over_is_said_and_somebody_says_why(
    office: Office, database: Database
) -> None:
    secretary = office.browser(Role.SECRETARY)
    secretary.send(f"{PAGE}/organ", resolution("Byrådet", "vedtaget", "1. januar 2027"), status=303)
    assert "Børneudvalget har ikke behandlet teksten. Gør teksten vedtaget" in words(secretary.get(PAGE))
    silent = {"trin": "vedtag", "fra": "beslutning"}
    page = secretary.send(f"{DESK}/trin", silent, status=422)
    assert page.html.select_one('.alert-error a[href="#hvorfor-ikke"]') is not None
    assert "Skriv hvorfor" in words(page)
    assert "Teksten med ændringer" in words(page), "the decision page, not another"
    assert "Skriv hvorfor" in words(secretary.send(f"{DESK}/trin", {"trin": "vedtag"}, status=422))
    secretary.send(f"{DESK}/trin", {**silent, "begrundelse": "x" * 201}, status=422)
    with database.reading() as session:
        assert session.scalars(VERSIONS).all() == [1]
    said = "Udvalget var ikke valgt endnu."
    secretary.send(f"{DESK}/trin", {**silent, "begrundelse": said}, status=303)
    history = words(office.visitor().get("/a/aflastning/v2/tilblivelse"))
    assert f"Børneudvalget : Har ikke behandlet teksten. Begrundelse {said}" in history
    assert "Byrådet : Vedtager." in history
    with database.reading() as session:
        assert [(row.body, row.outcome) for row in session.scalars(SECOND)] == [
            ("Børneudvalget", "ikke behandlet"),
            ("Byrådet", "vedtaget"),
        ]
    problems = Verifying(database, office.folder / "data" / "index", office.clock).problems()
    assert [problem for problem in problems if "Søgeindekset" not in problem] == []


def test_nobody_is_asked_why_when_every_body_has_dealt_with_it(office: Office) -> None:
    secretary = recorded(office)
    page = secretary.get(PAGE)
    assert "har ikke behandlet teksten" not in words(page)
    assert page.html.select_one("#hvorfor-ikke") is None
