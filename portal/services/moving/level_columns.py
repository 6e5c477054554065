"""The columns in which a cell of a level table is told, and the values that each cell gives them.

The numbers are what the cell was read as and stand beside its words. A cell of several ranges (»2 timer om
ugen og 4 døgn om måneden«) is one row all the same: they are never added, so all stand in ``parts``, and the
columns of one range are empty.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum, auto
from typing import Any

from calculators.reading.extents import Bound, Part
from calculators.reading.levels import Level, LevelTable
from calculators.reading.printer import print_extent
from portal import address_book
from portal.danish.numbers import exact_number
from portal.documents.validity.standing import Stage, VersionStanding
from portal.services.published.catalogue import StandardRecord, VersionRecord


class ColumnKind(Enum):
    """What stands in a column. A NUMBER is exact, as text: "60", "2.5", or "13/3" where no decimal is."""

    TEXT = auto()
    WHOLE = auto()
    NUMBER = auto()
    YES_NO = auto()
    DAY = auto()
    LIST = auto()


@dataclass(frozen=True)
class LevelColumn:
    """A column: its name for machines, its title and meaning in Danish, and whether it can be empty."""

    name: str
    kind: ColumnKind
    title: str
    meaning: str
    empty: bool = True


UNPUBLISHED = "unpublished"
STATUS_WORDS: Mapping[str, str] = {
    **{stage.code: stage.value for stage in Stage},
    UNPUBLISHED: "endnu ikke offentliggjort",
}
"""What a version can be on the day of the export, for machines and in words."""

_TEXT, _WHOLE, _NUMBER = ColumnKind.TEXT, ColumnKind.WHOLE, ColumnKind.NUMBER
_YES_NO, _DAY, _LIST = ColumnKind.YES_NO, ColumnKind.DAY, ColumnKind.LIST
_ONE = "Tom, hvor cellen har ingen eller flere spænd."

COLUMNS: tuple[LevelColumn, ...] = (
    LevelColumn("municipality", _TEXT, "Kommune", "Kommunens navn i adresser.", empty=False),
    LevelColumn("municipality_name", _TEXT, "Kommunens navn", "Som borgerne kender den.", empty=False),
    LevelColumn("fictional", _YES_NO, "Fiktiv", "Om kommunen er opdigtet.", empty=False),
    LevelColumn("standard", _TEXT, "Standard", "Standardens navn i adresser.", empty=False),
    LevelColumn("title", _TEXT, "Titel", "Versionens titel.", empty=False),
    LevelColumn("version", _WHOLE, "Version", "Versionens nummer.", empty=False),
    LevelColumn("sha256", _TEXT, "Hash", "SHA-256 af versionens tekst, som den vises.", empty=False),
    LevelColumn("restatement", _YES_NO, "Gengivelse", "Om teksten gengiver en anden tekst.", empty=False),
    LevelColumn("table", _TEXT, "Tabel", "Niveautabellens navn i kommunen.", empty=False),
    LevelColumn("section", _TEXT, "Afsnit", "Afsnittet, som tabellen står i."),
    LevelColumn("benefit", _TEXT, "Ydelse", "Det, der bevilges.", empty=False),
    LevelColumn("criterion", _TEXT, "Kriterium", "Det, som rækkerne skelnes efter.", empty=False),
    LevelColumn("position", _WHOLE, "Plads", "Rækkens plads i tabellen; den første er 1.", empty=False),
    LevelColumn("row_id", _TEXT, "Række", "Rækkens navn i adresser.", empty=False),
    LevelColumn("label", _TEXT, "Niveau", "Ordene i rækkens første celle.", empty=False),
    LevelColumn("age_lowest", _WHOLE, "Yngste alder", "I hele år, selv med. Tom, hvor ingen grænse er."),
    LevelColumn("age_highest", _WHOLE, "Ældste alder", "I hele år, selv med. Tom, hvor ingen grænse er."),
    LevelColumn("words", _TEXT, "Omfang", "Cellens egne ord. Det er dem, der gælder.", empty=False),
    LevelColumn("range", _TEXT, "Læst som", "Omfanget, som portalen har læst det, i faste ord.", empty=False),
    LevelColumn("ranges", _WHOLE, "Antal spænd", "0, hvor cellen ikke nævner noget tal.", empty=False),
    LevelColumn("lower", _NUMBER, "Mindst", f"Nedre grænse. {_ONE}"),
    LevelColumn("lower_inclusive", _YES_NO, "Mindst, selv med", f"Om nedre grænse selv hører med. {_ONE}"),
    LevelColumn("upper", _NUMBER, "Højst", f"Øvre grænse. {_ONE}"),
    LevelColumn("upper_inclusive", _YES_NO, "Højst, selv med", f"Om øvre grænse selv hører med. {_ONE}"),
    LevelColumn("approximate", _YES_NO, "Cirka", f"Om en af grænserne er cirka. {_ONE}"),
    LevelColumn("unit", _TEXT, "Enhed", f"Det, der tælles. {_ONE}"),
    LevelColumn("period", _TEXT, "Periode", f"Per hvor lang tid; tom for en varighed. {_ONE}"),
    LevelColumn("every", _WHOLE, "Hver", f"Antal perioder: »hver 3. uge« er 3. {_ONE}"),
    LevelColumn("counting", _TEXT, "Måde at tælle på", f"En del af enheden, fx hoteldøgn. {_ONE}"),
    LevelColumn("parts", _LIST, "Alle spænd", "Hvert spænd for sig. De lægges aldrig sammen."),
    LevelColumn("notes", _LIST, "Tilføjelser", "Det, som cellen siger i parentes."),
    LevelColumn("duration", _TEXT, "Varighed", "Cellens egne ord."),
    LevelColumn("remark", _TEXT, "Bemærkning", "Cellens egne ord."),
    LevelColumn("hours_include", _TEXT, "Timerne omfatter", "Hvad tabellens timer også omfatter."),
    LevelColumn("conflicts", _LIST, "Modstrid", "Par af steder i teksten, der ikke siger det samme."),
    LevelColumn("begins", _DAY, "Gælder fra", "Som teksten siger. Tom, hvor dagen ikke kendes."),
    LevelColumn("begins_certainty", _TEXT, "Dagens sikkerhed", "known, earliest, estimated eller unknown."),
    LevelColumn("first_day", _DAY, "Første dag", "Den første dag, versionen gælder. Tom, hvor ingen kendes."),
    LevelColumn("last_day", _DAY, "Sidste dag", "Den sidste dag, versionen gælder. Tom, hvor ingen kendes."),
    LevelColumn("status", _TEXT, "Status", f"Hvor versionen står: {', '.join(STATUS_WORDS)}.", empty=False),
    LevelColumn("status_word", _TEXT, "Status i ord", "Det samme på dansk.", empty=False),
    LevelColumn("day", _DAY, "Dag", "Den dag, udtrækket er lavet, og som status er for.", empty=False),
    LevelColumn("permalink", _TEXT, "Adresse", "Rækkens adresse, der altid virker.", empty=False),
)  # fmt: skip
KEY = ("municipality", "standard", "version", "row_id")
"""The columns that together name a row."""

Row = dict[str, Any]


@dataclass(frozen=True)
class TableSource:
    """A version whose tables are told: on which day, and where it stands then; None before it is public."""

    record: StandardRecord
    version: VersionRecord
    stage: VersionStanding | None
    day: date
    base: str

    def rows(self, table: LevelTable) -> list[Row]:
        """A row for each level of ``table``, with a value for each of ``COLUMNS``."""
        return [
            {**self._of_version(), **_of_table(table), **_of_level(level), "position": position,
             "permalink": self._permalink(level)}
            for position, level in enumerate(table.levels, 1)
        ]  # fmt: skip

    def _permalink(self, level: Level) -> str:
        return self.base + address_book.standard_version(*self.record.slugs, self.version.n, level.row_id)

    def _of_version(self) -> Row:
        owner, version, span = self.record.municipality, self.version, self.stage and self.stage.span
        status = self.stage.stage.code if self.stage else UNPUBLISHED
        return {
            "municipality": owner.slug,
            "municipality_name": owner.name,
            "fictional": owner.fictional,
            "standard": self.record.slug,
            "title": version.title,
            "version": version.n,
            "sha256": version.sha256,
            "restatement": version.restatement,
            "begins": _day(version.begins.day),
            "begins_certainty": version.begins.certainty.value,
            "first_day": _day(span.first) if span else None,
            "last_day": _day(span.last) if span else None,
            "status": status,
            "status_word": STATUS_WORDS[status],
            "day": _day(self.day),
        }


def _of_table(table: LevelTable) -> Row:
    return {
        "table": table.id,
        "section": table.section_id,
        "benefit": table.benefit,
        "criterion": table.criterion.value,
        "hours_include": table.hours_include,
        "conflicts": [list(pair) for pair in table.conflicts],
    }


def _of_level(level: Level) -> Row:
    parts = [_of_part(part) for part in level.extent.parts]
    alone = parts[0] if len(parts) == 1 else dict.fromkeys(_OF_ONE_PART)
    return {
        **alone,
        "row_id": level.row_id,
        "label": level.label,
        "age_lowest": level.age.lowest if level.age else None,
        "age_highest": level.age.highest if level.age else None,
        "words": level.extent.text,
        "range": print_extent(level.extent),
        "ranges": len(parts),
        "parts": parts,
        "notes": list(level.extent.notes),
        "duration": level.duration,
        "remark": level.remark,
    }


_OF_ONE_PART = (
    "lower", "lower_inclusive", "upper", "upper_inclusive", "approximate", "unit", "period", "every",
    "counting",
)  # fmt: skip


def _of_part(part: Part) -> Row:
    return {
        "lower": _value(part.lower),
        "lower_inclusive": part.lower.inclusive if part.lower else None,
        "upper": _value(part.upper),
        "upper_inclusive": part.upper.inclusive if part.upper else None,
        "approximate": any(bound.approximate for bound in (part.lower, part.upper) if bound),
        "unit": part.unit.value,
        "period": part.period.value,
        "every": part.every,
        "counting": part.counting,
    }


def _value(bound: Bound | None) -> str | None:
    return exact_number(bound.value) if bound else None


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
