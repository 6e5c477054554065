"""Reading what is published: municipalities, standards, versions, provisions. Never a draft."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.danish.law_acts import act
from portal.danish.law_references import LawReference, parse_path, reference_path
from portal.danish.letters import sort_key
from portal.documents.document import Document
from portal.documents.validity.standing import Standing, VersionStanding
from portal.models import Decision, LawReferenceRow, Version
from portal.services.context import Context
from portal.services.errors import Parameter, Thing, UnknownName
from portal.services.memory import NO_MEMORY, StampedMemory
from portal.services.published.catalogue import (
    MunicipalityRecord,
    StandardRecord,
    VersionRecord,
    read_municipalities,
    read_standards,
)
from portal.services.published.document_cache import DocumentCache, create_document_cache
from portal.services.published.standing import stages_of, standing_of


@dataclass(frozen=True)
class StandardStanding:
    """A standard and where it stands on a day."""

    record: StandardRecord
    standing: Standing

    @property
    def version(self) -> VersionRecord | None:
        """The version of the answer, or None."""
        return self.record.version(self.standing.n) if self.standing.n else None

    @property
    def shown(self) -> VersionRecord:
        """The version whose title names the standard: the answer's, else the newest published."""
        return self.version or self.record.versions[-1]


@dataclass(frozen=True)
class VersionText:
    """A version with its text, its stage on the day asked about, and the day's standing of its standard."""

    record: StandardRecord
    version: VersionRecord
    document: Document
    stage: VersionStanding
    standing: Standing


@dataclass(frozen=True)
class ProvisionUse:
    """A standard that names a provision: whether as its basis, and where it stands."""

    found: StandardStanding
    version: VersionRecord
    references: tuple[LawReference, ...]
    basis: bool


