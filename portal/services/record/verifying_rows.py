"""Whether each decision, confirmation and repeal is what the log holds the hash of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Select, null, select
from sqlalchemy.orm import Session

from portal.models import ConfirmationRow, Decision, LogRow, Municipality, RepealRow, Standard, Version
from portal.services.audit.log_subjects import standard_subject, version_subject
from portal.services.audit.sealing import MASKED, SEALED, digest, facts

_NAMES = {Decision: "Beslutningen", ConfirmationRow: "Bekræftelsen", RepealRow: "Ophævelsen"}


def sealed_row_problems(session: Session) -> Iterator[str]:
    """Every row that was changed, added or taken out past the log."""
    for model in SEALED:
        sealed = _sealed(session, model)
        for row, subject in rows_with_subjects(session, model):
            key = (subject, digest(facts(row)))
            if sealed[key]:
                sealed[key] -= 1
            else:
                yield f"{_NAMES[model]} er ikke som i loggen: {subject} (række {row.id})"
        for subject, _ in sorted((+sealed).elements()):
            yield f"{_NAMES[model]} i loggen findes ikke mere, som den var: {subject}"


def _sealed(session: Session, model: Any) -> Counter[tuple[str, str]]:
    """Subject and hash of each row; where words were masked since, the hash from then on."""
    actions = [SEALED[model], *([MASKED[model]] if model in MASKED else [])]
    rows = session.scalars(select(LogRow).where(LogRow.action.in_(actions)).order_by(LogRow.id))
    said = {row.id: (row.subject, row.detail) for row in rows}
    replaced = {detail.get("instead_of") for _, detail in said.values()}
    kept = [said[number] for number in said if number not in replaced]
    return Counter((subject, str(detail.get("sha256"))) for subject, detail in kept)


def rows_with_subjects(session: Session, model: Any) -> Iterator[tuple[Any, str]]:
    """Every row of a model with the subject that the log knows it by."""
    standard_id, n = {
        Decision: (Version.standard_id, Version.n),
        ConfirmationRow: (ConfirmationRow.standard_id, ConfirmationRow.n),
        RepealRow: (RepealRow.standard_id, null()),
    }[model]
    query: Select[Any] = select(model, n, Standard.slug, Municipality.slug)
    if model is Decision:
        query = query.join(Version, Version.id == Decision.version_id)
    query = query.join(Standard, Standard.id == standard_id)
    query = query.join(Municipality, Municipality.id == Standard.municipality_id)
    for row, number, standard, municipality in session.execute(query.order_by(model.id)):
        of_all = standard_subject(municipality, standard)
        yield row, of_all if number is None else version_subject(municipality, standard, number)
