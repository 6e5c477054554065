"""A level table from the raw strings of a ``::: niveauer`` block, or all that is wrong with it at once."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from calculators.reading.levels import Criterion, LevelTable
from calculators.reading.table_rows import COLUMNS, RawRow, RowProblems, RowReader, TableProblem, listed
from portal.danish.letters import slug

__all__ = ["KEYS", "RawRow", "TableProblem", "table_from_rows"]

KEYS = ("ydelse", "kriterium", "optælling", "lov", "timer_omfatter", "modstrid")
_QUOTED = re.compile(r'"([^"]+)"|“([^”]+)”|»([^«]+)«')


def table_from_rows(
    id: str, attributes: Mapping[str, str], header: Sequence[str], rows: Sequence[RawRow], line: int
) -> tuple[LevelTable | None, tuple[TableProblem, ...]]:
    """The table, or None and every problem of it, in the order of the lines.

    ``attributes`` are the ``key: value`` lines as written, ``header`` the first row's cells.
    Source: the standards format.
    """
    work = _TableReader(id=id, attributes=dict(attributes), header=list(header), line=line)
    work.check_id()
    criterion = work.criterion()
    counting = work.value("optælling")
    reader = RowReader(work.found, id, len(header), criterion, counting, work.columns())
    levels = [level for row in rows if (level := reader.level(row))]
    if not rows:
        work.problem(
            line, "empty-table", "Tabellen har ingen rækker.", "Skriv mindst ét niveau med et omfang."
        )
    conflicts = work.conflicts()
    benefit = work.value("ydelse")
    if not benefit:
        work.problem(
            line, "missing-key", "Tabellen siger ikke, hvilken ydelse den gælder.", "Skriv »ydelse: …«."
        )
    if work.found or criterion is None:
        return None, tuple(sorted(work.found, key=lambda problem: problem.line))
    table = LevelTable(
        id, benefit, criterion, tuple(levels), counting, work.laws(), work.value("timer_omfatter"), conflicts,
        line=line,
    )  # fmt: skip
    return table, ()


@dataclass
class _TableReader(RowProblems):
    """Reads what stands around the rows: the keys and the header."""

    id: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)
    header: list[str] = field(default_factory=list)
    line: int = 0

    def value(self, key: str) -> str:
        """A key's value without the quotation marks around it; "" where it is not given."""
        value = self.attributes.get(key, "").strip()
        whole = _QUOTED.fullmatch(value)
        return "".join(filter(None, whole.groups())).strip() if whole else value.strip('"').strip()

    def check_id(self) -> None:
        """The id is an address part, and every key is known."""
        if not self.id or slug(self.id) != self.id:
            self.problem(
                self.line,
                "table-id",
                f"»{self.id}« kan ikke være tabellens navn.",
                f"Brug små bogstaver a-z, tal og bindestreg: »{slug(self.id) or 'kontaktperson'}«.",
            )
        for key in self.attributes:
            if key not in KEYS:
                self.problem(
                    self.line,
                    "unknown-key",
                    f"En niveautabel har ingen oplysning »{key}«.",
                    f"Brug {listed(KEYS)}.",
                )

    def criterion(self) -> Criterion | None:
        """What the rows are told apart by, or None and a problem."""
        written = self.value("kriterium")
        for criterion in Criterion:
            if slug(criterion) == slug(written):
                return criterion
        message = (
            f"Kriteriet »{written}« kendes ikke."
            if written
            else "Tabellen siger ikke, hvad rækkerne skelner efter."
        )
        self.problem(
            self.line, "criterion", message, f"Skriv »kriterium:« og {listed([*Criterion], 'eller')}."
        )
        return None

    def columns(self) -> dict[str, int]:
        """Where each known column stands; problems for strange, double or missing ones."""
        found: dict[str, int] = {}
        for at, name in enumerate(self.header[1:], 1):
            known = next((column for column in COLUMNS if slug(column) == slug(name)), None)
            if known is None or known in found:
                fault = "står to gange" if known else "kendes ikke"
                self.problem(
                    self.line,
                    "table-column",
                    f"Kolonnen »{name}« {fault}.",
                    f"Brug kolonnerne {listed(COLUMNS)}.",
                )
            else:
                found[known] = at
        first = self.header[0] if self.header else ""
        if not first.strip() or any(slug(column) == slug(first) for column in COLUMNS):
            self.problem(
                self.line,
                "table-column",
                "Den første kolonne skal være kriteriet.",
                "Kald den for eksempel »Niveau«.",
            )
        if "Omfang" not in found:
            self.problem(
                self.line,
                "table-column",
                "Tabellen har ingen kolonne »Omfang«.",
                "Tilføj en kolonne »Omfang«.",
            )
        return found

    def conflicts(self) -> tuple[tuple[str, str], ...]:
        """The pairs of quoted statements of ``modstrid``."""
        written = self.attributes.get("modstrid", "").strip()
        if written in ("", '""'):
            return ()
        quotes = _quotes(written)
        if not quotes or len(quotes) % 2:
            self.problem(
                self.line,
                "conflict",
                "»modstrid« skal være to udsagn i anførselstegn.",
                'Skriv modstrid: "det ene" "det andet".',
            )
            return ()
        return tuple(zip(quotes[::2], quotes[1::2], strict=True))

    def laws(self) -> tuple[str, ...]:
        """The provisions of ``lov``: one, several in quotation marks, or several with semicolons."""
        written = self.attributes.get("lov", "").strip()
        return tuple(_quotes(written)) or tuple(
            part.strip() for part in written.strip('"').split(";") if part.strip()
        )


def _quotes(text: str) -> list[str]:
    return ["".join(groups).strip() for groups in _QUOTED.findall(text)]
