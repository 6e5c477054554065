"""What is said of services, texts and their owners to programmes that gather such descriptions.

One description, written in two vocabularies (``schema_org``, ``cpsv_ap``), on pages and in the catalogue: so
they cannot say different things. Only what is certain is said as certain: a text whose standing is not
confirmed has neither force nor days here, and what is made up says so in its name.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from portal import address_book
from portal.danish.dates import format_date
from portal.danish.law_references import LawReference, format_reference, reference_path
from portal.documents.document import Certainty, DocumentKind, UncertainDate
from portal.documents.validity.reasons import list_references
from portal.documents.validity.standing import Span, Stage, Standing, Status, VersionStanding
from portal.services.published.catalogue import MunicipalityRecord, StandardRecord, VersionRecord
from portal.services.published.reading import StandardStanding

PORTAL_NAME = "Kvalitetsportalen"
MADE_UP = "opdigtet"
_UNSURE = "Portalen ved ikke, om teksten gælder."
_KINDS = {
    DocumentKind.QUALITY_STANDARD: "Kvalitetsstandard",
    DocumentKind.SERVICE_LEVEL: "Serviceniveau",
    DocumentKind.GUIDELINE: "Retningslinje",
    DocumentKind.BACKGROUND: "Baggrund",
}


@dataclass(frozen=True)
class OrganisationDescription:
    """A municipality, or an authority. ``code`` is its kommunekode, else its slug; "" is not known."""

    path: str
    name: str
    code: str
    website: str
    phone: str
    mail: str
    hours: str
    address: str
    municipal: bool


@dataclass(frozen=True)
class LawDescription:
    """A provision that a text rests on, with its page."""

    path: str
    name: str


@dataclass(frozen=True)
class TextDescription:
    """An adopted version at its lasting ``path``.

    ``applies`` says whether it applies on the day of the description, None where that is not sure.
    ``days`` are its first and last day, both inclusive, None where they are not exactly known; a last day of
    None has no end in sight. ``adopted`` and ``published`` are None where they are not exactly known.
    ``corrects`` is the path of the version that it corrects, "" for none.
    """

    path: str
    source: str
    identifier: str
    n: int
    title: str
    words: str
    standing: str
    applies: bool | None
    days: tuple[date, date | None] | None
    adopted: date | None
    published: date | None
    sha256: str
    restatement: bool
    corrects: str
    law: tuple[LawDescription, ...]
    owner: OrganisationDescription


@dataclass(frozen=True)
class ServiceDescription:
    """What a standard promises help with. ``text`` is the version of the day, ``kle`` its KLE number."""

    path: str
    identifier: str
    title: str
    words: str
    topics: tuple[str, ...]
    kle: str
    text: TextDescription
    owner: OrganisationDescription


def describe_owner(owner: MunicipalityRecord) -> OrganisationDescription:
    """The owner of standards."""
    about, contact = owner.about, owner.about.contact
    return OrganisationDescription(
        path=address_book.municipality(owner.slug),
        name=_named(owner.name, owner),
        code=about.code or owner.slug,
        website=about.website,
        phone=contact.phone,
        mail=contact.email,
        hours=contact.hours,
        address=contact.address,
        municipal=owner.is_municipality,
    )


def describe_text(
    record: StandardRecord, version: VersionRecord, stage: VersionStanding, on: date
) -> TextDescription:
    """A version, as it stands on ``on``."""
    owner, corrected = record.municipality, version.corrects
    applies = _applies(stage.stage)
    standing = standing_words(stage.stage, on) + (f" Teksten er {MADE_UP}." if owner.fictional else "")
    return TextDescription(
        path=address_book.standard_version(*record.slugs, version.n),
        source=address_book.standard_source(*record.slugs, version.n),
        identifier="/".join((*record.slugs, f"v{version.n}")),
        n=version.n,
        title=_named(f"{version.title}, version {version.n}", owner),
        words=f"{_about(record, version)} {standing}",
        standing=standing,
        applies=None if owner.fictional else applies,
        days=_days(version, stage.span) if applies is not None else None,
        adopted=_exact(version.adopted),
        published=_exact(version.published),
        sha256=version.sha256,
        restatement=version.restatement,
        corrects=address_book.standard_version(*record.slugs, corrected) if corrected else "",
        law=tuple(map(_law, version.law_basis)),
        owner=describe_owner(owner),
    )


def describe_service(found: StandardStanding) -> ServiceDescription | None:
    """What a standard promises help with on the day of its standing.

    None where no text is known for the day, and for background documents, which promise nothing.
    """
    record, version, standing = found.record, found.version, found.standing
    if version is None or standing.span is None or record.kind is DocumentKind.BACKGROUND:
        return None
    text = describe_text(record, version, _stage(standing, standing.span), standing.on)
    return ServiceDescription(
        path=address_book.standard(*record.slugs),
        identifier="/".join(record.slugs),
        title=_named(version.title, record.municipality),
        words=text.words,
        topics=version.topics,
        kle=version.kle,
        text=text,
        owner=text.owner,
    )


def standing_words(stage: Stage, on: date) -> str:
    """ "Pr. 1. december 2026: gældende." """
    words = f"Pr. {format_date(on)}: {stage.value}."
    return f"{words} {_UNSURE}" if stage is Stage.UNCONFIRMED else words


def _stage(standing: Standing, span: Span) -> VersionStanding:
    stage = Stage.IN_FORCE if standing.status is Status.IN_FORCE else Stage.UNCONFIRMED
    return VersionStanding(span.n, stage, span, standing.reasons)


def _applies(stage: Stage) -> bool | None:
    return None if stage is Stage.UNCONFIRMED else stage is Stage.IN_FORCE


def _days(version: VersionRecord, span: Span) -> tuple[date, date | None] | None:
    first = _exact(version.begins)
    return (first, span.last) if first and not span.empty else None


def _exact(day: UncertainDate) -> date | None:
    return day.day if day.certainty is Certainty.KNOWN else None


def _named(name: str, owner: MunicipalityRecord) -> str:
    return f"{name} ({MADE_UP})" if owner.fictional else name


def _about(record: StandardRecord, version: VersionRecord) -> str:
    kind = _KINDS[version.kind] + (f" nr. {version.number}" if version.number else "")
    first = f"{kind} »{version.title}« fra {_named(record.municipality.name, record.municipality)}."
    retold = "Portalens genfortælling, ikke kommunens egen tekst." if version.restatement else ""
    law = list_references(version.law_basis) if version.law_basis else ""
    return " ".join(filter(None, (first, retold, f"Lovgrundlag: {law}." if law else "")))


def _law(reference: LawReference) -> LawDescription:
    return LawDescription(address_book.law(reference_path(reference)), format_reference(reference))
