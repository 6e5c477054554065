"""Lint's findings as an editor sees them: each beside its lines, a warning with the field of its reason."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from portal.documents.document import Finding, Severity
from portal.services.drafting.checking import Check
from portal.services.drafting.drafts import DraftRecord
from portal.views.shared.components import Field
from portal.views.shared.editorial_page import DraftView, FindingView

KIND_WORDS = {Severity.ERROR: "Fejl", Severity.WARNING: "Advarsel", Severity.NOTE: "Bemærkning"}
_AROUND = 1
_LONGEST_LINE = 400


@dataclass(frozen=True)
class RefusedAnswer:
    """A reason that cannot be kept: for which rule, what was typed, and what is wrong with it."""

    rule: str
    typed: str
    message: str


def findings_of(
    check: Check, text: str, draft: DraftRecord, *, answering: bool, refused: RefusedAnswer | None = None
) -> tuple[FindingView, ...]:
    """Every finding, the gravest first; ``answering`` gives warnings a field for their reason."""
    lines = text.split("\n")
    order = list(KIND_WORDS)
    found = sorted(check.findings, key=lambda f: (order.index(f.severity), f.line))
    asked: set[str] = set()
    views = []
    for finding in found:
        answer = None
        if answering and finding.severity is Severity.WARNING and finding.rule not in asked:
            asked.add(finding.rule)
            answer = answer_field(finding.rule, draft.lint_answers.get(finding.rule, ""))
            if refused and refused.rule == finding.rule:
                answer = answer_field(finding.rule, refused.typed, refused.message)
        views.append(_view(finding, lines, answer))
    return tuple(views)


def fields_of(draft: DraftView) -> Iterator[Field]:
    """Every field for a reason on a draft's page: of its warnings, then of its steps."""
    yield from (finding.answer for finding in draft.findings if finding.answer)
    yield from (step.reason for step in draft.steps if step.reason)


def answer_field(rule: str, value: str, error: str = "") -> Field:
    """The field of a reason; one reason answers every warning of its rule."""
    return Field("begrundelse", "Hvorfor skal det stå sådan?", value, error=error, id=f"svar-{rule}")


def _view(finding: Finding, lines: Sequence[str], answer: Field | None) -> FindingView:
    first = max(finding.line - 1 - _AROUND, 0)
    near = enumerate(lines[first : finding.line + _AROUND], start=first + 1)
    return FindingView(
        kind=finding.severity.value,
        words=KIND_WORDS[finding.severity],
        line=finding.line,
        message=finding.message,
        remedy=finding.remedy,
        rule=finding.rule,
        source=tuple((number, line[:_LONGEST_LINE]) for number, line in near),
        answer=answer,
    )


def summary_of(check: Check) -> str:
    """How many errors and unanswered warnings there are, in one sentence."""
    errors, warnings = len(check.errors), len(check.unanswered)
    if not errors and not warnings:
        return "Teksten har ingen fejl, og alle advarsler er besvaret."
    said = []
    if errors:
        said.append(f"{errors} fejl skal rettes")
    if warnings:
        said.append(f"{warnings} {'advarsel' if warnings == 1 else 'advarsler'} mangler en begrundelse")
    return ", og ".join(said).capitalize() + "."
