"""Writing a draft over HTTP: nothing typed is lost, whatever goes wrong."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import timedelta

import pytest
from docx import Document as WordDocument
from docx.oxml import OxmlElement
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from office import Browser, Office, good_text, words
from portal.app import create_application
from portal.models import Draft, LogRow, Standard
from portal.security.policy import COOKIE
from portal.security.roles import Role
from portal.services.drafting.drafting import LARGEST_DRAFT, draft_of

HERE = "/redaktion/a/aflastning"


def open_draft(office: Office) -> Draft:
    with office.database.reading() as session:
        return session.scalars(select(Draft).where(Draft.closed.is_(None))).one()


def text_of(office: Office) -> str:
    return open_draft(office).content.decode()


def begun(office: Office) -> Browser:
    """An editor's browser, with a draft begun from the version in force."""
    browser = office.browser(Role.EDITOR)
    browser.send(f"{HERE}/begynd", {"fra": "gaeldende"}, status=303)
    return browser


def save(browser: Browser, text: str, revision: int = 1, **more: str):
    return browser.send(f"{HERE}/tekst", {"tekst": text, "revision": str(revision), **more})


def test_a_draft_begins_from_the_text_in_force_without_its_decision(each_office: Office) -> None:
    begun(each_office)
    text = text_of(each_office)
    assert "tilstand: kladde" in text
    assert "gaelder_fra: ukendt" in text
    assert "vedtaget:" not in text
    assert "organ:" not in text
    assert text.partition("\n---\n")[2] == good_text().partition("\n---\n")[2]
    assert open_draft(each_office).base_n == 1


def test_a_draft_can_begin_empty(office: Office) -> None:
    browser = office.browser(Role.EDITOR)
    browser.send(f"{HERE}/begynd", {"fra": "tom"}, status=303)
    assert "## Klage" in text_of(office)
    assert "Op til 36" not in text_of(office)
    assert browser.get(f"{HERE}/laes").status_int == 200, "an empty text can be read"


def test_only_one_draft_is_open_and_the_database_sees_to_it(each_office: Office) -> None:
    browser = begun(each_office)
    assert "allerede en åben kladde" in words(browser.send(f"{HERE}/begynd", {"fra": "tom"}, status=409))
    with each_office.database.reading() as session:
        standard = session.scalars(select(Draft.standard_id)).one()
    second = Draft(standard_id=standard, n=2, content=b"", recorded=each_office.clock.now())
    with pytest.raises(IntegrityError), each_office.database.writing() as session:
        session.add(second)


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


def test_a_preview_shows_and_saves_nothing(office: Office) -> None:
    browser = begun(office)
    before = text_of(office)
    changed = before.replace("Op til 36 døgn om året", "Op til 40 døgn om året")
    page = save(browser, changed, handling="vis")
    assert page.status_int == 200
    assert "op til 40 hoteldøgn om året" in words(page), "the table as the calculator reads it"
    assert page.form["tekst"].value.replace("\r\n", "\n") == changed
    assert "ikke er gemt" in words(page)
    assert text_of(office) == before


def test_findings_stand_beside_their_line(office: Office) -> None:
    browser = begun(office)
    changed = text_of(office).replace("Op til 36 døgn om året", "Op til 36 døgn")
    line = changed.split("\n").index("| Lette problemer | Op til 36 døgn | ingen ramme | |") + 1
    page = save(browser, changed, handling="vis")
    assert f"Fejl, linje {line}:" in words(page)
    assert f"{line} | Lette problemer | Op til 36 døgn |" in words(page)
    assert "så viser vi teksten" in words(page)


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
    from portal.models import Person
    from portal.services.people.passwords import hash_password

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


def test_a_reason_for_a_warning_stays_on_record(each_office: Office) -> None:
    browser = begun(each_office)
    text = text_of(each_office).replace("## Klage {#klage}\n\nI kan klage inden fire uger.\n\n", "")
    save(browser, text)
    page = browser.get(HERE)
    assert "1 advarsel mangler en begrundelse" in words(page)
    refused = browser.send(f"{HERE}/trin", {"trin": "til-beslutning"}, status=409)
    assert "mangler en begrundelse" in words(refused)
    form = next(form for form in page.forms.values() if form.action.endswith("/svar"))
    form["begrundelse"] = "Klagevejledningen står i bilaget."
    form.submit(status=303)
    assert "Begrundelse: Klagevejledningen står i bilaget." in words(browser.get(HERE))
    browser.send(f"{HERE}/trin", {"trin": "til-beslutning"}, status=303)
    with each_office.database.reading() as session:
        row = session.scalars(select(LogRow).where(LogRow.action == "draft.lint_answered")).one()
    assert row.detail["reason"] == "Klagevejledningen står i bilaget."