class Reading:
    """What is published. ``today`` is the day of the request; ``texts`` reads and compares, each once."""

    def __init__(
        self,
        session: Session,
        texts: DocumentCache,
        today: date,
        memory: StampedMemory = NO_MEMORY,
    ):
        self._session = session
        self.texts = texts
        self.today = today
        self.memory = memory

    def municipalities(self) -> tuple[MunicipalityRecord, ...]:
        """Every municipality and authority, sorted as Danish sorts."""
        return self.memory.get("municipalities", lambda: read_municipalities(self._session))

    def municipality(self, slug: str) -> MunicipalityRecord:
        """The one with that slug; raises UnknownName with those that exist."""
        known = self.municipalities()
        for record in known:
            if record.slug == slug:
                return record
        raise UnknownName(Thing.MUNICIPALITY, slug, [(record.slug, record.name) for record in known])

    def standard(self, municipality: str, slug: str) -> StandardRecord:
        """A standard with its versions published by today; raises UnknownName with those that exist."""
        found = self._read(municipality, slug)
        if found and (record := self._published(found[0])):
            return record
        owner = self.municipality(municipality)
        known = [(record.slug, record.title) for record in self.standards(owner.slug)]
        raise UnknownName(Thing.STANDARD, slug, known, municipality=owner.slug)

    def standards(self, municipality: str = "") -> tuple[StandardRecord, ...]:
        """Every standard with a published version, of one municipality or of all."""
        found = map(self._published, self._read(municipality))
        return tuple(record for record in found if record)

    def standards_named(self, names: Iterable[tuple[str, str]]) -> tuple[StandardRecord, ...]:
        """The standards with these (municipality, standard) slugs; those that are not there are left out."""
        found = map(self._published, read_standards(self._session, names=set(names)))
        return tuple(record for record in found if record)

    def standings(
        self, municipality: str = "", on: date | None = None, known: date | None = None
    ) -> tuple[StandardStanding, ...]:
        """Every standard and where it stands on ``on`` (today unless given)."""
        return tuple(self.standing(record, on, known) for record in self.standards(municipality))

    def listed(
        self, municipality: str = "", on: date | None = None, known: date | None = None
    ) -> tuple[StandardStanding, ...]:
        """The same as they are listed: by municipality, then by number, then by title as Danish sorts.

        Raises UnknownName for a municipality that is not there.
        """
        if municipality:
            self.municipality(municipality)
        places = {owner.slug: place for place, owner in enumerate(self.municipalities())}

        def place(found: StandardStanding) -> tuple[int, str, tuple[tuple[int, ...], str]]:
            owner, shown = found.record.municipality.slug, found.shown
            return places[owner], shown.number or "~", sort_key(shown.title)

        return tuple(sorted(self.standings(municipality, on, known), key=place))

    def standing(
        self, record: StandardRecord, on: date | None = None, known: date | None = None
    ) -> StandardStanding:
        """Where one standard stands on ``on``, as known on ``known`` (both today unless given)."""
        on, known = on or self.today, known or self.today
        key = ("standing", record.id, len(record.versions), on, known)
        standing = self.memory.get(key, lambda: standing_of(record, on, known))
        return StandardStanding(record, standing)

    def stages(
        self, record: StandardRecord, on: date | None = None, known: date | None = None
    ) -> tuple[VersionStanding, ...]:
        """The stage on ``on`` of every version published by ``known`` (both today unless given)."""
        return stages_of(record, on or self.today, known or self.today)

    def text(self, record: StandardRecord, n: int, on: date | None = None) -> VersionText:
        """Version ``n`` with its text; raises UnknownName with the versions that exist."""
        version = record.version(n)
        if version is None:
            known = [(f"v{v.n}", f"version {v.n}") for v in record.versions]
            raise UnknownName(
                Thing.VERSION,
                f"v{n}",
                known,
                municipality=record.municipality.slug,
                standard=record.slug,
            )
        stage = next(stage for stage in self.stages(record, on) if stage.n == n)
        return VersionText(record, version, self.document(version), stage, self.standing(record, on).standing)

    def document(self, version: VersionRecord) -> Document:
        """The text of a version, read."""
        return self.texts.document(self._session, version.id, version.sha256)

    def content(self, version: VersionRecord) -> bytes:
        """The bytes of a version, as they were adopted."""
        content = self._session.scalar(select(Version.content).where(Version.id == version.id))
        assert content is not None
        return content

    def decisions(self, version: VersionRecord) -> tuple[Decision, ...]:
        """The resolutions on a version, in order."""
        query = select(Decision).where(Decision.version_id == version.id).order_by(Decision.id)
        return tuple(self._session.scalars(query))

    def provision(self, reference: LawReference, on: date | None = None) -> tuple[ProvisionUse, ...]:
        """The standards whose newest or standing version names ``reference`` or something below it."""
        path = reference_path(reference)
        below = LawReferenceRow.path.startswith(path + "/", autoescape=True)
        rows = self._session.execute(
            select(Version.standard_id, Version.n, LawReferenceRow.path, LawReferenceRow.basis)
            .join(Version, Version.id == LawReferenceRow.version_id)
            .where((LawReferenceRow.path == path) | below)
        ).all()
        named: dict[tuple[int, int], list[tuple[str, bool]]] = {}
        for standard_id, n, named_path, basis in rows:
            named.setdefault((standard_id, n), []).append((named_path, basis))
        records = read_standards(self._session, ids={standard_id for standard_id, _ in named})
        uses = []
        for record in filter(None, map(self._published, records)):
            found = self.standing(record, on)
            for version in reversed(record.versions):
                if version is found.shown and (entries := named.get((record.id, version.n))):
                    uses.append(_use(found, version, entries))
        return tuple(uses)

    def _read(self, municipality: str, standard: str = "") -> tuple[StandardRecord, ...]:
        return self.memory.get(
            ("standards", municipality, standard),
            lambda: read_standards(self._session, municipality=municipality, standard=standard),
        )

    def _published(self, record: StandardRecord) -> StandardRecord | None:
        """The record without versions published after today; None where that leaves none."""
        versions = tuple(
            v for v in record.versions if v.published.day is None or v.published.day <= self.today
        )
        if not versions:
            return None
        if len(versions) == len(record.versions):
            return record
        return replace(record, versions=versions)


def provision_named(path: str) -> LawReference:
    """The provision that a path ("serviceloven/52/3") names: its act, its section, what is meant below.

    Raises UnknownName with the first part that names nothing.
    """
    try:
        return parse_path(path)
    except ValueError:
        act_slug, section, *_ = *path.split("/"), "", ""
        parameter = Parameter.BELOW_SECTION
        if not _can_be_read(act_slug, section):
            parameter = Parameter.LAW_SECTION if act(act_slug.lower()) else Parameter.ACT
        raise UnknownName(Thing.PROVISION, path, parameter=parameter) from None


def _can_be_read(act_slug: str, section: str) -> bool:
    try:
        parse_path(f"{act_slug}/{section}")
    except ValueError:
        return False
    return True


def _use(
    found: StandardStanding, version: VersionRecord, entries: Sequence[tuple[str, bool]]
) -> ProvisionUse:
    references = tuple(sorted({parse_path(path) for path, _ in entries}))
    return ProvisionUse(found, version, references, any(basis for _, basis in entries))


def create_reading(context: Context) -> Reading:
    """Reading for a request."""
    return Reading(context.session, context.process.get(create_document_cache), context.today, context.memory)
