"""The front page, and the page of a municipality."""

from __future__ import annotations

from dataclasses import dataclass

from portal.views.shared.components import NoticeBox, StatusChip
from portal.views.shared.page_frame import ContactDetails, Frame, Link


@dataclass(frozen=True)
class MunicipalityCard:
    """A municipality to choose. ``summary`` is "3 standarder, 1 gældende i dag"; ``note`` e.g. "Opdigtet"."""

    name: str
    href: str
    summary: str
    guide: Link | None = None
    calculator_href: str = ""
    note: str = ""


@dataclass(frozen=True)
class HomePage:
    """The front page of a portal for several municipalities. ``authorities`` publish background documents.

    ``lead`` says in two sentences what the portal is; "" shows the portal's own words.
    """

    frame: Frame
    title: str
    search_action: str
    municipalities: tuple[MunicipalityCard, ...]
    lead: str = ""
    suggest_href: str = ""
    authorities: tuple[MunicipalityCard, ...] = ()
    notices: tuple[NoticeBox, ...] = ()


@dataclass(frozen=True)
class StandardEntry:
    """A standard in a list. ``overline`` is "Kvalitetsstandard nr. 2"; ``period`` "Gælder fra 1. maj 2025".

    ``reason`` is the weightiest reason where it is uncertain whether the text applies. ``next`` leads to a
    version that will take over.
    """

    title: str
    href: str
    overline: str
    status: StatusChip
    period: str = ""
    lead: str = ""
    reason: str = ""
    versions_href: str = ""
    next: Link | None = None


@dataclass(frozen=True)
class StandardGroup:
    """Standards under one heading; a heading of "" is not shown."""

    heading: str
    standards: tuple[StandardEntry, ...]


@dataclass(frozen=True)
class MunicipalityPage:
    """A municipality's (or an authority's) standards with how sure each is;

    Also the front page of a portal for one.

    ``calculator`` and ``guide`` lead to the two ways of asking a table, None where none can be asked.
    """

    frame: Frame
    title: str
    slug: str
    feed_href: str
    search_action: str
    groups: tuple[StandardGroup, ...]
    lead: str = ""
    suggest_href: str = ""
    calculator: Link | None = None
    guide: Link | None = None
    contact: ContactDetails | None = None
    notices: tuple[NoticeBox, ...] = ()
