"""A municipality's calculator: choose a table, ask it by level, by amount or by age, for any day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from pyramid.request import Request
from pyramid.view import view_config

from calculators.amounts import print_unit
from calculators.levels import Criterion
from portal.danish.letters import slug
from portal.resources import MunicipalityContext
from portal.security.permissions import Permission
from portal.services.calculating import Calculation, Question, TableInForce
from portal.services.catalogue import MunicipalityRecord
from portal.services.errors import BadInput, UnknownName
from portal.views.calculator_answer import result_of
from portal.views.dates import HINT, PARAMETER, asked_day
from portal.views.frames import frame_for
from portal.views.pages.calculator import (
    CalculatorForm,
    CalculatorPage,
    TableChoice,
)
from portal.views.pages.frame import Link
from portal.views.pages.parts import Field, Notice, Option, errors_of
from portal.views.what_now import what_now
from portal.views.words import overline, standing_status

FIELDS = {"level": "niveau", "amount": "antal", "unit": "enhed", "age": "alder", "standard": "tabel"}
"""The API's names of what can be wrong, and the names of the fields on the page."""


@view_config(
    route_name="calculator",
    renderer="portal:templates/calculator/calculator.pt",
    permission=Permission.READ_PUBLISHED,
)
def calculator(context: MunicipalityContext, request: Request) -> CalculatorPage:
    """The form, and the answer where something is asked. What was typed is kept, right or wrong."""
    return _Calculator(request, context.municipality).page()


