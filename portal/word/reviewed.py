"""A Word file that came back, as plain data: its pieces, what was tracked in it, and its comments."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pydantic import TypeAdapter

from portal.documents.editing.written_blocks import WrittenKind

OURS = -1
"""The number of every change that the file was sent out with: it is in the draft already."""


class TrackedKind(StrEnum):
    """What was done, as it is told."""

    INSERTED = "Indsat"
    DELETED = "Slettet"
    REPLACED = "Erstattet"
    SPLIT = "Afsnit delt"
    JOINED = "Afsnit lagt sammen"
    ROW_INSERTED = "Række indsat"
    ROW_DELETED = "Række slettet"
    UNTRACKED = "Ændret uden sporing"


@dataclass(frozen=True)
class ReviewPiece:
    """Words with the numbers of the changes that put them in and took them out, 0 for none."""

    text: str
    came: int = 0
    went: int = 0


@dataclass(frozen=True)
class ReviewSlot:
    """A paragraph, with one cell, or a table's row; ``came`` and ``went`` are of its end, or of the row.

    ``kind`` is a ``WrittenKind``'s value, ``level`` a heading's or an item's from 1, ``around`` the block of
    the dialect that its style speaks of; ``label`` stands before an item, and ``table`` numbers the tables.
    """

    kind: str
    cells: tuple[tuple[ReviewPiece, ...], ...]
    came: int = 0
    went: int = 0
    level: int = 0
    around: str = ""
    label: str = ""
    table: int = 0

    @property
    def section(self) -> str:
        """The heading of the section that it begins, as it would be; "" where it begins none."""
        if self.kind != WrittenKind.HEADING or self.level != 1:
            return ""
        return " ".join("".join(p.text for p in self.cells[0] if p.came or not p.went).split())


@dataclass(frozen=True)
class TrackedChange:
    """One change, with the section's heading. ``author`` is as Word says, ``day`` as ISO or ""."""

    number: int
    kind: TrackedKind
    author: str
    day: str
    section: str
    old: str = ""
    new: str = ""


@dataclass(frozen=True)
class ReviewComment:
    """A comment and the words it stands at; ``section`` is the heading before them."""

    author: str
    day: str
    section: str
    at: str
    words: str


@dataclass(frozen=True)
class ReviewedFile:
    """All that a file says. ``standard`` and ``words`` are what it was sent out as, "" where it does not say.

    ``left_out`` are sentences in Danish on what is not read.
    """

    standard: str
    words: str
    slots: tuple[ReviewSlot, ...]
    changes: tuple[TrackedChange, ...]
    comments: tuple[ReviewComment, ...] = ()
    left_out: tuple[str, ...] = ()


_ADAPTER = TypeAdapter(ReviewedFile)


def reviewed_of(made: object) -> ReviewedFile:
    """The file as it came from another process. Raises ValueError for anything else."""
    return _ADAPTER.validate_python(made)


def reviewed_from_json(written: str) -> ReviewedFile:
    """What ``reviewed_to_json`` wrote. Raises ValueError for anything else."""
    return _ADAPTER.validate_json(written)


def reviewed_to_json(reviewed: ReviewedFile) -> str:
    """The file as one line of text, to be sent back by a form."""
    return _ADAPTER.dump_json(reviewed, exclude_defaults=True).decode()
