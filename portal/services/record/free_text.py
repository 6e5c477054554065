"""Every column that holds text: with words that people write, which masking walks, or without, and why.

The one list of them. ``tests/conventions/test_free_text.py`` holds it against the models: a new column of
text, JSON or bytes stands in ``FREE_TEXT`` or in ``NO_FREE_TEXT`` before anything is saved in it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import Any

from sqlalchemy import Select, or_, select

from portal.models import (
    AskedRow,
    Base,
    Decision,
    Draft,
    DraftDecision,
    EstimateRow,
    FoundThingRow,
    Hearing,
    HearingResponse,
    ImportedDraftRow,
    ImportedFileRow,
    LevelTableRow,
    LogRow,
    Municipality,
    OutboxRow,
    Outline,
    Redaction,
    RedactionProposal,
    RepealRow,
    SectionRow,
    Stance,
    Version,
    WordEntry,
)
from portal.services.audit.log_subjects import WORD_BOOK, standard_subject
from portal.services.outbox import Topic
from portal.services.published.catalogue import StandardRecord


class Way(Enum):
    """How words in a column are masked."""

    VERSION = auto()
    """The text is read again, and a row of ``redaction`` lets it change."""
    DERIVED = auto()
    """Written again from the version's text."""
    DRAFT = auto()
    """By the one door for the text of a draft."""
    ROW = auto()
    """In its row, with a row of ``row_redaction`` that stays."""
    LOG = auto()
    """In its row, whose link in the chain holds."""
    PASSING = auto()
    """In its row, which is soon gone."""
    FORGOTTEN = auto()
    """The row is removed."""


@dataclass(frozen=True)
class FreeText:
    """Columns of a table that hold what people write.

    ``place`` is what they are called to those who mask; ``rows`` are those that belong to a standard, or to
    no standard more than to another. ``kept`` are keys within JSON whose values are none of people's words.
    ``any_case``: words of search stand in small letters, and are masked however they are written; so are
    the log and what must agree with it.
    """

    model: type[Base]
    columns: tuple[str, ...]
    way: Way
    place: str
    rows: Callable[[StandardRecord], Select[Any]]
    kept: frozenset[str] = frozenset()
    any_case: bool = False


def _of_drafts(model: Any) -> Callable[[StandardRecord], Select[Any]]:
    return lambda of: select(model).join(Draft).where(Draft.standard_id == of.id)


def _of_versions(model: Any) -> Callable[[StandardRecord], Select[Any]]:
    return lambda of: (
        select(model).join(Version, Version.id == model.version_id).where(Version.standard_id == of.id)
    )


def _of_standard(model: Any) -> Callable[[StandardRecord], Select[Any]]:
    return lambda of: select(model).where(model.standard_id == of.id)


def _responses(of: StandardRecord) -> Select[Any]:
    return select(HearingResponse).join(Hearing).join(Draft).where(Draft.standard_id == of.id)


def _log(of: StandardRecord) -> Select[Any]:
    subject = standard_subject(*of.slugs)
    begins = [LogRow.subject.startswith(f"{name}/", autoescape=True) for name in (subject, WORD_BOOK)]
    return select(LogRow).where(or_(LogRow.subject == subject, *begins))


def _files(of: StandardRecord) -> Select[Any]:
    made = select(ImportedDraftRow.file_id).join(Draft).where(Draft.standard_id == of.id)
    return select(ImportedFileRow).where(ImportedFileRow.id.in_(made))


def _everywhere(model: Any) -> Callable[[StandardRecord], Select[Any]]:
    return lambda _: select(model)


def _mails(_: StandardRecord) -> Select[Any]:
    return select(OutboxRow).where(OutboxRow.topic == Topic.MAIL.value)


