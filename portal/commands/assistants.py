"""`portal mcp`: answers assistants, as a process of its own that can only read."""

from __future__ import annotations

import argparse
import signal
import sys
from collections.abc import Callable

from portal.clock import SystemClock
from portal.opening import open_to_read
from portal.services.errors import Refused
from portal.serving.claiming import CannotServe, find_free
from portal.settings import Settings
from portal.web.site import Site

PORT = 6544
NO_EXTRA = (
    "»portal mcp« kræver pakken mcp, som ikke er her. "
    "Installér den med »pip install -r requirements/mcp.txt«, og prøv igen."
)
NO_BASE_URL = "PORTAL_BASE_URL er ikke sat: adresserne i svarene er uden det værtsnavn, andre skal bruge."
_Add = Callable[[str, Callable[[Settings, argparse.Namespace], int], str], argparse.ArgumentParser]


def add_command(add: _Add) -> None:
    """Make the command known; ``add`` takes a name, what it does, and a line of help."""
    mcp = add("mcp", _mcp, "Svar assistenter (MCP) på standard ind og ud eller over HTTP. Intet kan ændres.")
    mcp.add_argument("--http", action="store_true", help="Svar over HTTP på 127.0.0.1 i stedet.")
    mcp.add_argument("--host", default="127.0.0.1", help="Adressen, der lyttes på med --http.")
    mcp.add_argument("--port", type=int, default=PORT, help=f"Porten med --http. Ellers {PORT}.")


def _mcp(settings: Settings, arguments: argparse.Namespace) -> int:
    try:
        from portal.assistants import server
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("portal"):
            raise
        print(NO_EXTRA, file=sys.stderr)
        return 2
    from portal.assistants.assistant import Assistant

    signal.signal(signal.SIGINT, signal.SIG_DFL)  # there is nothing to put in order
    try:
        with open_to_read(settings, SystemClock()) as portal:
            assistant = Assistant(portal, _site(settings))
            if not arguments.http:
                server.serve_stdio(assistant)
                return 0
            find_free(arguments.host, arguments.port)
            address = f"http://{arguments.host}:{arguments.port}{server.PATH}"
            print(f"Assistenter får svar på {address}", file=sys.stderr)
            server.serve_http(assistant, arguments.host, arguments.port, settings.host_names)
    except (Refused, CannotServe) as refusal:
        print(getattr(refusal, "message", refusal), file=sys.stderr)
        return 2
    return 0


def _site(settings: Settings) -> Site:
    """The public address; without one, where `portal serve` answers on this machine."""
    if not settings.base_url:
        print(NO_BASE_URL, file=sys.stderr)
    served = settings.served_file
    return Site(settings.base(served.read_text("utf-8").strip() if served.is_file() else ""))
