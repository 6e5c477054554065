"""What was answered is on the disk, and nothing is locked while a password is hashed."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

import pytest
from sqlalchemy import Connection, event
from webtest import TestResponse

from accounts import PASSWORD, link_for
from office import Browser, Office
from portal.db import Database
from portal.models import Person
from portal.security.roles import Identity, Role
from portal.services.people.braking import FAILURES_OF_ACCOUNT
from portal.services.people.passwords import hash_password

DURABLE = {"sqlite": ("PRAGMA synchronous", 2), "postgresql": ("SHOW synchronous_commit", "on")}


def test_a_writing_session_commits_to_the_disk(database: Database) -> None:
    asked, full = DURABLE[database.engine.dialect.name]
    with database.writing() as session:
        assert session.connection().exec_driver_sql(asked).scalar_one() == full


def with_password(office: Office, who: Identity) -> Browser:
    """A browser at which somebody with a password is signed in."""
    with office.database.writing() as session:
        session.get_one(Person, who.person_id).password = hash_password(PASSWORD)
    return office.sit_down(who)


def sign_in(browser: Browser, mail: str, password: str = PASSWORD) -> TestResponse:
    return browser.send("/log-ind", {"mail": mail, "kode": password})


@contextmanager
def held(database: Database) -> Iterator[Callable[[], bool]]:
    """Whether the write lock of SQLite is held at the moment; ``database`` is the one that is watched."""
    locked: list[bool] = [False]

    def began(connection: Connection, *said: object) -> None:
        if said[1] == "BEGIN IMMEDIATE":
            locked[0] = True

    def ended(connection: Connection) -> None:
        locked[0] = False

    listeners = (("before_cursor_execute", began), ("commit", ended), ("rollback", ended))
    for name, listener in listeners:
        event.listen(database.engine, name, listener)
    yield lambda: locked[0]
    for name, listener in listeners:
        event.remove(database.engine, name, listener)


def database_of(office: Office) -> Database:
    found: Database = office.application.application.registry.portal.database
    return found


@contextmanager
def hashing(office: Office) -> Iterator[list[bool]]:
    """For every password hashed or compared: whether the write lock was held."""
    seen: list[bool] = []
    with held(database_of(office)) as is_held:

        def look(frame: FrameType, what: str, _: object) -> None:
            code = frame.f_code
            if (
                what == "call"
                and code.co_name in ("hash", "verify")
                and "_password_hasher" in code.co_filename
            ):
                seen.append(is_held())

        before = sys.getprofile()
        sys.setprofile(look)
        yield seen
        sys.setprofile(before)


@pytest.mark.parametrize("password", [PASSWORD, "noget helt andet"])
def test_no_password_is_compared_under_the_lock(office: Office, password: str) -> None:
    who = office.person(Role.EDITOR)
    browser = with_password(office, who)  # signed in: who asks is no reason to lock either
    with hashing(office) as seen:
        answer = sign_in(browser, who.mail, password)
    assert answer.status_int == (303 if password == PASSWORD else 403)
    assert seen
    assert not any(seen)


def test_no_password_is_hashed_under_the_lock(office: Office) -> None:
    link, browser = link_for(office, office.person(Role.EDITOR)), office.visitor()
    form = browser.get(link).form
    form["kode"] = form["igen"] = PASSWORD
    with hashing(office) as seen:
        form.submit(status=303)
    assert seen == [False]


@pytest.mark.parametrize("old", [PASSWORD, "noget helt andet"])
def test_a_password_is_changed_without_hashing_under_the_lock(office: Office, old: str) -> None:
    browser = with_password(office, office.person(Role.EDITOR))
    typed = {"gammel": old, "kode": "fem helt andre ord nu", "igen": "fem helt andre ord nu"}
    with hashing(office) as seen:
        answer = browser.send("/redaktion/min-konto", typed)
    assert answer.status_int == (303 if old == PASSWORD else 422)
    assert seen
    assert not any(seen)


def test_who_is_braked_or_has_an_old_link_waits_for_no_lock(office: Office) -> None:
    browser = office.visitor()
    for _ in range(8):
        sign_in(browser, "ingen@example.dk")
    with database_of(office).writing() as session, hashing(office) as seen:
        session.connection()  # somebody else writes
        assert sign_in(browser, "ingen@example.dk").status_int == 429
    assert seen == []


def test_a_password_changed_meanwhile_does_not_sign_in(office: Office) -> None:
    """The second look sees what the first could not."""
    who = office.person(Role.EDITOR)
    with_password(office, who)
    link = link_for(office, who)

    def change(connection: Connection, *said: object) -> None:
        if said[1] == "BEGIN IMMEDIATE" and not changed:
            changed.append(True)
            office.visitor().send(
                link, {"kode": "fire andre ord nu", "igen": "fire andre ord nu"}, status=303
            )

    changed: list[bool] = []
    event.listen(database_of(office).engine, "before_cursor_execute", change)
    assert sign_in(office.visitor(), who.mail).status_int == 403
    assert changed


@pytest.mark.parametrize("old", [PASSWORD, "noget helt andet"])
def test_a_password_is_not_changed_past_a_brake_that_others_met_meanwhile(office: Office, old: str) -> None:
    """Guesses that are sent at once are counted one by one."""
    browser = with_password(office, office.person(Role.EDITOR))

    def change(typed: str) -> TestResponse:
        new = "fem helt andre ord nu"
        return browser.send("/redaktion/min-konto", {"gammel": typed, "kode": new, "igen": new})

    def guess(connection: Connection, *said: object) -> None:
        if said[1] == "BEGIN IMMEDIATE" and not guessed:
            guessed.append(0)
            guessed.extend(change("noget helt tredje").status_int for _ in range(FAILURES_OF_ACCOUNT))

    guessed: list[int] = []
    event.listen(database_of(office).engine, "before_cursor_execute", guess)
    assert change(old).status_int == 429
    assert guessed == [0] + [422] * FAILURES_OF_ACCOUNT
