"""What is put in the outbox is taken out once, when it is due, whoever else is at it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from sqlalchemy import select, text

from portal.clock import SetClock
from portal.db import Database
from portal.models import OutboxRow
from portal.services.outbox import NEVER, Mail, StandardChanged, claim, done, is_due, postpone, put

SOON = timedelta(minutes=1)


def put_standards(database: Database, clock: SetClock, count: int) -> None:
    with database.writing() as session:
        for number in range(count):
            put(session, StandardChanged(number), clock.now())


def test_what_was_put_is_claimed_in_order_and_as_it_was(database: Database, clock: SetClock) -> None:
    with database.writing() as session:
        put(session, StandardChanged(7, anew=True), clock.now())
        put(session, Mail(1, "Høring", "Æblegrød"), clock.now())
        put(session, StandardChanged(8), clock.now())
    with database.writing() as session:
        claimed = claim(session, StandardChanged, clock.now(), NEVER)
        assert [one.task for one in claimed] == [StandardChanged(7, anew=True), StandardChanged(8)]
        (mail,) = claim(session, Mail, clock.now(), NEVER, most=1)
        assert (mail.task, mail.tries) == (Mail(1, "Høring", "Æblegrød"), 1)


def test_what_is_claimed_is_not_due_until_the_claim_is_over(database: Database, clock: SetClock) -> None:
    put_standards(database, clock, 1)
    with database.writing() as session:
        (first,) = claim(session, StandardChanged, clock.now(), clock.now() + SOON, note="i gang")
    with database.writing() as session:
        assert not is_due(session, StandardChanged, clock.now())
        assert claim(session, StandardChanged, clock.now(), NEVER) == ()
    clock.instant += SOON
    with database.writing() as session:
        assert is_due(session, StandardChanged, clock.now())
        (again,) = claim(session, StandardChanged, clock.now(), NEVER)
    assert (again.id, again.tries) == (first.id, 2)


def test_what_is_done_never_comes_again_and_what_is_postponed_does(
    database: Database, clock: SetClock
) -> None:
    put_standards(database, clock, 2)
    with database.writing() as session:
        one, other = claim(session, StandardChanged, clock.now(), NEVER)
        done(session, [one.id], clock.now())
        postpone(session, [other.id], clock.now() + SOON, "optaget")
    clock.instant += SOON
    with database.writing() as session:
        assert [c.id for c in claim(session, StandardChanged, clock.now(), NEVER)] == [other.id]
    with database.reading() as session:
        assert session.get_one(OutboxRow, one.id).done is not None
        assert session.get_one(OutboxRow, one.id).error == ""


def test_a_row_with_more_in_it_than_is_known_can_be_read(database: Database, clock: SetClock) -> None:
    """Such as an earlier version of the portal wrote."""
    put_standards(database, clock, 1)
    with database.writing() as session:
        session.scalars(select(OutboxRow)).one().payload = {"standard": 3, "reason": "Mangler."}
    with database.writing() as session:
        (claimed,) = claim(session, StandardChanged, clock.now(), NEVER)
    assert claimed.task == StandardChanged(3)


def test_a_claim_that_is_rolled_back_never_was(database: Database, clock: SetClock) -> None:
    put_standards(database, clock, 1)
    with database.writing_session() as session:
        assert len(claim(session, StandardChanged, clock.now(), NEVER)) == 1
        session.rollback()
    with database.writing() as session:
        assert [one.tries for one in claim(session, StandardChanged, clock.now(), NEVER)] == [1]


def test_no_row_is_claimed_by_two_workers(database: Database, clock: SetClock) -> None:
    put_standards(database, clock, 40)

    def work(_: int) -> list[int]:
        taken = []
        while True:
            with database.writing() as session:
                claimed = claim(session, StandardChanged, clock.now(), NEVER, most=1)
            if not claimed:
                return taken
            taken += [one.task.standard for one in claimed]

    with ThreadPoolExecutor(4) as pool:
        taken = [number for numbers in pool.map(work, range(4)) for number in numbers]
    assert Counter(taken) == Counter(range(40))


def test_a_worker_does_not_wait_for_what_another_has_in_hand(
    fresh_database: Callable[..., Database], clock: SetClock
) -> None:
    """PostgreSQL alone: on SQLite one transaction writes at a time."""
    database = fresh_database("postgresql")
    put_standards(database, clock, 2)
    with database.writing() as session, database.writing() as other:
        (one,) = claim(session, StandardChanged, clock.now(), NEVER, most=1)
        other.execute(text("SET LOCAL lock_timeout = '5s'"))
        (two,) = claim(other, StandardChanged, clock.now(), NEVER, most=1)
    assert (one.task.standard, two.task.standard) == (0, 1)
