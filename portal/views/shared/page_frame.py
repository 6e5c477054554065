"""What stands around every page: head, header, navigation, breadcrumbs, foot.

This module and every ``…_page.py`` hold page objects: one frozen dataclass a page, exactly what its template
may use. A view fills one and returns it; the template reads it as ``page``. Everything is text, truth values,
tuples and further such dataclasses: dates, numbers and addresses are written out by the view. ``""`` and
``()`` mean "not shown". Only fields whose name ends in ``html`` hold markup, and only markup that
``portal.documents`` has made safe.
"""

from __future__ import annotations

from dataclasses import dataclass

from portal.web.built_files import Assets


@dataclass(frozen=True)
class Link:
    """Words that lead somewhere. ``current`` marks the page one is on; ``note`` is said beside the link."""

    text: str
    href: str
    current: bool = False
    note: str = ""


@dataclass(frozen=True)
class ContactDetails:
    """How a municipality is reached.

    ``phone_href`` and ``mail_href`` are ``tel:`` and ``mailto:`` addresses.
    """

    name: str
    phone: str = ""
    phone_href: str = ""
    mail: str = ""
    mail_href: str = ""
    hours: str = ""
    address: str = ""


@dataclass(frozen=True)
class Alternate:
    """The same page for programmes: its address, its content type, and what it is."""

    href: str
    kind: str
    title: str


@dataclass(frozen=True)
class Frame:
    """The frame of one page.

    ``home`` leads to the front page and carries the portal's name. ``municipality`` is the name of the one
    the page belongs to, "" on pages of the whole portal; ``municipality_href`` its page. ``crumbs`` run from
    the front page to this page, the last one ``current``. ``theme`` is the address of a municipality's own
    colours. ``canonical`` is the lasting address, written whole; ``print_line`` is repeated in the foot of a
    printed page. ``linked_data`` are JSON documents that describe the page to programmes, written so that
    nothing in them looks like markup; ``alternates`` are where programmes find the page otherwise.
    ``sent_before`` says that the form which led here had been sent already.
    """

    assets: Assets
    home: Link
    accessibility: str
    municipality: str = ""
    municipality_href: str = ""
    fictional: bool = False
    navigation: tuple[Link, ...] = ()
    crumbs: tuple[Link, ...] = ()
    contact: ContactDetails | None = None
    theme: str = ""
    canonical: str = ""
    description: str = ""
    indexable: bool = True
    print_line: str = ""
    foot: tuple[Link, ...] = ()
    linked_data: tuple[str, ...] = ()
    alternates: tuple[Alternate, ...] = ()
    sent_before: bool = False
