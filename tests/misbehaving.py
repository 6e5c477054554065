"""Converters as no converter of ours is, for the limits of the process that one runs in."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass


@dataclass(frozen=True)
class Remark:
    line: int
    words: str


@dataclass(frozen=True)
class Made:
    text: str
    remarks: tuple[Remark, ...]


def remarks(words: str) -> Made:
    return Made(words, (Remark(1, "æ"),))


def takes_memory(content: bytes) -> str:
    return str(len(b"x" * 4_000_000_000)) + str(content)


def works_long(content: bytes) -> str:
    while True:
        pass


def waits_long(content: bytes) -> str:
    subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    time.sleep(60)
    return ""


def dies(content: bytes) -> str:
    os.kill(os.getpid(), signal.SIGSEGV)
    return ""


def raises(content: bytes) -> str:
    raise RuntimeError("noget gik galt")


def refuses(content: bytes) -> str:
    raise ValueError("Filen er en sang.")


def calls_itself(content: bytes) -> str:
    return calls_itself(content) + "x"


def babbles(content: bytes) -> str:
    return "x" * 1_000_000


def says_the_environment(content: bytes) -> str:
    return " ".join(sorted(os.environ))


def says_what_is_open(content: bytes, name: str) -> str:
    return " ".join(sorted(os.listdir("/dev/fd"))) + name


def says_its_limits(content: bytes) -> str:
    import resource

    return str(resource.getrlimit(resource.RLIMIT_CORE)[0])
