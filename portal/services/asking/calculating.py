"""Asking the level tables: the answer is the table's own row in the version of the day, or says why not."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from calculators.answering.notices import Notice, NoticeSituation, Replacement, notices
from calculators.answering.questions import (
    Hole,
    Placement,
    QuestionError,
    UnknownLevelError,
    by_age,
    by_amount,
    by_level,
)
from calculators.reading.amounts import Amount, AmountError, read_amount
from calculators.reading.levels import Level, LevelTable
from portal import address_book
from portal.danish.characters import as_read
from portal.documents.document import Certainty, Document, Section
from portal.documents.validity.reasons import list_references
from portal.documents.validity.standing import Standing
from portal.services.asking.table_owners import standards_with
from portal.services.context import Context
from portal.services.errors import BadInput, Parameter, Thing, UnknownName
from portal.services.memory import IdentityKey
from portal.services.published.catalogue import MunicipalityRecord, StandardRecord, VersionRecord
from portal.services.published.reading import Reading, StandardStanding, create_reading

OLDEST_AGE = 120
_ASKED_WITH = {"level": Parameter.LEVEL, "amount": Parameter.AMOUNT, "age": Parameter.AGE}


@dataclass(frozen=True)
class Question:
    """What is asked of one table, as typed: a level, an amount or an age; none of them asks for all rows."""

    municipality: str
    table: str
    standard: str = ""
    level: str = ""
    amount: str = ""
    unit: str = ""
    age: str = ""
    on: date | None = None
    known: date | None = None


@dataclass(frozen=True)
class TableInForce:
    """A level table of the version that answers for a day, with the text around it."""

    found: StandardStanding
    version: VersionRecord
    document: Document
    table: LevelTable

    @property
    def section(self) -> Section:
        """The section the table stands in."""
        return next(s for s in self.document.sections if s.id == self.table.section_id)

    def anchor(self, *levels: Level) -> str:
        """Where on the version's page an answer of these rows stands: the one row, else the table."""
        return levels[0].row_id if len(levels) == 1 else self.table.id

    def path(self, *levels: Level) -> str:
        """The lasting address of an answer of these rows: its version, and the place in it."""
        return f"{self.version_path}#{self.anchor(*levels)}"

    @property
    def version_path(self) -> str:
        """The lasting address of the version."""
        record = self.found.record
        return address_book.standard_version(*record.slugs, self.version.n)


@dataclass(frozen=True)
class Calculation:
    """The answer to one question. ``source`` is None where no version stands on the day.

    ``refusal`` says in Danish why no row answers, "" where one does. ``placement`` is there where an amount
    was asked about.
    """

    question: Question
    record: StandardRecord
    standing: Standing
    source: TableInForce | None
    levels: tuple[Level, ...] = ()
    amount: Amount | None = None
    age: int | None = None
    placement: Placement | None = None
    refusal: str = ""

    @property
    def municipality(self) -> MunicipalityRecord:
        """Whose table it is."""
        return self.record.municipality

    @property
    def hole(self) -> Hole | None:
        """The stretch of the scale, around the amount asked about, that no row covers."""
        return self.placement.hole if self.placement else None


class Calculating:
    """Questions to the level tables of what is published."""

    def __init__(self, session: Session, reading: Reading):
        self._session = session
        self._reading = reading

    def tables(
        self, municipality: str = "", on: date | None = None, known: date | None = None
    ) -> tuple[TableInForce, ...]:
        """Every table of the versions that answer for the day, in one municipality or in all."""
        found = []
        for standing in self._reading.standings(municipality, on, known):
            if standing.version is not None and standing.record.municipality.is_municipality:
                document = self._reading.document(standing.version)
                found += [
                    TableInForce(standing, standing.version, document, table) for table in document.tables
                ]
        return tuple(found)

    def ask(self, question: Question) -> Calculation:
        """The answer. Raises UnknownName for a name not there and BadInput for what cannot be read."""
        asked = question.municipality, question.table, question.standard, question.on, question.known
        found = self._reading.memory.get(
            ("asked", self._reading.today, *asked), lambda: self._standing(question)
        )
        record, version = found.record, found.version
        if version is None:
            refusal = " ".join(reason.text for reason in found.standing.reasons)
            return Calculation(question, record, found.standing, None, refusal=refusal)
        document = self._reading.document(version)
        table = document.table(question.table)
        if table is None:
            refusal = f"Version {version.n}, som svarer for den dag, har ikke denne tabel."
            return Calculation(question, record, found.standing, None, refusal=refusal)
        return self.ask_table(question, TableInForce(found, version, document, table))

    def ask_table(
        self, question: Question, source: TableInForce, amount: Amount | None = None
    ) -> Calculation:
        """The answer of one table of one version. ``amount``, where given, is what was typed, read already.

        Raises UnknownName and BadInput like ``ask``.
        """
        if amount:
            plain = Calculation(question, source.found.record, source.found.standing, source)
            return _place(plain, source.table, amount)
        return _answer(question, source)

    def notices(self, found: Calculation, benefits: int = 1) -> tuple[Notice, ...]:
        """What must be read with the answer, the one that always holds first.

        ``benefits`` is how many stand beside one another on the page.
        """
        source, placement = found.source, found.placement
        if source is None:
            return ()
        ahead = found.standing.on > self._reading.today
        if placement and (placement.hole or placement.conversions):
            # These speak of the amount itself.
            return notices(_situation(found, benefits, ahead))
        rows = tuple(level.row_id for level in found.levels)
        about = (
            IdentityKey(found.record),
            IdentityKey(found.standing),
            IdentityKey(source.version),
            source.table.id,
        )
        return self._reading.memory.get(
            ("notices", *about, rows, placement is None, found.age, benefits, ahead),
            lambda: notices(_situation(found, benefits, ahead)),
        )

    def benefit(self, found: Calculation) -> str:
        """What the table is about; in the newest version that has it where none answers for the day."""
        if found.source:
            return found.source.table.benefit
        for version in reversed(found.record.versions):
            if table := self._reading.document(version).table(found.question.table):
                return table.benefit
        return ""

    def _standing(self, question: Question) -> StandardStanding:
        return self._reading.standing(self._record(question), question.on, question.known)

    def _record(self, question: Question) -> StandardRecord:
        """The standard that has the table, in any published version."""
        asked = question.municipality, question.table
        found = self._reading.memory.get(("table", *asked), lambda: standards_with(self._session, *asked))
        slugs = [slug for slug in found if not question.standard or slug == question.standard]
        if len(slugs) == 1:
            return self._reading.standard(question.municipality, slugs[0])
        if slugs:
            message = f"Flere standarder har tabellen. Vælg en af dem: {', '.join(slugs)}."
            raise BadInput(Parameter.STANDARD, question.table, message, "ambiguous-table")
        owner = self._reading.municipality(question.municipality)
        if question.standard:
            self._reading.standard(owner.slug, question.standard)
        known = [(source.table.id, source.table.benefit) for source in self.tables(owner.slug, question.on)]
        raise UnknownName(Thing.TABLE, question.table, known, municipality=owner.slug)


