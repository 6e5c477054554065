"""The way of a draft through the bodies: sent to decision, decided, adopted; for tests over HTTP."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import func, select
from webtest import TestResponse

from office import Browser, Office
from portal.container import Services
from portal.documents.states import Outcome
from portal.models import Draft
from portal.security.roles import Identity, Role
from portal.services.deciding.deciding import Resolution

HERE = "/redaktion/a/aflastning"
CHANGED = "Op til 72 døgn om året"


def services(office: Office, session: Any) -> Services:
    """The services of a request made now."""
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


def adopt(browser: Browser, status: int | str = 303) -> TestResponse:
    """Press »Gør vedtaget«."""
    return browser.send(f"{HERE}/trin", {"trin": "vedtag", "begrundelse": "Sagen haster."}, status=status)


def count(office: Office, model: type) -> int:
    """How many rows there are."""
    with office.database.reading() as session:
        return session.scalar(select(func.count()).select_from(model)) or 0
