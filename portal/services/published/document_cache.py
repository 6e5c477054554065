"""A version's text, read once: documents are kept in memory by the hash of their bytes.

The same bytes always read the same, so the hash is a safe key and nothing ever grows stale.
"""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.documents.document import Document
from portal.documents.reading.markdown import read_document
from portal.models import Version
from portal.services.context import Process

KEPT_DOCUMENTS = 256


class DocumentCache:
    """The documents most lately asked for; shared by all threads of a process."""

    def __init__(self, kept: int = KEPT_DOCUMENTS):
        self._kept = kept
        self._documents: OrderedDict[str, Document] = OrderedDict()
        self._lock = Lock()

    def document(self, session: Session, version_id: int, sha256: str) -> Document:
        """The text of a version, read. At most one statement; none where it is remembered."""
        with self._lock:
            known = self._documents.get(sha256)
            if known is not None:
                self._documents.move_to_end(sha256)
                return known
        content = session.scalar(select(Version.content).where(Version.id == version_id))
        assert content is not None, f"version {version_id} was asked for but is not there"
        document = read_document(content, f"{sha256[:12]}.md")
        with self._lock:
            self._documents[sha256] = document
            while len(self._documents) > self._kept:
                self._documents.popitem(last=False)
        return document


def create_document_cache(process: Process) -> DocumentCache:
    """The documents that a process keeps."""
    del process
    return DocumentCache()
