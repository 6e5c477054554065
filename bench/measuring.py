"""What a run of all measurements is made of: a row with its floor, the machine's facts, the table."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass

FLOOR, INDICATIVE = "Floors", "Indicative"


@dataclass(frozen=True)
class Row:
    """One figure beside its bound.

    ``value`` is None where it was not measured; ``remark`` then says why, else at which size it was.
    ``at_most``: the bound is the most that it may be, else the least.
    """

    kind: str
    what: str
    bound: float
    value: float | None = None
    unit: str = ""
    at_most: bool = True
    remark: str = ""

    @property
    def verdict(self) -> str:
        """Kept, missed, or not measured."""
        if self.value is None:
            return "not measured"
        kept = self.value <= self.bound if self.at_most else self.value >= self.bound
        return "kept" if kept else "MISSED"

    def cells(self) -> tuple[str, ...]:
        """The row of the table."""
        value = "–" if self.value is None else f"{self.value:.3g}{self.unit}"
        sign = "≤" if self.at_most else "≥"
        return self.what, value, f"{sign} {self.bound:g}{self.unit}", self.verdict, self.remark


def table(rows: Sequence[Row]) -> str:
    """The rows as Markdown, the floors first."""
    parts = []
    for kind in (FLOOR, INDICATIVE):
        lines = ["| " + " | ".join(row.cells()) + " |" for row in rows if row.kind == kind]
        head = "| what | measured | bound | verdict | remark |\n|---|---|---|---|---|"
        parts.append(f"## {kind}\n\n{head}\n" + "\n".join(lines))
    return "\n\n".join(parts) + "\n"


def machine() -> str:
    """Cores, memory and Python of this machine; nothing that names it."""
    pages = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    load = os.getloadavg()[0]
    return (
        f"{os.cpu_count()} cores, {pages / 2**30:.0f} GiB of memory, {platform.system()} on "
        f"{platform.machine()}, {platform.python_implementation()} {platform.python_version()}; "
        f"load when it began: {load:.1f}."
    )


def pss(pid: int) -> float:
    """The proportional share of memory of a process in MB (Linux)."""
    with open(f"/proc/{pid}/smaps_rollup", encoding="ascii") as rollup:
        kilobytes = next(int(line.split()[1]) for line in rollup if line.startswith("Pss:"))
    return kilobytes / 1000
