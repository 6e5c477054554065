"""Texts on their way: drafts, who wrote them, and what bodies resolved on them.

The public never reads these tables. A draft that was adopted or dropped stays as a closed row, so that what
led to a version can be told later.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, Index, LargeBinary, String, Text, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.models.base import Base


class Draft(Base):
    """A text not adopted. At most one is open for each standard: the database sees to that.

    ``state`` is a ``portal.documents.states.State``; only ``portal.services.deciding.deciding`` assigns it.
    ``revision`` grows by one with every save, so that a save of an older revision is noticed.
    ``author_id`` is None where the text came from a file. ``base_n`` is the version it began from,
    ``n`` the number it asks for.
    ``lint_answers`` are the reasons given for warnings, by rule. ``round`` counts how often the text has come
    up for decision; ``adopted_n`` is the version it became.
    """

    __tablename__ = "draft"
    __table_args__ = (
        Index(
            "uq_draft_open",
            "standard_id",
            unique=True,
            sqlite_where=text("closed IS NULL"),
            postgresql_where=text("closed IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    standard_id: Mapped[int] = mapped_column(ForeignKey("standard.id"), index=True)
    n: Mapped[int]
    content: Mapped[bytes] = mapped_column(LargeBinary)
    recorded: Mapped[datetime]
    state: Mapped[str] = mapped_column(String(20), default="kladde")
    author_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    base_n: Mapped[int | None]
    revision: Mapped[int] = mapped_column(default=1)
    updated: Mapped[datetime | None]
    edited_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    reason: Mapped[str] = mapped_column(Text, default="")
    lint_answers: Mapped[dict[str, Any]] = mapped_column(default=dict)
    round: Mapped[int] = mapped_column(default=0)
    closed: Mapped[datetime | None]
    adopted_n: Mapped[int | None]

    decisions: Mapped[list[DraftDecision]] = relationship(order_by="DraftDecision.id")
    writers: Mapped[list[DraftWriter]] = relationship()


class DraftWriter(Base):
    """Somebody whose words are in a draft; none of them may adopt it."""

    __tablename__ = "draft_writer"

    draft_id: Mapped[int] = mapped_column(ForeignKey("draft.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), primary_key=True)


class DraftDecision(Base):
    """A body's resolution on a draft, append-only; copied to ``decision`` when the draft is adopted.

    ``sha256`` is the hash of the text that was decided on: a text changed since then has no decision.
    ``begins`` is the in-force date the body resolved, None where it resolved none. Only
    the decisions of the draft's present ``round`` count.
    """

    __tablename__ = "draft_decision"

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("draft.id"), index=True)
    round: Mapped[int]
    body: Mapped[str] = mapped_column(String(200))
    meeting_day: Mapped[date]
    item: Mapped[str] = mapped_column(String(200))
    minutes: Mapped[str] = mapped_column(Text)
    outcome: Mapped[str] = mapped_column(String(30))
    remark: Mapped[str] = mapped_column(Text)
    begins: Mapped[date | None]
    sha256: Mapped[str] = mapped_column(String(64))
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    recorded: Mapped[datetime]
