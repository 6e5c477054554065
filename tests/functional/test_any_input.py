"""Whatever a visitor types is answered: with the table's words, a refusal or what is wrong, never a failure.

INPUTS=100000 asks for more of them than the suite has time for.
"""

from __future__ import annotations

import logging
import os

import pytest
from webtest import TestApp

from visitors import Visitor

COUNT = int(os.environ.get("INPUTS", "1000"))


def test_no_input_makes_it_fail(app: TestApp, caplog: pytest.LogCaptureFixture) -> None:
    seen: dict[int, int] = {}
    with caplog.at_level(logging.ERROR):
        for address in Visitor(seed=3).addresses(COUNT):
            status = app.get(address, status="*").status_int
            assert status < 500, f"{address}\n{caplog.text}"
            seen[status] = seen.get(status, 0) + 1
    assert seen[200] > COUNT / 4, "most inputs should reach an answer"
    assert seen[400] > COUNT / 10, "many inputs should be wrong"
