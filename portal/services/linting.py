"""Checking standards without loading them: one file, or a folder as ``portal load`` takes it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from portal.documents.document import DocumentError, Finding
from portal.documents.markdown import read_with_warnings
from portal.services.standards_folder import read_folder


def lint_path(path: Path) -> Iterator[Finding]:
    """Every finding of a Markdown file, or of every municipality under a folder."""
    if path.is_file():
        yield from _lint_file(path, str(path))
        return
    for municipality in read_folder(path):
        yield from municipality.errors
        for file in municipality.files:
            if file.document is not None:
                yield from read_with_warnings(file.content, file.path)[1]


def _lint_file(path: Path, name: str) -> Iterator[Finding]:
    try:
        yield from read_with_warnings(path.read_bytes(), name)[1]
    except DocumentError as error:
        yield from error.findings
