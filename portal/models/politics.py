"""What politicians are shown and say before a body decides: the estimate, and their stances."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.models.base import Base


class EstimateRow(Base):
    """How many receive a level, and what a unit costs, each as a range with its source.

    ``row_id`` is the level's in the draft. ``price_low`` and ``price_high`` are whole kroner for one unit
    of the table (a day, an hour).
    """

    __tablename__ = "estimate"
    __table_args__ = (UniqueConstraint("draft_id", "row_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("draft.id"), index=True)
    row_id: Mapped[str] = mapped_column(String(240))
    recipients_low: Mapped[int]
    recipients_high: Mapped[int]
    recipients_source: Mapped[str] = mapped_column(Text)
    price_low: Mapped[int]
    price_high: Mapped[int]
    price_source: Mapped[str] = mapped_column(Text)
    entered_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    recorded: Mapped[datetime]


class Stance(Base):
    """A politician's approval or dissent in one round of decision; a later one takes the place of the first.

    ``stance`` is a ``portal.services.deciding.politics.StanceKind``.
    """

    __tablename__ = "stance"
    __table_args__ = (UniqueConstraint("draft_id", "round", "person_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("draft.id"), index=True)
    round: Mapped[int]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    stance: Mapped[str] = mapped_column(String(20))
    remark: Mapped[str] = mapped_column(Text)
    recorded: Mapped[datetime]
