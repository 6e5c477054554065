"""What lint says of a draft: against the version in force, with the reasons already given counted in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.documents.document import Document, DocumentError, Finding, Severity
from portal.documents.reading.limits import refuse_large_text
from portal.models import LevelTableRow, Standard, Version
from portal.services.context import Context
from portal.services.drafting.drafts import DraftRecord
from portal.services.drafting.replacing import ReplacedVersion, replaced_by_draft
from portal.services.errors import UnknownName
from portal.services.published.reading import Reading, create_reading

FILE = "kladden"


@dataclass(frozen=True)
class Check:
    """The findings of a text, in line order. ``document`` is None where the text cannot be read."""

    document: Document | None
    findings: tuple[Finding, ...]

    @property
    def errors(self) -> tuple[Finding, ...]:
        """What must be mended."""
        return tuple(f for f in self.findings if f.severity is Severity.ERROR)

    @property
    def unanswered(self) -> tuple[Finding, ...]:
        """Warnings without a reason."""
        return tuple(f for f in self.findings if f.severity is Severity.WARNING)

    @property
    def passes(self) -> bool:
        """Whether the text may go on."""
        return not self.errors and not self.unanswered


class Checking:
    """Checks drafts. ``reading`` knows what is in force; ``texts`` reads and compares, each once."""

    def __init__(self, session: Session, reading: Reading):
        self._session = session
        self._reading = reading
        self.texts = reading.texts

    def check(self, draft: DraftRecord, content: bytes | None = None, on: date | None = None) -> Check:
        """The findings of a draft, or of ``content`` in its place; ``on`` is the day it is to begin."""
        source = draft.content if content is None else content
        try:
            refuse_large_text(source, FILE)
            document, read = self.texts.read_with_warnings(source, FILE)
        except DocumentError as error:
            return Check(None, error.findings)
        answers = {**document.front.lint_answers, **draft.lint_answers}
        answered = replace(document, front=replace(document.front, lint_answers=answers))
        begins = on or document.front.begins.day or self._reading.today
        replaced = self.replaced(draft, document, on)
        previous = replaced.document if replaced else None
        found = self.texts.check(answered, source, FILE, previous, begins)
        errors = [f for f in read if f.severity is Severity.ERROR]
        both = [*errors, *found, *self._shared_tables(draft, document)]
        return Check(document, tuple(sorted(both, key=lambda f: (f.line, f.rule))))

    def read(self, draft: DraftRecord) -> Document:
        """A draft's text, read. Raises DocumentError."""
        return self.texts.read(draft.content, FILE)

    def replaced(
        self, draft: DraftRecord, document: Document, on: date | None = None
    ) -> ReplacedVersion | None:
        """What a draft, read as ``document``, would replace on the day ``on``, else on the day resolved."""
        begins = on or draft.resolved_begins or document.front.begins.day
        return replaced_by_draft(self._reading, draft.municipality.slug, draft.standard, begins, draft.base_n)

    def base(self, draft: DraftRecord) -> Document | None:
        """The version a draft began from; None for a new standard."""
        try:
            record = self._reading.standard(draft.municipality.slug, draft.standard)
        except UnknownName:
            return None
        version = record.version(draft.base_n or 0)
        return self._reading.document(version) if version else None

    def _shared_tables(self, draft: DraftRecord, document: Document) -> list[Finding]:
        """A table id names one standard's table within a municipality, so that an address can name it."""
        taken = set(
            self._session.scalars(
                select(LevelTableRow.table_id)
                .join(Version, Version.id == LevelTableRow.version_id)
                .join(Standard, Standard.id == Version.standard_id)
                .where(
                    Standard.municipality_id == draft.municipality.id,
                    Standard.id != draft.standard_id,
                    LevelTableRow.table_id.in_([table.id for table in document.tables]),
                )
            )
        )
        return [
            Finding(
                FILE,
                section.line,
                "table-id",
                Severity.ERROR,
                f"Tabellen »{table.id}« findes også i en anden af kommunens standarder.",
                "Giv tabellen et andet navn.",
            )
            for section in document.sections
            for table in section.tables
            if table.id in taken
        ]


def create_checking(context: Context) -> Checking:
    """Checking for a request."""
    return Checking(context.session, context.get(create_reading))
