"""Hearings and the responses to them.

What the public sees of a response is ``shown_text`` and ``organisation``, and only once somebody has let it
through. ``sender`` and ``text`` are for the municipality alone; no address of a visitor is kept.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, LargeBinary, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.models.base import Base


class Hearing(Base):
    """A period in which a draft is public and can be answered; ``opens`` and ``closes`` are its days.

    ``content`` is the text that was heard, whatever becomes of the draft. ``invited`` are the bodies asked.
    ``ended`` is set where it was cut short, because the draft was sent back.
    """

    __tablename__ = "hearing"

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("draft.id"), index=True)
    opens: Mapped[date]
    closes: Mapped[date]
    invited: Mapped[list[str]]
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    opened_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    recorded: Mapped[datetime]
    ended: Mapped[datetime | None]

    responses: Mapped[list[HearingResponse]] = relationship(order_by="HearingResponse.id")


class HearingResponse(Base):
    """A response. ``state`` is a ``hearing_records.ResponseState``; new ones wait to be read.

    ``received`` is a day. ``entered_by_id`` is None where it came through the public form. ``answer`` is the
    editor's, shown with the response.
    """

    __tablename__ = "hearing_response"

    id: Mapped[int] = mapped_column(primary_key=True)
    hearing_id: Mapped[int] = mapped_column(ForeignKey("hearing.id"), index=True)
    received: Mapped[date]
    organisation: Mapped[str] = mapped_column(String(200))
    sender: Mapped[str] = mapped_column(String(200))
    text: Mapped[str] = mapped_column(Text)
    shown_text: Mapped[str] = mapped_column(Text, default="")
    state: Mapped[str] = mapped_column(String(20))
    answer: Mapped[str] = mapped_column(Text, default="")
    entered_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    moderated_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    recorded: Mapped[datetime]
