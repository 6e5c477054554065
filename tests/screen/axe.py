"""axe-core, as npm brought it."""

from __future__ import annotations

from playwright.sync_api import Frame, Page

from conftest import ROOT

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
FIND = f"axe.run(document, {{runOnly: {RULES}, resultTypes: ['violations'], preload: false}})"


def violations(page: Page | Frame) -> list[str]:
    """What axe finds in a page or in the page of a frame, as lines to read in a failure."""
    if not page.evaluate("'axe' in window"):
        page.evaluate((ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8"))
    found = page.evaluate(FIND)["violations"]
    return [f"{rule['id']}: {node['html'][:200]}" for rule in found for node in rule["nodes"]]
