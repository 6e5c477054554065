"""Receipts: an answer that can be opened again years later. Nothing is stored; the id is the question.

The version named by the id answers again, with the same words. Beside it stands what the same question is
answered today, where something has changed.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from calculators.answering.receipts import (
    CONTENT_DIGITS,
    Receipt,
    ReceiptError,
    decode_receipt,
    encode_receipt,
)
from calculators.reading.amounts import print_unit
from portal.danish.dates import format_date
from portal.danish.numbers import format_number
from portal.documents.document import Document
from portal.documents.validity.standing import Stage, Standing, Status, VersionStanding
from portal.models import Redaction
from portal.services.asking.calculating import (
    Calculating,
    Calculation,
    Question,
    TableInForce,
    create_calculating,
)
from portal.services.context import Context
from portal.services.errors import Refused, UnknownName
from portal.services.published.catalogue import StandardRecord, VersionRecord
from portal.services.published.reading import Reading, StandardStanding, create_reading
from portal.services.published.standing import may_have_answered


@dataclass(frozen=True)
class OpenedReceipt:
    """A receipt and its answer.

    ``then`` is the answer of the receipt's own version; ``stage`` is where that version stood on the day
    asked about, as known on the day it was asked. ``named`` is the standing that day as it is known now, of
    another version where one came to light after the receipt was made. ``now`` is what the same question is
    answered today, None where today's text has no such table or row: ``missing`` then says so in Danish.
    ``certain_today``: the receipt's version is in force today. ``masked``: personal data was masked since.
    """

    id: str
    receipt: Receipt
    then: Calculation
    stage: VersionStanding
    named: Standing
    now: Calculation | None
    missing: str
    certain_today: bool
    masked: bool

    @property
    def source(self) -> TableInForce:
        """The table that answered."""
        assert self.then.source is not None
        return self.then.source

    @property
    def same_version(self) -> bool:
        """Whether the text that answered is also today's."""
        return bool(self.now and self.now.source and self.now.source.version.n == self.receipt.version)

    @property
    def agrees(self) -> bool:
        """Whether the portal still names that version for the day asked about, as known then."""
        return self.named.n == self.receipt.version

    @property
    def unchanged(self) -> bool:
        """Whether today's answer is the same, as sure as it was."""
        alike = self.now is not None and self.now.standing.status is self.named.status
        return self.same_version and self.agrees and alike


