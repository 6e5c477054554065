"""Masking personal data that was published by mistake: the proposal, and the lasting record."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from portal.models.base import Base


class RedactionProposal(Base):
    """Words that one person asks to have masked. The row is removed when another has agreed or refused."""

    __tablename__ = "redaction_proposal"

    id: Mapped[int] = mapped_column(primary_key=True)
    standard_id: Mapped[int] = mapped_column(ForeignKey("standard.id"), index=True)
    words: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text)
    proposed_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    recorded: Mapped[datetime]


class Redaction(Base):
    """A version's text was masked by two people. Append-only.

    The trigger on ``version`` lets a text change only from ``before_sha256`` to ``after_sha256``.
    """

    __tablename__ = "redaction"
    __table_args__ = (
        CheckConstraint("proposed_by_id <> approved_by_id", name="two_people"),
        CheckConstraint("before_sha256 <> after_sha256", name="something_masked"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("version.id"), index=True)
    reason: Mapped[str] = mapped_column(Text)
    before_sha256: Mapped[str] = mapped_column(String(64))
    after_sha256: Mapped[str] = mapped_column(String(64))
    proposed_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    approved_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    recorded: Mapped[datetime]


class RowRedaction(Base):
    """Words in a row beside the versions were masked by two people. Append-only.

    ``before_sha256`` and ``after_sha256`` are hashes of the row's texts. The triggers on append-only tables
    let the texts of a row change only from the one to the other.
    """

    __tablename__ = "row_redaction"
    __table_args__ = (
        CheckConstraint("proposed_by_id <> approved_by_id", name="two_people"),
        CheckConstraint("before_sha256 <> after_sha256", name="something_masked"),
        Index("ix_row_redaction_row", "table_name", "row_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    table_name: Mapped[str] = mapped_column(String(40))
    row_id: Mapped[int]
    before_sha256: Mapped[str] = mapped_column(String(64))
    after_sha256: Mapped[str] = mapped_column(String(64))
    proposed_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    approved_by_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    recorded: Mapped[datetime]
