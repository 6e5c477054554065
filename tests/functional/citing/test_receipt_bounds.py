"""A receipt of a version that another took the place of: its own answer is not called certain again."""

from __future__ import annotations

from datetime import timedelta

from webtest import TestResponse

from factories import write
from office import Office, good_text
from portal.container import Services
from portal.documents.validity.standing import Status
from portal.services.drafting.loading import Loading

ROW = "/a/beregner?tabel=doegnaflastning&niveau=lette"


def receipt(office: Office) -> str:
    """The id of the receipt that the calculator offers today."""
    page: TestResponse = office.visitor().get(ROW)
    found = page.html.select_one('a[href^="/kvittering/"]')
    assert found is not None
    return str(found["href"]).removeprefix("/kvittering/").removesuffix(".txt")


def statuses(office: Office, id_: str) -> tuple[Status, Status]:
    """How sure the receipt's own answer is, and how sure today's."""
    portal = office.application.application.registry.portal
    with office.database.reading() as session:
        opened = Services(portal, session, office.clock.now()).receipts.open(id_)
    assert opened.now is not None
    return opened.then.standing.status, opened.now.standing.status


def test_it_is_certain_until_another_version_takes_the_day(office: Office) -> None:
    id_ = receipt(office)
    assert statuses(office, id_) == (Status.IN_FORCE, Status.IN_FORCE)
    office.clock.instant += timedelta(hours=3)
    second = good_text(
        light="Op til 40 døgn om året",
        front={"offentliggjort": "2026-11-22", "gaelder_fra": "2026-11-22"},
    )
    texts = write(office.folder / "standards", {"a/aflastning/2.md": second})
    assert Loading(office.database, office.clock).load(texts).errors == []
    assert statuses(office, id_) == (Status.UNCONFIRMED, Status.IN_FORCE)
