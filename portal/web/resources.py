"""From an address to its object, or 404, before any view runs."""

from __future__ import annotations

from dataclasses import dataclass

from pyramid.httpexceptions import HTTPForbidden, HTTPNotFound
from pyramid.request import Request

from portal.security.permissions import Permission
from portal.security.roles import Identity, Subject
from portal.security.rules import permits
from portal.services.drafting.drafts import DraftRecord
from portal.services.errors import Refused, UnknownName
from portal.services.hearings.hearing_records import HearingRecord
from portal.services.published.catalogue import MunicipalityRecord, StandardRecord


@dataclass(frozen=True)
class MunicipalityContext:
    """A municipality's pages."""

    municipality: MunicipalityRecord


@dataclass(frozen=True)
class StandardContext:
    """A standard's pages; drafts are not among its versions."""

    standard: StandardRecord


def municipality(request: Request) -> MunicipalityContext:
    """The municipality that the address names; raises UnknownName."""
    return MunicipalityContext(request.services.reading.municipality(request.matchdict["municipality"]))


def standard(request: Request) -> StandardContext:
    """The standard that the address names; raises UnknownName."""
    names = request.matchdict
    return StandardContext(request.services.reading.standard(names["municipality"], names["standard"]))


@dataclass(frozen=True)
class DeskContext:
    """The desk of whoever is signed in."""

    who: Identity


@dataclass(frozen=True)
class EditorialContext:
    """A municipality's editorial pages, for somebody who has a role there."""

    municipality: MunicipalityRecord

    @property
    def subject(self) -> Subject:
        """What a rule looks at."""
        return Subject(self.municipality.id)


@dataclass(frozen=True)
class EditorialStandardContext:
    """A standard's editorial pages, for somebody with a role in its municipality.

    ``record`` is None for a standard of which nothing is published; ``draft`` where none is open, or it is
    not for this person to know of. Never are both None.
    """

    municipality: MunicipalityRecord
    slug: str
    record: StandardRecord | None
    draft: DraftRecord | None

    @property
    def subject(self) -> Subject:
        """What a rule looks at: the draft where there is one."""
        return self.draft.subject if self.draft else Subject(self.municipality.id)

    @property
    def slugs(self) -> tuple[str, str]:
        """Municipality and standard, as the address book asks for them."""
        return self.municipality.slug, self.slug


@dataclass(frozen=True)
class DraftContext:
    """The pages of an open draft, for somebody who may read it."""

    draft: DraftRecord

    @property
    def subject(self) -> Subject:
        """What a rule looks at."""
        return self.draft.subject


def desk(request: Request) -> DeskContext:
    """The desk, for somebody who is signed in."""
    return DeskContext(signed_in(request))


@dataclass(frozen=True)
class HearingContext:
    """A hearing that runs today."""

    municipality: MunicipalityRecord
    slug: str
    hearing: HearingRecord

    @property
    def slugs(self) -> tuple[str, str]:
        """Municipality and standard, as the address book asks for them."""
        return self.municipality.slug, self.slug


def hearing(request: Request) -> HearingContext:
    """The hearing of a standard's draft while it runs; raises UnknownName at any other time."""
    slug = request.matchdict["standard"]
    owner = request.services.reading.municipality(request.matchdict["municipality"])
    return HearingContext(owner, slug, request.services.hearings.public(owner.slug, slug))


def editorial(request: Request) -> EditorialContext:
    """The municipality, for somebody with a role there; for anybody else it is not found."""
    who = signed_in(request)
    try:
        found = EditorialContext(request.services.reading.municipality(request.matchdict["municipality"]))
    except UnknownName as error:
        raise HTTPNotFound from error
    if not permits(Permission.READ_MUNICIPALITY, who, found.subject):
        raise HTTPNotFound
    return found


def editorial_standard(request: Request) -> EditorialStandardContext:
    """The standard with what of it this person may see; HTTPNotFound where that is nothing."""
    owner = editorial(request).municipality
    slug = request.matchdict["standard"]
    draft = request.services.drafting.find_draft(owner.slug, slug)
    if draft is not None and not permits(Permission.READ_DRAFT, request.identity, draft.subject):
        draft = None
    try:
        record = request.services.reading.standard(owner.slug, slug)
    except UnknownName:
        record = None
    if record is None and draft is None:
        raise HTTPNotFound
    return EditorialStandardContext(owner, slug, record, draft)


def draft(request: Request) -> DraftContext:
    """The open draft; whoever may not read it gets the same 404 as where there is none.

    Raises Refused for what is sent to a draft that was adopted meanwhile: by somebody else, or by the same
    button pressed twice.
    """
    context = editorial_standard(request)
    if context.draft is not None:
        return DraftContext(context.draft)
    n = None
    if request.method == "POST" and context.record:
        n = request.services.drafting.adopted_as(context.municipality.slug, context.slug)
    if n is None:
        raise HTTPNotFound
    first = "En anden nåede det først, eller også blev der trykket to gange."
    raise Refused("adopted", f"Teksten er allerede vedtaget som version {n}. {first}")


def signed_in(request: Request) -> Identity:
    """Who it is; raises HTTPForbidden, so that one is asked to sign in before anything is looked up."""
    who: Identity | None = request.identity
    if who is None:
        raise HTTPForbidden
    return who
