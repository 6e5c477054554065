"""How many times a second a standard's page is sent, against a bare WSGI application with the same bytes.

One run, the same server for both (granian, one worker), asked by `wrk` with 8 connections, as a ratio.
As a browser asks, compressed; as a programme asks, plain; and as a browser asks that has the page already
(304), against a bare application that sends nothing but 304.

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
        serving.prepare(Path(name))
        for asked, (size, bare, ours) in measured(Path(name), seconds).items():
            print(f"{asked:10} {size:6} bytes: bare {bare:7.0f} a second,", end=" ")
            print(f"page {ours:7.0f}, {ours / bare:.3f} of bare")
    return 0


def measured(folder: Path, seconds: int) -> dict[str, tuple[int, float, float]]:
    """How it was asked → bytes of the page, answers a second of the bare application, and of the portal.

    Without "revalidated" where the page has no ETag: there is then nothing to ask with.
    """
    found = {}
    with serving.portal(folder) as address:
        for asked, headers in ASKED.items():
            answer = urlopen(Request(address + PAGE, headers=dict(h.split(": ") for h in headers)))
            body, etag = answer.read(), answer.headers.get("ETag")
            with serving.bare(folder, body, "text/html") as bare:
                found[asked] = (len(body), *serving.in_turn(bare, address + PAGE, seconds, headers))
        if etag:
            same = (*headers, f"If-None-Match: {etag}")
            with serving.bare(folder, b"", "text/html", "304 Not Modified") as bare:
                found["revalidated"] = (0, *serving.in_turn(bare, address + PAGE, seconds, same))
    return found


if __name__ == "__main__":
    sys.exit(main())
