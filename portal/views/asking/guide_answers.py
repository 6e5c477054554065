"""What a citizen has answered on the guided way: it all stands in the address, right or wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from portal import address_book
from portal.services.typed_words import LONGEST_ANSWER
from portal.views.asking.calculator_fields import CalculatorInput
from portal.views.shared.dates import PARAMETER

BENEFIT, WAY, DAY = "ydelse", "maade", "dag"
TODAY, OTHER_DAY = "i-dag", "dato"
"""What ``DAY`` may be: today, or the day of ``PARAMETER``."""
CHANGE, SENT = "ret", "trin"
"""Which answer is to be changed, and which question's form was sent; neither is an answer."""

NAMES = (BENEFIT, WAY, "niveau", "antal", "enhed", "alder", DAY, PARAMETER)
FIELDS_OF = {"antal": ("antal", "enhed"), DAY: (DAY, PARAMETER)}
"""The questions that have more than one field."""


@dataclass(frozen=True)
class Answers:
    """The answers of an address by their names; one that was never given is not there."""

    given: Mapping[str, str]
    change: str = ""
    sent: str = ""

    @classmethod
    def of(cls, parameters: Mapping[str, str]) -> Answers:
        """What stands in an address."""
        given = {name: parameters[name].strip()[:LONGEST_ANSWER] for name in NAMES if name in parameters}
        if given.get(PARAMETER) and not given.get(DAY):
            # A day typed is a day chosen, also where the button beside it was not pressed.
            given[DAY] = OTHER_DAY
        return cls(given, parameters.get(CHANGE, ""), parameters.get(SENT, ""))

    def __getitem__(self, name: str) -> str:
        """The answer of that name, "" for none."""
        return self.given.get(name, "")

    @property
    def typed(self) -> CalculatorInput:
        """What to ask the table: of the ways of asking only the one that was chosen."""
        way = self[WAY]
        return CalculatorInput(
            niveau=self["niveau"] if way == "niveau" else "",
            antal=self["antal"] if way == "antal" else "",
            enhed=self["enhed"] if way == "antal" else "",
            alder=self["alder"] if way == "alder" else "",
        )

    def others(self, question: str) -> tuple[tuple[str, str], ...]:
        """The answers to all other questions, kept by the form of this one."""
        own = FIELDS_OF.get(question, (question,))
        kept = tuple((name, value) for name, value in self.given.items() if name not in own)
        return (*kept, (SENT, question))

    def changing(self, here: str, question: str) -> str:
        """The address that asks one question again and keeps every answer."""
        return address_book.asking(here, {**self.given, CHANGE: question}.items())
