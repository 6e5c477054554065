"""How many questions a second the calculator answers, against a bare WSGI application with the same JSON.

One run: the portal and the bare application on granian, one worker each, asked one after the other by `wrk`
with 8 connections. Three figures: the same question again and again, questions that all differ, and the time
of one differing question with 10, 100 and 1,000 versions of other standards in the database.

    make setup && .venv/bin/python bench/calculator.py

Floors: repeated 0.25 of bare, distinct 0.04 of bare; the time does not grow with other standards' versions.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from pathlib import Path
from urllib.request import urlopen

sys.path.insert(0, str(Path(__file__).parent))

import serving

QUESTION = "/api/v1/calculate?municipality=eksempel&table=doegnaflastning&unit=doegn/aar&amount="
FLOORS = {"repeated": 0.25, "distinct": 0.04}
GROWTH = 1.5
"""How many times as long it may take with 1,000 other versions as with 10: the machine's own noise."""


def main() -> int:
    """Measure, print, and fail where a floor is not kept."""
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("--seconds", type=int, default=5)
    seconds = arguments.parse_args().seconds
    failed = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        serving.prepare(folder)
        size, bare, repeated, distinct = measured(folder, seconds)
        print(f"bare      {bare:9.0f} a second, {size} bytes")
        for what, rate in (("repeated", repeated), ("distinct", distinct)):
            kept = rate / bare >= FLOORS[what]
            print(f"{what}  {rate:9.0f} a second, {rate / bare:.3f} of bare, floor {FLOORS[what]}")
            failed += [] if kept else [what]
        times = {n: _with_versions(folder, n) for n in (10, 100, 1000)}
        for n, took in times.items():
            print(f"{n:5} versions of other standards: {took * 1e6:6.0f} µs a differing question")
        if times[1000] > GROWTH * times[10]:
            failed.append("growth")
    print("not kept: " + ", ".join(failed) if failed else "every floor kept")
    return 1 if failed else 0


def measured(folder: Path, seconds: int) -> tuple[int, float, float, float]:
    """Bytes of an answer; answers a second: bare, the same question, questions that differ."""
    with serving.portal(folder) as address:
        body = urlopen(f"{address}{QUESTION}48").read()
        repeated = serving.rate(f"{address}{QUESTION}48", seconds)
        distinct = serving.rate(address, seconds, script=_distinct(folder))
    with serving.bare(folder, body, "application/json") as address:
        return len(body), serving.rate(address, seconds), repeated, distinct


def _distinct(folder: Path) -> Path:
    """A script for wrk that never asks the same question twice, nor what another run of it asked.

    Warming up and measuring are two runs: each counts from the second it begins in.
    """
    script = folder / "distinct.lua"
    script.write_text(
        "local n = (os.time() % 100000) * 100000\n"
        "request = function()\n"
        "  n = n + 1\n"
        f'  return wrk.format("GET", "{QUESTION}" .. (n % 900000) .. "," .. math.floor(n / 900000))\n'
        "end\n"
    )
    return script


def _with_versions(folder: Path, wanted: int) -> float:
    """The median time of a differing question, in seconds, among so many versions of other standards."""
    place = folder / f"with-{wanted}"
    serving.prepare(place, others=wanted)
    took = []
    with serving.portal(place) as address:
        for n in range(400):
            begun = time.perf_counter()
            urlopen(f"{address}{QUESTION}{n},5").read()
            took.append(time.perf_counter() - begun)
    return statistics.median(took[100:])


if __name__ == "__main__":
    sys.exit(main())