_LOG_KEPT = frozenset({
    *("sha256", "before", "after", "seals", "source", "target", "outcome", "state", "stance", "draft", "n"),
    *("round", "base", "rule", "row", "response", "person", "roles", "opens", "closes", "meeting_day"),
    *("begins", "proposed_by", "versions", "corrects", "table", "instead_of", "file"),
})  # fmt: skip
"""What is told by others than people: any other key of the log's detail is masked."""
FREE_TEXT: tuple[FreeText, ...] = (
    FreeText(Version, ("content",), Way.VERSION, "version", _of_standard(Version)),
    FreeText(Outline, ("title", "number", "topics"), Way.DERIVED, "", _of_versions(Outline)),
    FreeText(SectionRow, ("heading", "text"), Way.DERIVED, "", _of_versions(SectionRow)),
    FreeText(LevelTableRow, ("label", "extent", "benefit"), Way.DERIVED, "", _of_versions(LevelTableRow)),
    FreeText(Draft, ("content", "reason", "lint_answers"), Way.DRAFT, "en kladde", _of_standard(Draft)),
    FreeText(
        ImportedFileRow,
        ("name", "left_out", "remarks"),
        Way.ROW,
        "en indlæst fil",
        _files,
        kept=frozenset({"kind"}),
    ),
    FreeText(
        FoundThingRow,
        ("words", "drafted", "how", "offered"),
        Way.ROW,
        "en indlæst fil",
        _of_drafts(FoundThingRow),
    ),
    FreeText(Hearing, ("invited", "content"), Way.ROW, "en høring", _of_drafts(Hearing)),
    FreeText(
        HearingResponse,
        ("organisation", "sender", "text", "shown_text", "answer"),
        Way.ROW,
        "et høringssvar",
        _responses,
    ),
    FreeText(
        DraftDecision,
        ("body", "item", "minutes", "remark"),
        Way.ROW,
        "et organs behandling",
        _of_drafts(DraftDecision),
    ),
    FreeText(Decision, ("body", "item", "minutes"), Way.ROW, "en beslutning", _of_versions(Decision)),
    FreeText(RepealRow, ("body", "item"), Way.ROW, "en ophævelse", _of_standard(RepealRow)),
    FreeText(Stance, ("remark",), Way.ROW, "en tilkendegivelse", _of_drafts(Stance)),
    FreeText(EstimateRow, ("recipients_source", "price_source"), Way.ROW, "et skøn", _of_drafts(EstimateRow)),
    FreeText(
        Redaction,
        ("reason",),
        Way.ROW,
        "en begrundelse for at skjule",
        _of_versions(Redaction),
        any_case=True,
    ),
    FreeText(
        RedactionProposal,
        ("words", "reason"),
        Way.PASSING,
        "",
        _of_standard(RedactionProposal),
    ),
    FreeText(
        Municipality,
        ("name", "source"),
        Way.ROW,
        "kommunens oplysninger",
        lambda of: select(Municipality).where(Municipality.id == of.municipality.id),
    ),
    FreeText(
        WordEntry,
        ("content", "why"),
        Way.ROW,
        "søgningens ordbog",
        _everywhere(WordEntry),
        kept=frozenset({"shows"}),
        any_case=True,
    ),
    FreeText(
        OutboxRow,
        ("payload", "error"),
        Way.PASSING,
        "mail",
        _mails,
    ),
    FreeText(AskedRow, ("words",), Way.FORGOTTEN, "", _everywhere(AskedRow)),
    FreeText(LogRow, ("detail",), Way.LOG, "loggen", _log, kept=_LOG_KEPT, any_case=True),
)
"""What masking walks. The log comes last: what is masked before it is told there."""

_HASH, _CODE, _ADDRESS = "a hash", "one of a fixed set of words", "part of an address, which never changes"
_READ = "read out of a place that masking leaves as it is"
NO_FREE_TEXT: Mapping[str, str] = {
    "decision.outcome": _CODE,
    "decision.source": _CODE,
    "draft.state": _CODE,
    "draft_decision.outcome": _CODE,
    "draft_decision.sha256": _HASH,
    "estimate.row_id": _ADDRESS,
    "failed_sign_in.key": _HASH,
    "found_thing.box": "numbers",
    "found_thing.certainty": _CODE,
    "found_thing.kind": _CODE,
    "found_thing.name": _ADDRESS,
    "hearing_response.state": _CODE,
    "imported_draft.wanted": _ADDRESS,
    "imported_file.content": "forgotten when words of a standard that was made of it are masked",
    "imported_file.kind": _CODE,
    "imported_file.sha256": _HASH,
    "law_reference.path": _READ,
    "law_reference.section": _ADDRESS,
    "level_row.row_id": _ADDRESS,
    "level_row.section": _ADDRESS,
    "level_row.table_id": _ADDRESS,
    "log.action": _CODE,
    "log.actor": "the number of a person or the name of a command",
    "log.content_hash": _HASH,
    "log.hash": _HASH,
    "log.nonce": "random signs",
    "log.previous_hash": _HASH,
    "log.subject": _ADDRESS,
    "municipality.art": _CODE,
    "municipality.slug": _ADDRESS,
    "one_time_link.token_hash": _HASH,
    "outbox.topic": _CODE,
    "outline.kind": _CODE,
    "outline.kle": _CODE,
    "outline.law_basis": _READ,
    "person.mail": "how a person signs in, changed by the one who keeps people",
    "person.name": "a person's own name among those who sign in, changed by the one who keeps people",
    "person.password": _HASH,
    "redaction.after_sha256": _HASH,
    "redaction.before_sha256": _HASH,
    "reminder.key": "a word and numbers",
    "role.role": _CODE,
    "row_redaction.after_sha256": _HASH,
    "row_redaction.before_sha256": _HASH,
    "row_redaction.table_name": "the name of a table",
    "section.anchor": _ADDRESS,
    "sent_form.key": _HASH,
    "sent_form.result": "an address of a page of ours, kept for two days",
    "sign_in.browser": "what kind of browser it is, in words of ours",
    "sign_in.token_hash": _HASH,
    "stance.stance": _CODE,
    "standard.kind": _CODE,
    "standard.slug": _ADDRESS,
    "time_stamp.answer": "a signature over a hash",
    "time_stamp.authority": "the name of an authority",
    "version.adopted_certainty": _CODE,
    "version.begins_certainty": _CODE,
    "version.ends_certainty": _CODE,
    "version.published_certainty": _CODE,
    "version.sha256": _HASH,
    "word_entry.key": "random signs or a hash",
    "word_entry.kind": _CODE,
}
"""Column → why no words of people stand in it, or why they stay."""
