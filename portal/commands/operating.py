"""`portal doctor`: what is misconfigured or missing, and how to mend it. Changes nothing."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path

from sqlalchemy import make_url

from portal.clock import SystemClock
from portal.container import Portal
from portal.db import Database
from portal.services.operating.setup_advice import Advice, AdviceWeight, setup_advice
from portal.settings import Settings

_Add = Callable[[str, Callable[[Settings, argparse.Namespace], int], str], argparse.ArgumentParser]
_EMPTY = Advice(
    "database",
    AdviceWeight.FAULT,
    "Der er ingen database endnu.",
    "Kør portal migrate, eller make run. Er den et andet sted, så ret PORTAL_DATA eller PORTAL_DATABASE_URL.",
)


def add_commands(add: _Add) -> None:
    """Make the command known; ``add`` takes a name, what it does, and a line of help."""
    doctor = add("doctor", _doctor, "Sig, hvad der er sat forkert op eller mangler, og hvad der hjælper.")
    doctor.add_argument("--format", choices=("text", "json"), default="text")


def _doctor(settings: Settings, arguments: argparse.Namespace) -> int:
    found = [*_conditions(settings), *setup_advice(settings)]
    if arguments.format == "json":
        print(json.dumps([asdict(advice) for advice in found], ensure_ascii=False, indent=2))
    else:
        for advice in found:
            print(f"{advice.weight.value} {advice.code}: {advice.words} {advice.remedy}".rstrip())
        if not found:
            print("Alt er, som det skal være.")
    return 1 if any(advice.weight is not AdviceWeight.NOTE for advice in found) else 0


def _conditions(settings: Settings) -> Iterator[Advice]:
    """What the portal leans on; a database that is not there is not made."""
    url = make_url(settings.database_url)
    if url.get_backend_name() == "sqlite" and not Path(url.database or "").is_file():
        yield _EMPTY
        return
    portal = Portal(settings, SystemClock(), Database(settings.database_url))
    try:
        for condition in portal.readiness.conditions():
            if not condition.is_well:
                yield Advice(condition.need.value, AdviceWeight.FAULT, condition.words, "")
    finally:
        portal.database.dispose()
