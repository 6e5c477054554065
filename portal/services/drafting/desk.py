"""What waits for somebody: drafts they can move on, texts to confirm or look at again, law that moved."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from portal.documents.document import DocumentKind
from portal.documents.states import State, steps_from
from portal.documents.validity.law_table import LAW_TABLE, LawRow
from portal.documents.validity.standing import Status
from portal.security.permissions import Permission
from portal.security.roles import Identity, Subject
from portal.security.rules import PERMISSION_FOR, permits
from portal.services.drafting.drafting import Drafting
from portal.services.drafting.drafts import DraftRecord
from portal.services.published.catalogue import MunicipalityRecord
from portal.services.published.law_watch import LawWatch, WatchedStandard
from portal.services.published.reading import Reading, StandardStanding


@dataclass(frozen=True)
class WaitingDraft:
    """A draft somebody may read; ``mine`` where they can do something about it now."""

    draft: DraftRecord
    mine: bool


@dataclass(frozen=True)
class Desk:
    """Everything on one person's desk, of every municipality they have a role in."""

    municipalities: tuple[MunicipalityRecord, ...]
    drafts: tuple[WaitingDraft, ...]
    unconfirmed: tuple[StandardStanding, ...]
    overdue: tuple[tuple[StandardStanding, date], ...]
    law: tuple[WatchedStandard, ...]
    stale_rows: tuple[LawRow, ...]
    standards: tuple[StandardStanding, ...]


def desk_of(who: Identity, reading: Reading, drafting: Drafting, law_watch: LawWatch) -> Desk:
    """The desk of ``who`` today."""
    owners = tuple(owner for owner in reading.municipalities() if who.roles_in(owner.id))
    standings = tuple(standing for owner in owners for standing in reading.standings(owner.slug))
    kept = [s for s in standings if permits(Permission.CONFIRM, who, Subject(s.record.municipality.id))]
    content = [s for s in kept if s.shown.kind is not DocumentKind.BACKGROUND]
    editors = {s.record.municipality.slug for s in kept}
    return Desk(
        municipalities=owners,
        drafts=_drafts(who, drafting.drafts({owner.id for owner in owners})),
        unconfirmed=tuple(s for s in content if s.standing.status is Status.UNCONFIRMED),
        overdue=_overdue(content, reading.today),
        law=tuple(w for slug in sorted(editors) for w in law_watch.standards(slug)),
        stale_rows=LAW_TABLE.stale(reading.today) if editors else (),
        standards=standings,
    )


def _drafts(who: Identity, drafts: Iterable[DraftRecord]) -> tuple[WaitingDraft, ...]:
    """Those ``who`` may read, what they can act on first."""
    found = [
        WaitingDraft(draft, _is_mine(who, draft))
        for draft in drafts
        if permits(Permission.READ_DRAFT, who, draft.subject)
    ]
    return tuple(sorted(found, key=lambda waiting: not waiting.mine))


def _is_mine(who: Identity, draft: DraftRecord) -> bool:
    if draft.state is State.DECISION:
        acts = (Permission.RECORD_DECISION, Permission.ADOPT, Permission.TAKE_STANCE)
        return any(permits(permission, who, draft.subject) for permission in acts)
    return any(permits(PERMISSION_FOR[t.step], who, draft.subject) for t in steps_from(draft.state))


def _overdue(standings: Iterable[StandardStanding], today: date) -> tuple[tuple[StandardStanding, date], ...]:
    """Texts of today whose review day has passed, the longest overdue first."""
    found = [
        (standing, standing.version.review)
        for standing in standings
        if standing.version and standing.version.review and standing.version.review < today
    ]
    return tuple(sorted(found, key=lambda pair: pair[1]))
