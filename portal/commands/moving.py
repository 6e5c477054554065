"""`portal export`, `backup` and `restore`: everything out as files, and from one portal to another."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from portal.clock import SystemClock
from portal.db import Database
from portal.opening import open_portal
from portal.private_files import make_private_folder
from portal.services.errors import BadInput, Refused
from portal.services.moving.archives import Archive, BrokenArchive, Step, open_archive
from portal.services.moving.exporting import ExportReport
from portal.services.moving.restoring import NotAsItWas, check_revision, restore
from portal.serving.claiming import CannotServe, hold_folder
from portal.settings import Settings
from portal.telling import print_findings, told_in_steps, unusable

NO_BASE_URL = "PORTAL_BASE_URL er ikke sat: adresserne i tabellerne er uden værtsnavn."
SECRETS = (
    "Kopien rummer mailadresser og hashværdier af adgangskoder. Kun du kan læse den: lad det blive ved det. "
    "Indstillinger og portalens nøgle er ikke med."
)
AFTERWARDS = "Alle skal logge ind igen. Mail, der ventede, er holdt tilbage og står i tabellen outbox."
_Add = Callable[[str, Callable[[Settings, argparse.Namespace], int], str], argparse.ArgumentParser]


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
    backup = add("backup", _backup, "Skriv alt, der skal gemmes, til én fil, også mens portalen kører.")
    backup.add_argument("file", type=Path, metavar="FILE", help="En fil, der ikke er der endnu.")
    restore_ = add("restore", _restore, "Læg en sikkerhedskopi i en tom portal, og tjek den, før den gælder.")
    restore_.add_argument("file", type=Path, metavar="FILE", help="En fil fra »portal backup«.")


def _export(settings: Settings, arguments: argparse.Namespace) -> int:
    with open_portal(settings, SystemClock()) as portal, told_in_steps() as step:
        try:
            report = portal.exporting.export(
                arguments.folder, municipality=arguments.municipality, drafts=arguments.drafts, step=step
            )
        except (BadInput, Refused) as error:
            print(error.message, file=sys.stderr)
            return 2
        except OSError as error:
            print(unusable(error, arguments.folder), file=sys.stderr)
            return 2
    _print_export(report, settings)
    return 1 if report.findings else 0


def _print_export(report: ExportReport, settings: Settings) -> None:
    for note in report.notes:
        print(note, file=sys.stderr)
    print_findings(report.findings)
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


def _backup(settings: Settings, arguments: argparse.Namespace) -> int:
    with open_portal(settings, SystemClock()) as portal, told_in_steps() as step:
        try:
            report = portal.backing_up.back_up(arguments.file, step)
        except Refused as error:
            print(error.message, file=sys.stderr)
            return 2
        except OSError as error:
            print(unusable(error, arguments.file), file=sys.stderr)
            return 2
    print(f"{arguments.file}: {_count(report.rows, 'række', 'rækker')}. {SECRETS}", file=sys.stderr)
    if report.problems:
        print("\n".join(report.problems))
        said = "Kopien er skrevet, men den kan ikke gendannes, som den er: portalen stemmer ikke."
        print(f"{len(report.problems)} fejl. {said}", file=sys.stderr)
    return 1 if report.problems else 0


def _restore(settings: Settings, arguments: argparse.Namespace) -> int:
    try:
        with told_in_steps() as step, open_archive(arguments.file, step) as archive:
            check_revision(archive.manifest)
            make_private_folder(settings.data)
            with hold_folder(settings.serving_file):
                count = _take_in(settings, archive, step)
    except BrokenArchive as error:
        print(f"{error.message} Intet er gendannet.", file=sys.stderr)
        return 1
    except NotAsItWas as error:
        print("\n".join(error.problems))
        print(f"{len(error.problems)} fejl i kopien. Intet er gendannet.", file=sys.stderr)
        return 1
    except Refused as error:
        print(error.message, file=sys.stderr)
        return 2
    except CannotServe as refusal:
        print(refusal, file=sys.stderr)
        return 2
    except OSError as error:
        print(unusable(error, arguments.file), file=sys.stderr)
        return 2
    print(f"{_count(count, 'række', 'rækker')} gendannet. Alt stemmer. {AFTERWARDS}", file=sys.stderr)
    return 0


def _take_in(settings: Settings, archive: Archive, step: Step) -> int:
    """Restore into the database of the settings and build the index; the number of rows."""
    database = Database(settings.database_url)
    try:
        restore(database, archive, step)
    finally:
        database.dispose()
    with open_portal(settings, SystemClock()) as portal:
        portal.indexing.rebuild(lambda done, total: step("Bygger indekset", done, total))
    return archive.row_count


def _count(number: int, one: str, more: str) -> str:
    return f"{number} {one if number == 1 else more}"
