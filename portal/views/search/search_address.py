"""What a search's address asks: read leniently, kept as typed, and written again with something changed."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date

from pyramid.request import Request

from portal import address_book
from portal.danish.dates import format_date, read_date
from portal.danish.law_references import parse_path
from portal.danish.letters import slug
from portal.services.asking.calculating import OLDEST_AGE
from portal.services.errors import Thing, not_known
from portal.services.search.search_questions import EVERYTHING, HITS, LONGEST_QUESTION, SearchQuestion
from portal.services.typed_words import one_line, whole_number
from portal.views.shared.components import Field
from portal.views.shared.dates import HINT, PARAMETER
from portal.views.shared.words import KIND_WORDS

LAST_PAGE = 100
EVERY_DAY = "alle"
"""What the day may be in place of a day: every version."""
CONFIRMED = "bekraeftet"
READ_FILTERS = {
    "kommune": Thing.MUNICIPALITY,
    "type": Thing.KIND,
    "lov": Thing.PROVISION,
    "alder": Thing.AGE,
    "status": Thing.CERTAINTY,
}
"""The filters that take some values and no others, and what a value names."""
MORE_KINDS = {kind.value: words for kind, words in KIND_WORDS.items()}


class SearchAddress:
    """What the address of a search asks. What cannot be read is kept as typed and said in ``error``."""

    def __init__(self, request: Request, municipalities: Collection[str]):
        get: Mapping[str, str] = request.GET
        self.today: date = request.services.today
        words = get.get("q", "")
        self.words = one_line(words, LONGEST_QUESTION)
        self.cut = len(words.strip()) > LONGEST_QUESTION
        self.typed_filters = typed = {name: one_line(get.get(name, ""), 100) for name in READ_FILTERS}
        self.municipality = _one_of(slug(typed["kommune"]), municipalities)
        self.kind = _one_of(typed["type"], (*MORE_KINDS, EVERYTHING))
        self.topic = one_line(get.get("emne", ""), 100)
        self.law = _provision(typed["lov"])
        self.age = _number(typed["alder"], OLDEST_AGE)
        self.status = _one_of(typed["status"], (CONFIRMED,))
        self.insists = get.get("ordret") == "1"
        self.page = max(1, _number(get.get("side", ""), LAST_PAGE) or 1)
        self.typed_day = one_line(get.get(PARAMETER, ""), 100)
        self.every_day = self.typed_day.lower() == EVERY_DAY
        self.error = ""
        self.on = self.today
        try:
            self.on = read_date(self.typed_day) if self.typed_day and not self.every_day else self.today
        except ValueError as error:
            self.error = str(error)

    @property
    def question(self) -> SearchQuestion:
        """What is asked."""
        return SearchQuestion(
            words=self.words,
            on=self.on,
            every_day=self.every_day,
            municipality=self.municipality,
            kind=self.kind,
            topic=self.topic,
            law=self.law,
            age=self.age,
            confirmed=self.status == CONFIRMED,
            correct=not self.insists,
            offset=(self.page - 1) * HITS,
        )

    @property
    def not_known(self) -> tuple[str, ...]:
        """The filters whose value nobody knows, each in a sentence; the search goes on without them."""
        read = self.filters()
        return tuple(
            not_known(thing, self.typed_filters[name])
            for name, thing in READ_FILTERS.items()
            if self.typed_filters[name] and not read[name]
        )

    @property
    def kind_words(self) -> str:
        """The kind of text that is chosen, in words, "" for what is usual."""
        return "også undersøgelser" if self.kind == EVERYTHING else MORE_KINDS.get(self.kind, "").lower()

    @property
    def day_words(self) -> str:
        """The day that is chosen, in words, "" for today."""
        if self.every_day:
            return "alle versioner"
        return "" if self.on == self.today else format_date(self.on)

    def date_field(self) -> Field:
        """The day, as typed, with the error where it cannot be read."""
        return Field(
            PARAMETER,
            "Hvad gjaldt på en bestemt dag?",
            value="" if self.every_day else self.typed_day,
            hint=HINT,
            error=self.error,
            width="15",
        )

    def filters(self) -> dict[str, str]:
        """What narrows the search, by parameter."""
        return {
            "kommune": self.municipality,
            "type": self.kind,
            "emne": self.topic,
            "lov": self.law,
            "alder": "" if self.age is None else str(self.age),
            "status": self.status,
            PARAMETER: self.typed_day,
        }

    def href(self, **changed: str) -> str:
        """The address of the same question with something changed; the page begins again at 1."""
        asked = {"q": self.words, **self.filters(), "ordret": "1" if self.insists else "", **changed}
        return address_book.asking(address_book.search(), [(k, v) for k, v in asked.items() if v])


def shortened(words: str, most: int = 80) -> str:
    """``words`` for a heading: of a long question its beginning."""
    return words if len(words) <= most else words[:most].rsplit(" ", 1)[0] + " …"


def _one_of(typed: str, known: Collection[str]) -> str:
    return typed.strip() if typed.strip() in known else ""


def _number(typed: str, most: int) -> int | None:
    """A whole number, ``most`` for a larger one; None for anything else."""
    number = whole_number(typed)
    return None if number is None else min(number, most)


def _provision(typed: str) -> str:
    try:
        parse_path(typed)
    except ValueError:
        return ""
    return typed
