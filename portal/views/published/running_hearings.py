"""Where a running hearing is told of: the front page, its municipality, the standard it would change."""

from __future__ import annotations

from dataclasses import dataclass

from pyramid.request import Request

from portal import address_book
from portal.danish.dates import format_date
from portal.services.published.catalogue import StandardRecord
from portal.views.shared.components import NoticeBox
from portal.views.shared.page_frame import Link

DRAFT = "udkast"
"""What findings in a draft that is heard call it."""


@dataclass(frozen=True)
class RunningLink:
    """A hearing the public can answer today. ``title`` is the draft's; ``closes`` the last day, in words."""

    municipality: str
    municipality_name: str
    standard: str
    title: str
    closes: str

    @property
    def href(self) -> str:
        """The address of the hearing."""
        return address_book.hearing(self.municipality, self.standard)


def running(request: Request, municipality: str = "") -> tuple[RunningLink, ...]:
    """The hearings that run today, of all or of one municipality; the one closing first first.

    Nothing is said of one that is planned, has ended or was withdrawn.
    """
    services = request.services
    found: tuple[RunningLink, ...] = services.reading.memory.get(
        ("running hearings", services.today), lambda: _read(request)
    )
    return tuple(one for one in found if municipality in ("", one.municipality))


def _read(request: Request) -> tuple[RunningLink, ...]:
    return tuple(
        RunningLink(
            one.municipality,
            one.municipality_name,
            one.standard,
            request.services.texts.read(one.content, DRAFT).front.title,
            format_date(one.closes),
        )
        for one in request.services.hearings.running()
    )


def standard_notice(request: Request, record: StandardRecord) -> tuple[NoticeBox, ...]:
    """Says at a standard that a proposal for it is in hearing today."""
    today = request.services.today
    return tuple(
        NoticeBox(
            "info",
            "Et forslag til en ny tekst er i høring",
            f"Forslaget er ikke vedtaget. Alle kan læse det og svare til og med {format_date(closes)}.",
            links=(Link("Læs forslaget, og svar", address_book.hearing(*record.slugs)),),
        )
        for opens, closes in record.hearings
        if opens <= today <= closes
    )


def list_notice(request: Request, municipality: str = "") -> tuple[NoticeBox, ...]:
    """Names every proposal in hearing, of one municipality or of all."""
    found = running(request, municipality)
    if not found:
        return ()
    links = tuple(
        Link(one.title if municipality else f"{one.municipality_name}: {one.title}", one.href)
        for one in found
    )
    return (NoticeBox("info", "Forslag i høring", "Alle kan læse forslagene og svare.", links=links),)
