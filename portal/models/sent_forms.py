"""Forms that were sent and taken, so that the same sending does nothing again."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from portal.models.base import Base


class SentForm(Base):
    """One sending. ``key`` is a hash and tells nothing of what was sent; ``result`` is where it led."""

    __tablename__ = "sent_form"

    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    result: Mapped[str] = mapped_column(String(1000))
    recorded: Mapped[datetime]
