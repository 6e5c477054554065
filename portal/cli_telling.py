"""How the commands tell what they do and what they found: on standard error, beside what was asked for."""

from __future__ import annotations

import sys
from collections.abc import Iterable

from rich.console import Console

from portal.documents.document import Finding

console = Console(stderr=True)


def print_findings(findings: Iterable[Finding]) -> None:
    """A line for each, which begins with its file and line."""
    for f in findings:
        print(f"{f.file}:{f.line}: {f.severity.value} {f.rule}: {f.message} {f.remedy}", file=sys.stderr)