class Receipts:
    """Makes and opens receipts."""

    def __init__(self, session: Session, reading: Reading, calculating: Calculating):
        self._session = session
        self._reading = reading
        self._calculating = calculating

    def make(self, found: Calculation) -> str:
        """The id of an answer's receipt; "" where one row or amount or age of a version was not asked."""
        source = found.source
        level = found.levels[0].key if found.question.level and found.levels else ""
        if source is None or not (level or found.amount or found.age is not None):
            return ""
        try:
            receipt = Receipt(
                municipality=found.municipality.slug,
                standard=found.record.slug,
                version=source.version.n,
                table=source.table.id,
                on=found.standing.on,
                known=found.standing.known,
                content=source.version.sha256[:CONTENT_DIGITS],
                level=level,
                amount=found.amount,
                age=found.age,
            )
        except ValueError:
            return ""
        return encode_receipt(receipt)

    def open(self, id: str) -> OpenedReceipt:
        """The receipt with this id. Raises Refused, in words, for one that fits no published text."""
        try:
            receipt = decode_receipt(id)
        except ReceiptError as error:
            raise Refused("bad-receipt", error.message) from None
        record, version, document = self._text(receipt)
        table = document.table(receipt.table)
        if table is None:
            raise Refused("bad-receipt", "Kvitteringen nævner en tabel, som teksten ikke har.")
        named = self._reading.standing(record, receipt.on, receipt.known).standing
        stage = self._stage(record, receipt, named)
        source = TableInForce(StandardStanding(record, _own(stage, named)), version, document, table)
        question = _question(receipt)
        try:
            then = self._calculating.ask_table(question, source, receipt.amount)
        except UnknownName:
            raise Refused("bad-receipt", "Kvitteringen nævner et niveau, som tabellen ikke har.") from None
        now, missing = self._today(question, record, receipt)
        today = next(stage for stage in self._reading.stages(record) if stage.n == version.n)
        certain, masked = today.stage is Stage.IN_FORCE, not receipt.is_of(version.sha256)
        return OpenedReceipt(id, receipt, then, stage, named, now, missing, certain, masked)

    def _stage(self, record: StandardRecord, receipt: Receipt, named: Standing) -> VersionStanding:
        """Where the receipt's version stood. Raises Refused where it cannot have been the answer.

        An id has no secret, so anybody can make one of any version and any days.
        """
        n, on, known = receipt.version, format_date(receipt.on), format_date(receipt.known)
        if receipt.known > self._reading.today:
            message = f"Kvitteringen siger, at der blev spurgt den {known}. Den dag er ikke kommet endnu."
            raise Refused("never-given", message)
        stages = self._reading.stages(record, receipt.on, receipt.known)
        stage = next((stage for stage in stages if stage.n == n), None)
        if stage is None:
            message = f"Version {n} var ikke offentliggjort den {known}. Portalen har ikke givet det svar."
            raise Refused("never-given", message)
        if named.n != n and not may_have_answered(record, n, receipt.on, receipt.known):
            message = f"Version {n} var ikke svaret for den {on}. Portalen har ikke givet den kvittering."
            raise Refused("never-given", message)
        return stage

    def _text(self, receipt: Receipt) -> tuple[StandardRecord, VersionRecord, Document]:
        try:
            record = self._reading.standard(receipt.municipality, receipt.standard)
        except UnknownName:
            raise Refused("bad-receipt", "Kvitteringen nævner en standard, vi ikke har.") from None
        version = record.version(receipt.version)
        if version is None:
            raise Refused("bad-receipt", "Kvitteringen nævner en version, vi ikke har.")
        if not (receipt.is_of(version.sha256) or self._was_masked(receipt, version)):
            message = "Kvitteringens kontrolsum passer ikke til teksten. Vi kan ikke stå inde for svaret."
            raise Refused("other-text", message)
        return record, version, self._reading.document(version)

    def _was_masked(self, receipt: Receipt, version: VersionRecord) -> bool:
        """Whether the receipt is of the text before personal data was masked in it."""
        hashes = select(Redaction.before_sha256).where(Redaction.version_id == version.id)
        return any(receipt.is_of(before) for before in self._session.scalars(hashes))

    def _today(
        self, asked: Question, record: StandardRecord, receipt: Receipt
    ) -> tuple[Calculation | None, str]:
        standing = self._reading.standing(record)
        if standing.version is None:
            reasons = " ".join(reason.text for reason in standing.standing.reasons)
            return None, f"Der er ingen gældende tekst i dag. {reasons}"
        document = self._reading.document(standing.version)
        table = document.table(receipt.table)
        if table is None:
            return None, f"Version {standing.version.n}, som er teksten i dag, har ikke denne tabel."
        question = replace(asked, on=None, known=None)
        source = TableInForce(standing, standing.version, document, table)
        try:
            return self._calculating.ask_table(question, source, receipt.amount), ""
        except UnknownName:
            return None, f"Tabellen i version {standing.version.n} har ikke dette niveau."


def _own(stage: VersionStanding, named: Standing) -> Standing:
    """The standing of the receipt's own version: certain only where it is still named for that day."""
    if stage.n == named.n:
        return named
    return replace(named, status=Status.UNCONFIRMED, n=stage.n, reasons=stage.reasons, span=stage.span)


def _question(receipt: Receipt) -> Question:
    amount = receipt.amount
    return Question(
        municipality=receipt.municipality,
        table=receipt.table,
        standard=receipt.standard,
        level=receipt.level,
        amount=format_number(amount.value) if amount else "",
        unit=print_unit(amount.unit, amount.period, amount.every) if amount else "",
        age="" if receipt.age is None else str(receipt.age),
        on=receipt.on,
        known=receipt.known,
    )


def create_receipts(context: Context) -> Receipts:
    """Receipts for a request."""
    return Receipts(context.session, context.get(create_reading), context.get(create_calculating))
