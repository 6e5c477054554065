"""How many times a second a standard's page is sent, against a bare WSGI application with the same bytes.

One run, the same server for both (granian, one worker), asked by `wrk` with 8 connections, as a ratio.
Twice: as a browser asks, compressed, and as a programme asks, plain.

    make setup && .venv/bin/python bench/pages.py
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from urllib.request import Request, urlopen

sys.path.insert(0, str(Path(__file__).parent))

import serving

PAGE = "/eksempel/aflastning"
ASKED = {"compressed": ("Accept-Encoding: br",), "plain": ()}


def main() -> int:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    arguments.add_argument("--seconds", type=int, default=5)
    seconds = arguments.parse_args().seconds
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        serving.prepare(folder)
        for asked, headers in ASKED.items():
            with serving.portal(folder) as address:
                wanted = Request(address + PAGE, headers=dict(h.split(": ") for h in headers))
                body = urlopen(wanted).read()
                ours = serving.rate(address + PAGE, seconds, headers=headers)
            with serving.bare(folder, body, "text/html") as address:
                bare = serving.rate(address, seconds)
            print(f"{asked:10} {len(body):6} bytes: bare {bare:7.0f} a second,", end=" ")
            print(f"page {ours:7.0f}, {ours / bare:.3f} of bare")
    return 0


if __name__ == "__main__":
    sys.exit(main())
