"""Engine and sessions. SQLite and PostgreSQL alike.

On SQLite a transaction that reads and then writes can fail at once with "database is locked", whatever the
timeout, when another wrote in between. So a writing session begins with BEGIN IMMEDIATE and takes the write
lock first; a reading session never waits for it (write-ahead log).
"""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Hashable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.orm import Session

from portal.private_files import make_private_database

SQLITE_WAIT_SECONDS = 30
MOST_IDLE = 32
"""Sessions kept for the next who reads: making one costs as much as a small answer."""
_WRITES = "portal_writes"
_STAMPS = {
    "sqlite": "PRAGMA data_version",
    "postgresql": "SELECT pg_current_snapshot()::text",
}


def make_engine(url: str, *, read_only: bool = False) -> Engine:
    """An engine for an SQLAlchemy address; an SQLite file is made if missing, and is its owner's alone.

    With ``read_only`` the database itself refuses every statement that would change something.

    What an exception of it says leaves out what stood in the statement: people and what they wrote.
    """
    parsed = make_url(url)
    if parsed.get_backend_name() == "sqlite":
        if parsed.database:
            make_private_database(Path(parsed.database))
        wait = {"timeout": SQLITE_WAIT_SECONDS}
        engine = create_engine(parsed, connect_args=wait, hide_parameters=True)
        event.listen(engine, "connect", _prepare_sqlite)
        if read_only:
            event.listen(engine, "connect", _refuse_writing)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    if parsed.drivername == "postgresql":
        parsed = parsed.set(drivername="postgresql+psycopg")
    reads = {"options": "-c default_transaction_read_only=on"} if read_only else {}
    return create_engine(parsed, connect_args=reads, pool_pre_ping=True, hide_parameters=True)


def _prepare_sqlite(connection: Any, record: object) -> None:
    """Foreign keys on, write-ahead log on; the driver's own BEGIN is off, since ours names the lock.

    What was answered as done must be on the disk: with less than FULL a power cut takes the newest commits.
    """
    del record
    connection.isolation_level = None
    # The trigger that lets a redaction through asks for it (portal/migrations/redacting.py).
    connection.create_function("portal_sha256", 1, _sha256, deterministic=True)
    for pragma in ("foreign_keys=ON", "journal_mode=WAL", "synchronous=FULL", "recursive_triggers=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _refuse_writing(connection: Any, record: object) -> None:
    del record
    connection.execute("PRAGMA query_only=ON")


def _sha256(content: bytes | None) -> str | None:
    return None if content is None else hashlib.sha256(content).hexdigest()


def _begin_sqlite(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _wait_for_lock(connection: Connection, seconds: int) -> None:
    """How long SQLite's connection waits from now on; on PostgreSQL there is no one lock to wait for."""
    if connection.dialect.name == "sqlite":
        driver: Any = connection.connection.dbapi_connection
        driver.execute(f"PRAGMA busy_timeout = {seconds * 1000}")


class Database:
    """The way to a session: ``reading()`` never blocks, ``writing()`` commits at its end or not at all."""

    def __init__(self, url: str, *, read_only: bool = False):
        self.engine = make_engine(url, read_only=read_only)
        self._writing_engine = self.engine.execution_options(**{_WRITES: True})
        self._asking = Lock()
        self._asker: Any = None
        self._idle: deque[Session] = deque(maxlen=MOST_IDLE)

    def stamp(self) -> Hashable:
        """Something that differs after every committed change, whoever made it; cheap enough to ask always.

        Taken before reading, it says of what was read that it is at least as new. SQLite counts for each
        connection what others changed, so one connection does nothing but ask; PostgreSQL names the
        transactions that are seen. Where the database cannot be asked, no two stamps are alike.
        """
        with self._asking:
            try:
                if self._asker is None:
                    self._asker = self._open_asker()
                cursor = self._asker.cursor()
                cursor.execute(_STAMPS[self.engine.dialect.name])
                found: Hashable = cursor.fetchone()[0]
                cursor.close()
            except Exception:
                self._close_asker()
                return object()
            return found

    def _open_asker(self) -> Any:
        pooled = self.engine.raw_connection()
        connection: Any = pooled.dbapi_connection
        pooled.detach()
        if self.engine.dialect.name == "postgresql":
            connection.autocommit = True
        return connection

    def _close_asker(self) -> None:
        if self._asker is not None:
            self._asker.close()
            self._asker = None

    def reading_session(self) -> Session:
        """A session for reading; the caller closes it."""
        return Session(self.engine, autoflush=False)

    def borrow(self) -> Session:
        """A session for reading that has read nothing, perhaps used before; the caller gives it back."""
        try:
            return self._idle.pop()
        except IndexError:
            return self.reading_session()

    def give_back(self, session: Session) -> None:
        """End what was read in a borrowed session. Most answers come from memory and read nothing."""
        if session.in_transaction():
            session.close()
        self._idle.append(session)

    def writing_session(self) -> Session:
        """A session that takes the write lock first; the caller commits or closes it."""
        return Session(self._writing_engine)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session for reading."""
        with self.reading_session() as session:
            yield session

    @contextmanager
    def snapshot(self) -> Iterator[Session]:
        """A session for reading that sees one moment from its first statement on, whoever writes meanwhile.

        On SQLite every reading transaction does.
        """
        engine = self.engine
        if engine.dialect.name == "postgresql":
            engine = engine.execution_options(isolation_level="REPEATABLE READ")
        with Session(engine, autoflush=False) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """One transaction: committed when the block ends, rolled back when it raises."""
        with self.writing_session() as session, session.begin():
            yield session

    @contextmanager
    def writing_at_once(self) -> Iterator[Session]:
        """As ``writing``, for what can as well be done later.

        Raises OperationalError at once where somebody else has the write lock of SQLite.
        """
        with self._writing_engine.connect() as connection:
            _wait_for_lock(connection, 0)
            try:
                with Session(connection) as session, session.begin():
                    yield session
            finally:
                _wait_for_lock(connection, SQLITE_WAIT_SECONDS)

    def dispose(self) -> None:
        """Close every connection."""
        with self._asking:
            self._close_asker()
        self.engine.dispose()
