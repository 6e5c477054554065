"""`portal export`: everything out as files."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from rich.console import Console
from rich.progress import Progress, TaskID

from portal.clock import SystemClock
from portal.opening import open_portal
from portal.services.errors import BadInput, Refused
from portal.services.moving.exporting import ExportReport
from portal.settings import Settings

NO_BASE_URL = "PORTAL_BASE_URL er ikke sat: adresserne i tabellerne er uden værtsnavn."
_Add = Callable[[str, Callable[[Settings, argparse.Namespace], int], str], argparse.ArgumentParser]
_console = Console(stderr=True)


def add_commands(add: _Add) -> None:
    """Make the commands known; ``add`` takes a name, what it does, and a line of help."""
    export = add(
        "export",
        _export,
        "Skriv alle tekster og niveautabeller til en mappe, som »portal load« kan læse ind igen.",
    )
    export.add_argument(
        "folder", type=Path, metavar="DIR", help="En tom mappe, eller en, der ikke er der endnu."
    )
    export.add_argument("--municipality", default="", metavar="M", help="Kun denne kommune, fx randers.")
    export.add_argument(
        "--drafts", action="store_true", help="Tag åbne kladder med. De er ikke offentlige: pas på mappen."
    )


def _export(settings: Settings, arguments: argparse.Namespace) -> int:
    with open_portal(settings, SystemClock()) as portal, _told() as step:
        try:
            report = portal.exporting.export(
                arguments.folder, municipality=arguments.municipality, drafts=arguments.drafts, step=step
            )
        except (BadInput, Refused) as error:
            print(error.message, file=sys.stderr)
            return 2
        except OSError as error:
            print(f"{arguments.folder} kan ikke skrives: {error.strerror}.", file=sys.stderr)
            return 2
    _print_export(report, settings)
    return 1 if report.findings else 0


def _print_export(report: ExportReport, settings: Settings) -> None:
    for note in report.notes:
        print(note, file=sys.stderr)
    for f in report.findings:
        print(f"{f.file}:{f.line}: {f.severity.value} {f.rule}: {f.message} {f.remedy}", file=sys.stderr)
    if report.findings:
        said = "»portal load« vil ikke tage imod mappen i en tom portal. Brug »portal backup« til at flytte."
        print(f"{len(report.findings)} fejl. {said}", file=sys.stderr)
    if not settings.base_url:
        print(NO_BASE_URL, file=sys.stderr)
    counts = [
        _count(report.municipalities, "kommune", "kommuner"),
        _count(report.versions, "version", "versioner"),
        _count(report.drafts, "kladde", "kladder"),
        _count(report.levels, "niveau", "niveauer"),
    ]
    print(f"Skrevet: {', '.join(counts)}.", file=sys.stderr)
    print(
        "Brugere, høringer, ophævelser og loggen er ikke med: dem flytter »portal backup«.", file=sys.stderr
    )


def _count(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"


@contextmanager
def _told() -> Iterator[Callable[[str, int, int], None]]:
    """A bar for each thing that is done: called with what it is, how much is done, and of how much."""
    with Progress(console=_console, transient=True) as progress:
        tasks: dict[str, TaskID] = {}

        def step(what: str, done: int, total: int) -> None:
            if what not in tasks:
                tasks[what] = progress.add_task(what, total=total)
            progress.update(tasks[what], completed=done, total=total)

        yield step
