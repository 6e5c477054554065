"""The `portal` command: serve · migrate · load · lint · reindex · worker · verify ·
export · backup · restore · import · doctor · mcp · site."""

from __future__ import annotations

import argparse
import json
import logging
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path

from rich.progress import Progress

from portal.clock import SystemClock, day_of
from portal.commands import assistants, importing, moving, operating, site, users
from portal.documents.document import Finding, Severity
from portal.opening import open_portal
from portal.private_files import make_private_folder
from portal.services.drafting.linting import lint_path
from portal.services.drafting.loading import FileOutcome, LoadedFile
from portal.services.drafting.standards_folder import count_files
from portal.serving.claiming import CannotServe, claim
from portal.serving.parent_watch import end_with
from portal.serving.stopping import stop_when_told
from portal.setting_checks import SettingsError
from portal.settings import Settings, read_settings
from portal.telling import console, print_findings, unusable
from portal.watching.log_lines import configure_logs
from portal.worker import Worker

_log = logging.getLogger("portal")
NO_BASE_URL = (
    "PORTAL_BASE_URL er ikke sat: adresser, der skal virke altid, får det værtsnavn, hver besøgende bruger. "
    "Sæt den, før andre skal bruge portalen."
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. The exit code: 0 all went well, 1 something was found, 2 bad usage.

    A file or folder that is not there, or that this account may not use, is bad usage of any command.
    """
    parsed = _parser().parse_args(arguments)
    try:
        settings = read_settings({})
    except SettingsError as error:
        print(error, file=sys.stderr)
        return 2
    configure_logs(settings.log_format)
    command: Callable[[Settings, argparse.Namespace], int] = parsed.command
    try:
        return command(settings, parsed)
    except OSError as error:
        if error.filename is None:
            raise
        print(unusable(error, settings.data), file=sys.stderr)
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="portal", description="Kvalitetsstandarder, udgivet og søgbare.")
    commands = parser.add_subparsers(required=True)

    def add(
        name: str, command: Callable[[Settings, argparse.Namespace], int], text: str
    ) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=text, description=text)
        sub.set_defaults(command=command)
        return sub

    serve = add("serve", _serve, "Vis portalen på 127.0.0.1.")
    serve.add_argument("--port", type=int, default=None)
    add("migrate", _migrate, "Bring databasen op til denne udgave af programmet.")
    load = add("load", _load, "Indlæs en mappe med standarder.")
    load.add_argument("folder", type=Path)
    lint = add("lint", _lint, "Tjek standarder uden at indlæse dem.")
    lint.add_argument("paths", type=Path, nargs="+")
    lint.add_argument("--format", choices=("text", "json"), default="text")
    add("reindex", _reindex, "Læs alle tekster igen, og byg søgeindekset forfra.")
    worker = add("worker", _worker, "Hold søgeindekset ved lige, og send mails, til programmet stoppes.")
    worker.add_argument("--once", action="store_true", help="Gør det, der venter, og stop.")
    worker.add_argument("--beside", type=int, help="Stop, når processen med dette nummer er væk.")
    add("verify", _verify, "Tjek kæden, teksterne og det, der er udledt af dem.")
    moving.add_commands(add)
    operating.add_commands(add)
    assistants.add_command(add)
    site.add_command(add)
    importing.add_commands(add)
    user = add("user", users.run, "Giv folk adgang: add, link, list.")
    users.add_arguments(user)
    return parser


def _migrate(settings: Settings, arguments: argparse.Namespace) -> int:
    del arguments
    with open_portal(settings, SystemClock()):
        return 0


def _load(settings: Settings, arguments: argparse.Namespace) -> int:
    if not arguments.folder.is_dir():
        print(f"Mappen {arguments.folder} findes ikke.", file=sys.stderr)
        return 2
    with open_portal(settings, SystemClock()) as portal:
        with Progress(console=console, transient=True) as progress:
            task = progress.add_task("Indlæser", total=count_files(arguments.folder))

            def step(line: LoadedFile) -> None:
                progress.advance(task)
                progress.console.print(f"{line.change.value:9} {line.file}", highlight=False)

            report = portal.loading(step).load(arguments.folder)
        portal.indexing.drain()
    print_findings(report.notes)
    print_findings(report.errors)
    refused = [line for line in report.files if line.change is FileOutcome.REFUSED]
    for municipality in dict.fromkeys(error.file.partition("/")[0] for error in report.errors):
        count = sum(1 for line in refused if line.file.startswith(f"{municipality}/"))
        print(
            f"Ikke indlæst: {municipality} ({count} filer). Portalen beholder det, den havde.",
            file=sys.stderr,
        )
    return 1 if report.errors else 0


def _lint(settings: Settings, arguments: argparse.Namespace) -> int:
    del settings
    today = day_of(SystemClock().now())
    findings: list[Finding] = []
    unread = False
    for path in arguments.paths:
        try:
            findings += lint_path(path, today)
        except OSError as error:
            unread = True
            print(unusable(error, path), file=sys.stderr)
    if arguments.format == "json":
        print(json.dumps([asdict(finding) for finding in findings], ensure_ascii=False, indent=2))
    else:
        print_findings(findings)
    if unread:
        return 2
    return 1 if any(finding.severity is Severity.ERROR for finding in findings) else 0


def _reindex(settings: Settings, arguments: argparse.Namespace) -> int:
    del arguments
    with (
        open_portal(settings, SystemClock()) as portal,
        Progress(console=console, transient=True) as progress,
    ):
        task = progress.add_task("Bygger indekset", total=None)
        count = portal.indexing.rebuild(
            lambda done, total: progress.update(task, completed=done, total=total)
        )
    print(f"{count} afsnit i indekset.", file=sys.stderr)
    return 0


def _worker(settings: Settings, arguments: argparse.Namespace) -> int:
    stopping = stop_when_told()
    if arguments.beside is not None:
        end_with(arguments.beside)
    with open_portal(settings, SystemClock()) as portal:
        working = Worker(portal, stopping)
        if not arguments.once:
            working.run()
        while working.once():
            pass
    return 0


def _verify(settings: Settings, arguments: argparse.Namespace) -> int:
    del arguments
    with open_portal(settings, SystemClock()) as portal:
        problems = portal.verifying.problems()
    for problem in problems:
        print(problem)
    print("Alt stemmer." if not problems else f"{len(problems)} fejl.", file=sys.stderr)
    return 1 if problems else 0


def _serve(settings: Settings, arguments: argparse.Namespace) -> int:
    from portal.serving.server import serve

    port = arguments.port or settings.port
    make_private_folder(settings.data)
    try:
        with claim(settings.serving_file, settings.host, port):
            with open_portal(settings, SystemClock()):
                pass  # the database is brought up to date before anyone asks
            address = f"http://{settings.host}:{port}"
            settings.served_file.write_text(address, encoding="utf-8")
            _log.info("Portalen svarer på %s/", address)
            if not settings.base_url:
                _log.warning(NO_BASE_URL)
            serve(settings, port)
    except CannotServe as refusal:
        _log.error("%s", refusal)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
