"""The process that one conversion is done in: see ``portal.importers.own_process``.

It is given a line of JSON with the converter and the limits, then the bytes, and answers with JSON.
"""

from __future__ import annotations

import json
import resource
import signal
import sys
from collections.abc import Mapping
from dataclasses import asdict, is_dataclass
from importlib import import_module
from typing import Any

from portal.importers.markdown_writing import TOO_MUCH


def main() -> None:
    """Read one conversion from stdin, do it, and write the answer to stdout."""
    asked = json.loads(sys.stdin.buffer.readline())
    unlimited = limit(asked)
    answer = {**_answer(asked, sys.stdin.buffer.read()), "unlimited": unlimited}
    sys.stdout.buffer.write(json.dumps(answer).encode())
    sys.stdout.buffer.flush()


def limit(asked: Mapping[str, Any]) -> list[str]:
    """Set the limits of this process, for good; the names of those that the machine does not have."""
    signal.alarm(int(asked["clock"]))  # ended by itself, should nobody be left to end it
    unlimited = []
    for name, kind, most in (
        ("time", resource.RLIMIT_CPU, int(asked["work"])),
        ("memory", resource.RLIMIT_AS, int(asked["memory"])),
        ("core", resource.RLIMIT_CORE, 0),
    ):
        try:
            resource.setrlimit(kind, (most, most))
        except (OSError, ValueError):  # macOS takes no limit of memory
            unlimited.append(name)
    return unlimited


def _answer(asked: Mapping[str, Any], content: bytes) -> dict[str, Any]:
    try:
        convert = getattr(import_module(asked["module"]), asked["function"])
        made = convert(
            content.decode("utf-8", "surrogatepass") if asked["is_text"] else content, *asked["more"]
        )
    except (MemoryError, RecursionError):
        return {"refused": TOO_MUCH}
    except ValueError as error:
        by = error.__cause__
        return {"refused": TOO_MUCH if isinstance(by, (MemoryError, RecursionError)) else str(error)}
    return {"made": asdict(made) if is_dataclass(made) and not isinstance(made, type) else made}


if __name__ == "__main__":
    main()
