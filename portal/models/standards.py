"""Municipalities, their standards and the versions of them.

``version``, ``decision``, ``repeal`` and ``confirmation`` are append-only: the database itself refuses to
change or remove a row (portal/migrations/append_only.py). A draft is never a row of ``version``; it lives in
``draft`` (portal.models.drafts), which no public page reads, so a draft cannot leak by a forgotten filter.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.models.base import Base


class Municipality(Base):
    """The owner of standards: a kommune, or a myndighed with background documents.

    ``source`` is the bytes of kommune.yaml; they can change, since a telephone number does.
    """

    __tablename__ = "municipality"

    id: Mapped[int] = mapped_column(primary_key=True)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    art: Mapped[str] = mapped_column(String(20))
    fictional: Mapped[bool]
    source: Mapped[bytes] = mapped_column(LargeBinary)
    recorded: Mapped[datetime]

    standards: Mapped[list[Standard]] = relationship(back_populates="municipality")


class Standard(Base):
    """The thing with a lasting address; its texts are its versions."""

    __tablename__ = "standard"
    __table_args__ = (UniqueConstraint("municipality_id", "slug"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    municipality_id: Mapped[int] = mapped_column(ForeignKey("municipality.id"), index=True)
    slug: Mapped[str] = mapped_column(String(120))
    kind: Mapped[str] = mapped_column(String(30))

    municipality: Mapped[Municipality] = relationship(back_populates="standards")
    versions: Mapped[list[Version]] = relationship(back_populates="standard", order_by="Version.n")


class Version(Base):
    """One adopted text. ``content`` is the file's bytes, ``sha256`` theirs; nothing of it ever changes.

    A date is a day and how sure it is (``portal.documents.document.Certainty``); the day is None exactly
    where it is unknown. ``ends_certainty`` is None where the text names no end. ``recorded`` is the
    instant the portal got it, never taken for the day of publication.
    """

    __tablename__ = "version"
    __table_args__ = (UniqueConstraint("standard_id", "n"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    standard_id: Mapped[int] = mapped_column(ForeignKey("standard.id"))
    n: Mapped[int]
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    sha256: Mapped[str] = mapped_column(String(64))
    adopted_day: Mapped[date | None]
    adopted_certainty: Mapped[str] = mapped_column(String(12))
    published_day: Mapped[date | None]
    published_certainty: Mapped[str] = mapped_column(String(12))
    begins_day: Mapped[date | None]
    begins_certainty: Mapped[str] = mapped_column(String(12))
    ends_day: Mapped[date | None]
    ends_certainty: Mapped[str | None] = mapped_column(String(12))
    confirmed: Mapped[date | None]
    restatement: Mapped[bool]
    corrects: Mapped[int | None]
    recorded: Mapped[datetime]

    standard: Mapped[Standard] = relationship(back_populates="versions")
    outline: Mapped[Outline | None] = relationship(back_populates="version")
    decisions: Mapped[list[Decision]] = relationship(back_populates="version", order_by="Decision.id")


class Decision(Base):
    """A body's resolution on a version. ``source`` is "loaded" where it came with the file."""

    __tablename__ = "decision"

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("version.id"), index=True)
    body: Mapped[str] = mapped_column(String(200))
    meeting_day: Mapped[date | None]
    item: Mapped[str] = mapped_column(String(200))
    minutes: Mapped[str] = mapped_column(Text)
    outcome: Mapped[str] = mapped_column(String(30))
    source: Mapped[str] = mapped_column(String(20))
    recorded: Mapped[datetime]

    version: Mapped[Version] = relationship(back_populates="decisions")


class RepealRow(Base):
    """A standard ends: ``day`` is the first day it no longer applies, ``known_from`` when that was public."""

    __tablename__ = "repeal"

    id: Mapped[int] = mapped_column(primary_key=True)
    standard_id: Mapped[int] = mapped_column(ForeignKey("standard.id"), index=True)
    day: Mapped[date]
    known_from: Mapped[date]
    body: Mapped[str] = mapped_column(String(200))
    item: Mapped[str] = mapped_column(String(200))
    recorded: Mapped[datetime]


class ConfirmationRow(Base):
    """The municipality says that version ``n`` still applies: a dated row beside the version."""

    __tablename__ = "confirmation"

    id: Mapped[int] = mapped_column(primary_key=True)
    standard_id: Mapped[int] = mapped_column(ForeignKey("standard.id"), index=True)
    n: Mapped[int]
    day: Mapped[date]
    recorded: Mapped[datetime]


class Outline(Base):
    """What was read out of a version's text, kept to answer lists without reading every text again.

    A cache: rebuilt from ``Version.content`` by ``portal reindex``, stamped with the reader's version.
    """

    __tablename__ = "outline"

    version_id: Mapped[int] = mapped_column(ForeignKey("version.id"), primary_key=True)
    reader: Mapped[int]
    title: Mapped[str] = mapped_column(Text)
    number: Mapped[str] = mapped_column(String(40))
    kind: Mapped[str] = mapped_column(String(30))
    topics: Mapped[list[str]]
    law_basis: Mapped[list[str]]
    review: Mapped[date | None]
    kle: Mapped[str] = mapped_column(String(8), server_default="")

    version: Mapped[Version] = relationship(back_populates="outline")


class SectionRow(Base):
    """A section of a version, as read. A cache like ``Outline``."""

    __tablename__ = "section"
    __table_args__ = (UniqueConstraint("version_id", "anchor"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("version.id"))
    position: Mapped[int]
    anchor: Mapped[str] = mapped_column(String(120))
    heading: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)


class LevelTableRow(Base):
    """A row of a level table, as read. A cache like ``Outline``; where the two differ, the text wins."""

    __tablename__ = "level_row"
    __table_args__ = (
        UniqueConstraint("version_id", "row_id"),
        Index("ix_level_row_table", "table_id", "version_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("version.id"))
    table_id: Mapped[str] = mapped_column(String(120))
    row_id: Mapped[str] = mapped_column(String(240))
    position: Mapped[int]
    label: Mapped[str] = mapped_column(Text)
    extent: Mapped[str] = mapped_column(Text)
    section: Mapped[str] = mapped_column(String(120))
    benefit: Mapped[str] = mapped_column(Text)


class LawReferenceRow(Base):
    """A provision that a version names; ``basis`` where its front matter does. A cache like ``Outline``."""

    __tablename__ = "law_reference"

    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("version.id"), index=True)
    path: Mapped[str] = mapped_column(String(200), index=True)
    section: Mapped[str] = mapped_column(String(120))
    basis: Mapped[bool]
