"""Texts for the tests of importing, and what became of them."""

from pathlib import Path

from portal.importers.drafting.draft_making import drafts_of
from portal.importers.drafting.imported import FoundKind, FoundThing, ImportedDraft, ImportedFile
from portal.importers.reading.text import read_text_file

ROOT = Path(__file__).resolve().parents[2]
INPUTS = ROOT / "tests" / "inputs" / "imports"
SHARED = ROOT.parent / "shared"


def imported(text: str | bytes, municipality: str = "Bakkedal") -> ImportedFile:
    """What a text file with these words becomes."""
    return drafts_of(read_text_file(text if isinstance(text, bytes) else text.encode()), municipality)


def imported_file(path: Path, municipality: str = "Bakkedal") -> ImportedFile:
    """What a text file becomes."""
    return imported(path.read_bytes(), municipality)


def only(text: str) -> ImportedDraft:
    """The one draft of a text."""
    (draft,) = imported(text).drafts
    return draft


def found(draft: ImportedDraft, kind: FoundKind) -> list[FoundThing]:
    """The things of a kind, in order."""
    return [thing for thing in draft.found if thing.kind is kind]


def headings(draft: ImportedDraft, mark: str = "## ") -> list[str]:
    """The headings of a level, without their addresses."""
    lines = [line for line in draft.text.split("\n") if line.startswith(mark)]
    return [line.removeprefix(mark).split(" {#")[0] for line in lines]
