"""The log: one line for each thing that happened, on standard error, with the id of the request it is of.

No personal data: no address of a visitor, nothing typed, no mail address. What is written of a failure is its
kinds and places in the code, never a message (``portal.traces``). Of what other packages log only who says it
and where is written, since their words may hold what they were working on. What still looks like a mail
address or a CPR number is taken out of every line.
"""

from __future__ import annotations

import json
import logging
import re
import sys
from collections.abc import Callable, MutableMapping
from typing import Any

import structlog
from structlog.stdlib import ExtraAdder, ProcessorFormatter

from portal.traces import places
from portal.watching.request_ids import request_id

OURS = ("portal", "_granian")
"""Loggers whose words are written: the house's, and the server's, which tells of its processes."""
FOREIGN = "another package logged something"
_MASKED = "(udeladt)"
_PERSONAL = re.compile(r"[^\s<>\"'()@:,;]+@[^\s<>\"'()@,;]+|(?<!\d)\d{6}[ -]?\d{4}(?!\d)")

Line = MutableMapping[str, Any]


def configure_logs(form: str) -> None:
    """Let the log be written as ``portal.log_format`` says from now on; called again, it replaces what was.

    text: what happened, for people. json: an object on each line, with time, level, logger and request id.
    """
    root = logging.getLogger()
    for handler in [one for one in root.handlers if isinstance(one, _StandardError)]:
        root.removeHandler(handler)
    handler = _StandardError()
    write = _as_json if form == "json" else _as_text
    handler.setFormatter(ProcessorFormatter(processors=[write], foreign_pre_chain=_CHAIN))
    root.addHandler(handler)
    logging.getLogger("portal").setLevel(logging.INFO)


SERVER_LOGS: dict[str, Any] = {
    "loggers": {
        "_granian": {"handlers": [], "propagate": True},
        "granian.access": {"handlers": [], "propagate": False},
    }
}
"""For the server: it is to log as everybody does, and no request."""


class _StandardError(logging.Handler):
    """Writes to where standard error is at that moment."""

    def emit(self, record: logging.LogRecord) -> None:
        try:
            print(self.format(record), file=sys.stderr, flush=True)
        except Exception:
            # What Python would say of it quotes the whole record.
            print("a log line could not be written", file=sys.stderr)


def _words(logger: Any, level: str, line: Line) -> Line:
    """Who says it; of other packages nothing but where."""
    del logger
    record: logging.LogRecord = line["_record"]
    line.update(level=level, logger=record.name)
    if not record.name.startswith(OURS):
        line.update(event=FOREIGN, at=f"{record.module}:{record.lineno}")
    return line


def _failure(logger: Any, level: str, line: Line) -> Line:
    """An exception as its kinds and places."""
    del logger, level
    told = line.pop("exc_info", None)
    line.pop("stack_info", None)
    error = told[1] if isinstance(told, tuple) else told
    if isinstance(error, BaseException):
        line["places"] = places(error)
    return line


def _request(logger: Any, level: str, line: Line) -> Line:
    del logger, level
    if found := request_id():
        line["request"] = found
    return line


def _masked(logger: Any, level: str, line: Line) -> Line:
    """The line without what looks like a mail address or a CPR number."""
    del logger, level
    for key, value in line.items():
        if isinstance(value, str) and key != "request":
            line[key] = _PERSONAL.sub(_MASKED, value)
    return line


_ORDER = ("time", "level", "logger", "event", "request")
_CHAIN: list[Callable[[Any, str, Line], Any]] = [
    _words,
    _failure,
    ExtraAdder(["places", "route", "status", "method"]),
    _request,
    structlog.processors.TimeStamper(fmt="iso", utc=True, key="time"),
    _masked,
]


def _shown(line: Line) -> dict[str, Any]:
    """The line without what is for the makers of lines; what every line has first."""
    rest = {key: value for key, value in line.items() if key not in _ORDER and not key.startswith("_")}
    return {key: line[key] for key in _ORDER if key in line} | rest


def _as_json(logger: Any, level: str, line: Line) -> str:
    del logger, level
    return json.dumps(_shown(line), ensure_ascii=False, default=str)


def _as_text(logger: Any, level: str, line: Line) -> str:
    """What happened and what belongs to it, without what the journal adds itself."""
    del logger, level
    shown = _shown(line)
    event, where = shown.pop("event"), shown.pop("places", "")
    for key in ("time", "level", "logger"):
        shown.pop(key)
    more = "".join(f" {key}={value}" for key, value in shown.items())
    return f"{event}{more}\n{where}".rstrip()
