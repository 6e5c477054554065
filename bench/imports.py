"""How many level tables an import reads exactly: one text as text, PDF, Word and HTML, whole and spoilt.

    .venv/bin/python bench/imports.py                      # the files as they are
    .venv/bin/python bench/imports.py --mutated 10000      # and so many spoilt ones, by chance from --seed

The texts are those of tests/inputs/imports, and the municipal ones beside the repository where they are; it
needs LibreOffice. A table is exact where every row has its name and its extent, and no row more or less.

Floors: 90 % of the tables exact and certain, none certain and wrong. Of the spoilt files none crashes, none
takes more than 40 seconds or 1 GB, and no table is certain but one that the spoilt file has.
"""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from import_mutations import SpoiltSum, spoilt_sum
from import_tables import Rendered, Tally, level_tables, renderings, tally

from portal.importers.importing import import_file

FLOOR, MOST_SECONDS, MOST_MEMORY = 0.9, 40.0, 1_000_000_000


def main() -> int:
    """Measure, print, and fail where a floor is not kept."""
    arguments = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    arguments.add_argument("--mutated", type=int, nargs="?", const=10_000, default=0)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--processes", type=int, default=2)
    given = arguments.parse_args()
    logging.getLogger("pdfminer").setLevel(logging.ERROR)  # it tells of every damaged place
    rendered = renderings()
    kept = print_whole(rendered)
    if given.mutated:
        kept = print_spoilt(spoilt_sum(rendered, given.mutated, given.seed, given.processes)) and kept
    return 0 if kept else 1


def print_whole(rendered: Sequence[Rendered]) -> bool:
    """Print how the files were read, by form; whether the floors are kept."""
    by_form: dict[str, Tally] = {}
    for one in rendered:
        found = tally(one.tables, level_tables(import_file(one.content, one.name, "eksempel", "300")))
        by_form[one.form] = by_form.get(one.form, Tally()) + found
        if found != Tally(exact=len(one.tables)):
            print(f"  {one.name}: {found}")
    for form, found in sorted(by_form.items()):
        print(f"{form:5}", found)
    whole = sum(by_form.values(), Tally())
    share = whole.exact / max(1, whole.exact + whole.unsure + whole.missed)
    print(f"{len(rendered)} files: {whole}; exact and certain {share:.1%} (floor {FLOOR:.0%}, wrong: 0)")
    return share >= FLOOR and not whole.wrong


def print_spoilt(found: SpoiltSum) -> bool:
    """Print what became of spoilt files; whether the floors are kept."""
    for line in found.told[:40]:
        print(" ", line)
    print(
        f"{found.files} spoilt files: {found.tally}; refused {found.refused}, crashed {found.crashed}, "
        f"longest {found.longest:.1f} s (floor {MOST_SECONDS:.0f}), "
        f"most memory {found.memory // 1_000_000} MB (floor {MOST_MEMORY // 1_000_000})"
    )
    within = found.longest <= MOST_SECONDS and found.memory <= MOST_MEMORY
    return within and not found.crashed and not found.tally.wrong


if __name__ == "__main__":
    raise SystemExit(main())
