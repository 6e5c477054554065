"""The floors that are ratios of answers a second."""

from __future__ import annotations

import argparse
import multiprocessing
from pathlib import Path
from urllib.request import urlopen

import calculator as calculator_bench
import pages as pages_bench
import serving
from many import keep_adopting
from measuring import FLOOR, Row

LEAST_SECONDS = 5
"""Of a load beside adoptions: some must fall into it."""


def pages(folder: Path, chosen: argparse.Namespace) -> list[Row]:
    """A standard's page against a bare application."""
    serving.prepare(folder)
    bounds = {"plain": 0.6, "compressed": 0.75, "revalidated": 0.5}
    found = pages_bench.measured(folder, chosen.seconds)
    rows = []
    for asked, bound in bounds.items():
        what = f"a standard's page against bare, {asked}"
        if asked in found:
            _, bare, ours = found[asked]
            rows.append(Row(FLOOR, what, bound, ours / bare, at_most=False))
        else:
            rows.append(Row(FLOOR, what, bound, at_most=False, remark="the page is sent without an ETag"))
    return rows


def calculator(folder: Path, chosen: argparse.Namespace) -> list[Row]:
    """The calculator's API against bare JSON."""
    serving.prepare(folder)
    _, bare, repeated, distinct = calculator_bench.measured(folder, chosen.seconds)
    return [
        Row(FLOOR, "calculator API against bare JSON, repeated", 0.4, repeated / bare, at_most=False),
        Row(FLOOR, "calculator API against bare JSON, distinct", 0.08, distinct / bare, at_most=False),
    ]


def beside_adoptions(folder: Path, chosen: argparse.Namespace) -> list[Row]:
    """A page of one municipality while another adopts once a second and the worker indexes."""
    data = folder / "data"
    serving.prepare(data)
    spawn = multiprocessing.get_context("spawn")
    stop = spawn.Event()
    with serving.served(data) as server:
        page = server.address + pages_bench.PAGE
        urlopen(page).read()
        idle = serving.rate(page, max(chosen.seconds, LEAST_SECONDS))
        adopting = spawn.Process(target=keep_adopting, args=(str(data), str(folder / "new"), stop))
        adopting.start()
        try:
            busy = serving.rate(page, max(chosen.seconds, LEAST_SECONDS))
        finally:
            stop.set()
            adopting.join()
    what = "a page of A while another process adopts for B once a second, against idle"
    return [Row(FLOOR, what, 0.7, busy / idle, at_most=False, remark="no error")]
