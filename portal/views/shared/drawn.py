"""What is drawn on a scale; positions run from 0 to 1."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class DrawnBar:
    """A level drawn on its scale; positions run from 0 to 1. ``open_end``: the text names no upper number."""

    label: str
    words: str
    start: float
    end: float
    open_end: bool = False
    chosen: bool = False


@dataclass(frozen=True)
class DrawnTick:
    """A number on the scale under the bars."""

    position: float
    text: str


@dataclass(frozen=True)
class DrawnGap:
    """A stretch of the scale that no level covers."""

    start: float
    end: float
    words: str


@dataclass(frozen=True)
class DrawnTable:
    """The levels of one table as bars.

    ``text`` says the same in words; ``marker`` is an amount asked about. ``left_out`` are the rows that have
    no place on the scale.
    """

    id: str
    caption: str
    unit: str
    bars: tuple[DrawnBar, ...]
    ticks: tuple[DrawnTick, ...]
    gaps: tuple[DrawnGap, ...] = ()
    text: str = ""
    marker: float | None = None
    marker_text: str = ""
    left_out: tuple[str, ...] = ()
