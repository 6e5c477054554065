"""Writing drafts: beginning one, saving it without losing anybody's words, giving reasons for warnings."""

from __future__ import annotations

import re
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from portal.danish.letters import slug as slug_of
from portal.documents.document import DocumentKind
from portal.documents.editing.head_editing import HeadError, HeadValue, with_head
from portal.documents.reading.limits import LARGEST_TEXT, LONGEST_HEAD
from portal.importers.drafting.imported import ImportedDraft
from portal.models import Draft, Municipality, Standard, Version
from portal.security.permissions import Permission
from portal.security.roles import Identity, Subject
from portal.services.audit.auditing import Auditing
from portal.services.audit.log_subjects import draft_subject
from portal.services.audit.sealing import seals
from portal.services.context import Context
from portal.services.drafting.draft_writing import DraftWriting
from portal.services.drafting.drafts import DraftRecord, read_draft, read_drafts, require_draft
from portal.services.drafting.standards_folder import RESERVED_SLUGS
from portal.services.errors import BadInput, Conflict, Parameter, Refused, require
from portal.services.published.catalogue import MunicipalityRecord, StandardRecord
from portal.services.published.reading import Reading, create_reading
from portal.services.typed_words import kept_line, one_line, without_cpr

LARGEST_DRAFT = LARGEST_TEXT
"""In bytes."""

IN_THE_FIELD = "Teksten står stadig nedenfor: del den, eller tag det ud, som ikke hører til."
IN_A_FILE = "Del filen i flere, og indlæs dem hver for sig."
_OF_THE_OLD_VERSION = (
    "vedtaget", "organ", "sag", "referat", "offentliggjort", "gaelder_til", "kontrolleret", "retter",
    "lint_svar",
)  # fmt: skip

_EMPTY = """\
---
titel: {title}
dokumenttype: {kind}
tilstand: kladde
emner: []
lovgrundlag: []
gaelder_fra: ukendt
---

## Formål {{#formaal}}

## Hvem kan få støtten? {{#maalgruppe}}

## Omfang {{#omfang}}

## Opfølgning {{#opfoelgning}}

## Hvem beslutter? {{#beslutning}}

## Klage {{#klage}}

::: fravigelse
Niveauerne er vejledende. Kommunen ser på jeres situation og kan bevilge mindre eller mere.
:::
"""


