"""What a PDF file is made of, in a form that passes from one process to another."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any


class Relationship(StrEnum):
    """What an attached file is to the pages: what they are made of, what they tell of, or more beside it."""

    SOURCE = "Source"
    DATA = "Data"
    SUPPLEMENT = "Supplement"


@dataclass(frozen=True)
class AttachedFile:
    """A file inside the PDF; ``description`` says in Danish what it is, ``media_type`` is "text/plain"."""

    name: str
    content: bytes
    media_type: str
    relationship: Relationship
    description: str


@dataclass(frozen=True)
class PdfOrder:
    """A file to be made.

    ``html`` is the whole document: its title, its language and the days in its head are the file's too.
    ``base`` is what relative links in it begin with, ``style`` the path of the style's file; nothing is read
    but files in the style's folder. ``dated`` is when the attached files came to be, as ISO 8601 writes it.
    """

    html: str
    base: str
    style: str
    dated: str
    files: tuple[AttachedFile, ...]

    def written(self) -> str:
        """The order as JSON."""
        files = [{**asdict(file), "content": b64encode(file.content).decode()} for file in self.files]
        return json.dumps({**asdict(self), "files": files}, sort_keys=True)


def read_order(written: str) -> PdfOrder:
    """The order of what ``written`` gave."""
    said: dict[str, Any] = json.loads(written)
    return PdfOrder(**{**said, "files": tuple(map(_read_file, said["files"]))})


def _read_file(said: dict[str, Any]) -> AttachedFile:
    relationship = Relationship(said["relationship"])
    return AttachedFile(**{**said, "content": b64decode(said["content"]), "relationship": relationship})
