"""A municipality's calculator: choose a table, ask it by level, by amount or by age, for any day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pyramid.request import Request
from pyramid.view import view_config

from calculators.reading.levels import Criterion
from portal import address_book
from portal.danish.letters import slug
from portal.security.permissions import Permission
from portal.services.asking.calculating import Question, TableInForce
from portal.services.errors import BadInput
from portal.services.published.catalogue import MunicipalityRecord
from portal.services.typed_words import LONGEST_ANSWER
from portal.views.asking.calculator_answer import result_of
from portal.views.asking.calculator_fields import (
    ROW_WORDS,
    CalculatorInput,
    CalculatorOutcome,
    age_field,
    amount_fields,
    ask,
    date_field,
    level_field,
)
from portal.views.asking.calculator_page import CalculatorForm, CalculatorPage, CalculatorResult, TableChoice
from portal.views.shared.components import Field, NoticeBox, errors_of
from portal.views.shared.dates import PARAMETER, asked_day
from portal.views.shared.frames import frame_for
from portal.views.shared.page_frame import Link
from portal.views.shared.what_now import what_now
from portal.views.shared.words import GUIDE_NAME, overline, standing_status
from portal.web.resources import MunicipalityContext


@view_config(
    route_name="calculator",
    renderer="portal:templates/asking/calculator.pt",
    permission=Permission.READ_PUBLISHED,
)
def calculator(context: MunicipalityContext, request: Request) -> CalculatorPage:
    """The form, and the answer where something is asked. What was typed is kept, right or wrong."""
    municipality = context.municipality
    here = address_book.calculator(municipality.slug)
    visit = CalculatorVisit.of(request, municipality, here)
    if visit.wrong:
        request.response.status_int = 400
    return CalculatorPage(
        frame=frame_for(
            request,
            municipality=municipality,
            crumbs=(Link("Beregner", here),),
            canonical=here,
            indexable=not request.GET,
        ),
        title=f"Beregner: {visit.chosen.table.benefit}" if visit.chosen else "Beregner",
        tables=visit.choices(),
        chosen=visit.chosen.table.benefit if visit.chosen else "",
        forms=visit.forms(),
        errors=visit.error_links(),
        result=visit.result(),
        notices=visit.unread(),
        ways=_ways(municipality, visit),
        what_now=what_now(municipality),
    )


def _ways(municipality: MunicipalityRecord, visit: CalculatorVisit) -> tuple[Link, ...]:
    """The other two ways of asking, where there is a table to ask."""
    if not visit.tables:
        return ()
    ways = [Link(GUIDE_NAME, address_book.guide(municipality.slug))]
    if len(visit.tables) > 1:
        ways.append(Link("Vis flere ydelser på ét ark", address_book.calculator_sheet(municipality.slug)))
    return tuple(ways)


@dataclass(frozen=True)
class CalculatorVisit:
    """One visit to a page that asks one table.

    ``here`` is the page's address, ``chosen`` the table, ``kept`` what stands in every address of the page.
    """

    request: Request
    here: str
    on: date
    day_typed: str
    day_error: str
    tables: tuple[TableInForce, ...]
    chosen: TableInForce | None
    asked: CalculatorOutcome
    kept: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(
        cls,
        request: Request,
        municipality: MunicipalityRecord,
        here: str,
        kept: tuple[tuple[str, str], ...] = (),
    ) -> CalculatorVisit:
        """Read what was typed and ask. Raises UnknownName for a table that is not there."""
        typed, day_error, on = CalculatorInput.of(request.GET), "", request.services.today
        try:
            on = asked_day(request)
        except BadInput as error:
            day_error = error.message
        calculating, id_ = request.services.calculating, slug(request.GET.get("tabel", "")[:LONGEST_ANSWER])
        tables = calculating.tables(municipality.slug, on)
        chosen = next((found for found in tables if found.table.id == id_), None)
        asked = CalculatorOutcome(typed)
        if id_ and not day_error and (typed or not chosen):
            asked = ask(calculating, Question(municipality.slug, id_, on=on), typed)
        day_typed = request.GET.get(PARAMETER, "").strip()[:LONGEST_ANSWER]
        return cls(request, here, on, day_typed, day_error, tables, chosen, asked, kept)

    @property
    def wrong(self) -> bool:
        """Whether something typed cannot be read."""
        return bool(self.day_error or self.asked.errors)

    def result(self) -> CalculatorResult | None:
        """The answer, where something is asked."""
        return result_of(self.request, self.asked.found) if self.asked.found else None

    def choices(self) -> tuple[TableChoice, ...]:
        """The tables but the chosen one."""
        return tuple(self._choice(table) for table in self.tables if table is not self.chosen)

    def error_links(self) -> tuple[Link, ...]:
        """What is wrong, each once, leading to its first field."""
        links = errors_of(*(field for form in self.forms() for field in form.fields))
        return tuple({link.text: link for link in reversed(links)}.values())

    def unread(self) -> tuple[NoticeBox, ...]:
        """What is wrong where the page has no field to lead to: no table is chosen, or not by this."""
        shown = {field.error for form in self.forms() for field in form.fields}
        messages = [m for m in (self.day_error, *self.asked.errors.values()) if m and m not in shown]
        return tuple(NoticeBox("error", "Vi kan ikke læse det, du skrev", message) for message in messages)

    def forms(self) -> tuple[CalculatorForm, ...]:
        """The ways to ask the chosen table."""
        if self.chosen is None:
            return ()
        table = self.chosen.table
        forms = [self._form(ROW_WORDS[table.criterion].known, "niveau", level_field(self.chosen, self.asked))]
        if amount := amount_fields(table, self.asked):
            forms.append(
                self._form(
                    "Jeg kender et antal",
                    "antal",
                    *amount,
                    hint="For eksempel det antal, I har fået bevilget.",
                )
            )
        if table.criterion is Criterion.AGE:
            forms.append(self._form("Jeg kender barnets alder", "alder", age_field(self.asked)))
        return tuple(forms)

    def _form(self, heading: str, name: str, *fields: Field, hint: str = "") -> CalculatorForm:
        assert self.chosen is not None
        date_ = date_field(self.day_typed, self.day_error, f"{name}-{PARAMETER}")
        return CalculatorForm(
            heading=heading,
            action=self.here,
            fields=(*fields, date_),
            button="Vis, hvor det ligger" if name == "antal" else "Vis omfanget",
            hidden=(("tabel", self.chosen.table.id), *self.kept),
            hint=hint,
        )

    def _choice(self, source: TableInForce) -> TableChoice:
        query = [("tabel", source.table.id), *self.kept]
        if self.day_typed and not self.day_error:
            query.append((PARAMETER, self.on.isoformat()))
        return TableChoice(
            title=source.table.benefit,
            href=address_book.asking(self.here, query),
            summary=f"{overline(source.version)}: {source.version.title}",
            status=standing_status(source.found.standing, self.request.services.today, source.version_path),
        )
