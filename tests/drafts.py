"""A draft that an editor has begun: its text, and saving it; for tests over HTTP."""

from __future__ import annotations

from sqlalchemy import select
from webtest import TestResponse

from office import Browser, Office
from portal.models import Draft
from portal.security.roles import Role

HERE = "/redaktion/a/aflastning"


def open_draft(office: Office) -> Draft:
    """The one draft that is not closed."""
    with office.database.reading() as session:
        return session.scalars(select(Draft).where(Draft.closed.is_(None))).one()


def text_of(office: Office) -> str:
    """What the open draft says."""
    return open_draft(office).content.decode()


def begun(office: Office) -> Browser:
    """An editor's browser, with a draft begun from the version in force."""
    browser = office.browser(Role.EDITOR)
    browser.send(f"{HERE}/begynd", {"fra": "gaeldende"}, status=303)
    return browser


def save(browser: Browser, text: str, revision: int = 1, **more: str) -> TestResponse:
    """Send a text as the editor does that saw this revision."""
    return browser.send(f"{HERE}/tekst", {"tekst": text, "revision": str(revision), **more})