def test_errors_stop_every_step_forward(office: Office) -> None:
    browser = begun(office)
    save(browser, text_of(office).replace("Op til 36 døgn om året", "Op til 36 døgn"))
    assert "har 1 fejl" in words(browser.send(f"{HERE}/trin", {"trin": "til-beslutning"}, status=409))
    assert open_draft(office).state == "kladde"


def test_going_back_needs_a_reason_and_keeps_what_was_typed(office: Office) -> None:
    browser = begun(office)
    browser.send(f"{HERE}/trin", {"trin": "til-beslutning"}, status=303)
    reviewer = office.browser(Role.REVIEWER)
    answer = reviewer.send(f"{HERE}/trin", {"trin": "tilbage", "begrundelse": "  "}, status=422)
    assert 'href="#begrundelse-tilbage"' in answer.text
    reviewer.send(f"{HERE}/trin", {"trin": "tilbage", "begrundelse": "Niveauet mangler."}, status=303)
    assert "Kladden er sendt tilbage Niveauet mangler." in words(browser.get(HERE))


def test_a_dropped_draft_gives_way_to_a_new_one(each_office: Office) -> None:
    browser = begun(each_office)
    browser.send(f"{HERE}/trin", {"trin": "henlaeg", "begrundelse": "Ikke nødvendig."}, status=303)
    browser.get(f"{HERE}/tekst", status=404)
    browser.send(f"{HERE}/begynd", {"fra": "gaeldende"}, status=303)
    assert text_of(each_office)


def test_a_new_standard_is_nobodys_until_it_is_adopted(each_office: Office) -> None:
    browser = each_office.browser(Role.EDITOR)
    page = browser.get("/redaktion/a/ny-standard")
    page.form["titel"] = "Støtte: “Ledsagelse” # 1"
    page.form["dokumenttype"] = "serviceniveau"
    page.form.submit(status=303)
    assert browser.get("/redaktion/a/stoette-ledsagelse-1/laes").status_int == 200
    assert "Støtte: “Ledsagelse” # 1" in words(browser.get("/redaktion/a/stoette-ledsagelse-1"))
    each_office.visitor().get("/a/stoette-ledsagelse-1", status=404)
    assert "ledsagelse" not in each_office.visitor().get("/a").text.lower()
    page.form.submit(status=422)


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"titel": "", "dokumenttype": "serviceniveau"}, "titel"),
        ({"titel": "Ny", "dokumenttype": "roman"}, "dokumenttype"),
        ({"titel": "Ny", "dokumenttype": "serviceniveau", "adresse": "aflastning"}, "adresse"),
        ({"titel": "Ny", "dokumenttype": "serviceniveau", "adresse": "v2"}, "adresse"),
        ({"titel": "Ny", "dokumenttype": "serviceniveau", "adresse": "brugere"}, "adresse"),
        ({"titel": "Ny", "dokumenttype": "serviceniveau", "adresse": "../x"}, "adresse"),
        ({"titel": "!?", "dokumenttype": "serviceniveau"}, "adresse"),
    ],
)
def test_a_new_standard_with_a_fault_is_asked_about_again(
    office: Office, typed: dict[str, str], field: str
) -> None:
    browser = office.browser(Role.EDITOR)
    answer = browser.send("/redaktion/a/ny-standard", typed, status=422)
    assert f'href="#{field}"' in answer.text
    assert answer.form["titel"].value == typed["titel"]
    with office.database.reading() as session:
        assert session.scalar(select(func.count()).select_from(Standard)) == 2


def test_a_level_table_is_made_without_typing_its_signs(office: Office) -> None:
    browser = begun(office)
    page = browser.get(f"{HERE}/niveauer?tabel=ny")
    form = page.form
    form["id"], form["ydelse"] = "timer", "Aflastning i timer"
    form["r0-0"], form["r0-1"], form["r0-2"] = "Lette problemer", "Op til 3 timer om ugen", "ingen ramme"
    form["r1-0"], form["r1-1"] = "Svære problemer | mange", "Mange timer"
    wrong = form.submit("handling", value="gem", status=422)
    assert 'href="#r1-1"' in wrong.text
    assert wrong.form["r1-0"].value == "Svære problemer | mange"
    assert "timer om ugen" not in text_of(office)
    wrong.form["r1-1"] = "Op til 5 timer om ugen"
    more = wrong.form.submit("handling", value="raekke", status=200)
    assert more.form["r4-0"].value == ""
    assert more.form["r1-1"].value == "Op til 5 timer om ugen"
    more.form.submit("handling", value="gem", status=303)
    read = words(browser.get(f"{HERE}/laes"))
    assert "Aflastning i timer (timer)" in read
    assert "Svære problemer | mange Op til 5 timer om ugen op til 5 timer om ugen" in read


