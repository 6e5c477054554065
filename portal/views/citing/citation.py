"""The citation of a version, a heading or a row, and the frame of a decision.

What the caseworker types is sent in the body, answered once and kept nowhere: not in an address, not in a
log, not in the database.
"""

from __future__ import annotations

from dataclasses import asdict

from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from calculators.answering.relation import Relation
from portal import address_book
from portal.documents.validity.standing import Stage
from portal.security.permissions import Permission
from portal.services.citing.citing import Citation, CitedPlace, cite, find_place, law_of, row_words
from portal.services.citing.decision_document import MEDIA_TYPE, decision_document
from portal.services.citing.decision_frame import (
    DecisionFrameInput,
    DecisionVariant,
    Paragraph,
    compose,
    missing,
    plain_text,
    relation_of,
)
from portal.services.errors import Parameter
from portal.services.published.reading import VersionText
from portal.views.citing.citation_fields import fields_of
from portal.views.citing.citation_page import CitationPage, DecisionForm, DecisionParagraph, DecisionText
from portal.views.shared.components import NoticeBox, errors_of
from portal.views.shared.dates import PARAMETER, asked_day, day_words
from portal.views.shared.field_names import FIELD_NAMES
from portal.views.shared.frames import frame_for
from portal.views.shared.page_frame import Link
from portal.views.shared.words import overline, stage_status
from portal.web.requests import absolute
from portal.web.resources import StandardContext

TEMPLATE = "portal:templates/citing/citation.pt"
PLACE = FIELD_NAMES[Parameter.PLACE]


@view_config(
    route_name="standard.citation",
    request_method="GET",
    renderer=TEMPLATE,
    permission=Permission.READ_PUBLISHED,
)
def citation(context: StandardContext, request: Request) -> CitationPage:
    """How the place ``?sted=`` is cited; for a row in force also the blanks of a decision."""
    return _Visit(context, request).page()


@view_config(
    route_name="standard.citation",
    request_method="POST",
    renderer=TEMPLATE,
    permission=Permission.READ_PUBLISHED,
    # Nothing is changed and nobody need be signed in, so there is nothing to forge.
    require_csrf=False,
)
def decision(context: StandardContext, request: Request) -> CitationPage | Response:
    """The frame filled in, as text or as a file; a missing blank is said, and what was typed is kept."""
    request.response.cache_control.no_store = True
    visit = _Visit(context, request)
    said = DecisionFrameInput.of(request.POST)
    wrong = missing(said, visit.text, visit.place) if visit.can_decide else {}
    if wrong or not visit.can_decide:
        request.response.status_int = 400
        return visit.page(said, wrong)
    paragraphs = compose(said, visit.text, visit.place, visit.permalink)
    if request.POST.get("form") == "docx":
        return _document(visit, paragraphs)
    return visit.page(said, {}, paragraphs)


