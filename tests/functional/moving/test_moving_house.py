"""`portal backup` and `restore`: the same record on another database, verified when it arrives."""

from __future__ import annotations

import json
import os
import stat
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import event, select, text

from drafts import begun, open_draft, save
from factories import standard, write
from functional.moving.backups import back_up, members, record_of, restore_from, rows_in
from functional.moving.exports import contents, export
from office import Office
from portal.db import Database
from portal.migrations import steps, upgrade
from portal.models import Base, Draft, DraftWriter, HearingResponse, OutboxRow, Person
from portal.security.roles import Role
from portal.services.drafting.loading import Loading
from portal.services.errors import Refused
from portal.services.moving.backing_up import BackingUp
from portal.services.moving.kept_tables import KEPT, LEFT_OUT
from portal.services.outbox import NEVER, Mail, put
from portal.services.record.verifying import row_problems


def test_every_table_is_kept_or_left_out_with_a_reason() -> None:
    """A new table is put in one of the two lists by whoever makes it."""
    assert KEPT | LEFT_OUT.keys() == Base.metadata.tables.keys()
    assert KEPT & LEFT_OUT.keys() == set()


def test_everything_arrives_on_the_other_database_and_exports_byte_for_byte(
    lived: Office, elsewhere: Database, tmp_path: Path
) -> None:
    before = record_of(lived.database)
    assert not [name for name in ("version", "decision", "redaction", "hearing_response") if not before[name]]
    restore_from(back_up(lived.database, lived.clock, tmp_path / "kopi"), elsewhere)
    assert record_of(elsewhere) == before
    with elsewhere.reading() as session:
        assert list(row_problems(session)) == []
    export(lived.database, lived.clock, tmp_path / "a", drafts=True)
    export(elsewhere, lived.clock, tmp_path / "b", drafts=True)
    assert contents(tmp_path / "a") == contents(tmp_path / "b")


def test_there_and_back_again_gives_the_same_backup(
    lived: Office, elsewhere: Database, fresh_database: Callable[..., Database], tmp_path: Path
) -> None:
    first = back_up(lived.database, lived.clock, tmp_path / "1")
    restore_from(first, elsewhere)
    second = back_up(elsewhere, lived.clock, tmp_path / "2")
    home = fresh_database(lived.database.engine.dialect.name)
    restore_from(second, home)
    third = back_up(home, lived.clock, tmp_path / "3")
    assert members(second) == members(third)
    odd = {name for name, content in members(first).items() if members(second)[name] != content}
    assert odd == {"tables/outbox.jsonl", "manifest.json"}, "what waited is held back when it arrives"


def test_a_database_without_tables_is_taken_into_use(
    lived: Office, fresh_database: Callable[..., Database], tmp_path: Path
) -> None:
    empty = fresh_database(lived.database.engine.dialect.name, migrated=False)
    restore_from(back_up(lived.database, lived.clock, tmp_path / "kopi"), empty)
    assert record_of(empty) == record_of(lived.database)


def test_the_portal_goes_on_where_it_stood(lived: Office, elsewhere: Database, tmp_path: Path) -> None:
    """New rows get numbers of their own, adopted ones still refuse to change, roles and drafts are there."""
    restore_from(back_up(lived.database, lived.clock, tmp_path / "kopi"), elsewhere)
    texts = {
        "a/kommune.yaml": (lived.folder / "standards/a/kommune.yaml").read_bytes(),
        "a/nyt/1.md": standard(table="nyt"),
    }
    report = Loading(elsewhere, lived.clock).load(write(tmp_path / "mere", texts))
    assert report.errors == []
    with elsewhere.reading() as session:
        assert list(row_problems(session)) == []
        assert session.scalars(select(HearingResponse)).one().text == "Godt.\nMere: æøå."
        assert session.scalars(select(Draft).where(Draft.closed.is_(None))).one().state == "hoering"
    with elsewhere.writing() as session:
        session.add(Person(mail="ny@example.dk", name="Ny", recorded=lived.clock.now()))
    with elsewhere.engine.begin() as connection, pytest.raises(Exception, match="append-only"):
        connection.execute(text("UPDATE version SET n = 7"))


def test_sessions_links_and_counts_stay_behind(lived: Office, elsewhere: Database, tmp_path: Path) -> None:
    lived.visitor().send("/log-ind", {"mail": "person1@example.dk", "adgangskode": "forkert kode"})
    content = b"".join(members(back_up(lived.database, lived.clock, tmp_path / "kopi")).values())
    with lived.database.reading() as session:
        for column in ("sign_in.token_hash", "failed_sign_in.key", "sent_form.key"):
            table, _, name = column.partition(".")
            values = session.scalars(text(f"SELECT {name} FROM {table}")).all()
            assert values, column
            assert not [value for value in values if value.encode() in content], column
    manifest = json.loads(members(tmp_path / "kopi")["manifest.json"])
    assert manifest["left_out"].keys() == LEFT_OUT.keys()
    secret = (lived.folder / "data/secret").read_bytes()
    assert secret not in content


