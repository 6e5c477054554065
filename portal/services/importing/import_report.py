"""The report of `portal import`, as plain JSON; its shape is written down in ``docs/operator.md``.

Keys are added and never change what they mean; ``FORMAT`` says which shape it is.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

from portal.importers.drafting.imported import FoundThing, ImportCertainty, ImportedDraft, ImportedFile
from portal.importers.source import SourcePlace
from portal.services.importing.taking_in import file_hash

FORMAT = 1


class FileResult(StrEnum):
    """What became of a file."""

    CERTAIN = "sikker"
    UNSURE = "usikker"
    UNREADABLE = "ulæselig"


@dataclass(frozen=True)
class ReportedFile:
    """One file of a report. ``read`` is None where it could not be read; ``message`` then says why.

    ``written`` are the drafts with the files they were written to.
    """

    path: Path
    content: bytes
    read: ImportedFile | None = None
    written: tuple[tuple[ImportedDraft, Path], ...] = ()
    message: str = ""

    @property
    def result(self) -> FileResult:
        """What became of it."""
        if self.read is None:
            return FileResult.UNREADABLE
        return FileResult.CERTAIN if self.read.is_certain else FileResult.UNSURE


def report_of(municipality: str, files: tuple[ReportedFile, ...]) -> dict[str, Any]:
    """The whole report."""
    return {"format": FORMAT, "municipality": municipality, "files": [_file(file) for file in files]}


def _file(file: ReportedFile) -> dict[str, Any]:
    read = file.read
    return {
        "file": str(file.path),
        "sha256": file_hash(file.content) if file.content else "",
        "result": file.result.value,
        "message": file.message,
        "kind": read.kind.value if read else "",
        "pages": read.pages if read else 0,
        "drafts": [_draft(draft, path) for draft, path in file.written],
        "left_out": [{"words": x.words, **_place(x.place), "why": x.why} for x in read.left_out]
        if read
        else [],
        "remarks": [asdict(remark) for remark in read.remarks] if read else [],
    }


def _draft(draft: ImportedDraft, path: Path) -> dict[str, Any]:
    certain = [found for found in draft.found if found.certainty is ImportCertainty.CERTAIN]
    return {
        "title": draft.title,
        "wanted_slug": draft.slug,
        "slug": path.parent.name,
        "path": str(path),
        "found": [_thing(found) for found in certain],
        "unsure": [_thing(found) for found in draft.found if found.certainty is not ImportCertainty.CERTAIN],
    }


def _thing(found: FoundThing) -> dict[str, Any]:
    return {
        "kind": found.kind.value,
        "name": found.name,
        "words": found.words,
        **_place(found.place),
        "draft_line": found.line,
        "why": found.how,
        "offered": found.offered,
    }


def _place(place: SourcePlace) -> dict[str, Any]:
    box = place.box
    sides = [box.left, box.top, box.right, box.bottom] if box else None
    return {"page": place.page, "line": place.line, "box": sides}
