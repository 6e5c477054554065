"""What a draft standard is checked for, in the editor, on the command line and at adoption alike.

Errors stop adoption; warnings must be answered (``lint_svar`` in the front matter, which turns them into
notes that keep the reason); notes are shown. What already stops the reading of a file, such as a cell that is
no extent, is found by ``portal.documents.reading.markdown``. docs/format.md lists every rule.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date

from portal.documents.changes.change_model import Change
from portal.documents.document import Document, DocumentKind, Finding, FrontMatter, Severity
from portal.documents.lint import change_rules, law_rules, level_rules, upkeep_rules, wording_rules
from portal.documents.lint.rule import CheckedText, Rule

RULES: tuple[Rule, ...] = (
    *level_rules.RULES,
    *wording_rules.RULES,
    *law_rules.RULES,
    *upkeep_rules.RULES,
    *change_rules.RULES,
)
"""Every content rule, with its severity and remedy."""

_UNKNOWN_ANSWER = "lint-answer"


def lint(
    document: Document,
    source: bytes,
    file: str,
    *,
    previous: Document | None = None,
    changes: Sequence[Change] | None = None,
    on: date | None = None,
) -> tuple[Finding, ...]:
    """Every finding of the content rules, in line order.

    ``previous`` is the version in force, where there is one; ``changes`` are those from it, where somebody
    has compared them already. ``on`` is the day the check is for (rules that need a day are silent without
    it). In a restatement errors are warnings, since the text is another's. A background document is checked
    for personal data alone. A personal-data error is never softened, nor is what no new text may have.
    """
    lines = tuple(source.decode("utf-8-sig", "replace").splitlines())
    subject = CheckedText(document, lines, previous, on, changes)
    rules = RULES
    if document.front.kind is DocumentKind.BACKGROUND:
        rules = tuple(rule for rule in RULES if rule.id == upkeep_rules.PERSONAL_DATA)
    found = [*_findings(subject, rules, file), *_unknown_answers(subject, file)]
    shown = [replace(finding, file=file) for finding in document.not_in_new_texts]
    return _in_order([*shown, *(_settled(finding, document.front) for finding in found)])


def lint_tables(document: Document, file: str) -> tuple[Finding, ...]:
    """The findings of the table rules alone: holes, order, mixed units."""
    if document.front.kind is DocumentKind.BACKGROUND:
        return ()
    found = _findings(CheckedText(document), level_rules.SCALE_RULES, file)
    return _in_order(_settled(finding, document.front) for finding in found)


def _settled(finding: Finding, front: FrontMatter) -> Finding:
    """The finding as it counts for this text: softened in a restatement, answered with a reason."""
    if finding.rule == upkeep_rules.PERSONAL_DATA:
        return finding
    if front.restatement and finding.severity is Severity.ERROR:
        finding = replace(finding, severity=Severity.WARNING)
    answer = front.lint_answers.get(finding.rule, "").strip()
    if answer and finding.severity is Severity.WARNING:
        words = f"{finding.message} Begrundelse: {answer}"
        return replace(finding, severity=Severity.NOTE, message=words)
    return finding


def _findings(subject: CheckedText, rules: Iterable[Rule], file: str) -> Iterator[Finding]:
    for rule in rules:
        for hit in rule.check(subject):
            yield Finding(file, hit.line, rule.id, rule.severity, hit.message, hit.remedy or rule.remedy)


def _unknown_answers(subject: CheckedText, file: str) -> Iterator[Finding]:
    known = {*(rule.id for rule in RULES), *(finding.rule for finding in subject.document.not_in_new_texts)}
    for name in subject.document.front.lint_answers:
        if name not in known:
            words = f"lint_svar svarer på reglen {name}, som ikke findes."
            line = subject.line_of_key("lint_svar")
            yield Finding(
                file, line, _UNKNOWN_ANSWER, Severity.WARNING, words, "Ret navnet, eller slet linjen."
            )


def _in_order(found: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(dict.fromkeys(found), key=lambda f: (f.line, f.rule, f.message)))
