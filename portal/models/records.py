"""What happened, and what must still be done: the log and the outbox."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from portal.models.base import Base


class LogRow(Base):
    """One thing that happened. Append-only; each row's hash covers the row before it (a chain).

    ``nonce`` hides ``actor`` in the hash, so that a proof can be published without naming a person.
    ``content_hash`` is None until words of ``detail`` are masked: then it is the hash of what the row said
    before, which its link in the chain is made of.
    """

    __tablename__ = "log"

    id: Mapped[int] = mapped_column(primary_key=True)
    recorded: Mapped[datetime]
    actor: Mapped[str] = mapped_column(String(200))
    nonce: Mapped[str] = mapped_column(String(32))
    action: Mapped[str] = mapped_column(String(60))
    subject: Mapped[str] = mapped_column(String(300))
    detail: Mapped[dict[str, Any]]
    previous_hash: Mapped[str] = mapped_column(String(64), unique=True)
    hash: Mapped[str] = mapped_column(String(64), unique=True)
    content_hash: Mapped[str | None] = mapped_column(String(64))


class TimeStampRow(Base):
    """What an authority outside says of when a row of the log was there. Append-only.

    ``answer`` is the authority's whole answer (RFC 3161) to the hash of the row; ``stamped`` the instant
    that it names, ``authority`` who signed it.
    """

    __tablename__ = "time_stamp"

    id: Mapped[int] = mapped_column(primary_key=True)
    log_id: Mapped[int] = mapped_column(ForeignKey("log.id"), unique=True)
    stamped: Mapped[datetime]
    authority: Mapped[str] = mapped_column(String(200))
    answer: Mapped[bytes] = mapped_column(LargeBinary)
    recorded: Mapped[datetime]


class OutboxRow(Base):
    """Something to be done outside the database, written in the transaction that made it necessary."""

    __tablename__ = "outbox"
    __table_args__ = (Index("ix_outbox_waiting", "done", "next_try"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    topic: Mapped[str] = mapped_column(String(40))
    payload: Mapped[dict[str, Any]]
    recorded: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0)
    next_try: Mapped[datetime]
    done: Mapped[datetime | None]
    error: Mapped[str] = mapped_column(Text, default="")


class Reminder(Base):
    """A reminder that was put in the outbox. ``key`` says of what and for which day; none comes twice."""

    __tablename__ = "reminder"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(200), unique=True)
    recorded: Mapped[datetime]
