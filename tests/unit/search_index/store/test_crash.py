"""A writer killed at any moment leaves an index that can be read and written."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from search_index import build, open_index
from search_index.store.model import Passage, Query

ROOT = Path(__file__).resolve().parents[4]
WRITER = """
import sys
from pathlib import Path
from search_index import build, open_index
from search_index.store.model import Passage
path, how = Path(sys.argv[1]), sys.argv[2]
def passages(mark):
    for number in range(40):
        key = f"a/s{number}/v1#omfang"
        text = f"Aflastning {mark}."
        yield Passage(key, "a", f"s{number}", 1, "retningslinje", "omfang", "Omfang", "Titel", text)
print("klar", flush=True)
for mark in range(10_000):
    if how == "build":
        build(path, passages(mark))
    else:
        open_index(path).update(passages(mark))
"""


def _passages():
    for number in range(40):
        key = f"a/s{number}/v1#omfang"
        yield Passage(
            key, "a", f"s{number}", 1, "retningslinje", "omfang", "Omfang", "Titel", "Aflastning fra først."
        )


@pytest.mark.parametrize("how", ["build", "update"])
def test_killed_at_random_moments(tmp_path, how):
    chance = random.Random(11)
    build(tmp_path, _passages())
    reader = open_index(tmp_path)
    for _ in range(4):
        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(tmp_path), how], stdout=subprocess.PIPE, cwd=ROOT, text=True
        )
        assert writer.stdout.readline() == "klar\n"
        until = time.monotonic() + 0.4 + chance.random()
        while time.monotonic() < until:
            assert reader.search(Query("aflastning")).total == 40
        os.kill(writer.pid, signal.SIGKILL)
        writer.wait()
        writer.stdout.close()
        for index in (reader, open_index(tmp_path)):
            assert index.search(Query("aflastning")).total == 40
            assert len(index.keys()) == 40
    reader.update([], ["a/s0/v1#omfang"], time_limit=5)
    assert reader.search(Query("aflastning")).total == 39
