"""Running a converter in a process of its own, with limits of time and memory.

What somebody brings is read by libraries that were never written for hostile files. Whatever it makes them
do stays in a process that has neither database, sockets nor settings of ours, and that is ended when it takes
too long. It answers in JSON, so that nothing it hands back can be more than data.
"""

from __future__ import annotations

import json
import logging
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from threading import BoundedSemaphore
from typing import Any

from portal.importers.markdown_writing import TOO_MUCH

_log = logging.getLogger("portal.importers")

BUSY = "Der læses allerede flere tekster ind lige nu. Vent et øjeblik, og prøv igen."


class Refusal(ValueError):
    """What was brought is not taken; the message says in Danish why, and what to do."""


@dataclass(frozen=True)
class ProcessLimits:
    """What a conversion may take: seconds of work and by the clock, bytes of memory and of its answer."""

    work: int = 20
    clock: int = 40
    memory: int = 1_000_000_000
    answer: int = 20_000_000


class Converters:
    """Runs at most ``at_once`` conversions at a time; who waits over ``patience`` seconds is refused."""

    def __init__(self, limits: ProcessLimits = ProcessLimits(), at_once: int = 2, patience: float = 15.0):
        self._limits = limits
        self._free = BoundedSemaphore(at_once)
        self._patience = patience
        self._told: set[str] = set()

    def run(
        self,
        convert: Callable[..., object],
        content: bytes | str,
        *more: str,
        limits: ProcessLimits | None = None,
    ) -> Any:
        """What ``convert``, a function at the top of a module, makes of ``content`` and ``more``.

        It gives text or a frozen dataclass of plain values, and raises ValueError with a Danish message; here
        the dataclass comes back as a dict, the tuples in it as lists. ``limits`` are those of this one,
        None: those of all. Raises Refusal: with that message, or where the process took too much time or
        memory or died.
        """
        if not self._free.acquire(timeout=self._patience):
            raise Refusal(BUSY)
        try:
            answer = _answer_of(convert, content, more, limits or self._limits)
        finally:
            self._free.release()
        self._tell_unlimited(answer.get("unlimited", ()))
        if "made" not in answer:
            raise Refusal(str(answer.get("refused", TOO_MUCH)))
        return answer["made"]

    def _tell_unlimited(self, unlimited: Sequence[str]) -> None:
        """Say once in the log which limits this machine does not have."""
        for name in set(unlimited) - self._told:
            self._told.add(name)
            _log.warning("this machine sets no limit of %s for a conversion", name)


def _answer_of(
    convert: Callable[..., object], content: bytes | str, more: Sequence[str], limits: ProcessLimits
) -> dict[str, Any]:
    """The answer of the process; one that died, or says what cannot be read, is a refusal."""
    is_text = isinstance(content, str)
    asked = {
        "module": convert.__module__,
        "function": convert.__qualname__,
        "more": list(more),
        "is_text": is_text,
        **asdict(limits),
    }
    given = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    written = _run(json.dumps(asked).encode() + b"\n" + given, limits)
    try:
        answer = json.loads(written)
    except ValueError:
        return {"refused": TOO_MUCH}
    return answer if isinstance(answer, dict) else {"refused": TOO_MUCH}


def _run(given: bytes, limits: ProcessLimits) -> bytes:
    """What the process writes; nothing where it was ended, or wrote more than it may."""
    try:
        process = subprocess.Popen(
            [sys.executable, "-P", "-B", "-m", "portal.importers.converting_process"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            # Nothing of ours but where its modules lie: no address of a database, no password.
            env={"PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "PYTHONUTF8": "1"},
            start_new_session=True,
        )
    except OSError:  # the machine has no room for one more
        _log.exception("a conversion could not be begun")
        return b""
    with process:
        try:
            written, _ = process.communicate(given, timeout=limits.clock)
        except BaseException as error:
            # With all it may have begun: it leads a group of its own.
            os.killpg(process.pid, signal.SIGKILL)
            if isinstance(error, subprocess.TimeoutExpired):
                return b""
            raise
    return written if process.returncode == 0 and len(written) <= limits.answer else b""