def explanation_of(document: Document, level: Level) -> str:
    """What the level means in the text's own words: the glossary's term of that name, or ""."""
    label = level.label.lower()
    return next((term.explanation for term in document.glossary if term.term.lower() == label), "")


def _situation(found: Calculation, benefits: int, ahead: bool) -> NoticeSituation:
    source, about = found.source, found.municipality.about
    assert source is not None
    reasons = found.standing.reasons
    shown = found.levels if len(found.levels) == 1 and not found.placement else ()
    return NoticeSituation(
        table=source.table,
        level=shown[0] if shown else None,
        placement=found.placement,
        explained=bool(found.levels) and all(explanation_of(source.document, row) for row in found.levels),
        benefits=benefits,
        age=found.age,
        asks_ahead=ahead,
        contact=" ".join(filter(None, (about.contact.name or about.name, about.contact.phone))),
        replaced=tuple(
            Replacement(list_references(reason.law), reason.change.new_words, reason.change.from_day)
            for reason in reasons
            if reason.change
        ),
        date_exact=source.version.begins.certainty is Certainty.KNOWN,
        unconfirmed=tuple(reason.text for reason in reasons),
        restatement=source.version.restatement,
        original_link=source.document.front.source_link,
    )


def _answer(question: Question, source: TableInForce) -> Calculation:
    asked = [name for name in _ASKED_WITH if getattr(question, name).strip()]
    if len(asked) > 1:
        message = "Spørg om én ting ad gangen: et niveau, et antal eller en alder."
        raise BadInput(_ASKED_WITH[asked[1]], getattr(question, asked[1]), message, "several-questions")
    plain = Calculation(question, source.found.record, source.found.standing, source)
    if not asked:
        if question.unit.strip():
            raise BadInput(Parameter.AMOUNT, "", "Skriv et antal til enheden.", "missing-amount")
        return replace(plain, levels=source.table.levels)
    return {"level": _by_level, "amount": _by_amount, "age": _by_age}[asked[0]](plain, source.table)


def _by_level(plain: Calculation, table: LevelTable) -> Calculation:
    asked = plain.question.level
    try:
        return replace(plain, levels=(by_level(table, asked),))
    except UnknownLevelError as error:
        known = [(level.key, level.label) for level in error.known]
        raise UnknownName(Thing.LEVEL, asked, known) from None


def _by_amount(plain: Calculation, table: LevelTable) -> Calculation:
    question = plain.question
    try:
        amount = read_amount(question.amount, question.unit)
    except AmountError as error:
        # There is an amount, or this would not be asked: what is missing is the unit.
        if "unit" in error.code or error.code == "missing":
            raise BadInput(Parameter.UNIT, question.unit, error.message, error.code) from None
        raise BadInput(Parameter.AMOUNT, question.amount, error.message, error.code) from None
    return _place(plain, table, amount)


def _place(plain: Calculation, table: LevelTable, amount: Amount) -> Calculation:
    placement = by_amount(table, amount)
    refusal = ""
    if not placement.fits:
        refusal = " ".join(dict.fromkeys(row.reason for row in placement.unplaced))
    return replace(plain, levels=placement.levels, amount=amount, placement=placement, refusal=refusal)


def _by_age(plain: Calculation, table: LevelTable) -> Calculation:
    typed = as_read(plain.question.age).strip()
    if not (typed.isascii() and typed.isdigit() and int(typed[:6]) <= OLDEST_AGE):
        raise BadInput(Parameter.AGE, typed, "Skriv alderen i hele år, for eksempel 7.", "bad-age")
    try:
        return replace(plain, levels=(by_age(table, int(typed)),), age=int(typed))
    except QuestionError as error:
        return replace(plain, age=int(typed), refusal=error.message)


def create_calculating(context: Context) -> Calculating:
    """Calculating for a request."""
    return Calculating(context.session, context.get(create_reading))
