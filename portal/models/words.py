"""What search learns: words that editors keep, and what is asked for, without anybody who asked."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import Date, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.models.base import Base


class WordEntry(Base):
    """One saved state of a group of synonyms, an answer or a saved question; the newest of a key counts.

    ``content`` is empty where the entry was taken away. Old rows stay: they are the history.
    """

    __tablename__ = "word_entry"
    __table_args__ = (Index("ix_word_entry_kind_key", "kind", "key"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(20))
    key: Mapped[str] = mapped_column(String(40))
    content: Mapped[dict[str, Any]]
    why: Mapped[str] = mapped_column(Text)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    recorded: Mapped[datetime]


class AskedRow(Base):
    """How often some words were asked on one day, and how many sections answered. Nothing else is known."""

    __tablename__ = "asked"
    __table_args__ = (UniqueConstraint("day", "words"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    day: Mapped[date] = mapped_column(Date)
    words: Mapped[str] = mapped_column(String(100))
    times: Mapped[int]
    found: Mapped[int]
