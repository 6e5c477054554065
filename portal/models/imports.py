"""Files that drafts were made of, and where in the file each thing of such a draft stood.

The public never reads these tables. A file's bytes are here while a draft made of it is open; what was found
in it stays with the draft that was adopted, and goes with the one that was dropped.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.models.base import Base


class ImportedFileRow(Base):
    """A file that was read into drafts of a municipality, once.

    ``kind`` is a ``portal.importers.source.SourceKind``. ``content`` are its bytes, None when no draft
    made of it is open. ``left_out`` are ``LeftOut`` and ``remarks`` are ``Remark``, as plain JSON.
    """

    __tablename__ = "imported_file"
    __table_args__ = (UniqueConstraint("municipality_id", "sha256"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    municipality_id: Mapped[int] = mapped_column(ForeignKey("municipality.id"))
    sha256: Mapped[str] = mapped_column(String(64))
    name: Mapped[str] = mapped_column(String(200))
    kind: Mapped[str] = mapped_column(String(20))
    pages: Mapped[int]
    content: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    left_out: Mapped[list[Any]] = mapped_column(JSON)
    remarks: Mapped[list[Any]] = mapped_column(JSON)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    recorded: Mapped[datetime]


class ImportedDraftRow(Base):
    """A draft made of a file. ``wanted`` is the slug it would have had, were it not taken."""

    __tablename__ = "imported_draft"

    draft_id: Mapped[int] = mapped_column(ForeignKey("draft.id"), primary_key=True)
    file_id: Mapped[int] = mapped_column(ForeignKey("imported_file.id"), index=True)
    wanted: Mapped[str] = mapped_column(String(200))


class FoundThingRow(Base):
    """A ``portal.importers.drafting.imported.FoundThing`` of a draft, in the order of the source.

    ``name`` is that of a level table in the draft, "" for all else; of such a table ``confirmed`` says when
    somebody held it against the source, and ``confirmed_by_id`` who. ``line`` is the line in the draft as it
    was made, ``drafted`` what stood there. ``box`` is the place on the page in points: left, top, right,
    bottom; empty where it is not known.
    """

    __tablename__ = "found_thing"

    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("draft.id"), index=True)
    kind: Mapped[str] = mapped_column(String(20))
    words: Mapped[str] = mapped_column(Text)
    page: Mapped[int]
    source_line: Mapped[int]
    box: Mapped[list[Any]] = mapped_column(JSON)
    line: Mapped[int]
    drafted: Mapped[str] = mapped_column(Text)
    certainty: Mapped[str] = mapped_column(String(20))
    how: Mapped[str] = mapped_column(Text)
    name: Mapped[str] = mapped_column(String(120))
    offered: Mapped[str] = mapped_column(Text)
    confirmed: Mapped[datetime | None]
    confirmed_by_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
