"""How soon a newly adopted version is found by visitors: the portal's own server and worker, over HTTP.

    python bench/search/found_after.py [times]

Each time a version is adopted, and the search page's API is asked until it finds a word that only that
version has. Prints the median and the longest, in seconds from the moment the adoption was stored.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "bench"), str(ROOT / "tests"), str(ROOT / "tests" / "functional")]

import serving  # noqa: E402
from test_found_soon import found, running, wait_for  # noqa: E402

from factories import standard, write  # noqa: E402
from portal.clock import SystemClock  # noqa: E402
from portal.db import Database  # noqa: E402
from portal.services.drafting.loading import Loading  # noqa: E402

PAUSE_SECONDS = 0.02


def main(times: int) -> None:
    """Adopt ``times`` standards in a running portal that has the repository's; print how soon each came."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        serving.prepare(folder / "data")
        url = f"sqlite:///{folder / 'data' / 'portal.sqlite'}"
        database = Database(url)
        with running(folder / "data", url) as address:
            wait_for(address, "aflastning")
            taken = [_adopt(database, folder, address, number) for number in range(times)]
        database.dispose()
    median, longest = statistics.median(taken), max(taken)
    print(f"{times} adopted: found after {median:.2f} s (median), {longest:.2f} s (longest)")


def _adopt(database: Database, folder: Path, address: str, number: int) -> float:
    word = f"hoppeborgsaftale{number}"
    body = f"\n## Aftalen {{#aftalen}}\n\nKommunen tilbyder en {word}.\n"
    texts = {f"a/s{number}/1.md": standard(title=f"Aftale {number}", table=f"tabel-{number}", body=body)}
    files = write(folder / f"standards-{number}", texts)
    begun = time.monotonic()
    assert Loading(database, SystemClock()).load(files).errors == []
    while not found(address, word):
        time.sleep(PAUSE_SECONDS)
    return time.monotonic() - begun


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20)
