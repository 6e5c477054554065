"""The application's factory."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from portal.clock import Clock, SystemClock
from portal.config import configure
from portal.settings import read_settings
from portal.watching.tally import Tally


def application(tally: Tally | None = None) -> Any:
    """The WSGI application with settings from the environment; what a server calls."""
    return create_application({}, SystemClock(), warm=True, tally=tally)


def main(global_config: Mapping[str, str], **settings: str) -> Any:
    """The WSGI application with settings from an ini file."""
    del global_config
    return create_application(settings, SystemClock(), warm=True)


def create_application(
    settings: Mapping[str, Any], clock: Clock, *, warm: bool = False, tally: Tally | None = None
) -> Any:
    """The WSGI application for these settings and this clock.

    ``warm`` reads the index now and not at the first search, as a server wants it. Every request is noted in
    ``tally``, where there is one.
    Raises SettingsError for an unknown ``portal.*`` key.
    """
    return configure(read_settings(settings), clock, warm=warm, tally=tally)
