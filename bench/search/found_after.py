"""How soon a newly adopted version is found by visitors: the portal's own server and worker, over HTTP.

    python bench/search/found_after.py [times]

Each time a version is adopted, and the search page's API is asked until it finds a word that only that
version has. Prints the median and the longest, in seconds from the moment the adoption was stored.
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import quote
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "bench"))

import serving  # noqa: E402

from portal.clock import SystemClock  # noqa: E402
from portal.db import Database  # noqa: E402
from portal.services.drafting.loading import Loading  # noqa: E402

PAUSE_SECONDS = 0.02
OWNER = "navn: Målekommunen\nart: kommune\nfiktiv: true\n"


def main(times: int) -> None:
    """Adopt ``times`` standards in a running portal that has the repository's; print how soon each came."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        serving.prepare(folder / "data")
        database = Database(f"sqlite:///{folder / 'data' / 'portal.sqlite'}")
        with serving.portal_with_worker(folder / "data") as address:
            _wait_for(address, "aflastning")
            taken = [_adopt(database, folder, address, number) for number in range(times)]
        database.dispose()
    median, longest = statistics.median(taken), max(taken)
    print(f"{times} adopted: found after {median:.2f} s (median), {longest:.2f} s (longest)")


def _adopt(database: Database, folder: Path, address: str, number: int) -> float:
    word = f"hoppeborgsaftale{number}"
    files = _written(folder / f"standards-{number}", number, word)
    begun = time.monotonic()
    assert not Loading(database, SystemClock()).load(files).errors
    _wait_for(address, word)
    return time.monotonic() - begun


def _written(folder: Path, number: int, word: str) -> Path:
    """A folder with one standard: the repository's own, with a table of its own and ``word`` in a section."""
    place = folder / "maaling" / f"aftale-{number}"
    place.mkdir(parents=True)
    (folder / "maaling" / "kommune.yaml").write_text(OWNER, "utf-8")
    text = (ROOT / "standards" / "eksempel" / "aflastning" / "1.md").read_text("utf-8")
    text = text.replace("niveauer doegnaflastning", f"niveauer doegnaflastning-{number}")
    section = f"\n## Aftalen {{#aftalen}}\n\nKommunen tilbyder en {word}.\n"
    (place / "1.md").write_text(text + section, "utf-8")
    return folder


def _wait_for(address: str, words: str) -> None:
    question = f"{address}/api/v1/search?q={quote(words)}&correct=false"
    while not json.load(urlopen(question))["total"]:
        time.sleep(PAUSE_SECONDS)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20)
