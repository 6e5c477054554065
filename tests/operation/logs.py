"""The log as it is written, read."""

from __future__ import annotations

import json
from typing import Any

import pytest


class Log:
    """What came on standard error since it was last asked."""

    def __init__(self, written: pytest.CaptureFixture[str]):
        self._written = written

    def lines(self) -> list[dict[str, Any]]:
        """Each line, which is an object."""
        return [json.loads(line) for line in self._written.readouterr().err.splitlines()]
