"""One module knows the outbox's table; the others put in what happened and take out what is due."""

from __future__ import annotations

import re

from conftest import ROOT

KNOWS_THE_TABLE = {
    "portal/models/__init__.py",
    "portal/models/records.py",
    "portal/services/outbox.py",
    "portal/services/record/free_text.py",  # names every table that holds what people write
}


def test_one_module_makes_and_asks_for_rows_of_the_outbox() -> None:
    named = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "portal").rglob("*.py")
        if re.search(r"\bOutboxRow\b", path.read_text("utf-8"))
    }
    assert named == KNOWS_THE_TABLE