class _Visit:
    """One visit: the version, the place in it and the day for which it is judged."""

    def __init__(self, context: StandardContext, request: Request):
        self.request, self.record = request, context.standard
        on = asked_day(request)
        self.text: VersionText = request.services.reading.text(self.record, int(request.matchdict["n"]), on)
        self.anchor: str = request.params.get(PLACE, "")
        self.place: CitedPlace = find_place(self.text, self.anchor)
        self.version_path = address_book.standard_version(*self.record.slugs, self.text.version.n)
        self.permalink = absolute(
            request, address_book.standard_version(*self.record.slugs, self.text.version.n, self.anchor)
        )
        self.cited: Citation = cite(self.text, self.place, self.permalink)
        self.can_decide = self.cited.certain and self.place.level is not None

    def page(
        self,
        said: DecisionFrameInput | None = None,
        wrong: dict[str, str] | None = None,
        paragraphs: tuple[Paragraph, ...] = (),
    ) -> CitationPage:
        """The page, with the form where a decision may rest on the row."""
        found, owner = self.text.version, self.record.municipality
        here = self._address()
        fields = (
            fields_of(said or DecisionFrameInput(), wrong or {}, self.text, self.place)
            if self.can_decide
            else ()
        )
        on = self.text.standing.on
        return CitationPage(
            frame=frame_for(
                self.request,
                municipality=owner,
                crumbs=(Link(found.title, self.version_path), Link("Henvisning", here)),
                canonical=self._address(self.anchor),
                indexable=False,
            ),
            title="Henvisning",
            overline=f"{overline(found)}: {found.title}, version {found.n}",
            words=self._words(),
            status=stage_status(self.text.stage.stage, on, self.request.services.today, self.version_path),
            long=self.cited.long,
            short=self.cited.short,
            law=law_of(self.text, self.place),
            place=Link("Se stedet i teksten", self.permalink),
            errors=errors_of(*fields),
            notices=(*self._notices(), *(_not_compared(said, self.place) if paragraphs and said else ())),
            rows=self._rows(),
            form=DecisionForm(here, fields, self._hidden()) if self.can_decide else None,
            text=self._finished(paragraphs, said, here) if paragraphs and said else None,
        )

    def _address(self, place: str = "") -> str:
        """The address of this page about another place, "" for the version as a whole."""
        asked = {PLACE: place} if place else {}
        return address_book.standard_citation(*self.record.slugs, self.text.version.n, **asked)

    def _words(self) -> str:
        if self.place.level:
            words = row_words(self.place)
            return words[:1].upper() + words[1:]
        return self.place.section.heading if self.place.section else self.text.version.title

    def _hidden(self) -> tuple[tuple[str, str], ...]:
        typed = self.request.params.get(PARAMETER, "")
        return ((PLACE, self.anchor), *(((PARAMETER, typed),) if typed else ()))

    def _finished(
        self, paragraphs: tuple[Paragraph, ...], said: DecisionFrameInput, action: str
    ) -> DecisionText:
        shown = tuple(
            DecisionParagraph(one.heading, tuple(filter(None, one.words.splitlines()))) for one in paragraphs
        )
        hidden = (*self._hidden(), *asdict(said).items(), ("form", "docx"))
        return DecisionText(plain_text(paragraphs), shown, action, hidden)

    def _rows(self) -> tuple[Link, ...]:
        """The rows below the section, the table or the text as a whole; none below a row."""
        if self.place.level:
            return ()
        section = self.place.section
        tables = (self.place.table,) if self.place.table else section.tables if section else ()
        if section is None:
            tables = self.text.document.tables
        return tuple(
            Link(f"{table.benefit}: {level.label}", self._address(level.row_id), note=level.extent.text)
            for table in tables
            for level in table.levels
        )

    def _notices(self) -> tuple[NoticeBox, ...]:
        if self.cited.certain:
            return ()
        stage = self.text.stage
        items = tuple(reason.text for reason in stage.reasons)
        if stage.stage is Stage.UNCONFIRMED:
            text = "Brug ikke henvisningen i en afgørelse. Den siger selv, at teksten ikke er bekræftet."
            return (NoticeBox("warning", "Ikke bekræftet gældende", text, items=items),)
        day = day_words(self.request, self.text.standing.on)
        heading = f"Versionen er {stage.stage.value}{f' den {day}' if day else ''}"
        text = (
            "Brug den ikke som den gældende standard i en afgørelse. Henvisningen siger, hvornår den gælder."
        )
        return (NoticeBox("warning", heading, text, items=items),)


def _not_compared(said: DecisionFrameInput, place: CitedPlace) -> tuple[NoticeBox, ...]:
    """That the text says nothing about more or less, where the extent is not on one side of the level."""
    found = relation_of(said, place)
    if said.valg == DecisionVariant.NONE or place.level is None or found not in (None, Relation.ACROSS):
        return ()
    given, own = f"»{said.omfang}«", f"»{place.level.extent.text}«"
    words = f"{given} ligger både inden for og uden for {own}."
    if found is None:
        words = f"Vi kan ikke holde {given} op mod {own}."
    text = f"{words} Teksten siger derfor ikke, om det er mere eller mindre."
    return (NoticeBox("info", "Omfanget er ikke sammenlignet med niveauet", text),)


def _document(visit: _Visit, paragraphs: tuple[Paragraph, ...]) -> Response:
    title = f"Begrundelse: {visit.place.table.benefit if visit.place.table else ''}"
    response = Response(decision_document(title, paragraphs), content_type=MEDIA_TYPE)
    response.content_disposition = 'attachment; filename="begrundelse.docx"'
    response.cache_control.no_store = True
    return response
