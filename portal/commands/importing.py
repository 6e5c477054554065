"""`portal import`: files to drafts in a folder and a report on them. It needs no database."""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from rich.progress import Progress

from portal.importers.own_process import Converters
from portal.services.errors import BadInput
from portal.services.importing.draft_folder import DraftFolder
from portal.services.importing.import_report import FileResult, ReportedFile, report_of
from portal.services.importing.reading_files import ReadingFiles, import_limits
from portal.services.importing.taking_in import NOTHING
from portal.settings import Settings
from portal.telling import console, unusable, why_unusable

_EXIT = {FileResult.CERTAIN: 0, FileResult.UNSURE: 1, FileResult.UNREADABLE: 2}
_EXAMPLE = (
    "Skriv fx: portal import standarder.pdf --municipality eksempel --out kladder --report rapport.json"
)
_Add = Callable[[str, Callable[[Settings, argparse.Namespace], int], str], argparse.ArgumentParser]


def add_commands(add: _Add) -> None:
    """Make the command known; ``add`` takes a name, what it does, and a line of help."""
    command = add(
        "import", _import, "Lav kladder af PDF, Word, HTML og tekst, og skriv, hvad der er usikkert."
    )
    command.add_argument("files", type=Path, nargs="*", metavar="FILE", help="Filer med standarder.")
    command.add_argument("--municipality", default="", metavar="M", help="Kommunens adresse, fx randers.")
    command.add_argument(
        "--out", type=Path, metavar="DIR", help="Mappen, kladderne skrives i. Intet overskrives."
    )
    command.add_argument("--report", type=Path, metavar="FILE.json", help="En fil, der ikke er der endnu.")


def _import(settings: Settings, arguments: argparse.Namespace) -> int:
    """The exit code: 0 all is certain, 1 something is unsure, 2 a file cannot be read, or bad usage."""
    wrong = _wrong_usage(arguments)
    if wrong:
        print(f"{wrong} {_EXAMPLE}", file=sys.stderr)
        return 2
    try:
        files = tuple(_told(settings, arguments))
        report = report_of(arguments.municipality, files)
        with arguments.report.open("x", encoding="utf-8") as out:
            json.dump(report, out, ensure_ascii=False, indent=2)
    except OSError as error:
        print(unusable(error, arguments.report), file=sys.stderr)
        return 2
    _print_summary(arguments, files)
    return max(_EXIT[file.result] for file in files)


def _wrong_usage(arguments: argparse.Namespace) -> str:
    """What is missing or cannot be, in Danish; "" where nothing is."""
    if not arguments.files:
        return "Skriv, hvilke filer der skal indlæses."
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", arguments.municipality):
        return "Skriv kommunens adresse efter --municipality: små bogstaver a-z, tal og bindestreg."
    if arguments.out is None:
        return "Skriv efter --out, hvilken mappe kladderne skal skrives i."
    if arguments.out.exists() and not arguments.out.is_dir():
        return f"{arguments.out} er ikke en mappe."
    if arguments.report is None:
        return "Skriv efter --report, hvor rapporten skal ligge."
    if arguments.report.exists():
        return f"{arguments.report} findes allerede. Vælg et andet navn til rapporten."
    return ""


def _told(settings: Settings, arguments: argparse.Namespace) -> Iterator[ReportedFile]:
    """Each file, as it is done, with a bar that says how many are left."""
    reading = ReadingFiles(Converters(), import_limits(settings))
    folder = DraftFolder(arguments.out, arguments.municipality)
    with Progress(console=console, transient=True) as progress:
        task = progress.add_task("Indlæser", total=len(arguments.files))
        for path in arguments.files:
            file = _brought(path, arguments.municipality, reading, folder)
            progress.advance(task)
            line = f"{file.result.value:9} {path} {file.message}".rstrip()
            progress.console.print(line, highlight=False, markup=False, soft_wrap=True)
            yield file


def _brought(path: Path, municipality: str, reading: ReadingFiles, folder: DraftFolder) -> ReportedFile:
    content = b""
    try:
        with path.open("rb") as file:
            content = file.read(reading.limits.bytes + 1)
        read = reading.drafts(content, path.name, municipality)
    except OSError as error:
        return ReportedFile(path, content, message=why_unusable(error))
    except BadInput as error:
        return ReportedFile(path, content, message=error.message)
    if not read.drafts:
        return ReportedFile(path, content, message=NOTHING)
    return ReportedFile(path, content, read, tuple((draft, folder.write(draft)) for draft in read.drafts))


def _print_summary(arguments: argparse.Namespace, files: tuple[ReportedFile, ...]) -> None:
    drafts = sum(len(file.written) for file in files)
    said = f"{drafts} {'kladde' if drafts == 1 else 'kladder'} i {arguments.out / arguments.municipality}."
    print(f"{said} Rapporten er {arguments.report}.", file=sys.stderr)
    if any(file.result is FileResult.UNSURE for file in files):
        print("Noget er usikkert. Hold det op mod filen, før teksterne bruges.", file=sys.stderr)
    if drafts and not (arguments.out / arguments.municipality / "kommune.yaml").exists():
        print("»portal load« skal også bruge en kommune.yaml i mappen.", file=sys.stderr)