def test_a_level_table_is_changed_in_its_place(office: Office) -> None:
    browser = begun(office)
    before = text_of(office)
    form = browser.get(f"{HERE}/niveauer").form
    assert form["r1-1"].value == "Op til 60 døgn om året"
    form["r1-1"] = "Op til 62 døgn om året"
    form.submit("handling", value="gem", status=303)
    assert text_of(office).replace("62", "60").split() == before.split()


def test_a_table_id_of_another_standard_is_refused_at_its_field(office: Office) -> None:
    first = office.browser(Role.EDITOR)
    first.send("/redaktion/a/ny-standard", {"titel": "Ny", "dokumenttype": "serviceniveau"}, status=303)
    form = first.get("/redaktion/a/ny/niveauer").form
    form["id"], form["ydelse"] = "doegnaflastning", "Aflastning"
    form["r0-0"], form["r0-1"] = "Lette problemer", "Op til 3 timer om ugen"
    wrong = form.submit("handling", value="gem", status=422)
    assert 'href="#id"' in wrong.text


def test_deadlines_are_made_without_typing_their_signs(office: Office) -> None:
    browser = begun(office)
    form = browser.get(f"{HERE}/frister").form
    form["r0-0"], form["r0-1"], form["r0-2"] = "Første opfølgning", "hurtigst muligt", "iværksættelse"
    wrong = form.submit("handling", value="gem", status=422)
    assert 'href="#r0-1"' in wrong.text
    wrong.form["r0-1"] = "senest 3 måneder efter"
    wrong.form.submit("handling", value="gem", status=303)
    assert "Første opfølgning: senest 3 måneder efter, regnes fra iværksættelse" in words(
        browser.get(f"{HERE}/laes")
    )


def test_text_from_word_is_cleaned_before_it_goes_in(office: Office) -> None:
    browser = begun(office)
    form = next(f for f in browser.get(f"{HERE}/indsaet").forms.values() if "indhold" in f.fields)
    form["indhold"] = "•\tFørste punkt\n•\tAndet pu\u00adnkt\u200b\n\n::: fravigelse\n<script>x</script>"
    page = form.submit("handling", value="rens")
    ready = next(f for f in page.forms.values() if "renset" in f.fields)
    assert ready["renset"].value.strip().startswith("- Første punkt\n- Andet punkt")
    ready["under"] = ready["under"].options[2][0]
    ready.submit("handling", value="indsaet", status=303)
    assert "- Første punkt\n- Andet punkt" in text_of(office)
    assert "<script" not in str(browser.get(f"{HERE}/laes").html.find("main"))
    assert "Teksten har ingen fejl" in words(browser.get(HERE))


def test_a_word_file_goes_in_with_headings_and_tables(office: Office) -> None:
    browser = begun(office)
    word = WordDocument()
    word.add_heading("Nyt afsnit", 1)
    word.add_paragraph("Med tekst.")
    table = word.add_table(rows=2, cols=2)
    for cell, said in zip((c for row in table.rows for c in row.cells), "abcd", strict=True):
        cell.text = said
    out = io.BytesIO()
    word.save(out)
    browser.get("/log-ind")
    fields = {"csrf_token": browser.token(), "handling": "rens", "indhold": ""}
    files = [("fil", "tekst.docx", out.getvalue())]
    page = browser.post(f"{HERE}/indsaet", fields, upload_files=files)
    ready = next(f for f in page.forms.values() if "renset" in f.fields)["renset"].value
    assert ready.replace("\r\n", "\n").split("\n\n") == [
        "\n## Nyt afsnit" if ready.startswith("\n") else "## Nyt afsnit",
        "Med tekst.",
        "| a | b |\n|---|---|\n| c | d |\n",
    ]
    broken = [("fil", "tekst.docx", b"PK\x03\x04 ikke en fil")]
    wrong = browser.post(f"{HERE}/indsaet", fields, upload_files=broken, status=422)
    assert 'href="#fil"' in wrong.text


def test_a_browser_gets_pasted_html_back_as_markdown(office: Office) -> None:
    browser = begun(office)
    answer = browser.send(f"{HERE}/indsaet", {"html": "<p>Hej <b>du</b></p><script>x</script>"}, status=200)
    assert answer.json == {"markdown": "Hej **du**\n"}


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


