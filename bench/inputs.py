"""How the application bears what visitors type: generated addresses, none of which may make it fail.

    python bench/inputs.py [count] [seed]

Prints how many answers there were of each status, the addresses that failed, and the pace.
"""

from __future__ import annotations

import logging
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from webtest import TestApp  # noqa: E402

from portal.app import create_application  # noqa: E402
from portal.clock import SetClock  # noqa: E402
from portal.db import Database  # noqa: E402
from portal.migrations import upgrade  # noqa: E402
from portal.services.drafting.loading import Loading  # noqa: E402
from visitors import Visitor  # noqa: E402


def main(count: int, seed: int) -> int:
    """Send ``count`` addresses through the application; 1 where one of them failed."""
    logging.disable(logging.CRITICAL)
    with tempfile.TemporaryDirectory() as folder:
        database, clock = Database(f"sqlite:///{folder}/portal.sqlite"), SetClock.at("2026-11-22")
        upgrade(database.engine)
        Loading(database, clock).load(ROOT / "standards")
        app = TestApp(create_application({"portal.data": folder}, clock), lint=False)
        statuses: Counter[int] = Counter()
        failed: list[str] = []
        begun = time.perf_counter()
        for address in Visitor(seed).addresses(count):
            status = app.get(address, status="*").status_int
            statuses[status] += 1
            if status >= 500:
                failed.append(address)
        seconds = time.perf_counter() - begun
    print(f"{count} inputs in {seconds:.0f} s ({count / seconds:.0f} a second), seed {seed}")
    print(", ".join(f"{status}: {number}" for status, number in sorted(statuses.items())))
    print(*(f"failed: {address}" for address in failed[:20]), sep="\n")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(*(int(word) for word in [*sys.argv[1:3], "100000", "3"][:2])))
