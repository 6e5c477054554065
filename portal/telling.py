"""How the commands tell what they do and what they found: on standard error, beside what was asked for."""

from __future__ import annotations

import errno
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

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


def unusable(error: OSError, path: Path) -> str:
    """That a file or folder cannot be used, in Danish: the one the error names, else ``path``."""
    return f"{error.filename or path} kan ikke bruges. {why_unusable(error)}"


def why_unusable(error: OSError) -> str:
    """What is wrong with a file or a folder, in Danish, and what to do."""
    for kind, words in _WHY:
        if isinstance(error, kind):
            return words
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "Disken er fuld. Gør plads."
    if error.errno == errno.EROFS:
        return "Disken kan ikke skrives til."
    return f"Det kan ikke læses eller skrives: {error.strerror}."


_WHY: tuple[tuple[type[OSError], str], ...] = (
    (FileNotFoundError, "Det findes ikke. Er stien skrevet rigtigt?"),
    (IsADirectoryError, "Det er en mappe. Skriv filerne i den."),
    (NotADirectoryError, "Det er ikke en mappe, eller en del af stien er en fil."),
    (PermissionError, "Du har ikke adgang til det. Kør kommandoen som den konto, der ejer det."),
    (FileExistsError, "Der er allerede noget med det navn."),
)