def test_mail_that_waited_is_kept_and_not_sent_again(
    lived: Office, elsewhere: Database, tmp_path: Path
) -> None:
    with lived.database.writing() as session:
        put(session, Mail(person=1, subject="Emne", text="Tekst"), lived.clock.now())
    restore_from(back_up(lived.database, lived.clock, tmp_path / "kopi"), elsewhere)
    with elsewhere.reading() as session:
        waiting = session.scalars(select(OutboxRow).where(OutboxRow.done.is_(None))).all()
    people = [row for row in waiting if row.topic in ("mail", "notice")]
    assert people
    assert {row.next_try for row in people} == {NEVER}
    assert all("gendannet" in row.error for row in people)


def test_the_file_is_its_owners_alone_and_never_takes_the_place_of_another(
    office: Office, tmp_path: Path
) -> None:
    before = os.umask(0)
    try:
        file = back_up(office.database, office.clock, tmp_path / "kopi")
    finally:
        os.umask(before)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    content = file.read_bytes()
    with pytest.raises(Refused, match="findes allerede"):
        back_up(office.database, office.clock, file)
    assert file.read_bytes() == content
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_a_database_with_anything_in_it_is_left_as_it_is(
    lived: Office, elsewhere: Database, tmp_path: Path
) -> None:
    file = back_up(lived.database, lived.clock, tmp_path / "kopi")
    with elsewhere.writing() as session:
        session.add(Person(mail="en@example.dk", name="En", recorded=lived.clock.now()))
    with pytest.raises(Refused, match="person"):
        restore_from(file, elsewhere)
    assert rows_in(elsewhere) == 1


def test_an_older_database_with_anything_in_it_is_not_even_brought_up_to_date(
    office: Office, fresh_database: Callable[..., Database], database_kind: str, tmp_path: Path
) -> None:
    file = back_up(office.database, office.clock, tmp_path / "kopi")
    older = fresh_database(database_kind, migrated=False)
    upgrade(older.engine, steps()[-2])
    with older.engine.begin() as connection:
        connection.execute(
            text(
                "INSERT INTO municipality (id, slug, name, art, fictional, source, recorded)"
                " VALUES (1, 'a', 'A', 'kommune', :no, :source, '2026-01-01')"
            ),
            {"no": False, "source": b""},
        )
    with pytest.raises(Refused, match="ikke tom"):
        restore_from(file, older)
    with older.reading() as session:
        assert session.scalar(text("SELECT version_num FROM alembic_version")) == steps()[-2]


def test_who_writes_in_the_last_moment_is_seen(office: Office, database: Database, tmp_path: Path) -> None:
    """Between the look at the database and the lock on it somebody can come."""
    file = back_up(office.database, office.clock, tmp_path / "kopi")
    other = Database(database.engine.url.render_as_string(hide_password=False))

    @event.listens_for(database.engine, "commit", once=True)
    def come_between(_: object) -> None:
        with other.writing() as session:
            session.add(Person(mail="en@example.dk", name="En", recorded=office.clock.now()))

    with pytest.raises(Refused, match="person"):
        restore_from(file, database)
    assert rows_in(database) == 1
    other.dispose()


def test_a_backup_is_of_the_moment_it_began(
    each_office: Office, elsewhere_of: Callable[[Office], Database], tmp_path: Path
) -> None:
    """What is loaded while it is written would else be in some of its tables and not in the others."""
    office, before = each_office, record_of(each_office.database)
    more = write(tmp_path / "mere", {"c/nyt/1.md": standard(table="nyt")})

    def load_more(what: str, done: int, total: int) -> None:
        if (what, done) == ("Skriver rækker", 1):
            assert Loading(office.database, office.clock).load(more).errors == []

    file = tmp_path / "kopi"
    assert BackingUp(office.database, office.clock).back_up(file, load_more).problems == ()
    assert len(record_of(office.database)["version"]) == len(before["version"]) + 1
    restored = elsewhere_of(office)
    restore_from(file, restored)
    assert record_of(restored) == before


def test_backups_made_while_people_write_all_hold(
    each_office: Office, elsewhere_of: Callable[[Office], Database], tmp_path: Path
) -> None:
    office, stop = each_office, threading.Event()
    begun(office)
    editors = [office.browser(Role.EDITOR) for _ in range(3)]

    def write_on(number: int) -> None:
        while not stop.is_set():
            draft = open_draft(office)
            body = draft.content.decode().partition("\n## Note")[0]
            save(
                editors[number], f"{body}\n## Note {{#note}}\n\n{number}, {draft.revision}.\n", draft.revision
            )

    threads = [threading.Thread(target=write_on, args=(number,)) for number in range(3)]
    for thread in threads:
        thread.start()
    try:
        files = [back_up(office.database, office.clock, tmp_path / str(number)) for number in range(4)]
    finally:
        stop.set()
        for thread in threads:
            thread.join()
    for file in files:
        restored = elsewhere_of(office)
        restore_from(file, restored)
        with restored.reading() as session:
            draft = session.scalars(select(Draft)).one()
            assert draft.edited_by_id in session.scalars(select(DraftWriter.person_id)).all()
