"""Level tables: which level guides to which extent. The table is the adopted text's own, read, not copied."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from calculators.reading.extents import Extent


class Criterion(StrEnum):
    """What the rows of a table are told apart by."""

    SEVERITY = "sværhedsgrad"
    AGE = "alder"
    TARGET_GROUP = "målgruppe"
    PHASE = "fase"
    NONE = "ingen"


@dataclass(frozen=True)
class AgeSpan:
    """Whole years, both inclusive; ``None`` is open. "over 13 år" is ``AgeSpan(14, None)``."""

    lowest: int | None
    highest: int | None


@dataclass(frozen=True)
class Level:
    """One row. ``row_id`` is ``<table>-<key>``, its anchor in the version; ``line`` its line in the file."""

    row_id: str
    key: str
    label: str
    extent: Extent
    duration: str = ""
    remark: str = ""
    age: AgeSpan | None = None
    line: int = 0


@dataclass(frozen=True)
class LevelTable:
    """A ``::: niveauer`` block. ``conflicts`` are pairs of quoted statements that disagree (``modstrid``)."""

    id: str
    benefit: str
    criterion: Criterion
    levels: tuple[Level, ...]
    counting: str = ""
    law: tuple[str, ...] = ()
    hours_include: str = ""
    conflicts: tuple[tuple[str, str], ...] = ()
    section_id: str = ""
    line: int = 0
