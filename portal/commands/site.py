"""`portal site`: all public pages as a folder that is opened without a server."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

from portal.clock import SystemClock
from portal.danish.dates import read_date
from portal.opening import open_portal
from portal.services.errors import BadInput, Refused
from portal.settings import Settings
from portal.static_site.copying import CopyReport, copy_site
from portal.telling import told_in_steps, unusable

NO_BASE_URL = "PORTAL_BASE_URL er ikke sat: det, kopien ikke kan, har ingen links til portalen."
_Add = Callable[[str, Callable[[Settings, argparse.Namespace], int], str], argparse.ArgumentParser]


def add_command(add: _Add) -> None:
    """Make the command known; ``add`` takes a name, what it does, and a line of help."""
    site = add("site", _site, "Kopiér alle offentlige sider til en mappe, der kan læses uden server.")
    site.add_argument(
        "folder",
        type=Path,
        metavar="DIR",
        help="En tom mappe, en tidligere kopi, eller en, der ikke er der endnu.",
    )
    site.add_argument(
        "--date", default="", metavar="D", help="Som siderne var den dag, fx 2026-01-31. Ellers i dag."
    )


def _site(settings: Settings, arguments: argparse.Namespace) -> int:
    clock = SystemClock()
    try:
        day = _day(arguments.date)
        with open_portal(settings, clock), told_in_steps() as step:
            report = copy_site(settings, clock, arguments.folder, day, step)
    except (BadInput, Refused) as error:
        print(error.message, file=sys.stderr)
        return 2
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    except OSError as error:
        print(unusable(error, arguments.folder), file=sys.stderr)
        return 2
    _print(report, arguments.folder, settings)
    return 1 if report.left_out else 0


def _day(typed: str) -> date | None:
    """The day that was typed, None for today. Raises ValueError with what to write."""
    return read_date(typed) if typed else None


def _print(report: CopyReport, folder: Path, settings: Settings) -> None:
    for address in report.left_out:
        print(f"Ikke med: {address} gav ingen side.")
    if not settings.base_url:
        print(NO_BASE_URL, file=sys.stderr)
    print(
        f"Skrevet: {report.pages} sider, heraf {report.answers} svar. Åbn {folder / 'index.html'}.",
        file=sys.stderr,
    )
