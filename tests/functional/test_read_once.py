"""Whatever is asked for, and however often: a text is read, compared and checked once for each process."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import astuple

import pytest
from sqlalchemy import select

from council import HERE, before_the_council
from drafts import begun, save, text_of
from known import PAGES
from known.address import Known
from office import Browser, Office
from portal.container import Portal
from portal.models import Draft, Person, Version
from portal.security.roles import Role
from portal.services.published.document_cache import CacheCounts, create_document_cache

OURS = {"municipality": "a", "standard": "aflastning", "n": "1", "a": "1", "b": "2"}
EVERY_ROLE = (Role.EDITOR, Role.REVIEWER, Role.SECRETARY, Role.POLITICIAN, Role.ADMINISTRATOR)


def counts(office: Office) -> CacheCounts:
    portal: Portal = office.application.application.registry.portal
    return portal.get(create_document_cache).counts


def doors() -> Iterator[str]:
    """Every address that shows something, about the office's own standard.

    A PDF is drawn from the pages of a version or a receipt, and only where the packages for it are.
    """
    for known in PAGES.values():
        if known.method == "GET" and not known.pattern.endswith((".pdf", "/readyz")):  # as the machine is
            yield known.address({name: value for name, value in OURS.items() if name in known.path})
            yield from _asked(known)


def _asked(known: Known) -> Iterator[str]:
    path = {name: value for name, value in OURS.items() if name in known.path}
    for name, parameter in known.query.items():
        yield known.address(path, {**parameter.beside, name: parameter.good})


def in_hearing(office: Office) -> None:
    editor = begun(office)
    save(editor, text_of(office).replace("Op til 60 døgn", "Op til 72 døgn"))
    days = {"aabner": "22. november 2026", "slutter": "20. december 2026", "spurgte": ""}
    editor.send(f"{HERE}/hoering", days, status=303)


def in_draft(office: Office) -> None:
    save(begun(office), text_of(office).replace("Op til 60 døgn", "Op til 72 døgn"))


def in_decision(office: Office) -> None:
    before_the_council(office)


@pytest.mark.parametrize("begin", [in_draft, in_hearing, in_decision])
def test_every_door_reads_a_text_once(office: Office, begin) -> None:  # type: ignore[no-untyped-def]
    begin(office)
    browsers = [office.visitor(), *(office.browser(role) for role in EVERY_ROLE)]
    before = counts(office)
    _visit(browsers)
    first = counts(office)
    with office.database.reading() as session:
        texts = {bytes(row) for row in session.scalars(select(Version.content))}
        texts |= {bytes(row) for row in session.scalars(select(Draft.content))}
    assert first.documents.made - before.documents.made <= len(texts)
    assert first.documents.found > before.documents.found
    _forget_answers(office)
    _visit(browsers)
    made = [each[0] for each in astuple(counts(office))]
    assert made == [each[0] for each in astuple(first)]


def _visit(browsers: list[Browser]) -> None:
    for browser in browsers:
        for address in doors():
            assert browser.get(address, status="*").status_int < 500, address


def _forget_answers(office: Office) -> None:
    """Something is written, so that no page is given again as it stands."""
    with office.database.writing() as session:
        session.add(Person(mail="ny@example.dk", name="Ny", recorded=office.clock.now()))
