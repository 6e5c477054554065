"""From what the services answer to what the API gives."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from calculators.answering.questions import Hole
from calculators.reading.extents import Bound, Part
from calculators.reading.levels import Level
from portal import address_book
from portal.api import asking_schemas, schemas
from portal.clock import COPENHAGEN
from portal.danish.law_references import format_reference
from portal.danish.numbers import exact_number
from portal.documents.document import UncertainDate
from portal.documents.validity.standing import Span, UncertaintyReason, VersionStanding
from portal.services.asking.calculating import TableInForce
from portal.services.memory import StampedMemory
from portal.services.published.catalogue import MunicipalityRecord, StandardRecord, VersionRecord
from portal.services.published.reading import StandardStanding
from portal.web.site import Site


def start_of_day(today: date) -> datetime:
    """When an answer for today could last have changed by the clock alone: midnight in Copenhagen."""
    return datetime.combine(today, time(), COPENHAGEN).astimezone(UTC)


def part(found: Part) -> schemas.ExtentPart:
    """One range."""
    return schemas.ExtentPart(
        lower=_value(found.lower),
        lower_inclusive=bool(found.lower and found.lower.inclusive),
        upper=_value(found.upper),
        upper_inclusive=bool(found.upper and found.upper.inclusive),
        approximate=any(b.approximate for b in (found.lower, found.upper) if b),
        unit=found.unit.value,
        period=found.period.value,
        every=found.every,
        counting=found.counting,
    )


def _value(bound: Bound | None) -> str | None:
    return exact_number(bound.value) if bound else None


def level(memory: StampedMemory, site: Site, source: TableInForce, found: Level) -> schemas.LevelAnswer:
    """A row with its lasting address, remembered."""
    key = "row", site.base, source.version.id, source.version.sha256, found.row_id
    return memory.get(key, lambda: _level(site, source, found))


def _level(site: Site, source: TableInForce, found: Level) -> schemas.LevelAnswer:
    return schemas.LevelAnswer(
        row_id=found.row_id,
        level=found.key,
        label=found.label,
        words=found.extent.text,
        parts=[part(one) for one in found.extent.parts],
        notes=list(found.extent.notes),
        duration=found.duration,
        remark=found.remark,
        permalink=site.address(source.path(found)),
    )


def hole(found: Hole, unit: str) -> asking_schemas.HoleSchema:
    """The stretch no row covers, with its exact bounds and in words."""
    return asking_schemas.HoleSchema(
        lower=_value(found.lower),
        lower_inclusive=bool(found.lower and found.lower.inclusive),
        upper=_value(found.upper),
        upper_inclusive=bool(found.upper and found.upper.inclusive),
        unit=unit,
        words=hole_words(found),
    )


def hole_words(found: Hole) -> str:
    """ "over 84 til og med 108": the hole's bounds in Danish."""
    low = high = ""
    if found.lower:
        low = ("fra " if found.lower.inclusive else "over ") + _danish(found.lower)
    if found.upper:
        high = ("til og med " if found.upper.inclusive else "til ") + _danish(found.upper)
    return " ".join(filter(None, (low, high)))


def _danish(bound: Bound) -> str:
    return exact_number(bound.value).replace(".", ",")


def reasons(found: tuple[UncertaintyReason, ...]) -> list[schemas.ReasonSchema]:
    """Why it is not certain."""
    return [schemas.ReasonSchema(code=reason.code.value, text=reason.text) for reason in found]


def period(span: Span | None) -> schemas.PeriodSchema | None:
    """The days of a version."""
    return schemas.PeriodSchema(first=span.first, last=span.last) if span else None


def contact(municipality: MunicipalityRecord) -> schemas.ContactSchema:
    """Whom to ask; empty where the municipality says nothing."""
    said = municipality.about.contact
    return schemas.ContactSchema(
        name=said.name, phone=said.phone, hours=said.hours, mail=said.email, address=said.address
    )


def _date(day: UncertainDate) -> schemas.DateWithCertainty:
    return schemas.DateWithCertainty(day=day.day, certainty=day.certainty.value)


def version(
    site: Site, record: StandardRecord, found: VersionRecord, stage: VersionStanding
) -> schemas.VersionSummary:
    """A version of a standard without its text."""
    return schemas.VersionSummary(
        n=found.n,
        title=found.title,
        number=found.number,
        kind=found.kind.value,
        sha256=found.sha256,
        adopted=_date(found.adopted),
        published=_date(found.published),
        begins=_date(found.begins),
        ends=_date(found.ends) if found.ends else None,
        confirmed=found.confirmed,
        restatement=found.restatement,
        recorded=found.recorded,
        status=stage.stage.code,
        stage=stage.stage.value,
        period=schemas.PeriodSchema(first=stage.span.first, last=stage.span.last),
        url=site.address(address_book.standard_version(*record.slugs, found.n)),
    )


def standard(site: Site, found: StandardStanding) -> schemas.StandardSummary:
    """A standard and where it stands."""
    record, shown = found.record, found.shown
    return schemas.StandardSummary(
        municipality=record.municipality.slug,
        standard=record.slug,
        title=shown.title,
        number=shown.number,
        kind=record.kind.value,
        topics=list(shown.topics),
        status=found.standing.status.value,
        reasons=reasons(found.standing.reasons),
        version=found.standing.n,
        url=site.address(address_book.standard(*record.slugs)),
        version_url=_version_url(site, found),
        kle=shown.kle,
        law=[format_reference(reference) for reference in shown.law_basis],
    )


def _version_url(site: Site, found: StandardStanding) -> str | None:
    n = found.standing.n
    return site.address(address_book.standard_version(*found.record.slugs, n)) if n else None
