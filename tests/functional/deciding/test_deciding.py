"""From draft to adopted: one door, a chain of bodies, never the author, never twice."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select, update

from office import Browser, Office, good_text, words
from portal.clock import SetClock
from portal.container import Services
from portal.db import Database
from portal.documents.reading.markdown import read_document
from portal.documents.states import Outcome
from portal.models import (
    ConfirmationRow,
    Decision,
    Draft,
    LevelTableRow,
    LogRow,
    OutboxRow,
    RepealRow,
    Version,
)
from portal.security.roles import Identity, Role
from portal.services.deciding.deciding import Resolution
from portal.services.errors import BadInput
from portal.services.record.verifying import Verifying

HERE = "/redaktion/a/aflastning"
CHANGED = "Op til 72 døgn om året"


def services(office: Office, session: Any) -> Services:
    return Services(office.application.application.registry.portal, session, office.clock.now())


def decided(office: Office, secretary: Identity, body: str, outcome: str = "", **more: Any) -> None:
    """Record a body's decision as the secretary does."""
    outcome = outcome or ("vedtaget" if body == "Byrådet" else "anbefalet")
    said = {
        "meeting_day": date(2026, 11, 20),
        "item": "2026/1, punkt 4",
        "minutes": "https://example.dk/referat",
        "begins": date(2027, 1, 1) if outcome == "vedtaget" else None,
        **more,
    }
    with office.database.writing() as session:
        draft = session.scalars(select(Draft.id).where(Draft.closed.is_(None))).one()
        resolution = Resolution(body=body, outcome=Outcome(outcome), **said)
        services(office, session).deciding.record_decision(draft, resolution, secretary)


def before_the_council(office: Office, changed: str = CHANGED) -> tuple[Identity, Identity]:
    """A draft with a changed level, sent to decision; its author and a secretary."""
    author, secretary = office.person(Role.EDITOR, Role.REVIEWER), office.person(Role.SECRETARY)
    browser = office.sit_down(author)
    browser.send(f"{HERE}/begynd", {"fra": "gaeldende"}, status=303)
    with office.database.reading() as session:
        content = session.scalars(select(Draft.content)).one().decode()
    new = content.replace("Op til 60 døgn om året", changed)
    browser.send(f"{HERE}/tekst", {"tekst": new, "revision": "1"}, status=303)
    browser.send(f"{HERE}/trin", {"trin": "til-beslutning"}, status=303)
    return author, secretary


def adopt(browser: Browser, status: int | str = 303):
    return browser.send(f"{HERE}/trin", {"trin": "vedtag", "begrundelse": "Sagen haster."}, status=status)


def count(office: Office, model: type) -> int:
    with office.database.reading() as session:
        return session.scalar(select(func.count()).select_from(model)) or 0


def test_a_decided_draft_becomes_the_next_version_with_everything_that_follows(each_office: Office) -> None:
    office = each_office
    _, secretary = before_the_council(office)
    with office.database.reading() as session:
        draft = session.scalars(select(Draft.content)).one()
    decided(office, secretary, "Børneudvalget", meeting_day=date(2026, 11, 10))
    decided(office, secretary, "Byrådet")
    answer = adopt(office.browser(Role.REVIEWER))
    assert answer.location.endswith("/a/aflastning/v2")
    with office.database.reading() as session:
        version = session.scalars(select(Version).where(Version.n == 2)).one()
        front = read_document(version.content, "2.md").front
        assert version.content.partition(b"\n---\n")[2] == draft.partition(b"\n---\n")[2], (
            "not a byte of the body"
        )
        assert (front.state, front.body, front.case) == ("vedtaget", "Byrådet", "2026/1, punkt 4")
        assert front.minutes == "https://example.dk/referat"
        assert front.adopted.day == date(2026, 11, 20)
        assert front.published.day == date(2026, 11, 22)
        assert front.begins.day == date(2027, 1, 1) == version.begins_day
        decisions = session.scalars(select(Decision).where(Decision.version_id == version.id)).all()
        assert [(row.body, row.outcome, row.source) for row in decisions] == [
            ("Børneudvalget", "anbefalet", "portal"),
            ("Byrådet", "vedtaget", "portal"),
        ]
        levels = session.scalars(
            select(LevelTableRow.extent).where(LevelTableRow.version_id == version.id)
        ).all()
        assert levels == ["Op til 36 døgn om året", CHANGED]
        actions = session.scalars(select(LogRow.action).order_by(LogRow.id)).all()
        assert actions[-4:] == ["version.adopted", "decision.recorded", "decision.recorded", "draft.adopt"]
        topics = session.scalars(select(OutboxRow.topic).order_by(OutboxRow.id)).all()
        assert topics[-2:] == ["index", "notice"]
    found = Verifying(office.database, office.folder / "data" / "index", office.clock).problems()
    assert [problem for problem in found if "Søgeindekset" not in problem] == []
    public = office.visitor()
    assert CHANGED in public.get("/a/aflastning/v2").text
    assert CHANGED not in public.get("/a/aflastning").text, "it begins next year"
    office.clock.instant = office.clock.instant.replace(year=2027)
    assert CHANGED in public.get("/a/aflastning").text


