"""Plain pages of text, and the pages that say why something cannot be shown."""

from __future__ import annotations

from dataclasses import dataclass

from portal.views.shared.components import DateChooser, TypedField
from portal.views.shared.page_frame import Frame, Link


@dataclass(frozen=True)
class ContentPage:
    """A page of running text, such as the one on accessibility.

    ``html`` is safe markup, headings from ``h2``.
    """

    frame: Frame
    title: str
    html: str
    lead: str = ""


@dataclass(frozen=True)
class StatementEntry:
    """Whose official accessibility statement, and where it is; None where nobody has said where."""

    whose: str
    statement: Link | None


@dataclass(frozen=True)
class StatementsPage:
    """The official accessibility statements: the portal's own first, then the municipalities'.

    ``tested`` leads to our own page of what was tested.
    """

    frame: Frame
    title: str
    lead: str
    entries: tuple[StatementEntry, ...]
    tested: Link


@dataclass(frozen=True)
class ErrorPage:
    """404, 403, 409 or 400.

    ``text`` says what is wrong, ``items`` what exists instead, each leading to it; ``typed`` what stood in a
    form that was not carried out, to be copied.
    """

    frame: Frame
    title: str
    text: str
    items_heading: str = ""
    items: tuple[Link, ...] = ()
    search_action: str = ""
    typed: tuple[TypedField, ...] = ()


@dataclass(frozen=True)
class DateErrorPage:
    """The date could not be read:

    Says why and asks anew. ``chooser.field`` holds what was typed and the error.
    """

    frame: Frame
    title: str
    text: str
    errors: tuple[Link, ...]
    chooser: DateChooser
    back: Link | None = None
