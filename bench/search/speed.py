"""How fast a question is answered, beside stock Whoosh on the same made-up sections, in one process.

    python bench/search/speed.py [--sections 9000 60000] [--questions 200]

Ours includes the passages with their marks, counts and filters by the day; nothing of an answer is kept from
one question to the next. Stock Whoosh finds any word with its Danish analyser, once without and once with
highlights. Each question is put to all in turn, so that what else the machine does meets all alike.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from synthetic import passages, questions

from search_index import Index, build, open_index
from search_index.store.model import Passage, Query

DAY = date(2025, 6, 1)
OURS, STOCK, STOCK_HIGHLIGHTED = "this portal", "stock Whoosh", "stock Whoosh, highlights"


def main() -> None:
    """Print a table for every number of sections asked for."""
    arguments = argparse.ArgumentParser(description="Measure the search's speed.")
    arguments.add_argument("--sections", type=int, nargs="+", default=[9_000])
    arguments.add_argument("--questions", type=int, default=200)
    chosen = arguments.parse_args()
    for number in chosen.sections:
        with tempfile.TemporaryDirectory() as folder:
            measure(number, questions(chosen.questions), Path(folder))


def measure(number: int, asked: list[str], folder: Path) -> None:
    """Build both indexes of ``number`` sections in ``folder``, ask, and print."""
    sections = list(passages(number))
    print(f"{number} sections, {len(asked)} questions")
    _print_built(OURS, number, _timed(lambda: build(folder / "ours", sections)), folder / "ours")
    stock = folder / "stock"
    _print_built(STOCK, number, _timed(lambda: _build_stock(stock, sections)), stock)
    index = open_index(folder / "ours")
    opened = _timed(lambda: index.search(Query("x")))
    print(f"  {OURS}: opened in {opened:.1f} s")
    ways = {OURS: lambda words: index.search(Query(words, on=DAY)), **_stock_ways(stock)}
    times: dict[str, list[float]] = {way: [] for way in ways}
    for words in asked:
        for way, ask in ways.items():
            times[way].append(1000 * _timed(lambda: ask(words)))  # noqa: B023 - called at once
    for way, taken in times.items():
        print(f"  {way:26s} median {statistics.median(taken):7.2f} ms   p95 {_p95(taken):7.2f} ms")
    for way in (STOCK, STOCK_HIGHLIGHTED):
        median = statistics.median(times[OURS]) / statistics.median(times[way])
        print(f"  ours against {way}: median {median:.2f}, p95 {_p95(times[OURS]) / _p95(times[way]):.2f}")
    print(f"  a new version is found after {_found_after(index, sections[0]):.2f} s", flush=True)


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _p95(values: list[float]) -> float:
    return statistics.quantiles(values, n=20)[-1]


def _print_built(label: str, number: int, seconds: float, folder: Path) -> None:
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6
    print(
        f"  {label}: built in {seconds:.1f} s ({1000 * seconds / number:.2f} s and "
        f"{1000 * size / number:.2f} MB per 1,000 sections)"
    )


def _build_stock(folder: Path, sections: Iterable[Passage]) -> None:
    from whoosh import fields, index
    from whoosh.analysis import LanguageAnalyzer

    folder.mkdir()
    schema = fields.Schema(key=fields.ID(stored=True), text=fields.TEXT(LanguageAnalyzer("da"), stored=True))
    writer = index.create_in(str(folder), schema).writer(limitmb=256)
    for section in sections:
        writer.add_document(key=section.key, text=f"{section.title} {section.heading} {section.text}")
    writer.commit()


def _stock_ways(folder: Path) -> dict[str, Callable[[str], Any]]:
    from whoosh import index, qparser

    opened = index.open_dir(str(folder))
    searcher = opened.searcher()
    parser = qparser.QueryParser("text", opened.schema, group=qparser.OrGroup)

    def search(words: str) -> list[str]:
        return [hit["key"] for hit in searcher.search(parser.parse(words), limit=10)]

    def highlighted(words: str) -> list[str]:
        return [hit.highlights("text") for hit in searcher.search(parser.parse(words), limit=10)]

    return {STOCK: search, STOCK_HIGHLIGHTED: highlighted}


def _found_after(index: Index, section: Passage) -> float:
    """Seconds from handing over a changed section to finding it."""
    changed = replace(section, text=section.text + " gyldigfravaendring")
    return _timed(lambda: (index.update([changed]), index.search(Query("gyldigfravaendring"))))


if __name__ == "__main__":
    main()