def test_the_author_never_adopts(each_office: Office) -> None:
    author, secretary = before_the_council(each_office)
    decided(each_office, secretary, "Byrådet")
    assert "Det har du ikke adgang til" in words(adopt(each_office.sit_down(author), status=403))
    assert "Gør vedtaget" not in words(each_office.sit_down(author).get(HERE))
    adopt(each_office.sit_down(secretary))
    assert count(each_office, Version) == 3


def test_whoever_wrote_a_word_of_it_is_an_author(office: Office) -> None:
    reviewer = office.person(Role.REVIEWER, Role.EDITOR)
    author, secretary = office.person(Role.EDITOR), office.person(Role.SECRETARY)
    browser = office.sit_down(author)
    browser.send(f"{HERE}/begynd", {"fra": "gaeldende"}, status=303)
    with office.database.reading() as session:
        content = session.scalars(select(Draft.content)).one().decode()
    office.sit_down(reviewer).send(
        f"{HERE}/tekst", {"tekst": content.replace("luft", "ro"), "revision": "1"}, status=303
    )
    browser.send(f"{HERE}/trin", {"trin": "til-beslutning"}, status=303)
    decided(office, secretary, "Byrådet")
    adopt(office.sit_down(reviewer), status=403)


@pytest.mark.parametrize(
    ("bodies", "message"),
    [
        ([], "har ikke behandlet teksten"),
        ([("Børneudvalget", "anbefalet")], "har ikke behandlet teksten"),
        ([("Byrådet", "afvist")], "har ikke vedtaget teksten"),
        ([("Byrådet", "vedtaget"), ("Byrådet", "udsat")], "har ikke vedtaget teksten"),
    ],
)
def test_nothing_is_adopted_without_the_last_body(
    office: Office, bodies: list[tuple[str, str]], message: str
) -> None:
    _, secretary = before_the_council(office)
    for body, outcome in bodies:
        decided(office, secretary, body, outcome)
    assert message in words(adopt(office.browser(Role.REVIEWER), status=409))
    assert count(office, Version) == 2


def test_a_committee_cannot_adopt(office: Office) -> None:
    _, secretary = before_the_council(office)
    with pytest.raises(BadInput, match="Kun Byrådet kan vedtage"):
        decided(office, secretary, "Børneudvalget", "vedtaget")
    with pytest.raises(BadInput, match="Vælg et af kommunens organer"):
        decided(office, secretary, "Borgmesteren")


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"meeting_day": date(2026, 11, 23)}, "Mødet har ikke været endnu"),
        ({"item": ""}, "Skriv sagens nummer"),
        ({"minutes": "javascript:alert(1)"}, "begynder med https"),
        ({"begins": None}, "Skriv den dag"),
        ({"begins": date(2026, 11, 1)}, "før mødet"),
        (
            {"begins": date(2024, 1, 31), "meeting_day": date(2024, 1, 1)},
            "Den nye tekst kan ikke gælde fra før",
        ),
    ],
)
def test_a_decision_that_does_not_hang_together_is_refused(
    office: Office, said: dict[str, Any], message: str
) -> None:
    _, secretary = before_the_council(office)
    with pytest.raises(BadInput, match=message):
        decided(office, secretary, "Byrådet", **said)
    assert count(office, Decision) == 2


