"""Compile the page templates, so that a server that starts need not: ``build/templates/``.

Run by ``make setup`` with the virtual environment's Python.
"""

from __future__ import annotations

from pathlib import Path

from portal.web.templating import PageTemplates

ROOT = Path(__file__).resolve().parent.parent


if __name__ == "__main__":
    PageTemplates(ROOT / "templates", ROOT / "build" / "templates")