def test_more_than_can_be_read_in_seconds_is_refused_in_words(office: Office) -> None:
    browser = begun(office)
    for fields, said in (
        ({"html": "<p>x</p>" * 40_000}, "Del det op"),
        ({"indhold": "<p>" + "<b>x</b>" * 40_000, "handling": "rens"}, "Del det op"),
        ({"indhold": ("\t".join("x" * 200) + "\n") * 200, "handling": "rens"}, "Del det op"),
    ):
        answer = browser.send(f"{HERE}/indsaet", fields, status=422)
        assert said in (answer.json["message"] if answer.content_type == "application/json" else answer.text)
    text = text_of(office) + "\n" + "[" * 50_000
    page = browser.send(f"{HERE}/tekst", {"tekst": text, "handling": "vis", "revision": "1"}, status=200)
    assert "Teksten har over 5.000 kantede parenteser" in words(page)


def test_a_small_file_that_unfolds_is_refused(office: Office) -> None:
    browser = begun(office)
    word = WordDocument()
    for _ in range(6_000):
        word.element.body.insert(0, OxmlElement("w:p"))
    content = io.BytesIO()
    word.save(content)
    fields = {"csrf_token": browser.token(), "handling": "rens"}
    files = [("fil", "tekst.docx", content.getvalue())]
    answer = browser.post(f"{HERE}/indsaet", fields, upload_files=files, status=422)
    assert "Del det op" in answer.text


def test_a_file_never_overwrites_a_draft_that_is_written_here(office: Office) -> None:
    from factories import write
    from portal.services.drafting.loading import FileOutcome, Loading

    begun(office)
    before = text_of(office)
    other = draft_of(good_text(moderate="Op til 61 døgn om året").encode()).decode()
    folder = write(office.folder / "standards", {"a/aflastning/2.md": other})
    report = Loading(office.database, office.clock).load(folder)
    assert FileOutcome.LEFT in [line.change for line in report.files]
    assert text_of(office) == before


def test_the_pages_are_never_kept(office: Office) -> None:
    browser = begun(office)
    for path in ("/redaktion", HERE, f"{HERE}/tekst", f"{HERE}/laes", "/log-ind"):
        assert browser.get(path).headers["Cache-Control"] == "no-store"
    office.clock.instant += timedelta(seconds=1)


def test_more_than_any_form_sends_is_refused_unread(office: Office) -> None:
    browser = begun(office)
    answer = browser.post(f"{HERE}/tekst", b"tekst=" + b"x" * 20_000_000, status=413)
    assert "20 MB" in words(answer)


CPR = "Familien 01.01.90-1234"


def test_a_cpr_number_is_refused_in_reasons_titles_and_addresses(office: Office) -> None:
    editor = begun(office)
    save(editor, text_of(office).replace("| ingen ramme |", "| |"))
    page = editor.send(f"{HERE}/svar", {"regel": "duration-missing", "begrundelse": CPR}, status=422)
    assert page.html.select_one('[id="svar-duration-missing"]')["value"] == CPR
    assert "ligner et CPR-nummer" in words(page)
    assert open_draft(office).lint_answers == {}
    page = editor.send(f"{HERE}/trin", {"trin": "henlaeg", "begrundelse": CPR})
    assert page.status_int == 422
    assert "ligner et CPR-nummer" in words(page)
    typed = {"titel": CPR, "dokumenttype": "kvalitetsstandard"}
    assert "ligner et CPR-nummer" in words(editor.send("/redaktion/a/ny-standard", typed, status=422))


@pytest.mark.parametrize(
    ("name", "author"), [("barn_0101901234.docx", ""), ("tekst.docx", "Anne 010190-1234")]
)
def test_a_word_file_is_refused_for_a_cpr_number_in_its_name_or_properties(
    office: Office, name: str, author: str
) -> None:
    editor, out, document = begun(office), io.BytesIO(), WordDocument()
    document.add_paragraph("Tekst.")
    document.core_properties.author = author
    document.save(out)
    token = {"csrf_token": editor.cookies["portal_csrf"], "handling": "rens", "revision": "1"}
    page = editor.post(f"{HERE}/indsaet", token, upload_files=[("fil", name, out.getvalue())], status=422)
    assert "ligner et CPR-nummer" in words(page)


@pytest.mark.parametrize("written", [r'"A\uD800B"', r'"A\e[31mB"', r'"A\uFFFEB"'])
def test_an_escaped_character_that_no_page_can_hold_is_told_and_not_shown(
    office: Office, written: str
) -> None:
    editor = begun(office)
    save(editor, text_of(office).replace("titel: Aflastning", f"titel: {written}"))
    page = editor.get(HERE)
    assert "som ingen side kan vise" in words(page)
    assert "\x1b" not in page.text
    editor.get(f"{HERE}/beslutning", status=200)
    editor.send(f"{HERE}/trin", {"trin": "til-beslutning"}, status=409)
