"""Which text applied to a decision: as it was published on the day of the decision, not as we know it now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from portal.danish.dates import format_date
from portal.danish.letters import sort_key
from portal.documents.validity.standing import Standing
from portal.services.context import Context
from portal.services.errors import BadInput, Parameter
from portal.services.published.catalogue import MunicipalityRecord, StandardRecord, VersionRecord
from portal.services.published.reading import Reading, StandardStanding, create_reading


@dataclass(frozen=True)
class ApplicableText:
    """The text of a decision's day. ``then``: as known that day; ``hindsight``: as known today.

    ``now`` is where the standard stands today.
    """

    record: StandardRecord
    day: date
    then: StandardStanding
    hindsight: Standing
    now: StandardStanding

    @property
    def version(self) -> VersionRecord | None:
        """The version that had been published and applied; None where there was none."""
        return self.then.version


class FindingApplicableText:
    """Finds the text of a decision."""

    def __init__(self, reading: Reading):
        self._reading = reading

    def municipalities(self) -> tuple[MunicipalityRecord, ...]:
        """Those that make decisions; authorities with background texts do not."""
        return tuple(owner for owner in self._reading.municipalities() if owner.is_municipality)

    def standards(self, municipality: str) -> tuple[StandardRecord, ...]:
        """The municipality's standards, those no longer in force too; raises UnknownName."""
        owner = self._reading.municipality(municipality)
        return tuple(sorted(self._reading.standards(owner.slug), key=lambda one: sort_key(one.title)))

    def find(self, municipality: str, standard: str, day: date) -> ApplicableText:
        """The text of the day. Raises UnknownName, and BadInput for a day that has not come."""
        if day > self._reading.today:
            message = f"{format_date(day)} er ikke kommet endnu. Skriv den dag, der står i afgørelsen."
            raise BadInput(Parameter.DATE, format_date(day), message, "future-date")
        record = self._reading.standard(municipality, standard)
        then = self._reading.standing(record, day, day)
        hindsight = self._reading.standing(record, day)
        return ApplicableText(record, day, then, hindsight.standing, self._reading.standing(record))


def create_finding_applicable_text(context: Context) -> FindingApplicableText:
    """FindingApplicableText for a request."""
    return FindingApplicableText(context.get(create_reading))
