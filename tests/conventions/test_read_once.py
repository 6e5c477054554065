"""No page reads or compares a text by itself: it asks the cache, which does it once."""

from __future__ import annotations

import re

from conftest import ROOT

ALLOWED = {
    "portal/services/published/document_cache.py",
    # What writes: each of these has bytes before it that nobody has read yet.
    "portal/services/deciding/completing.py",
    "portal/services/drafting/standards_folder.py",
    "portal/services/drafting/linting.py",
    "portal/services/record/masked_text.py",
    # What must not trust anything that was kept.
    "portal/services/record/verifying_texts.py",
    "portal/services/search/indexing.py",
    # What goes out of the house, or came from another: read where it lies.
    "portal/services/moving/exporting.py",
    "portal/services/moving/restoring.py",
    # The worker's mail.
    "portal/services/post/notifying.py",
}
IMPORTED = re.compile(
    r"^from portal\.documents\.(?:reading\.markdown|changes\.(?:differences|redline)|lint\.linter) import .*"
    r"\b(?:read_document|read_with_warnings|compare|redline|lint)\b",
    re.MULTILINE,
)


def test_pages_ask_the_cache() -> None:
    found = set()
    for folder in ("portal/views", "portal/api", "portal/services", "portal/web"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            if IMPORTED.search(path.read_text("utf-8")):
                found.add(str(path.relative_to(ROOT)))
    assert found == ALLOWED
