"""From draft to adopted: one door, a chain of bodies, never the author, never twice."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import select

from council import CHANGED, HERE, adopt, before_the_council, count, decided
from factories import MUNICIPALITY, write
from office import Browser, Office, good_text, words
from portal.documents.reading.markdown import read_document
from portal.models import Decision, Draft, LevelTableRow, LogRow, OutboxRow, Version
from portal.security.roles import Role
from portal.services.drafting.loading import Loading
from portal.services.record.verifying import Verifying


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


def test_a_refused_step_changes_nothing(office: Office) -> None:
    before_the_council(office)
    reviewer, politician = office.browser(Role.REVIEWER), office.browser(Role.POLITICIAN)
    before = (count(office, LogRow), count(office, OutboxRow))
    adopt(reviewer, status=409)
    politician.send(f"{HERE}/trin", {"trin": "tilbage", "begrundelse": "x"}, status=403)
    reviewer.send(f"{HERE}/trin", {"trin": "henlaeg", "begrundelse": "x"}, status=409)
    reviewer.send(f"{HERE}/trin", {"trin": "noget"}, status=400)
    assert (count(office, LogRow), count(office, OutboxRow)) == before


def test_a_municipality_without_bodies_adopts_nothing(office: Office) -> None:
    before_the_council(office)
    Loading(office.database, office.clock).load(
        write(office.folder / "standards", {"a/kommune.yaml": MUNICIPALITY})
    )
    assert "har ingen organer" in words(adopt(office.browser(Role.REVIEWER), status=409))


def test_the_form_proposes_the_body_that_comes_next(office: Office) -> None:
    _, secretary = before_the_council(office)
    browser = office.sit_down(secretary)

    def proposed() -> list[str]:
        page = browser.get(f"{HERE}/beslutning").html
        return [option.get_text() for option in page.select("[name=organ] option[selected]")]

    assert proposed() == ["Børneudvalget"]
    decided(office, secretary, "Børneudvalget")
    assert proposed() == ["Byrådet"]
