"""Writing small standards for tests."""

from __future__ import annotations

from portal.documents.document import Document, DocumentError, Finding
from portal.documents.reading.markdown import read_document

HEAD = """---
titel: Aflastning
dokumenttype: kvalitetsstandard
tilstand: vedtaget
gaelder_fra: 2025-05-01
---
"""


def head(*lines: str, **values: str) -> str:
    """A front matter with ``values`` written as they are, in place of the usual ones."""
    usual = {"titel": "Aflastning", "dokumenttype": "kvalitetsstandard", "tilstand": "vedtaget"}
    usual["gaelder_fra"] = "2025-05-01"
    written = [f"{key}: {value}" for key, value in (usual | values).items()]
    return "\n".join(["---", *written, *lines, "---", ""])


def read(text: str, file: str = "aflastning/1.md") -> Document:
    return read_document(text.encode(), file)


def body(text: str) -> Document:
    return read(HEAD + text)


def errors(text: str, file: str = "aflastning/1.md") -> tuple[Finding, ...]:
    try:
        read(text, file)
    except DocumentError as error:
        return error.findings
    return ()


def rules(text: str) -> list[tuple[int, str]]:
    """The line and rule of every error, the line counted in ``text``."""
    return [(finding.line, finding.rule) for finding in errors(text)]


def body_rules(text: str) -> list[tuple[int, str]]:
    """The line and rule of every error of a body, the line counted in the body."""
    return [(line - HEAD.count("\n"), rule) for line, rule in rules(HEAD + text)]
