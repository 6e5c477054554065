"""Two tables side by side."""

from __future__ import annotations

from dataclasses import dataclass

from portal.views.shared.components import Field, NoticeBox, StatusChip
from portal.views.shared.page_frame import Frame, Link


@dataclass(frozen=True)
class ComparedSide:
    """One of the two tables: whose, which version, and how it counts."""

    heading: str
    place: Link
    status: StatusChip
    facts: tuple[tuple[str, str], ...]
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True)
class Cell:
    """A row of one table, in its own words. Empty ``words``: the table has no such row."""

    label: str = ""
    words: str = ""
    href: str = ""


@dataclass(frozen=True)
class ComparedLine:
    """Two rows. ``verdict`` says whether they can be compared, with every reason why not.

    ``own_reason`` is what of that holds for this row alone; ``converted`` are computed, with the factor.
    """

    left: Cell
    right: Cell
    verdict: str
    comparable: bool
    own_reason: str = ""
    converted: tuple[str, ...] = ()


@dataclass(frozen=True)
class ComparisonResult:
    """Both sides and their rows. ``notices`` say first what holds for all rows."""

    heading: str
    left: ComparedSide
    right: ComparedSide
    lines: tuple[ComparedLine, ...]
    notices: tuple[NoticeBox, ...]
    downloads: tuple[Link, ...]


@dataclass(frozen=True)
class ComparisonPage:
    """The two tables to choose, and where both are chosen the comparison."""

    frame: Frame
    title: str
    action: str
    fields: tuple[Field, ...]
    errors: tuple[Link, ...] = ()
    result: ComparisonResult | None = None
