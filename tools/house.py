"""How the house is built: what is measured of its code, and a picture of its packages.

``make house`` prints the measures; the exit status is 1 where a limit is broken. ``--picture FILE`` writes
the packages in layers, with an arrow from each to those it imports.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

from tools.house_measures import CODE, LONGEST_FUNCTION, LONGEST_MODULE, PRODUCT, House, read_house
from tools.house_picture import draw, plan_of

MOST_MODULES = 20
MEDIAN, NINTH_DECILE = 8, 20


def broken_limits(house: House) -> list[str]:
    """What is larger than it may be, a sentence each; none in a sound house."""
    return [
        *crowded_folders(house),
        *long_modules(house),
        *function_lengths(house),
        *long_functions(house),
        *twins(house),
        *file_circles(house),
    ]


def crowded_folders(house: House) -> list[str]:
    """The folders of more than 20 modules."""
    crowded = {folder: n for folder, n in sorted(house.folders().items()) if n > MOST_MODULES}
    return [f"{folder} has {n} modules, more than {MOST_MODULES}" for folder, n in crowded.items()]


def long_modules(house: House) -> list[str]:
    """The modules of more than 300 lines."""
    return [f"{m.path} has {m.lines} lines, more than {LONGEST_MODULE}" for m in house.long_modules()]


def function_lengths(house: House) -> list[str]:
    """Whether the product's functions are too long on the whole: median over 8, ninth decile over 20."""
    lengths, found = house.lengths(*PRODUCT), []
    if lengths.median > MEDIAN:
        found.append(f"half of all functions have more than {MEDIAN} lines: {lengths.median:g}")
    if lengths.ninth_decile > NINTH_DECILE:
        found.append(f"a tenth of all functions have more than {NINTH_DECILE} lines: {lengths.ninth_decile}")
    return found


def long_functions(house: House) -> list[str]:
    """The functions of more than 40 lines."""
    found = house.long_functions()
    return [f"{f.path}:{f.at} {f.name} has {f.lines} lines, more than {LONGEST_FUNCTION}" for f in found]


def twins(house: House) -> list[str]:
    """The class names that stand twice."""
    return [f"{name} is a class in {', '.join(paths)}" for name, paths in house.twins().items()]


def file_circles(house: House) -> list[str]:
    """The files that import each other."""
    return [f"{', '.join(paths)} import each other" for paths in house.file_circles()]


def report(house: House) -> str:
    """The measures, to be read."""
    return "\n".join(_lines(house))


def _lines(house: House) -> Iterator[str]:
    yield f"Modules per folder (! more than {MOST_MODULES})"
    for folder, number in sorted(house.folders().items()):
        yield f"{number:4}  {folder}{' !' if number > MOST_MODULES else ''}"
    yield "Lines per function: number, median, ninth decile, maximum"
    for name, tops in (("product", PRODUCT), *((top, (top,)) for top in CODE)):
        lengths = house.lengths(*tops)
        numbers = f"{lengths.number:5} {lengths.median:5g} {lengths.ninth_decile:4} {lengths.maximum:4}"
        yield f"{numbers}  {name}"
    for title, found in _lists(house):
        yield f"{title}: {len(found)}"
        yield from (f"  {line}" for line in found)


def _lists(house: House) -> Iterator[tuple[str, list[str]]]:
    yield "Long modules", long_modules(house)
    yield "Long functions", long_functions(house)
    yield "Class names that stand twice", twins(house)
    yield "Files that import each other", file_circles(house)
    yield "Packages that import each other", [", ".join(names) for names in house.package_circles()]


def main(given: Sequence[str] | None = None) -> int:
    """Print the measures, and write the picture where it is asked for; 1 where a limit is broken."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--root", type=Path, default=Path(__file__).resolve().parent.parent)
    parser.add_argument("--picture", type=Path, help="the file to write the packages to, as SVG")
    arguments = parser.parse_args(given)
    house = read_house(arguments.root)
    print(report(house))
    if arguments.picture:
        arguments.picture.write_text(draw(plan_of(house)), encoding="utf-8")
    return 1 if broken_limits(house) else 0


if __name__ == "__main__":
    raise SystemExit(main())
