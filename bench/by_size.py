"""What depends on how much there is: latency, loading, starting, memory, search, reindex."""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import quote
from urllib.request import urlopen

import psutil
import serving
from many import load_standards, reindex, write_standards
from measuring import FLOOR, INDICATIVE, Row, pss
from pages import PAGE
from synthetic import passages, questions

from search_index import build, open_index
from search_index.store.model import Query

CLIENTS = 8
ASKED = 200
_FIRST_DAY = date(2024, 1, 1)


def three_municipalities(folder: Path, _: argparse.Namespace) -> list[Row]:
    """Starting, memory and a page that is not kept, with the repository's standards."""
    serving.prepare(folder)
    with serving.served(folder) as server:
        latency = _median(_page_times(server.address))
        urlopen(server.address + "/soeg?q=aflastning").read()
        alone, together = _memory(server.pid)
    return [
        Row(INDICATIVE, "a page not kept", 12, 1000 * latency, " ms"),
        Row(INDICATIVE, "start until the first page, three municipalities", 2, server.seconds, " s"),
        Row(INDICATIVE, "memory (PSS), the serving process, three municipalities", 150, alone, " MB"),
        Row(INDICATIVE, "memory (PSS), with worker and parent, three municipalities", 250, together, " MB"),
    ]


def by_data(folder: Path, chosen: argparse.Namespace) -> list[Row]:
    """How long a page that is not kept takes among 1 × and 100 × the data."""
    few = max(1, chosen.standards // 10)
    times = []
    for number in (few, 100 * few):
        data = folder / str(number)
        serving.prepare(data)
        load_standards(data, write_standards(folder / f"texts-{number}", number))
        with serving.portal(data) as address:
            times.append(_median(_page_times(address)))
    remark = f"{few} and {100 * few} other standards, pages not kept"
    return [Row(FLOOR, "page latency at 100 × the data", 1.2, times[1] / times[0], remark=remark)]


def loading_and_many(folder: Path, chosen: argparse.Namespace) -> list[Row]:
    """Loading a number of standards and nine times as many; then what the many take to be served."""
    few, many = chosen.standards, 9 * chosen.standards
    first = load_standards(folder / "few", write_standards(folder / "few-texts", few))
    data = folder / "many"
    second = load_standards(data, write_standards(folder / "many-texts", many))
    sizes = f"{many} standards"
    whole = many == 9_000
    rows = [
        Row(FLOOR, "load of 9 × the standards", 9.5, second / first, remark=f"{many} against {few}"),
        Row(INDICATIVE, "`portal load`, seconds a 1,000", 20, 1000 * second / many, " s", remark=sizes),
        _at(whole, "`portal reindex` at 40,000 sections", 90, reindex(data), " s", sizes),
    ]
    with serving.served(data) as server:
        rows += _search(server, whole, sizes)
        rows.append(_at(whole, "start until first page, 9,000 standards", 6, server.seconds, " s", sizes))
        _, together = _memory(server.pid)
        rows.append(_at(whole, "memory (PSS), all, 9,000 standards", 400, together, " MB", sizes))
    return rows


def search_index(folder: Path, chosen: argparse.Namespace) -> list[Row]:
    """The index by itself: what is still missing of it over HTTP is the page."""
    build(folder / "index", list(passages(chosen.sections)))
    index = open_index(folder / "index")
    times = [_timed(lambda: index.search(Query(words, on=_FIRST_DAY))) for words in questions(ASKED)]  # noqa: B023
    alone = f"the index alone, {chosen.sections} sections"
    what = "search answered over HTTP at 9,000 sections, one client"
    return [
        _beside(f"{what}, median", 12, f"{1000 * _median(times):.3g} ms: {alone}"),
        _beside(f"{what}, p95", 25, f"{1000 * _p95(times):.3g} ms: {alone}"),
        Row(
            INDICATIVE,
            "memory (PSS), the serving process at 60,000 sections",
            300,
            remark="no script serves an index without the texts it is of",
        ),
    ]


def _search(server: serving.Served, whole: bool, sizes: str) -> list[Row]:
    """Questions over HTTP, one after the other, then by eight clients at once."""
    asked = [f"{server.address}/soeg?q={quote(words)}" for words in questions(2 * ASKED)]
    urlopen(asked[0]).read()
    alone = [_timed(lambda: urlopen(address).read()) for address in asked[:ASKED]]  # noqa: B023
    before = _processor_seconds(server.pid)
    with ThreadPoolExecutor(CLIENTS) as clients:
        list(clients.map(lambda address: urlopen(address).read(), asked[ASKED:]))
    each = (_processor_seconds(server.pid) - before) / ASKED
    name = "search over HTTP at 9,000 standards"
    return [
        _at(whole, f"{name}, alone, median", 20, 1000 * _median(alone), " ms", sizes),
        _at(whole, f"{name}, alone, p95", 25, 1000 * _p95(alone), " ms", sizes),
        _at(whole, f"{name}, processor time with {CLIENTS} clients", 20, 1000 * each, " ms", sizes),
    ]


def _beside(what: str, bound: float, remark: str) -> Row:
    """A figure of something else than the aim is about: told, never held against it."""
    return Row(INDICATIVE, what, bound, None, " ms", remark=f"no script has just so many sections; {remark}")


def _at(whole: bool, what: str, bound: float, value: float, unit: str, sizes: str) -> Row:
    """A figure that can be held against its bound only at the whole size; at another it is told beside."""
    if whole:
        return Row(INDICATIVE, what, bound, value, unit, remark=sizes)
    return Row(INDICATIVE, what, bound, None, unit, remark=f"run shortened; {value:.3g}{unit} at {sizes}")


def _page_times(address: str) -> list[float]:
    """Seconds of a page for days that nobody asked for before, after some to warm up."""
    days = [_FIRST_DAY + timedelta(days=n) for n in range(ASKED)]
    times = [_timed(lambda: urlopen(f"{address}{PAGE}?dato={day}").read()) for day in days]  # noqa: B023
    return times[ASKED // 4 :]


def _memory(pid: int) -> tuple[float, float]:
    """MB: of the process that answers visitors (of the children, the one with the most), and of all."""
    children = [pss(child.pid) for child in psutil.Process(pid).children(recursive=True)]
    return max(children), sum(children) + pss(pid)


def _processor_seconds(pid: int) -> float:
    family = [psutil.Process(pid), *psutil.Process(pid).children(recursive=True)]
    return sum(sum(process.cpu_times()[:2]) for process in family)


def _timed(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def _median(times: Iterable[float]) -> float:
    return statistics.median(times)


def _p95(times: list[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]
