"""Every text read once: documents, and what is made of them, are kept in memory by the hash of their bytes.

The same bytes always read the same, so a hash is a safe key and nothing ever grows stale. Every page that
shows a text, adopted or not, asks here; what somebody wrote is worked on once for each process, however often
it is asked for.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.documents.changes.change_model import Change
from portal.documents.changes.differences import compare
from portal.documents.changes.redline import RedlinedSection, redline
from portal.documents.document import Document, DocumentError, Finding
from portal.documents.lint.linter import lint
from portal.documents.reading.markdown import read_with_warnings
from portal.models import Version
from portal.services.context import Context, Process
from portal.services.kept import Kept, KeptCounts
from portal.services.published.storing import text_hash

KEPT_DOCUMENTS, KEPT_TEXT = 256, 8_000_000
"""How many documents, and of how many bytes of text together."""
KEPT_PAIRS, KEPT_LETTERS = 128, 8_000_000
"""How many comparisons, redlines and checks, of how many letters together."""


@dataclass(frozen=True)
class _Read:
    """A text, read: the document with the findings of its tables, or None with what is wrong."""

    document: Document | None
    findings: tuple[Finding, ...]
    size: int

    def named(self, file: str) -> tuple[Document, tuple[Finding, ...]]:
        """The document and its findings, said of ``file``. Raises ``DocumentError``."""
        findings = tuple(replace(finding, file=file) for finding in self.findings)
        if self.document is None:
            raise DocumentError(findings)
        return self.document, findings


@dataclass(frozen=True)
class CacheCounts:
    """How often a text was read, compared, redlined and checked, and how often that was there already."""

    documents: KeptCounts
    changes: KeptCounts
    redlines: KeptCounts
    checks: KeptCounts


class DocumentCache:
    """The documents most lately asked for, and what was made of them; shared by all threads of a process."""

    def __init__(self, kept: int = KEPT_DOCUMENTS):
        self._documents = Kept[_Read](kept, KEPT_TEXT, lambda read: read.size)
        self._changes = Kept[tuple[Change, ...]](KEPT_PAIRS, KEPT_LETTERS, _letters_of_changes)
        self._redlines = Kept[tuple[RedlinedSection, ...]](
            KEPT_PAIRS, KEPT_LETTERS, lambda sections: sum(len(section.html) for section in sections)
        )
        self._checks = Kept[tuple[Finding, ...]](
            KEPT_PAIRS, KEPT_LETTERS, lambda found: sum(len(finding.message) for finding in found)
        )

    @property
    def counts(self) -> CacheCounts:
        """What was made and found since the start."""
        return CacheCounts(
            self._documents.counts, self._changes.counts, self._redlines.counts, self._checks.counts
        )

    def document(self, session: Session, version_id: int, sha256: str) -> Document:
        """The text of a version, read. At most one statement; none where it is remembered."""

        def read() -> _Read:
            content = session.scalar(select(Version.content).where(Version.id == version_id))
            assert content is not None, f"version {version_id} was asked for but is not there"
            return _read(content)

        return self._documents.get(sha256, read).named(f"{sha256[:12]}.md")[0]

    def read(self, content: bytes, file: str) -> Document:
        """The standard in ``content``; findings name ``file``. Raises ``DocumentError`` with every error."""
        return self.read_with_warnings(content, file)[0]

    def read_with_warnings(self, content: bytes, file: str) -> tuple[Document, tuple[Finding, ...]]:
        """As ``read``, with what the table rules of lint found."""
        return self._documents.get(text_hash(content), lambda: _read(content)).named(file)

    def changes(self, old: Document, new: Document) -> tuple[Change, ...]:
        """Every change from ``old`` to ``new``; both were read here, or by ``read_document``."""
        return self._changes.get((old.sha256, new.sha256), lambda: compare(old, new))

    def redline(self, old: Document, new: Document) -> tuple[RedlinedSection, ...]:
        """Every section of both texts with what changed marked."""
        return self._redlines.get((old.sha256, new.sha256), lambda: redline(old, new))

    def check(
        self, document: Document, content: bytes, file: str, previous: Document | None, on: date
    ) -> tuple[Finding, ...]:
        """What lint finds in ``content``, which reads as ``document``; the answers in its head count."""
        answers = tuple(sorted(document.front.lint_answers.items()))

        def found() -> tuple[Finding, ...]:
            changes = self.changes(previous, document) if previous else ()
            return lint(document, content, file, previous=previous, changes=changes, on=on)

        return self._checks.get((file, document.sha256, previous and previous.sha256, on, answers), found)


def _read(content: bytes) -> _Read:
    try:
        document, findings = read_with_warnings(content, "teksten")
    except DocumentError as error:
        return _Read(None, error.findings, len(content))
    return _Read(document, findings, len(content))


def _letters_of_changes(changes: tuple[Change, ...]) -> int:
    return sum(len(change.text) + len(change.old) + len(change.new) for change in changes)


def create_document_cache(process: Process) -> DocumentCache:
    """The documents that a process keeps."""
    del process
    return DocumentCache()


def create_texts(context: Context) -> DocumentCache:
    """The same for a request."""
    return context.process.get(create_document_cache)
