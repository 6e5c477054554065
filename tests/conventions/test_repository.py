"""What the repository must never hold, and what stays small."""

from __future__ import annotations

import re
import subprocess

from conftest import ROOT

TEXTS = (".py", ".pt", ".md", ".toml", ".ini", ".json", ".yaml", ".txt", ".css", ".js", ".mjs", ".in")
REGISTRIES = re.compile(
    r"https?://(?:registry\.npmjs\.org|pypi\.org|files\.pythonhosted\.org|registry\.yarnpkg\.com|deb\.debian\.org)"
)
# Paths of one machine, as far as they can be told from addresses.
MACHINE = re.compile(r"(?<![\w.])/(?:root|home/\w+|work)/")


def tracked() -> list[str]:
    names = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True)
    return [name for name in names.stdout.splitlines() if (ROOT / name).is_file()]


def test_no_registry_and_no_machine_is_named() -> None:
    bad = []
    for name in tracked():
        if name.endswith(TEXTS) and name != "tests/conventions/test_repository.py":
            text = (ROOT / name).read_text("utf-8")
            bad += [f"{name}: {m.group()}" for p in (REGISTRIES, MACHINE) if (m := p.search(text))]
    assert bad == []


def test_every_decision_record_has_a_date_and_a_reason() -> None:
    for path in sorted((ROOT / "docs/adr").glob("*.md")):
        text = path.read_text("utf-8")
        assert re.match(r"# \d+\. ", text), path.name
        assert re.search(r"Accepted, \d{4}-\d\d-\d\d\.", text), path.name
        assert "## What we decided" in text, path.name
