"""What a draft will look like, and how the calculator will read it."""

from __future__ import annotations

from collections.abc import Collection

from calculators.reading.printer import print_extent
from portal.documents.document import Document
from portal.services.drafting.checking import Check
from portal.services.drafting.drafts import DraftRecord
from portal.views.drafting.editor_page import CalculatorTable, Preview, PreviewSection
from portal.views.drafting.findings import findings_of, summary_of


def preview_of(check: Check, text: str, draft: DraftRecord, waiting: Collection[str] = ()) -> Preview:
    """The preview of a text that was checked; the calculator shows no table that is ``waiting``, by name."""
    findings = findings_of(check, text, draft, answering=False)
    document = check.document
    if document is None:
        return Preview(summary_of(check), findings, unreadable=True)
    return Preview(
        summary=summary_of(check),
        findings=findings,
        sections=tuple(PreviewSection(section.heading, section.html) for section in document.sections),
        tables=_tables(document, waiting),
        waiting=tuple(table.id for table in document.tables if table.id in waiting),
        deadlines=tuple(
            (rule.event, rule.text, f"regnes fra {rule.counted_from}") for rule in document.deadlines
        ),
    )


def _tables(document: Document, waiting: Collection[str]) -> tuple[CalculatorTable, ...]:
    return tuple(
        CalculatorTable(
            caption=f"{table.benefit} ({table.id})",
            rows=tuple(
                (level.label, level.extent.text, print_extent(level.extent)) for level in table.levels
            ),
        )
        for table in document.tables
        if table.id not in waiting
    )