def test_a_text_changed_after_the_decision_must_be_decided_on_again(each_office: Office) -> None:
    office = each_office
    author, secretary = before_the_council(office)
    decided(office, secretary, "Byrådet")
    reviewer = office.browser(Role.REVIEWER)
    reviewer.send(f"{HERE}/trin", {"trin": "tilbage", "begrundelse": "Et tal var forkert."}, status=303)
    browser = office.sit_down(author)
    page = browser.get(f"{HERE}/tekst")
    page.form["tekst"] = page.form["tekst"].value.replace("72", "70")
    page.form.submit("handling", value="gem", status=303)
    browser.send(f"{HERE}/trin", {"trin": "til-beslutning"}, status=303)
    assert "ændret, siden Byrådet behandlede den" in words(adopt(reviewer, status=409))
    decided(office, secretary, "Byrådet")
    adopt(reviewer)
    with office.database.reading() as session:
        version = session.scalars(select(Version).where(Version.n == 2)).one()
        assert b"Op til 70" in version.content
        decisions = session.scalars(select(Decision.outcome).where(Decision.version_id == version.id))
        assert decisions.all() == ["ikke behandlet", "vedtaget"], (
            "the decision on the other text is not this version's"
        )


def test_a_table_changed_behind_our_back_after_the_decision_is_not_adopted(each_office: Office) -> None:
    _, secretary = before_the_council(each_office)
    decided(each_office, secretary, "Byrådet")
    with each_office.database.writing() as session:
        content = session.scalars(select(Draft.content)).one().replace(b"Op til 72", b"Op til 99")
        session.execute(update(Draft).values(content=content))
    assert "ændret, siden" in words(adopt(each_office.browser(Role.REVIEWER), status=409))
    assert count(each_office, Version) == 2


def test_of_two_who_adopt_at_the_same_moment_one_does_and_the_other_is_told(each_office: Office) -> None:
    office = each_office
    _, secretary = before_the_council(office)
    decided(office, secretary, "Byrådet")
    browsers = [office.browser(Role.REVIEWER) for _ in range(4)]
    for browser in browsers:
        browser.get("/log-ind")
    ready, answers = threading.Barrier(len(browsers)), []

    def press(browser: Browser) -> None:
        ready.wait()
        answers.append(adopt(browser, status="*"))

    at_once([lambda b=b: press(b) for b in browsers])
    assert [answer.status_int for answer in answers].count(303) == 1
    lost = [answer for answer in answers if answer.status_int != 303]
    assert [answer.status_int for answer in lost] == [409] * 3
    assert all("En anden nåede det først" in words(answer) for answer in lost)
    assert count(office, Version) == 3


def test_who_presses_twice_is_told_that_it_is_done(office: Office) -> None:
    _, secretary = before_the_council(office)
    decided(office, secretary, "Byrådet")
    browser = office.browser(Role.REVIEWER)
    adopt(browser)
    again = adopt(browser, status=409)
    assert "allerede vedtaget som version 2" in words(again)
    assert again.html.find("a", href=HERE)
    assert adopt(office.browser(Role.REVIEWER, municipality="b"), status=404)


def at_once(doing: list[Callable[[], None]]) -> None:
    threads = [threading.Thread(target=do) for do in doing]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_a_version_that_came_in_between_is_told_before_anything_is_adopted(office: Office) -> None:
    from factories import write
    from office import good_text
    from portal.services.drafting.loading import Loading

    author, secretary = before_the_council(office)
    decided(office, secretary, "Byrådet")
    second = good_text(
        front={"vedtaget": "2025-01-15", "offentliggjort": "2025-01-20", "gaelder_fra": "2025-02-01"}
    )
    Loading(office.database, office.clock).load(
        write(office.folder / "standards", {"a/aflastning/2.md": second})
    )
    assert "Version 2 er kommet til" in words(adopt(office.browser(Role.REVIEWER), status=409))
    reviewer = office.browser(Role.REVIEWER)
    assert "Der er en nyere version" in words(reviewer.get(HERE))
    reviewer.send(f"{HERE}/trin", {"trin": "tilbage", "begrundelse": "Se version 2."}, status=303)
    browser = office.sit_down(author)
    form = next(f for f in browser.get(HERE).forms.values() if f.action.endswith("/set-igennem"))
    form.submit(status=303)
    assert "Der er en nyere version" not in words(browser.get(HERE))
    browser.send(f"{HERE}/trin", {"trin": "til-beslutning"}, status=303)
    decided(office, secretary, "Byrådet")
    assert adopt(reviewer).location.endswith("/a/aflastning/v3")


def test_a_new_standard_is_adopted_as_version_1(office: Office) -> None:
    author, secretary = office.person(Role.EDITOR), office.person(Role.SECRETARY)
    browser = office.sit_down(author)
    browser.send("/redaktion/a/ny-standard", {"titel": "Ny", "dokumenttype": "baggrund"}, status=303)
    browser.send("/redaktion/a/ny/trin", {"trin": "til-beslutning"}, status=303)
    decided(office, secretary, "Byrådet")
    office.browser(Role.REVIEWER).send(
        "/redaktion/a/ny/trin", {"trin": "vedtag", "begrundelse": "Haster."}, status=303
    )
    assert office.visitor().get("/a/ny/v1").status_int == 200


