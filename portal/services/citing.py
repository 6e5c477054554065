"""How a version or a row is cited. Only what is known is written; the rest is said to be unknown."""

from __future__ import annotations

from calculators.levels import Level
from portal.danish.dates import format_date
from portal.documents.document import Certainty, Kind, Section, UncertainDate
from portal.services.reading import VersionText

_KINDS = {
    Kind.QUALITY_STANDARD: "kvalitetsstandard",
    Kind.SERVICE_LEVEL: "serviceniveau",
    Kind.GUIDELINE: "retningslinje",
    Kind.BACKGROUND: "baggrundstekst",
}


def cite_version(text: VersionText, permalink: str) -> tuple[str, str]:
    """The long and the short citation of a version as a whole."""
    return _cite(text, permalink, "", "")


def cite_row(text: VersionText, section: Section, level: Level, permalink: str) -> tuple[str, str]:
    """The long and the short citation of one row: section, level and the row's own words."""
    words = level.extent.text[:1].lower() + level.extent.text[1:]
    return _cite(text, permalink, section.heading, f"niveau {level.label}: {words}")


def _cite(text: VersionText, permalink: str, section: str, row: str) -> tuple[str, str]:
    version = text.version
    owner = text.record.municipality.name
    kind = _KINDS[version.kind] + (f" nr. {version.number}" if version.number else "")
    parts = [
        f'{owner}, {kind} "{version.title}"',
        f"version {version.n}",
        _adopted(version.adopted, text.document.front.body),
        f"gældende fra {_date(version.begins)}",
    ]
    if section:
        parts.append(f'afsnit "{section}"')
    if row:
        parts.append(row)
    where = f', afsnit "{section}"' if section else ""
    return f"{', '.join(parts)}. {permalink}", f"jf. {_genitive(owner)} {kind} (version {version.n}){where}"


def _genitive(name: str) -> str:
    return f"{name}’" if name[-1] in "sxz" else f"{name}s"


def _adopted(day: UncertainDate, body: str) -> str:
    by = f" af {body}" if body else ""
    return f"vedtaget{by} {_date(day)}" if day.day else f"vedtaget{by}, dato ukendt"


def _date(day: UncertainDate) -> str:
    if day.day is None:
        return "ukendt dato"
    written = format_date(day.day)
    return f"tidligst {written}" if day.certainty is Certainty.EARLIEST else written
