"""The guided way to an answer: one question a page, every answer in the address, each changeable alone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

from pyramid.request import Request
from pyramid.view import view_config

from calculators.answering.notices import CHOSEN_BY
from calculators.reading.amounts import print_amount
from calculators.reading.levels import Criterion
from portal import address_book
from portal.danish.dates import format_date, read_date
from portal.danish.letters import slug
from portal.security.permissions import Permission
from portal.services.asking.calculating import Calculation, Question, TableInForce
from portal.services.published.catalogue import MunicipalityRecord
from portal.views.asking.calculator_answer import dated_address, result_of
from portal.views.asking.calculator_fields import (
    ROW_WORDS,
    CalculatorOutcome,
    age_field,
    amount_fields,
    ask,
    explained_level_field,
    units_of,
)
from portal.views.asking.guide_answers import BENEFIT, DAY, OTHER_DAY, TODAY, WAY, Answers
from portal.views.asking.guide_page import GivenAnswer, GuidePage, GuideQuestion
from portal.views.shared.components import Field, NoticeBox, Option, errors_of
from portal.views.shared.dates import HINT, PARAMETER
from portal.views.shared.frames import frame_for
from portal.views.shared.page_frame import Link
from portal.views.shared.what_now import what_now
from portal.views.shared.words import GUIDE_NAME
from portal.web.resources import MunicipalityContext

CHOOSE = "Vælg et af svarene."


@view_config(
    route_name="guide", renderer="portal:templates/asking/guide.pt", permission=Permission.READ_PUBLISHED
)
def guide(context: MunicipalityContext, request: Request) -> GuidePage:
    """The first question without an answer that can be used, or the one to change; else the answer."""
    page = _Guide(request, context.municipality).page()
    if page.errors:
        request.response.status_int = 400
    return page


@dataclass(frozen=True)
class _Step:
    """A question: its words, its fields as they stand, its answer in words, "" where there is none to use."""

    key: str
    words: str
    fields: tuple[Field, ...]
    answer: str


class _Guide:
    """One visit to the guided way."""

    def __init__(self, request: Request, municipality: MunicipalityRecord):
        self.request = request
        self.municipality = municipality
        self.today: date = request.services.today
        self.here = address_book.guide(municipality.slug)
        self.answers = Answers.of(request.GET)

    def page(self) -> GuidePage:
        """The page."""
        steps = tuple(self._steps()) if self.tables else ()
        open_ = next((step for step in steps if not step.answer), None)
        asking = next((step for step in steps if step.key == self.answers.change), open_)
        fields = asking.fields if asking else ()
        plain = GuidePage(
            frame=frame_for(
                self.request,
                municipality=self.municipality,
                crumbs=(Link(GUIDE_NAME, self.here),),
                canonical=self.here,
                indexable=not self.request.GET,
            ),
            title=GUIDE_NAME,
            given=tuple(self._given(step) for step in steps if step.answer and step is not asking),
            errors=errors_of(*fields),
        )
        if not steps:
            return replace(plain, notices=(self._nothing_to_ask(),))
        if asking:
            return replace(plain, title=asking.words, question=self._question(asking, steps))
        if self.asked.found is None:
            wrong = " ".join(self.asked.errors.values())
            return replace(plain, notices=(NoticeBox("error", "Vi kan ikke give et svar", wrong),))
        return self._answered(plain, self.asked.found)

    @cached_property
    def day(self) -> date | None:
        """The day asked about: today until another is named; None where what is named is no date."""
        if self.answers[DAY] != OTHER_DAY:
            return self.today
        try:
            return read_date(self.answers[PARAMETER])
        except ValueError:
            return None

    @cached_property
    def tables(self) -> dict[str, TableInForce]:
        """The tables by id: those of today, and in their place those of the day asked about."""
        calculating = self.request.services.calculating
        found = {t.table.id: t for t in calculating.tables(self.municipality.slug, self.today)}
        if self.day not in (None, self.today):
            found |= {t.table.id: t for t in calculating.tables(self.municipality.slug, self.day)}
        return found

    @cached_property
    def source(self) -> TableInForce | None:
        """The table that was chosen; the only one is chosen without asking."""
        if len(self.tables) == 1:
            return next(iter(self.tables.values()))
        return self.tables.get(slug(self.answers[BENEFIT]))

    @cached_property
    def asked(self) -> CalculatorOutcome:
        """What came of asking the chosen table with what is answered so far."""
        typed = self.answers.typed
        if self.source is None or not (typed or self.answers[WAY] == "alle"):
            return CalculatorOutcome(typed)
        question = Question(self.municipality.slug, self.source.table.id, on=self.day or self.today)
        return ask(self.request.services.calculating, question, typed)

    def _steps(self) -> Iterator[_Step]:
        """The questions in order, as far as the answers lead."""
        if len(self.tables) > 1:
            yield self._benefit()
        if self.source is None:
            return
        yield (way := self._way(self.source))
        if not way.answer:
            return
        ask_for: dict[str, Callable[[TableInForce], _Step]] = {
            "niveau": self._level,
            "antal": self._amount,
            "alder": self._age,
        }
        if step := ask_for.get(self.answers[WAY]):
            yield step(self.source)
        yield self._which_day()

    def _choice(self, key: str, label: str, options: tuple[Option, ...], hint: str = "") -> _Step:
        answered = next((option.text for option in options if option.chosen), "")
        wrong = key in self.answers.given or self.answers.sent == key
        error = CHOOSE if wrong and not answered else ""
        field = Field(key, label, hint=hint, error=error, kind="radios", options=options, quiet=True)
        return _Step(key, label, (field,), answered)

    def _benefit(self) -> _Step:
        options = tuple(
            Option(id_, benefit, source is self.source, hint=title if title != benefit else "")
            for id_, source in self.tables.items()
            for benefit, title in ((source.table.benefit, source.version.title),)
        )
        return self._choice(BENEFIT, "Hvilken hjælp vil du vide noget om?", options)

    def _way(self, source: TableInForce) -> _Step:
        ways = [("alle", "Jeg vil se hele tabellen", "")]
        if units_of(source.table):
            named = source.table.criterion in CHOSEN_BY
            hint = (
                "Se, hvilke rækker der nævner tallet."
                if named
                else "Se, hvor tallet i jeres afgørelse ligger."
            )
            ways.insert(0, ("antal", "Vi har fået et antal", hint))
        if source.table.criterion is Criterion.AGE:
            ways.insert(0, ("alder", "Jeg vil bruge barnets alder", ""))
        else:
            ways.insert(0, ("niveau", ROW_WORDS[source.table.criterion].known, ""))
        options = tuple(
            Option(value, text, value == self.answers[WAY], hint=hint) for value, text, hint in ways
        )
        return self._choice(WAY, "Hvad vil du gå ud fra?", options)

    def _level(self, source: TableInForce) -> _Step:
        field = explained_level_field(source, self.asked)
        step = self._choice("niveau", ROW_WORDS[source.table.criterion].choose, field.options, field.hint)
        plain = step.fields[0]
        return replace(step, fields=(replace(plain, error=field.error or plain.error),))

    def _amount(self, source: TableInForce) -> _Step:
        missing = "antal" in self.answers.given and not self.answers["antal"]
        asked = replace(self.asked, errors={"antal": "Skriv et tal."}) if missing else self.asked
        amount, unit = amount_fields(source.table, asked)
        found = self.asked.found
        # On a day without a text nothing reads the amount: it stands as it was typed.
        words = f"{self.answers['antal']} {self.answers['enhed']}" if found and self.answers["antal"] else ""
        if found and found.amount:
            words = print_amount(found.amount)
        return _Step("antal", "Hvor meget har I fået?", (amount, unit), words)

    def _age(self, source: TableInForce) -> _Step:
        del source
        missing = "alder" in self.answers.given and not self.answers["alder"]
        asked = replace(self.asked, errors={"alder": "Skriv alderen."}) if missing else self.asked
        age = age_field(asked)
        answered = self.answers["alder"] and not self.asked.errors
        return _Step("alder", "Hvor gammelt er barnet?", (age,), f"{age.value} år" if answered else "")

    def _which_day(self) -> _Step:
        chosen = self.answers[DAY]
        options = (
            Option(TODAY, "I dag", chosen == TODAY),
            Option(OTHER_DAY, "En anden dag", chosen == OTHER_DAY, hint="Skriv dagen i feltet nedenfor."),
        )
        step = self._choice(DAY, "Hvilken dag skal svaret gælde for?", options)
        error, answer = "", step.answer
        if chosen == OTHER_DAY:
            answer = format_date(self.day) if self.day else ""
            error = "" if answer else self._unread_day()
        day = Field(PARAMETER, "En anden dag", self.answers[PARAMETER], HINT, error, width="15")
        return replace(step, fields=(*step.fields, day), answer=answer)

    def _unread_day(self) -> str:
        try:
            read_date(self.answers[PARAMETER])
        except ValueError as error:
            return str(error)
        return ""

    def _given(self, step: _Step) -> GivenAnswer:
        return GivenAnswer(step.words, step.answer, self.answers.changing(self.here, step.key))

    def _question(self, asking: _Step, steps: tuple[_Step, ...]) -> GuideQuestion:
        return GuideQuestion(
            action=self.here,
            fields=asking.fields,
            hidden=self.answers.others(asking.key),
            progress=f"Spørgsmål {steps.index(asking) + 1}",
            button="Gem svaret" if self.answers.change == asking.key else "Næste",
        )

    def _answered(self, plain: GuidePage, found: Calculation) -> GuidePage:
        further = [Link("Begynd forfra", self.here)]
        if len(self.tables) > 1 and self.source:
            typed = {f"{self.source.table.id}.{n}": v for n, v in vars(self.answers.typed).items() if v}
            sheet = address_book.calculator_sheet(self.municipality.slug, **typed)
            further.append(Link("Læg en ydelse mere til på et ark", sheet))
        return replace(
            plain,
            result=replace(result_of(self.request, found), permalink=self._permalink()),
            further=tuple(further),
            what_now=what_now(self.municipality),
        )

    def _permalink(self) -> str:
        """The address of the answer, for the day it was given for."""
        asked = [(name, value) for name, value in self.answers.given.items() if name != DAY]
        day = self.day or self.today
        return dated_address(self.request, self.here, [*asked, (DAY, OTHER_DAY)], day)

    def _nothing_to_ask(self) -> NoticeBox:
        words = "Kommunens tekster har ingen tabeller, du kan spørge."
        links = (Link("Se teksterne", address_book.municipality(self.municipality.slug)),)
        return NoticeBox("info", "Her er ikke noget at slå op", words, links=links)
