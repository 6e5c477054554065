"""What a supervisor is told: alive, and ready to do all the work there is."""

from __future__ import annotations

import shutil
from datetime import timedelta

import pytest
from sqlalchemy import text

from office import Office
from portal.container import Portal
from portal.services.operating.readiness import LONGEST_WAIT
from portal.services.outbox import Mail, StandardChanged, put

WELL = {"well": True, "words": ""}


def portal_of(office: Office) -> Portal:
    portal: Portal = office.application.application.registry.portal
    return portal


@pytest.fixture
def working(each_office: Office) -> Office:
    """An office whose index is built and whose outbox is empty."""
    portal_of(each_office).indexing.rebuild()
    with each_office.database.writing() as session:
        session.execute(text("UPDATE outbox SET done = recorded"))
    return each_office


def needs(office: Office, status: int) -> dict[str, str]:
    """What is not well, by its name."""
    answer = office.visitor().get("/readyz", status=status)
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.json["ready"] is (status == 200)
    assert list(answer.json["needs"]) == ["database", "index", "outbox", "disk"]
    return {name: said["words"] for name, said in answer.json["needs"].items() if said != WELL}


def test_ready_where_all_is_well(working: Office) -> None:
    assert needs(working, 200) == {}
    assert working.visitor().get("/healthz").text == "ok\n"


def test_what_waits_too_long_is_said_until_it_is_done(working: Office) -> None:
    with working.database.writing() as session:
        put(session, StandardChanged(1), working.clock.now())
    working.clock.instant += LONGEST_WAIT
    assert needs(working, 200) == {}
    working.clock.instant += timedelta(minutes=2)
    assert needs(working, 503) == {
        "index": "Søgeindekset er 17 minutter bagud. Se efter, om portal worker kører.",
        "outbox": "Noget har ventet i 17 minutter. Se efter, om portal worker kører.",
    }
    with working.database.writing() as session:
        session.execute(text("UPDATE outbox SET done = recorded"))
    assert needs(working, 200) == {}


def test_mail_that_waits_for_a_mail_server_to_be_named_is_no_fault(working: Office) -> None:
    with working.database.writing() as session:
        put(session, Mail(1, "Emne", "Tekst"), working.clock.now())
    working.clock.instant += timedelta(days=3)
    assert needs(working, 200) == {}


def test_without_an_index_the_rest_goes_on_and_it_is_said(working: Office) -> None:
    shutil.rmtree(portal_of(working).settings.index_folder)
    assert needs(working, 503) == {"index": "Søgeindekset mangler. Kør portal reindex."}


def test_a_database_of_another_step_is_said(working: Office) -> None:
    with working.database.writing() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    assert "Kør portal migrate" in needs(working, 503)["database"]


def test_a_database_that_is_gone_stops_nobody_from_being_alive(working: Office) -> None:
    with working.database.writing() as session:
        session.execute(text("ALTER TABLE alembic_version RENAME TO gone"))
        session.execute(text("ALTER TABLE outbox RENAME TO gone_too"))
    found = needs(working, 503)
    assert set(found) == {"database", "outbox"}
    assert working.visitor().get("/healthz").text == "ok\n"


def test_a_disk_that_cannot_be_written_to_is_said(working: Office) -> None:
    shutil.rmtree(portal_of(working).settings.data)
    assert "Der kan ikke skrives" in needs(working, 503)["disk"]
