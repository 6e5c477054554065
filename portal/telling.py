"""How the commands tell what they do and what they found: on standard error, beside what was asked for."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import Progress, TaskID

from portal.documents.document import Finding
from portal.services.moving.archives import Step

console = Console(stderr=True)


def print_findings(findings: Iterable[Finding]) -> None:
    """A line for each, which begins with its file and line."""
    for f in findings:
        print(f"{f.file}:{f.line}: {f.severity.value} {f.rule}: {f.message} {f.remedy}", file=sys.stderr)


@contextmanager
def told_in_steps() -> Iterator[Step]:
    """A bar for each thing that is done: called with what it is, how much is done, and of how much."""
    with Progress(console=console, transient=True) as progress:
        tasks: dict[str, TaskID] = {}

        def step(what: str, done: int, total: int) -> None:
            if what not in tasks:
                tasks[what] = progress.add_task(what, total=total)
            progress.update(tasks[what], completed=done, total=total)

        yield step
