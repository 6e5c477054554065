"""The proof of a version: text, decisions, the rows of the log that hold their hashes, and a verifier.

Nothing in it names a person: who did something stands as a seal that cannot be guessed. What other rows
of the log say is left out too; only the hash of it is there, so that the links can be followed.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.models import ConfirmationRow, Decision, LogRow, RepealRow, TimeStampRow, Version
from portal.services.audit.auditing import content_of, instant_words, sealed
from portal.services.audit.log_subjects import standard_subject, version_subject
from portal.services.audit.sealing import MASKED, SEALED, facts
from portal.services.context import Context
from portal.services.published.catalogue import StandardRecord, VersionRecord
from portal.services.record.stamping import stamps_of, text_rows
from portal.services.record.verifying_texts import TEXT_ACTIONS

STAMP, STAMPED = "stempel.tsr", "segl.txt"
"""The names of the time stamp in a proof, where there is one, and of what it is for."""
SOURCE = "tekst.md"
"""The name of the file with the text in a proof."""
_VERIFIER = Path(__file__).with_name("verificer.py")
_DAY = (1980, 1, 1, 0, 0, 0)  # the same bytes whenever it is asked for
_README = """\
Bevis for {subject}

tekst.md           teksten, byte for byte
beslutninger.json  beslutninger, bekræftelser og ophævelser, der hører til
kaede.json         de rækker i portalens log, der har kontrolsummerne
verificer.py       tjekker det hele: python3 verificer.py

Hver række i loggen har en kontrolsum, der også dækker rækken før. Er noget ændret siden,
stemmer kontrolsummerne ikke, og verificer.py siger hvor.
Ingen personer er nævnt: den, der gjorde noget, står som et segl.
"""
_STAMP_README = """
stempel.tsr        et tidsstempel udefra (RFC 3161): {authority}, {stamped}
segl.txt           det, der er stemplet: kontrolsummen af den række, der nævner teksten

Stemplet viser, at rækken, og alt før den i loggen, var der på det tidspunkt.
Har du stemplets rodcertifikat i en fil, så tjek underskriften: python3 verificer.py rod.pem
"""


class Proving:
    """Makes the proof; only gathers, so that the proof of what was tampered with shows it."""

    def __init__(self, session: Session):
        self._session = session

    def bundle(self, record: StandardRecord, version: VersionRecord) -> bytes:
        """The proof of a version as a zip; the same bytes as long as nothing of it changes."""
        return _zip(self.files(record, version))

    def files(self, record: StandardRecord, version: VersionRecord) -> dict[str, bytes]:
        """The files of the proof by their names, of which ``SOURCE`` is the text as it was adopted."""
        standard = standard_subject(record.municipality.slug, record.slug)
        subject = version_subject(record.municipality.slug, record.slug, version.n)
        content = self._session.scalar(select(Version.content).where(Version.id == version.id))
        found = self._stamp(subject)
        readme = _README.format(subject=subject) + (_stamp_words(found[1]) if found else "")
        files = {
            "laes-mig.txt": readme.encode(),
            SOURCE: bytes(content or b""),
            "beslutninger.json": _json(self._records(record, version)),
            "kaede.json": _json({"subject": subject, "rows": self._chain(standard, subject)}),
            "verificer.py": _VERIFIER.read_bytes(),
        }
        return files | ({STAMP: found[1].answer, STAMPED: found[0].hash.encode()} if found else {})

    def _stamp(self, subject: str) -> tuple[LogRow, TimeStampRow] | None:
        """The row that names the text as it is, and its stamp."""
        row = text_rows(self._session, [subject]).get(subject)
        stamp = stamps_of(self._session, [row.id]).get(row.id) if row else None
        return (row, stamp) if row and stamp else None

    def _records(self, record: StandardRecord, version: VersionRecord) -> list[dict[str, Any]]:
        found: list[Decision | ConfirmationRow | RepealRow] = []
        found += self._session.scalars(
            select(Decision).where(Decision.version_id == version.id).order_by(Decision.id)
        )
        confirmations = select(ConfirmationRow).where(
            ConfirmationRow.standard_id == record.id, ConfirmationRow.n == version.n
        )
        found += self._session.scalars(confirmations.order_by(ConfirmationRow.id))
        found += self._session.scalars(
            select(RepealRow).where(RepealRow.standard_id == record.id).order_by(RepealRow.id)
        )
        return [{"action": SEALED[type(row)], "said": facts(row)} for row in found]

    def _chain(self, standard: str, subject: str) -> list[dict[str, Any]]:
        own = list(
            self._session.scalars(
                select(LogRow)
                .where(LogRow.subject.in_([subject, standard]))
                .where(LogRow.action.in_([*TEXT_ACTIONS, *SEALED.values(), *MASKED.values()]))
                .order_by(LogRow.id)
            )
        )
        if not own:
            return []
        rows = self._session.scalars(
            select(LogRow).where(LogRow.id.between(own[0].id, own[-1].id)).order_by(LogRow.id)
        )
        shown = _shown(own)
        return [_row(row, open_=row.id in shown) for row in rows]


def _stamp_words(stamp: TimeStampRow) -> str:
    return _STAMP_README.format(authority=stamp.authority, stamped=instant_words(stamp.stamped))


def _shown(own: Sequence[LogRow]) -> set[int]:
    """The rows whose words are shown.

    Of the rows that name the text only the last, and of those that name a decision none that another has
    taken the place of: the hash of what was redacted would let anyone try out what was masked. Of a row that
    was masked itself the chain has the hash of what it said before.
    """
    texts = [row.id for row in own if row.action in TEXT_ACTIONS]
    replaced = {row.detail.get("instead_of") for row in own}
    masked = {row.id for row in own if row.content_hash}
    return {row.id for row in own} - set(texts[:-1]) - replaced - masked


def _row(row: LogRow, *, open_: bool) -> dict[str, Any]:
    said: Any = content_of(row)
    if open_:
        said = {
            "recorded": instant_words(row.recorded),
            "actor": sealed(row.actor, row.nonce),
            "action": row.action,
            "subject": row.subject,
            "detail": row.detail,
        }
    return {"row": row.id, "previous": row.previous_hash, "hash": row.hash, "said": said}


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=1).encode()


def _zip(files: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as bundle:
        for name, data in files.items():
            bundle.writestr(zipfile.ZipInfo(name, _DAY), data, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def create_proving(context: Context) -> Proving:
    """Proving for a request."""
    return Proving(context.session)
