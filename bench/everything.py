"""Every figure that has a floor or an aim, in one run, beside its bound.

    make bench

Shortened by default, so that it ends in minutes. A figure of a smaller size is held against its bound only
where it is a ratio or a figure of each thing; the others are told beside. ``--standards 1000`` is the whole
run: 1,000 standards, and 9,000. What cannot be measured here is said with the reason. Writes
bench/results.md. Ends with 1 where a floor is missed; aims are only said.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import by_size
import ratios
from measuring import FLOOR, Row, machine, table

RESULTS = Path(__file__).with_name("results.md")
Measure = Callable[[Path, argparse.Namespace], list[Row]]
MEASURES: tuple[Measure, ...] = (
    ratios.pages,
    ratios.calculator,
    ratios.beside_adoptions,
    by_size.three_municipalities,
    by_size.by_data,
    by_size.loading_and_many,
    by_size.search_index,
)


def main() -> int:
    """Measure, print, write."""
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("--seconds", type=int, default=5, help="of each load by wrk")
    arguments.add_argument("--standards", type=int, default=100, help="and nine times as many beside")
    arguments.add_argument("--sections", type=int, default=9_000, help="of the index by itself")
    chosen = arguments.parse_args()
    facts, rows = machine(), []
    for measure in MEASURES:
        with tempfile.TemporaryDirectory() as folder:
            for row in _rows(measure, Path(folder), chosen):
                print(" · ".join(cell for cell in row.cells() if cell), flush=True)
                rows.append(row)
    missed = [row.what for row in rows if row.verdict == "MISSED"]
    said = "Missed: " + "; ".join(missed) + "." if missed else "Nothing that was measured is missed."
    how = f"{chosen.seconds} s a load, {chosen.standards} and {9 * chosen.standards} standards"
    head = f"# Measured {datetime.now(UTC):%Y-%m-%d}\n\n{facts}\n{how}. {said}\n\n"
    RESULTS.write_text(head + table(rows), "utf-8")
    print(said)
    return 1 if any(row.kind == FLOOR and row.verdict == "MISSED" for row in rows) else 0


def _rows(measure: Measure, folder: Path, chosen: argparse.Namespace) -> list[Row]:
    """What a measure found; one row that says why, where it could not be done."""
    try:
        return measure(folder, chosen)
    except (SystemExit, AssertionError, OSError) as error:
        what = (measure.__doc__ or measure.__name__).rstrip(".")
        return [Row(FLOOR, what, 0, remark=" ".join(type(error).__name__.split() + str(error).split())[:200])]


if __name__ == "__main__":
    sys.exit(main())
