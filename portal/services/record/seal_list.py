"""The seals of a standard's versions: where each stands in the log, and who else vouches for when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from portal.services.audit.log_subjects import version_subject
from portal.services.context import Context
from portal.services.published.catalogue import StandardRecord, VersionRecord
from portal.services.record.stamping import awaited, stamps_of, text_rows


@dataclass(frozen=True)
class OutsideStamp:
    """The instant that an authority outside names, and the authority's name."""

    stamped: datetime
    authority: str


@dataclass(frozen=True)
class VersionSeal:
    """The row of the log that names a version's text: its number, its hash, and since when it is there.

    ``stamp`` is None where none has come; ``tries`` and ``why`` then say how often it was asked for, and what
    the last answer was.
    """

    version: VersionRecord
    row: int
    hash: str
    recorded: datetime
    stamp: OutsideStamp | None = None
    tries: int = 0
    why: str = ""


class SealList:
    """Reads the seals. ``asks`` says whether an authority outside is asked at all."""

    def __init__(self, session: Session, *, asks: bool):
        self._session = session
        self.asks = asks

    def of(self, record: StandardRecord) -> tuple[VersionSeal, ...]:
        """A standard's seals, the newest version's first. Three statements."""
        subjects = {version_subject(*record.slugs, version.n): version for version in record.versions}
        rows = text_rows(self._session, tuple(subjects))
        numbers = [row.id for row in rows.values()]
        stamps, waiting = stamps_of(self._session, numbers), awaited(self._session)
        found = []
        for subject, version in reversed(subjects.items()):
            if (row := rows.get(subject)) is None:
                continue
            stamp, waits = stamps.get(row.id), waiting.get(row.id)
            found.append(
                VersionSeal(
                    version,
                    row.id,
                    row.hash,
                    row.recorded,
                    OutsideStamp(stamp.stamped, stamp.authority) if stamp else None,
                    waits.tries if waits else 0,
                    waits.error if waits else "",
                )
            )
        return tuple(found)


def create_seal_list(context: Context) -> SealList:
    """The seals for a request."""
    return SealList(context.session, asks=bool(context.process.settings.timestamp_url))