class _Calculator:
    """One visit to the calculator."""

    def __init__(self, request: Request, municipality: MunicipalityRecord):
        self.request = request
        self.municipality = municipality
        self.today: date = request.services.today
        self.typed = {
            name: request.GET.get(name, "").strip()[:200]
            for name in ("tabel", "niveau", "antal", "enhed", "alder", PARAMETER)
        }
        self.errors: dict[str, str] = {}
        self.on = self._day()

    def _day(self) -> date:
        try:
            return asked_day(self.request)
        except BadInput as error:
            self.errors[PARAMETER] = error.message
            return self.today

    def page(self) -> CalculatorPage:
        """The page."""
        tables = self.request.services.calculating.tables(self.municipality.slug, self.on)
        chosen = next((t for t in tables if t.table.id == slug(self.typed["tabel"])), None)
        found = self._ask() if self.typed["tabel"] and not self.errors else None
        title = f"Beregner: {chosen.table.benefit}" if chosen else "Beregner"
        here = f"/{self.municipality.slug}/beregner"
        forms = self._forms(chosen) if chosen else ()
        return CalculatorPage(
            frame=frame_for(
                self.request,
                municipality=self.municipality,
                crumbs=(Link("Beregner", here),),
                canonical=here,
                indexable=not self.request.GET,
            ),
            title=title,
            tables=tuple(self._choice(table, chosen) for table in tables if table is not chosen),
            chosen=chosen.table.benefit if chosen else "",
            forms=forms,
            errors=errors_of(*(field for form in forms for field in form.fields)) if self.errors else (),
            result=result_of(self.request, found) if found and self._has_asked(found) else None,
            notices=self._unread() if not chosen else (),
            what_now=what_now(self.municipality),
        )

    def _has_asked(self, found: Calculation) -> bool:
        asked = found.question
        return bool(asked.level or asked.amount or asked.age or found.source is None)

    def _ask(self) -> Calculation | None:
        question = Question(
            municipality=self.municipality.slug,
            table=slug(self.typed["tabel"]),
            level=self.typed["niveau"],
            amount=self.typed["antal"],
            unit=self.typed["enhed"] if self.typed["antal"] else "",
            age=self.typed["alder"],
            on=self.on,
        )
        try:
            found: Calculation = self.request.services.calculating.ask(question)
            return found
        except BadInput as error:
            self.errors[FIELDS.get(error.field, error.field)] = error.message
        except UnknownName as error:
            if error.what != "niveauet":
                raise
            self.errors["niveau"] = f"Tabellen har ikke niveauet “{error.asked}”. Vælg et af dem på listen."
        return None

    def _unread(self) -> tuple[Notice, ...]:
        return tuple(
            Notice("error", "Vi kan ikke læse det, du skrev", message) for message in self.errors.values()
        )

    def _choice(self, source: TableInForce, chosen: TableInForce | None) -> TableChoice:
        query = f"?tabel={source.table.id}"
        if self.typed[PARAMETER] and PARAMETER not in self.errors:
            query += f"&{PARAMETER}={self.on.isoformat()}"
        return TableChoice(
            title=source.table.benefit,
            href=f"/{self.municipality.slug}/beregner{query}",
            summary=f"{overline(source.version)}: {source.version.title}",
            status=standing_status(source.found.standing, self.today),
            current=source is chosen,
        )

    def _forms(self, source: TableInForce) -> tuple[CalculatorForm, ...]:
        action = f"/{self.municipality.slug}/beregner"
        hidden = (("tabel", source.table.id),)
        forms = [
            CalculatorForm(
                heading="Jeg kender niveauet",
                action=action,
                fields=(self._level_field(source), self._date_field("niveau-dato")),
                button="Vis omfanget",
                hidden=hidden,
            )
        ]
        if units := _units(source):
            forms.append(
                CalculatorForm(
                    heading="Jeg kender et antal",
                    action=action,
                    fields=(*self._amount_fields(units), self._date_field("antal-dato")),
                    button="Vis, hvor det ligger",
                    hidden=hidden,
                    hint="Fx det antal, I har fået bevilget.",
                )
            )
        if source.table.criterion is Criterion.AGE:
            age = Field(
                "alder",
                "Barnets alder i hele år",
                value=self.typed["alder"],
                error=self.errors.get("alder", ""),
                width="3",
                inputmode="numeric",
            )
            forms.append(
                CalculatorForm(
                    heading="Jeg kender barnets alder",
                    action=action,
                    fields=(age, self._date_field("alder-dato")),
                    button="Vis omfanget",
                    hidden=hidden,
                )
            )
        return tuple(forms)

    def _level_field(self, source: TableInForce) -> Field:
        asked = slug(self.typed["niveau"])
        options = tuple(
            Option(level.key, level.label, asked in (level.key, level.row_id))
            for level in source.table.levels
        )
        return Field(
            "niveau",
            "Niveau",
            value=self.typed["niveau"],
            error=self.errors.get("niveau", ""),
            kind="radios",
            options=options,
        )

    def _amount_fields(self, units: Sequence[tuple[str, str]]) -> tuple[Field, ...]:
        amount = Field(
            "antal",
            "Antal",
            value=self.typed["antal"],
            hint="Skriv fx 4 eller 2,5.",
            error=self.errors.get("antal", ""),
            width="7",
            inputmode="decimal",
        )
        options = tuple(Option(value, words, value == self.typed["enhed"]) for value, words in units)
        if self.typed["enhed"] and not any(option.chosen for option in options):
            options = (Option(self.typed["enhed"], self.typed["enhed"], True), *options)
        unit = Field("enhed", "Enhed", error=self.errors.get("enhed", ""), kind="select", options=options)
        return amount, unit

    def _date_field(self, id_: str) -> Field:
        return Field(
            PARAMETER,
            "Dato (i dag, hvis feltet er tomt)",
            value=self.typed[PARAMETER],
            hint=HINT,
            error=self.errors.get(PARAMETER, ""),
            width="15",
            id=id_,
        )


def _units(source: TableInForce) -> tuple[tuple[str, str], ...]:
    """The units of the table's own rows, as value and words; other units are refused with a reason."""
    units: dict[str, str] = {}
    for level in source.table.levels:
        for part in level.extent.parts:
            value = print_unit(part.unit, part.period, part.every)
            units.setdefault(value, value.replace("/", " pr. "))
    return tuple(units.items())
