"""How a version, a heading or a row is cited. Only what is known is written; the rest is named unknown."""

from __future__ import annotations

from dataclasses import dataclass

from calculators.reading.levels import Criterion, Level, LevelTable
from portal.danish.dates import format_date
from portal.danish.law_references import format_reference, read_reference
from portal.documents.document import Certainty, DocumentKind, Section, UncertainDate
from portal.documents.validity.standing import Stage
from portal.services.errors import Thing, UnknownName
from portal.services.published.reading import VersionText

_KINDS = {
    DocumentKind.QUALITY_STANDARD: "kvalitetsstandard",
    DocumentKind.SERVICE_LEVEL: "serviceniveau",
    DocumentKind.GUIDELINE: "retningslinje",
    DocumentKind.BACKGROUND: "baggrundstekst",
}


@dataclass(frozen=True)
class CitedPlace:
    """What of a version is cited: all of it, a section, a table, or one row."""

    section: Section | None = None
    table: LevelTable | None = None
    level: Level | None = None


@dataclass(frozen=True)
class Citation:
    """The long and the short form. ``certain``: the version is in force, so that a decision may name it."""

    long: str
    short: str
    certain: bool


def find_place(text: VersionText, anchor: str) -> CitedPlace:
    """What stands at an anchor of the version's page: "" is all of it. Raises UnknownName."""
    if not anchor:
        return CitedPlace()
    for section in text.document.sections:
        if section.id == anchor:
            return CitedPlace(section)
        for table in section.tables:
            if table.id == anchor:
                return CitedPlace(section, table)
            for level in table.levels:
                if level.row_id == anchor:
                    return CitedPlace(section, table, level)
    known = [(section.id, section.heading) for section in text.document.sections]
    raise UnknownName(Thing.PLACE, anchor, known)


def cite(text: VersionText, place: CitedPlace, permalink: str) -> Citation:
    """How the place is cited. One that is not certainly in force says so within the citation itself."""
    section = place.section.heading if place.section else ""
    certain = text.stage.stage is Stage.IN_FORCE
    long, short = _cite(text, permalink, section, row_words(place), certain)
    return Citation(long, short, certain)


def cite_version(text: VersionText, permalink: str) -> Citation:
    """The citation of a version as a whole; ``permalink`` is its whole address."""
    return cite(text, CitedPlace(), permalink)


def row_words(place: CitedPlace) -> str:
    """ "niveau Moderate: op til 60 døgn om året": the row in its own words; "" where no row is meant."""
    if place.table is None:
        return ""
    if place.level is None:
        return f"tabellen {place.table.benefit}"
    words = place.level.extent.text[:1].lower() + place.level.extent.text[1:]
    kind = "niveau" if place.table.criterion is Criterion.SEVERITY else "rækken"
    return f"{kind} {place.level.label}: {words}"


def law_of(text: VersionText, place: CitedPlace) -> tuple[str, ...]:
    """The provisions, in normal form: the table's own where it names any, else those the text rests on."""
    named = place.table.law if place.table else ()
    written = []
    for words in named:
        try:
            written.append(format_reference(read_reference(words)))
        except ValueError:
            written.append(words)
    return tuple(dict.fromkeys(written or map(format_reference, text.version.law_basis)))


def genitive(name: str) -> str:
    """ "Randers Kommunes"; an apostrophe after s, x and z."""
    return f"{name}’" if name[-1] in "sxz" else f"{name}s"


def _cite(text: VersionText, permalink: str, section: str, row: str, certain: bool) -> tuple[str, str]:
    version = text.version
    owner = text.record.municipality.name
    kind = _KINDS[version.kind] + (f" nr. {version.number}" if version.number else "")
    parts = [
        f"{owner}, {kind} »{version.title}«",
        f"version {version.n}",
        _adopted(version.adopted, text.document.front.body),
        f"gældende fra {_date(version.begins)}",
    ]
    if section:
        parts.append(f"afsnit »{section}«")
    if row:
        parts.append(row)
    where = f", afsnit »{section}«" if section else ""
    doubt, brief = ("", "") if certain else _doubt(text)
    short = f"jf. {genitive(owner)} {kind} (version {version.n}{brief})"
    return f"{', '.join(parts)}.{doubt} {permalink}", short + where


def _doubt(text: VersionText) -> tuple[str, str]:
    """What the long and the short form say of a version that is not certainly in force."""
    on, span = format_date(text.standing.on), text.stage.span
    if text.stage.stage is Stage.UPCOMING:
        return f" Endnu ikke gældende den {on}.", ", endnu ikke gældende"
    if text.stage.stage is Stage.UNCONFIRMED:
        return f" Ikke bekræftet gældende den {on}.", ", ikke bekræftet gældende"
    word = "Ophævet" if text.stage.stage is Stage.REPEALED else "Afløst"
    if span.empty or span.last is None:
        return f" {word}. Nåede ikke at gælde.", f", {word.lower()}"
    return f" {word}. Gjaldt til og med {format_date(span.last)}.", f", {word.lower()}"


def _adopted(day: UncertainDate, body: str) -> str:
    by = f" af {body}" if body else ""
    return f"vedtaget{by} {_date(day)}" if day.day else f"vedtaget{by}, dato ukendt"


def _date(day: UncertainDate) -> str:
    if day.day is None:
        return "ukendt dato"
    written = format_date(day.day)
    return f"tidligst {written}" if day.certainty is Certainty.EARLIEST else written
