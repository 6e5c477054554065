"""Writing: the text, its preview, the forms of its tables, what is pasted, and a save that came too late."""

from __future__ import annotations

from dataclasses import dataclass

from portal.views.shared.components import Field, NoticeBox
from portal.views.shared.editorial_page import FindingView
from portal.views.shared.page_frame import Frame, Link


@dataclass(frozen=True)
class CalculatorTable:
    """A level table as the calculator reads it: (label, the cell's words, how they are read) for each row."""

    caption: str
    rows: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class PreviewSection:
    """A section as it will be shown; ``html`` is safe."""

    heading: str
    html: str


@dataclass(frozen=True)
class Preview:
    """What a text will look like and be read as. ``unreadable`` where errors keep it from being shown.

    ``waiting`` are the names of tables out of a file that nobody has confirmed: the calculator has them not.
    """

    summary: str
    findings: tuple[FindingView, ...]
    sections: tuple[PreviewSection, ...] = ()
    tables: tuple[CalculatorTable, ...] = ()
    waiting: tuple[str, ...] = ()
    deadlines: tuple[tuple[str, str, str], ...] = ()
    unreadable: bool = False


@dataclass(frozen=True)
class EditorPage:
    """The text in a field. ``revision`` is what it was made from; ``saved`` says when that was kept.

    ``href`` is the draft's own page, ``action`` where the form is sent, ``paste`` what cleans formatted text.
    ``pasted`` is the box that a script fills with what became of such a text.
    """

    frame: Frame
    csrf: str
    title: str
    href: str
    action: str
    paste: str
    revision: int
    text: Field
    saved: str
    links: tuple[Link, ...]
    pasted: NoticeBox
    errors: tuple[Link, ...] = ()
    notices: tuple[NoticeBox, ...] = ()
    preview: Preview | None = None


@dataclass(frozen=True)
class ReadDraftPage:
    """A draft as it will be shown, for those who do not write in it."""

    frame: Frame
    csrf: str
    title: str
    state: str
    back: Link
    preview: Preview


@dataclass(frozen=True)
class ConflictPage:
    """Somebody saved in between. ``revision`` is theirs: saving on from here is made from it."""

    frame: Frame
    csrf: str
    title: str
    action: str
    lead: str
    revision: int
    mine: Field
    theirs: Field


@dataclass(frozen=True)
class RowForm:
    """One row of a table's form."""

    legend: str
    fields: tuple[Field, ...]
    attribute: str = ""


@dataclass(frozen=True)
class TableFormPage:
    """A level table or a block of deadlines as fields, so that nobody must type its signs.

    ``existing`` lead to the tables that are there; ``index`` is the one being changed, -1 for a new one.
    """

    frame: Frame
    csrf: str
    title: str
    lead: str
    href: str
    back: Link
    revision: int
    index: int
    fields: tuple[Field, ...]
    rows: tuple[RowForm, ...]
    others: tuple[str, ...] = ()
    existing: tuple[Link, ...] = ()
    errors: tuple[Link, ...] = ()
    fresh: Link | None = None


@dataclass(frozen=True)
class PastePage:
    """Text from Word, cleaned: ``cleaned`` is what will be put in, None before anything was given.

    ``remarks`` are sentences on what was left out or written otherwise; ``notices`` show them.
    """

    frame: Frame
    csrf: str
    title: str
    href: str
    back: Link
    revision: int
    pasted: Field
    under: Field
    file_error: str = ""
    cleaned: Field | None = None
    notices: tuple[NoticeBox, ...] = ()
    remarks: tuple[str, ...] = ()
    errors: tuple[Link, ...] = ()