class Drafting:
    """Begins and saves drafts."""

    def __init__(self, session: Session, reading: Reading, now: datetime):
        self._session = session
        self._reading = reading
        self._now = now
        self._writing = DraftWriting(session, now)

    def open_draft(self, municipality: str, standard: str) -> DraftRecord:
        """The open draft of a standard; raises UnknownName."""
        return require_draft(self._session, municipality, standard)

    def find_draft(self, municipality: str, standard: str) -> DraftRecord | None:
        """The open draft of a standard, None where there is none."""
        return read_draft(self._session, municipality, standard)

    def adopted_as(self, municipality: str, standard: str) -> int | None:
        """The version that the last closed draft of a standard became; None where it became none."""
        query = (
            select(Draft.adopted_n)
            .join(Standard, Standard.id == Draft.standard_id)
            .join(Municipality, Municipality.id == Standard.municipality_id)
            .where(Municipality.slug == municipality, Standard.slug == standard, Draft.closed.is_not(None))
            .order_by(Draft.closed.desc(), Draft.id.desc())
        )
        return self._session.scalar(query.limit(1))

    def drafts(self, municipality_ids: set[int]) -> tuple[DraftRecord, ...]:
        """Every open draft of these municipalities, the one longest untouched first."""
        return read_drafts(self._session, municipality_ids)

    def start(self, standard: StandardRecord, by: Identity, base_n: int | None) -> None:
        """Begin a draft from a version of the standard, or from an empty text where ``base_n`` is None.

        Raises Refused where a draft is open already, UnknownName for a version that is not there.
        """
        require(Permission.START_DRAFT, by, Subject(standard.municipality.id))
        if base_n is None:
            content = empty_text(standard.title, standard.kind)
        else:
            content = draft_of(self._reading.content(self._reading.text(standard, base_n).version))
        # Counted in the database: a version that is not published yet has its number too.
        newest = select(func.max(Version.n)).where(Version.standard_id == standard.id)
        n = (self._session.scalar(newest) or 0) + 1
        self._writing.begin(standard.id, n, content, by.person_id, base_n)
        self._log(by, "draft.started", standard.municipality.slug, standard.slug, base=base_n)

    def look_through(self, draft_id: int, n: int, by: Identity) -> None:
        """Say that version ``n``, which came in between, is taken account of: the draft asks for the next."""
        row = self.locked(draft_id, by)
        row.n = max(row.n, n + 1)
        standard = self._session.get_one(Standard, row.standard_id)
        self._log(by, "draft.looked_through", standard.municipality.slug, standard.slug, n=n)

    def start_new(
        self, municipality: MunicipalityRecord, title: str, slug: str, kind: DocumentKind, by: Identity
    ) -> str:
        """Begin a new standard with an empty text; its slug. Raises BadInput."""
        require(Permission.START_DRAFT, by, Subject(municipality.id))
        title = kept_line(Parameter.TITLE, title, 300)
        if not title:
            raise BadInput(Parameter.TITLE, title, "Skriv en titel.")
        slug = without_cpr(Parameter.ADDRESS, slug or slug_of(title))
        _check_slug(slug)
        standard = self._new_standard(municipality.id, slug, kind)
        if standard is None:
            message = f"Kommunen har allerede en standard med adressen {slug}."
            raise BadInput(Parameter.ADDRESS, slug, message)
        self._writing.begin(standard.id, 1, empty_text(title, kind), by.person_id, base_n=None)
        self._log(by, "draft.started", municipality.slug, slug, **seals(standard))
        return slug

    def begin_imported(
        self, municipality: MunicipalityRecord, wanted: ImportedDraft, file_sha256: str, by: Identity
    ) -> int:
        """Begin a new standard with a text that was read out of a file; the draft's number.

        A slug that is taken gets a number after it: no draft and no standard gives way. Raises BadInput for
        a text that is too long.
        """
        require(Permission.START_DRAFT, by, Subject(municipality.id))
        content = wanted.text.replace("\r\n", "\n").encode("utf-8", "replace")
        if len(content) > LARGEST_DRAFT:
            raise BadInput(Parameter.FILE, "", too_large(len(content), IN_A_FILE))
        first, number = fit_slug(wanted), 1
        slug, kind = first, _kind_of(wanted.text)
        while (standard := self._standard_for(municipality.id, slug, kind)) is None:
            number += 1
            slug = f"{first}-{number}"
        draft_id = self._writing.begin(standard.id, 1, content, by.person_id, base_n=None)
        self._log(by, "draft.imported", municipality.slug, slug, file=file_sha256, **seals(standard))
        return draft_id

    def _standard_for(self, municipality_id: int, slug: str, kind: DocumentKind) -> Standard | None:
        """A new standard, or the one whose only drafts were dropped; None where the slug is in use."""
        at = select(Standard).where(Standard.municipality_id == municipality_id, Standard.slug == slug)
        there = self._session.scalar(at)
        if there is None:
            return self._new_standard(municipality_id, slug, kind)
        used = select(Version.id).where(Version.standard_id == there.id).limit(1)
        if self._session.scalar(used) is not None or self._writing.open_row(there.id) is not None:
            return None
        there.kind = kind.value
        self._session.flush()
        return there

    def _new_standard(self, municipality_id: int, slug: str, kind: DocumentKind) -> Standard | None:
        """A standard with that slug; None where the municipality has one."""
        known = select(Standard.id).where(Standard.municipality_id == municipality_id, Standard.slug == slug)
        if self._session.scalar(known) is not None:
            return None
        standard = Standard(municipality_id=municipality_id, slug=slug, kind=kind.value)
        try:
            with self._session.begin_nested():
                self._session.add(standard)
        except IntegrityError:  # somebody was faster
            return None
        return standard

    def save(self, draft_id: int, revision: int, text: str, by: Identity) -> int:
        """Save a text that was made from ``revision``; the new revision.

        Raises Conflict where somebody saved in between, BadInput where the text is too long.
        """
        content = text.replace("\r\n", "\n").replace("\r", "\n").encode("utf-8", "replace")
        if len(content) > LARGEST_DRAFT:
            raise BadInput(Parameter.TEXT, "", too_large(len(content)))
        row = self.locked(draft_id, by)
        if row.content == content:
            return row.revision
        if row.revision != revision:
            raise Conflict("saved-in-between", "En anden har gemt, mens du skrev.")
        self._writing.replace(row, content, by.person_id)
        return row.revision

    def answer(self, draft_id: int, rule: str, reason: str, by: Identity) -> None:
        """Keep a reason for a warning; an empty one takes it back. Raises BadInput."""
        row = self.locked(draft_id, by)
        reason, rule = kept_line(Parameter.REASON, reason), one_line(rule, 80)
        answers = {name: text for name, text in row.lint_answers.items() if name != rule}
        row.lint_answers = {**answers, rule: reason} if reason else answers
        standard = self._session.get_one(Standard, row.standard_id)
        slugs = (standard.municipality.slug, standard.slug)
        self._log(by, "draft.lint_answered", *slugs, rule=rule, reason=reason)

    def locked(self, draft_id: int, by: Identity) -> Draft:
        """An open draft's row, locked, for somebody who may write in it. Raises Refused, NotAllowed."""
        row = self._session.get(Draft, draft_id, with_for_update=True, populate_existing=True)
        if row is None or row.closed is not None:
            raise Refused("gone", "Kladden er ikke åben længere.")
        standard = self._session.get_one(Standard, row.standard_id)
        draft = require_draft(self._session, standard.municipality.slug, standard.slug)
        require(Permission.EDIT_DRAFT, by, draft.subject)
        return row

    def _log(self, by: Identity, action: str, municipality: str, standard: str, **detail: object) -> None:
        subject = draft_subject(municipality, standard)
        Auditing(self._session).record(self._now, by.actor, action, subject, **detail)


