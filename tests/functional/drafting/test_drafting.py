"""Writing a draft over HTTP: nothing typed is lost, whatever goes wrong."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import select

from drafts import HERE, begun, open_draft, save, text_of
from office import Browser, Office, words
from portal.app import create_application
from portal.models import Person, Standard
from portal.security.policy import COOKIE
from portal.security.roles import Role
from portal.services.drafting.drafting import LARGEST_DRAFT
from portal.services.people.passwords import hash_password


def test_what_is_typed_is_saved_as_it_was(each_office: Office) -> None:
    browser = begun(each_office)
    page = browser.get(f"{HERE}/tekst")
    text = page.form["tekst"].value + "\nÆblegrød “citat” – § 1 😀\n"
    page.form["tekst"] = text
    saved = page.form.submit("handling", value="gem", status=303).follow()
    assert "Teksten er gemt" in words(saved)
    assert text_of(each_office) == text.replace("\r\n", "\n")
    assert open_draft(each_office).revision == 2


def test_a_save_in_between_shows_both_texts_and_loses_neither(each_office: Office) -> None:
    first = begun(each_office)
    second = each_office.browser(Role.EDITOR)
    mine, theirs = text_of(each_office) + "\nMine ord.\n", text_of(each_office) + "\nDeres ord.\n"
    save(first, theirs)
    answer = save(second, mine)
    assert answer.status_int == 409
    assert answer.form["tekst"].value.replace("\r\n", "\n") == mine
    assert "Deres ord." in answer.text
    assert text_of(each_office) == theirs
    both = mine + "\nDeres ord.\n"
    answer.form["tekst"] = both
    answer.form.submit("handling", value="gem", status=303)
    assert text_of(each_office) == both


def test_saving_the_same_text_again_is_no_conflict(office: Office) -> None:
    browser = begun(office)
    text = text_of(office) + "\nMere.\n"
    save(browser, text)
    assert save(browser, text).status_int == 303
    assert open_draft(office).revision == 2


def test_a_script_saves_and_is_told_of_a_conflict(office: Office) -> None:
    browser = begun(office)
    json = {"Accept": "application/json"}
    browser.get("/log-ind")
    fields = {"csrf_token": browser.token(), "handling": "gem"}
    saved = browser.post(f"{HERE}/tekst", {**fields, "tekst": "a", "revision": "1"}, headers=json)
    assert saved.json == {"revision": 2, "saved": "12.00"}
    late = browser.post(f"{HERE}/tekst", {**fields, "tekst": "b", "revision": "1"}, headers=json, status=409)
    assert late.json["problem"] == "conflict"
    browser.set_cookie(COOKIE, "en-anden")
    out = browser.post(f"{HERE}/tekst", {**fields, "tekst": "b", "revision": "2"}, headers=json, status=403)
    assert out.json == {"problem": "signed-out"}
    assert text_of(office) == "a"


def test_a_session_that_ends_while_one_types_loses_nothing(each_office: Office) -> None:
    office = each_office
    who = office.person(Role.EDITOR)
    browser = office.sit_down(who)
    browser.send(f"{HERE}/begynd", {"fra": "gaeldende"}, status=303)
    text = text_of(office) + "\nSkrevet, mens tiden løb ud. <b>& “tegn”\n\n  Indrykket\n"
    page = browser.get(f"{HERE}/tekst")
    page.form["tekst"] = text
    browser.set_cookie(COOKIE, "en-anden")
    answer = page.form.submit("handling", value="gem", status=403)
    assert "Du er logget ud" in words(answer)
    # Signed in again by another way: the form goes on with whoever the cookie says it is.
    answer.form["mail"], answer.form["kode"] = who.mail, "forkert adgangskode"
    again = answer.form.submit(status=403)
    set_password(office, browser, who.mail)
    again.form["mail"], again.form["kode"] = who.mail, "fire korte ord her"
    resumed = again.form.submit(status=200)
    assert "er her endnu" in words(resumed)
    resumed.form.submit(status=303)
    assert text_of(office) == text


def set_password(office: Office, browser: Browser, mail: str) -> None:
    with office.database.writing() as session:
        person = session.scalars(select(Person).where(Person.mail == mail)).one()
        person.password = hash_password("fire korte ord her")


def test_a_draft_of_5_mb_is_refused_in_words_and_kept_on_the_page(each_office: Office) -> None:
    browser = begun(each_office)
    before = text_of(each_office)
    huge = "Ord på ord. " * (5_000_000 // 12)
    for handling in ("gem", "vis"):
        answer = save(browser, huge, handling=handling)
        assert answer.status_int == 422
        assert "Den må højst fylde 1 MB" in words(answer)
        assert answer.form["tekst"].value == huge
        assert 'href="#tekst"' in answer.text
    assert text_of(each_office) == before
    assert len(huge) > LARGEST_DRAFT


def test_odd_characters_are_kept_and_told(each_office: Office) -> None:
    browser = begun(each_office)
    text = text_of(each_office) + "\nNul\x00 og usynlig\u202e retning\u2028 skift.\n"
    assert save(browser, text).status_int == 303
    assert text_of(each_office) == text
    assert "usynligt tegn" in words(browser.get(HERE))


def test_bytes_that_are_no_text_are_no_fault_of_ours(office: Office) -> None:
    browser = begun(office)
    browser.get("/log-ind")
    token = browser.token()
    body = f"csrf_token={token}&revision=1&tekst=%ff%fe".encode()
    browser.post(f"{HERE}/tekst", body, status=303)
    assert text_of(office) == "\ufffd\ufffd"
    assert office.visitor().get("/", headers={"Cookie": f"{COOKIE}=\xf8"}).status_int == 200


@pytest.mark.parametrize(
    "evil",
    [
        "<script>alert(1)</script>",
        "<iframe src='https://ond.example'></iframe>",
        "<img src=x onerror=alert(1)>",
        "[klik](javascript:alert(1))",
        "[klik](JaVaScRiPt&#58;alert(1))",
        "![x](data:text/html;base64,PHN2Zz4=)",
        '<a href="javascript:alert(1)">x</a>',
        "</textarea><script>alert(1)</script>",
    ],
)
def test_nothing_evil_gets_through(office: Office, evil: str) -> None:
    browser = begun(office)
    text = text_of(office).replace("At give familien luft i hverdagen.", f"At give {evil} luft.")
    save(browser, text)
    for page in (browser.get(f"{HERE}/laes"), browser.get(f"{HERE}/tekst"), browser.get(HERE)):
        markup = page.html.find("main")
        assert not markup.find_all(["script", "iframe", "img", "object", "embed"])
        assert not [a for a in markup.find_all("a") if ":" in (a.get("href") or "")]
        assert not [tag for tag in markup.find_all(True) if any(name.startswith("on") for name in tag.attrs)]
    page = browser.get(f"{HERE}/tekst")
    assert page.form["tekst"].value.replace("\r\n", "\n") == text


def test_a_post_without_our_token_saves_nothing(office: Office) -> None:
    browser = begun(office)
    before = text_of(office)
    for path in ("tekst", "trin", "svar", "niveauer", "frister", "indsaet"):
        answer = browser.post(
            f"{HERE}/{path}", {"tekst": "x", "revision": "1", "trin": "henlaeg"}, status=400
        )
        assert "Intet er gemt" in words(answer)
        if path == "tekst":
            assert answer.form["tekst"].value == "x", "what was typed is still there"
    assert text_of(office) == before


@pytest.fixture
def nobody_can_write(office: Office, monkeypatch: pytest.MonkeyPatch) -> Iterator[Browser]:
    """A browser of an editor with a draft, while somebody else holds the write lock for long."""
    monkeypatch.setattr("portal.db.SQLITE_WAIT_SECONDS", 0.2)
    url = office.database.engine.url.render_as_string(hide_password=False)
    settings = {"portal.data": str(office.folder / "data"), "portal.database_url": url}
    browser = begun(office)
    hurried = Browser(create_application(settings, office.clock))
    hurried.cookiejar = browser.cookiejar
    with office.database.writing_session() as holder:
        holder.execute(select(Standard))
        yield hurried
    hurried.app.application.registry.portal.database.dispose()


def test_showing_and_converting_hold_no_lock_and_wait_for_none(nobody_can_write: Browser) -> None:
    browser = nobody_can_write
    shown = browser.send(f"{HERE}/tekst", {"tekst": "x", "handling": "vis", "revision": "1"})
    assert shown.status_int == 200
    assert browser.send(f"{HERE}/indsaet", {"indhold": "Hej", "handling": "rens"}).status_int == 200
    assert browser.send(f"{HERE}/indsaet", {"html": "<p>Hej</p>"}).status_int == 200


def test_who_waits_too_long_to_write_is_asked_to_try_again(nobody_can_write: Browser) -> None:
    for address, fields in (
        ("/log-ind", {"mail": "a@example.dk", "kode": "x"}),
        (f"{HERE}/tekst", {"tekst": "x", "handling": "gem", "revision": "1"}),
    ):
        answer = nobody_can_write.send(address, fields, status=503)
        assert "Prøv igen om lidt" in words(answer)
        assert answer.headers["Retry-After"]


def test_the_pages_are_never_kept(office: Office) -> None:
    browser = begun(office)
    for path in ("/redaktion", HERE, f"{HERE}/tekst", f"{HERE}/laes", "/log-ind"):
        assert browser.get(path).headers["Cache-Control"] == "no-store"
    office.clock.instant += timedelta(seconds=1)


def test_more_than_any_form_sends_is_refused_unread(office: Office) -> None:
    browser = begun(office)
    answer = browser.post(f"{HERE}/tekst", b"tekst=" + b"x" * 20_000_000, status=413)
    assert "20 MB" in words(answer)