def test_a_repeal_is_a_decision_of_the_last_body(each_office: Office) -> None:
    office = each_office
    secretary, editor = office.person(Role.SECRETARY), office.person(Role.EDITOR)
    said = Resolution("Byrådet", date(2026, 11, 20), "punkt 5", "", Outcome.ADOPTED, date(2027, 2, 1))
    with office.database.writing() as session:
        verbs = services(office, session)
        record = verbs.reading.standard("a", "aflastning")
        verbs.deciding.repeal(record, said, secretary)
        committee = Resolution("Børneudvalget", date(2026, 11, 20), "5", "", Outcome.RECOMMENDED)
        with pytest.raises(BadInput, match="sidste organ"):
            verbs.deciding.repeal(record, committee, secretary)
        with pytest.raises(Exception, match="repeal"):
            verbs.deciding.repeal(record, said, editor)
    assert count(office, RepealRow) == 1
    browser = office.sit_down(secretary)
    page = browser.get(f"{HERE}/ophaev")
    page.form["punkt"], page.form["gaelder_fra"] = "punkt 6", "i går"
    wrong = page.form.submit(status=422)
    assert 'href="#moededato"' in wrong.text
    assert wrong.form["punkt"].value == "punkt 6"
    wrong.form["moededato"], wrong.form["gaelder_fra"] = "20. november 2026", "1. november 2026"
    wrong = wrong.form.submit(status=422)
    assert 'href="#gaelder_fra"' in wrong.text
    wrong.form["gaelder_fra"] = "1. februar 2027"
    wrong.form.submit(status=303)
    assert count(office, RepealRow) == 2
    office.clock.instant = office.clock.instant.replace(year=2027, month=3)
    assert "Ophævet" in office.visitor().get("/a/aflastning/v1").text


def test_a_text_is_confirmed_by_one_click_once_a_day(
    database: Database, clock: SetClock, tmp_path: Path
) -> None:
    days = {"vedtaget": "2020-01-15", "offentliggjort": "2020-01-20", "gaelder_fra": "2020-02-01"}
    old = good_text(table="x", front={**days, "lovgrundlag": '["servicelovens § 52, stk. 3"]'})
    office = Office(database, clock, tmp_path, **{"a/gammel/1.md": old})
    browser = office.browser(Role.EDITOR)
    desk = browser.get("/redaktion")
    assert "Skal bekræftes" in words(desk)
    assert "Loven er ændret" in words(desk)
    assert "Vi ved ikke" in words(office.visitor().get("/a/gammel"))
    form = next(form for form in desk.forms.values() if form.action.endswith("/bekraeft"))
    assert "Teksten er bekræftet" in words(form.submit(status=303).follow())
    form.submit(status=303)
    assert count(office, ConfirmationRow) == 1
    with database.reading() as session:
        newest = session.scalars(select(LogRow.action).order_by(LogRow.id.desc())).first()
    assert newest == "confirmation.recorded"
    assert "Skal bekræftes" not in words(browser.get("/redaktion"))
    assert "Vi ved ikke" not in words(office.visitor().get("/a/gammel"))
    office.close()


def test_a_refused_step_changes_nothing(office: Office) -> None:
    before_the_council(office)
    before = (count(office, LogRow), count(office, OutboxRow))
    adopt(office.browser(Role.REVIEWER), status=409)
    office.browser(Role.POLITICIAN).send(f"{HERE}/trin", {"trin": "tilbage", "begrundelse": "x"}, status=403)
    office.browser(Role.REVIEWER).send(f"{HERE}/trin", {"trin": "henlaeg", "begrundelse": "x"}, status=409)
    office.browser(Role.REVIEWER).send(f"{HERE}/trin", {"trin": "noget"}, status=400)
    assert (count(office, LogRow), count(office, OutboxRow)) == before


def test_a_municipality_without_bodies_adopts_nothing(office: Office) -> None:
    from factories import MUNICIPALITY, write
    from portal.services.drafting.loading import Loading

    before_the_council(office)
    Loading(office.database, office.clock).load(
        write(office.folder / "standards", {"a/kommune.yaml": MUNICIPALITY})
    )
    assert "har ingen organer" in words(adopt(office.browser(Role.REVIEWER), status=409))