def draft_of(content: bytes) -> bytes:
    """An adopted text as the beginning of the next: without the facts of the old decision."""
    values: dict[str, HeadValue] = dict.fromkeys(_OF_THE_OLD_VERSION)
    try:
        return with_head(content, {**values, "tilstand": "kladde", "gaelder_fra": "ukendt"})
    except HeadError:
        return content


def empty_text(title: str, kind: DocumentKind) -> bytes:
    """The text of a new standard: its headings, and the departure text."""
    text = _EMPTY.format(title='""', kind=kind.value).encode()
    return with_head(text, {"titel": title})


def too_large(size: int, remedy: str = IN_THE_FIELD) -> str:
    """Why a text of ``size`` bytes is not saved, and what to do."""
    said = f"Teksten fylder {size / 1_000_000:.1f} MB. Den må højst fylde 1 MB. "
    return said.replace(".", ",", 1) + remedy


def fit_slug(wanted: ImportedDraft) -> str:
    """The slug of a text from a file: as it asks for, else by its title, else one that says nothing."""
    for slug in (wanted.slug, slug_of(wanted.title)[:100].strip("-")):
        try:
            _check_slug(without_cpr(Parameter.ADDRESS, slug))
        except BadInput:
            continue
        return slug
    return "indlaest"


def _kind_of(text: str) -> DocumentKind:
    """What a text says that it is in its head; a quality standard where it does not say."""
    said = re.search(r"^dokumenttype:[ \t]*([a-z]+)[ \t]*$", text[:LONGEST_HEAD], re.MULTILINE)
    try:
        return DocumentKind(said[1] if said else "")
    except ValueError:
        return DocumentKind.QUALITY_STANDARD


def _check_slug(slug: str) -> None:
    reserved = slug in RESERVED_SLUGS or re.fullmatch(r"v\d+", slug)
    if reserved or not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug) or len(slug) > 120:
        raise BadInput(
            Parameter.ADDRESS,
            slug,
            "Adressen må kun have små bogstaver a-z, tal og bindestreg, og ikke være optaget.",
        )


def create_drafting(context: Context) -> Drafting:
    """Drafting for a request."""
    return Drafting(context.session, context.get(create_reading), context.now)
