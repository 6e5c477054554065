"""A standard's deadlines as dates, on a page and as a calendar file."""

from __future__ import annotations

from datetime import date

from pyramid.httpexceptions import HTTPSeeOther
from pyramid.renderers import render
from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from calculators.deadlines.calendar_file import calendar_file
from calculators.deadlines.deadlines import DueDate
from portal import address_book
from portal.danish.dates import format_date, read_date
from portal.danish.law_references import format_reference, reference_path
from portal.documents.validity.law_table import LawFact
from portal.security.permissions import Permission
from portal.services.asking.counting_deadlines import Deadlines
from portal.services.errors import Parameter, Thing, UnknownName
from portal.services.typed_words import whole_number
from portal.views.asking.deadlines_page import DeadlinesPage, DueLine, LawLine
from portal.views.shared.components import Field, NoticeBox, errors_of
from portal.views.shared.dates import HINT
from portal.views.shared.field_names import FIELD_NAMES
from portal.views.shared.frames import frame_for
from portal.views.shared.page_frame import Link
from portal.views.shared.words import overline, reason_texts, stage_status
from portal.web.requests import absolute
from portal.web.resources import StandardContext

VERSION = FIELD_NAMES[Parameter.VERSION]
TEMPLATE = "portal:templates/asking/deadlines.pt"


@view_config(
    route_name="standard.deadlines",
    renderer=TEMPLATE,
    permission=Permission.READ_PUBLISHED,
)
def deadlines(context: StandardContext, request: Request) -> DeadlinesPage:
    """The days to give; where some are given, the days they lead to. What was typed is kept."""
    visit = _Visit(context, request)
    errors: dict[str, str] = {}
    given = visit.given(errors)
    found = visit.count(given) if given else visit.found
    return visit.page(found, given, errors)


@view_config(route_name="standard.calendar", permission=Permission.READ_PUBLISHED)
def calendar(context: StandardContext, request: Request) -> Response:
    """The days as a calendar file.

    A calendar without a day is none: then the page asks for them, and says which day it cannot read.
    """
    visit = _Visit(context, request)
    errors: dict[str, str] = {}
    given = visit.given(errors)
    found = visit.count(given)
    if errors:
        page = visit.page(found, given, errors)
        return Response(render(TEMPLATE, page, request=request), status=400)
    if not any(one.day for one in found.due):
        return HTTPSeeOther(
            address_book.standard_deadlines(*visit.record.slugs)
            + (f"?{request.query_string}" if request.GET else "")
        )
    source = absolute(request, visit.version_path)
    response = Response(calendar_file(found.due, source, request.services.now), content_type="text/calendar")
    response.content_disposition = 'attachment; filename="frister.ics"'
    return response


class _Visit:
    """One visit: the version whose table it is, and what was typed."""

    def __init__(self, context: StandardContext, request: Request):
        self.request, self.record = request, context.standard
        asked = request.GET.get(VERSION, "")
        self.n = whole_number(asked) or 0
        if asked and self.record.version(self.n) is None:
            known = [(str(version.n), f"version {version.n}") for version in self.record.versions]
            raise UnknownName(Thing.VERSION, asked, known)
        self.found: Deadlines = request.services.counting_deadlines.starts(self.record, self.n)
        self.typed = {start.name: request.GET.get(start.name, "").strip()[:60] for start in self.found.starts}
        self.href = address_book.standard(*self.record.slugs)

    @property
    def version_path(self) -> str:
        """The lasting address of the version."""
        if self.found.text is None:
            return self.href
        return address_book.standard_version(*self.record.slugs, self.found.text.version.n)

    def given(self, errors: dict[str, str]) -> dict[str, date]:
        """The days that can be read, by the name of their start; ``errors`` gets the others."""
        found = {}
        for name, typed in self.typed.items():
            if typed:
                try:
                    found[name] = read_date(typed)
                except ValueError as error:
                    errors[name] = str(error)
        return found

    def count(self, given: dict[str, date]) -> Deadlines:
        """The dates."""
        found: Deadlines = self.request.services.counting_deadlines.count(self.record, given, self.n)
        return found

    def page(self, found: Deadlines, given: dict[str, date], errors: dict[str, str]) -> DeadlinesPage:
        """The page."""
        here, shown = address_book.standard_deadlines(*self.record.slugs), self.record.versions[-1]
        text, today = found.text, self.request.services.today
        fields = tuple(
            Field(
                start.name,
                start.words[:1].upper() + start.words[1:],
                value=self.typed[start.name],
                hint=HINT,
                error=errors.get(start.name, ""),
                width="15",
            )
            for start in found.starts
        )
        return DeadlinesPage(
            frame=frame_for(
                self.request,
                municipality=self.record.municipality,
                crumbs=(Link(shown.title, self.href), Link("Frister", here)),
                canonical=here,
                indexable=not self.request.GET,
            ),
            title="Regn frister ud",
            overline=f"{overline(shown)}: {shown.title}",
            action=here,
            version=Link(f"Version {text.version.n}", self.version_path) if text else None,
            status=stage_status(text.stage.stage, today, today, self.version_path) if text else None,
            reasons=reason_texts(text.stage.reasons) if text else (),
            notices=_notices(found),
            fields=fields,
            hidden=((VERSION, str(self.n)),) if self.n else (),
            errors=errors_of(*fields),
            due=tuple(_line(one, self.version_path) for one in found.due),
            calendar=self._calendar(found, given),
            law=tuple(map(_law, self.request.services.counting_deadlines.law())),
        )

    def _calendar(self, found: Deadlines, given: dict[str, date]) -> Link | None:
        if not any(one.day for one in found.due):
            return None
        query = {name: day.isoformat() for name, day in given.items()}
        if self.n:
            query[VERSION] = str(self.n)
        return Link(
            "Hent datoerne til din kalender", address_book.standard_calendar(*self.record.slugs, **query)
        )


def _notices(found: Deadlines) -> tuple[NoticeBox, ...]:
    if found.text is None:
        return (NoticeBox("info", "Der er ingen gældende tekst i dag", "Så er der heller ingen frister."),)
    if not found.starts:
        text = "Teksten har ingen tabel med frister. Loven kan have frister alligevel."
        return (NoticeBox("info", "Standarden nævner ingen frister", text),)
    return ()


def _line(one: DueDate, version_path: str) -> DueLine:
    rule = one.rule
    return DueLine(
        event=rule.event,
        rule=f"{rule.text} ({rule.counted_from})",
        source=Link("Se rækken", f"{version_path}#{rule.row_id}"),
        day=f"{one.weekday} {format_date(one.day)}" if one.day else "",
        reason=one.reason,
        repeats=one.repeats,
    )


def _law(fact: LawFact) -> LawLine:
    first = fact.law[0]
    return LawLine(
        statement=fact.statement,
        law=Link(format_reference(first), address_book.law(reference_path(first))),
        since=format_date(fact.from_day),
        checked=f"Læst i {fact.source}. Kontrolleret {format_date(fact.checked_on)} af {fact.checked_by}.",
    )
