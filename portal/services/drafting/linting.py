"""Checking standards without loading them: one file, or a folder as ``portal load`` takes it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from portal.documents.document import Document, DocumentError, Finding, Severity
from portal.documents.lint.linter import lint
from portal.documents.lint.upkeep_rules import PERSONAL_DATA
from portal.documents.personal_data import holds_cpr
from portal.documents.reading.markdown import read_document
from portal.services.drafting.standards_folder import read_folder


def lint_path(path: Path, today: date) -> Iterator[Finding]:
    """Every finding of a Markdown file, or of every municipality under a folder.

    In a folder each version is held against the one before it; ``today`` decides what is overdue.
    """
    if path.is_file():
        yield from _lint_file(path, today)
        return
    for municipality in read_folder(path):
        yield from municipality.errors
        previous: dict[str, Document] = {}
        for file in municipality.files:
            if file.document is not None:
                before = previous.get(file.slug)
                yield from lint(file.document, file.content, file.path, previous=before, on=today)
                previous[file.slug] = file.document


def _lint_file(path: Path, today: date) -> Iterator[Finding]:
    source = path.read_bytes()
    if holds_cpr(path.name):
        message = "Filens navn har noget, der ligner et CPR-nummer."
        yield Finding(str(path), 1, PERSONAL_DATA, Severity.ERROR, message, "Giv filen et andet navn.")
    try:
        yield from lint(read_document(source, str(path)), source, str(path), on=today)
    except DocumentError as error:
        yield from error.findings
