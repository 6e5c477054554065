"""Whether what the log tells of masking and of roles is what the tables say, and the other way round."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.models import LogRow, Municipality, Redaction, RoleRow, RowRedaction, Standard, Version
from portal.services.audit.auditing import instant_words, said_hash
from portal.services.audit.log_subjects import people_subject, person_subject, version_subject

TEXT_MASKED = "redaction.recorded"
"""The log row of a version in which words were masked."""
ROW_MASKED = "row.masked"
"""The log row of any other row in which words were masked."""
_ROLES_GIVEN = ("person.added", "person.roles_set")


def record_problems(session: Session) -> Iterator[str]:
    """Every masking and every role that is in the log or in its table only."""
    yield from _differences("Maskeringen", _logged_redactions(session), _redactions(session))
    yield from _differences("Maskeringen", _logged_rows(session), _masked_rows(session))
    yield from _masked_log_problems(session)
    yield from _role_problems(session)


def _differences(name: str, logged: Counter[Any], found: Counter[Any]) -> Iterator[str]:
    for said in sorted((found - logged).elements()):
        yield f"{name} står ikke i loggen: {said[0]}"
    for said in sorted((logged - found).elements()):
        yield f"{name} i loggen findes ikke mere, som den var: {said[0]}"


def _logged_redactions(session: Session) -> Counter[tuple[str, ...]]:
    rows = session.scalars(select(LogRow).where(LogRow.action == TEXT_MASKED))
    return Counter((row.subject, *_who(row), *_said(row, "before", "after", "reason")) for row in rows)


def _redactions(session: Session) -> Counter[tuple[str, ...]]:
    rows = session.execute(
        select(Redaction, Version.n, Standard.slug, Municipality.slug)
        .join(Version, Version.id == Redaction.version_id)
        .join(Standard, Standard.id == Version.standard_id)
        .join(Municipality, Municipality.id == Standard.municipality_id)
    )
    return Counter(
        (
            version_subject(owner, standard, n),
            *_by(row),
            row.before_sha256,
            row.after_sha256,
            row.reason,
        )
        for row, n, standard, owner in rows
    )


def _logged_rows(session: Session) -> Counter[tuple[str, ...]]:
    rows = session.scalars(select(LogRow).where(LogRow.action == ROW_MASKED))
    return Counter((_place(row), *_who(row), *_said(row, "before", "after")) for row in rows)


def _masked_rows(session: Session) -> Counter[tuple[str, ...]]:
    return Counter(
        (f"{row.table_name} {row.row_id}", *_by(row), row.before_sha256, row.after_sha256)
        for row in session.scalars(select(RowRedaction))
    )


def _masked_log_problems(session: Session) -> Iterator[str]:
    """A row of the log in which words were masked has a later row that says what it says since then."""
    masked = session.scalars(select(LogRow).where(LogRow.action == ROW_MASKED).order_by(LogRow.id))
    expected = {_place(row): str(row.detail.get("sha256")) for row in masked if row.detail["table"] == "log"}
    for row in session.scalars(select(LogRow).where(LogRow.content_hash.is_not(None)).order_by(LogRow.id)):
        if expected.pop(f"log {row.id}", None) != said_hash(row):
            yield f"En maskeret række i loggen er ikke, som den blev: række {row.id}"
    for place in expected:
        yield f"En maskeret række i loggen er ikke, som den blev: {place}"


def _role_problems(session: Session) -> Iterator[str]:
    given = select(LogRow).where(LogRow.action.in_(_ROLES_GIVEN)).order_by(LogRow.id)
    logged = {(row.subject, row.detail["person"]): set(row.detail["roles"]) for row in session.scalars(given)}
    found: dict[tuple[str, int], set[str]] = {}
    rows = select(RoleRow, Municipality.slug).join(Municipality, Municipality.id == RoleRow.municipality_id)
    for row, owner in session.execute(rows):
        found.setdefault((people_subject(owner), row.person_id), set()).add(row.role)
    for place in sorted(logged.keys() | found.keys()):
        if logged.get(place, set()) != found.get(place, set()):
            yield f"Rollerne er ikke som i loggen: {place[0]}, person {place[1]}"


def _who(row: LogRow) -> tuple[str, str, str]:
    """Who proposed, who agreed, and when."""
    return (str(row.detail.get("proposed_by")), row.actor, instant_words(row.recorded))


def _by(row: Redaction | RowRedaction) -> tuple[str, str, str]:
    proposed_by, approved_by = person_subject(row.proposed_by_id), person_subject(row.approved_by_id)
    return (proposed_by, approved_by, instant_words(row.recorded))


def _said(row: LogRow, *names: str) -> tuple[str, ...]:
    return tuple(str(row.detail.get(name)) for name in names)


def _place(row: LogRow) -> str:
    return f"{row.detail.get('table')} {row.detail.get('row')}"
