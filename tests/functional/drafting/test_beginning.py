"""Beginning: a draft of a standard that there is, and a standard that there was not."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from drafts import HERE, begun, open_draft, text_of
from factories import write
from office import Office, good_text, words
from portal.models import Draft, Standard
from portal.security.roles import Role
from portal.services.drafting.drafting import draft_of
from portal.services.drafting.loading import FileOutcome, Loading


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
    again = browser.get("/redaktion/a/ny-standard")
    again.form["titel"], again.form["dokumenttype"] = "Støtte: “Ledsagelse” # 1", "serviceniveau"
    again.form.submit(status=422)


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


def test_a_file_never_overwrites_a_draft_that_is_written_here(office: Office) -> None:
    begun(office)
    before = text_of(office)
    other = draft_of(good_text(moderate="Op til 61 døgn om året").encode()).decode()
    folder = write(office.folder / "standards", {"a/aflastning/2.md": other})
    report = Loading(office.database, office.clock).load(folder)
    assert FileOutcome.LEFT in [line.change for line in report.files]
    assert text_of(office) == before
