"""The pages of what is brought in: choosing a file, what it became, and a draft beside its file."""

from __future__ import annotations

from dataclasses import dataclass

from portal.views.shared.components import NoticeBox
from portal.views.shared.page_frame import Frame, Link


@dataclass(frozen=True)
class FileLine:
    """A file that was brought before: the way to what it became, and who brought it when."""

    link: Link
    facts: str


@dataclass(frozen=True)
class ImportPage:
    """Choosing a file. ``error`` says why the last one was not taken, "" where none was."""

    frame: Frame
    csrf: str
    title: str
    href: str
    accept: str
    error: str
    errors: tuple[Link, ...]
    files: tuple[FileLine, ...]


@dataclass(frozen=True)
class UnsureLine:
    """Something that is unsure: what it is, its words, where it stands, why, and the way to hold it up."""

    kind: str
    words: str
    where: str
    why: str
    href: str


@dataclass(frozen=True)
class DraftOfFile:
    """A draft made of a file. ``moved`` says that its address was taken, "" where it was not."""

    link: Link
    state: str
    moved: str
    counts: str
    source: str
    unsure: tuple[UnsureLine, ...]


@dataclass(frozen=True)
class LeftOutLine:
    """What of the file is in no draft, where it stands there, and why it was left out."""

    words: str
    where: str
    why: str


@dataclass(frozen=True)
class ReportPage:
    """What a file became. ``remarks`` are sentences on what was written otherwise than it stood."""

    frame: Frame
    title: str
    facts: tuple[tuple[str, str], ...]
    notices: tuple[NoticeBox, ...]
    drafts: tuple[DraftOfFile, ...]
    left_out: tuple[LeftOutLine, ...]
    remarks: tuple[str, ...]
    back: Link


@dataclass(frozen=True)
class TableRow:
    """A row of a table: its label, the cell's words, how they are read, and where the file has them.

    ``page`` is the way to the place shown as a picture, "" where there is none.
    """

    label: str
    words: str
    reading: str
    where: str
    page: str


@dataclass(frozen=True)
class TableView:
    """A level table beside its file.

    ``raw`` is the block where it cannot be read, "" else. ``state`` says who confirmed it, or that it is not
    in the draft; ``button``: it can be confirmed now. ``picture`` is the page's address, "" for none.
    """

    id: str
    thing: int
    name: str
    where: str
    why: str
    words: str
    picture: str
    alt: str
    rows: tuple[TableRow, ...]
    raw: str
    state: str
    button: bool


@dataclass(frozen=True)
class CandidateView:
    """A sentence that could be a table. ``offered`` is its block; ``button``: it can be put in now."""

    id: str
    thing: int
    words: str
    where: str
    why: str
    page: str
    offered: str
    state: str
    button: bool


@dataclass(frozen=True)
class ThingView:
    """Anything else of the file beside the draft. ``drafted`` is what the draft says, ``at`` where."""

    id: str
    kind: str
    words: str
    where: str
    why: str
    page: str
    drafted: str
    at: str


@dataclass(frozen=True)
class ShownPage:
    """A page of the file as a picture, with a place marked."""

    src: str
    alt: str
    heading: str


@dataclass(frozen=True)
class SourcePage:
    """A draft beside the file it was made of. ``revision`` is that of the draft as it is shown."""

    frame: Frame
    csrf: str
    title: str
    lead: str
    action: str
    revision: int
    links: tuple[Link, ...]
    notices: tuple[NoticeBox, ...]
    shown: ShownPage | None
    tables: tuple[TableView, ...]
    candidates: tuple[CandidateView, ...]
    unsure: tuple[ThingView, ...]
    certain: tuple[ThingView, ...]
