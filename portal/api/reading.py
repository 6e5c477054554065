"""What is published, as JSON: municipalities, standards, versions, provisions."""

from __future__ import annotations

from portal import address_book
from portal.api import answers, questions, schemas
from portal.api.endpoint import Answer, endpoint
from portal.container import Services
from portal.danish.law_references import format_reference, reference_path
from portal.documents.validity.law_table import LAW_TABLE
from portal.services.published.narrowing import narrowed
from portal.services.published.reading import provision_named
from portal.web.site import Site


@endpoint("api.municipalities", response=schemas.MunicipalityList, summary="Every municipality and authority")
def municipalities(services: Services, asked: None, site: Site) -> Answer:
    """Every owner of standards."""
    del asked
    found = services.reading.municipalities()
    body = schemas.MunicipalityList(
        municipalities=[
            schemas.MunicipalitySchema(
                municipality=owner.slug,
                name=owner.name,
                kind=owner.about.kind.value,
                code=owner.about.code,
                fictional=owner.fictional,
                url=site.address(address_book.municipality(owner.slug)),
                contact=answers.contact(owner),
            )
            for owner in found
        ]
    )
    return Answer(body)


@endpoint(
    "api.standards",
    query=schemas.StandardsQuery,
    response=schemas.StandardList,
    summary="Standards and where each stands on a day",
)
def standards(services: Services, asked: questions.StandardsAsked, site: Site) -> Answer:
    """Every standard, of one municipality or of all; those with a KLE number, or that rest on a provision."""
    reading = services.reading
    on, known = asked.on or reading.today, asked.known or reading.today
    found = narrowed(reading.listed(asked.municipality, on, known), asked.kle, asked.law)
    changed = max([answers.start_of_day(reading.today), *(s.record.versions[-1].recorded for s in found)])
    body = schemas.StandardList(
        date=on, known=known, standards=[answers.standard(site, one) for one in found]
    )
    return Answer(body, changed)


@endpoint(
    "api.versions",
    query=questions.VersionsQuery,
    response=schemas.VersionList,
    summary="A standard's versions, first to last",
)
def versions(services: Services, asked: questions.StandardAsked, site: Site) -> Answer:
    """Every version of a standard with its stage today."""
    reading = services.reading
    record = reading.standard(asked.municipality, asked.standard)
    stages = {stage.n: stage for stage in reading.stages(record)}
    body = schemas.VersionList(
        municipality=record.municipality.slug,
        standard=record.slug,
        versions=[answers.version(site, record, v, stages[v.n]) for v in record.versions],
    )
    return Answer(body, max(answers.start_of_day(reading.today), record.versions[-1].recorded))


@endpoint(
    "api.version",
    query=questions.VersionQuery,
    response=schemas.VersionTextSchema,
    summary="A version with its text",
)
def version(services: Services, asked: questions.VersionAsked, site: Site) -> Answer:
    """One version, its sections and the bytes that were adopted, as text."""
    reading = services.reading
    record = reading.standard(asked.municipality, asked.standard)
    text = reading.text(record, asked.n)
    body = schemas.VersionTextSchema(
        municipality=record.municipality.slug,
        standard=record.slug,
        version=answers.version(site, record, text.version, text.stage),
        sections=[
            schemas.SectionText(
                section_id=section.id,
                heading=section.heading,
                text=section.text,
                url=site.address(address_book.standard_version(*record.slugs, text.version.n, section.id)),
            )
            for section in text.document.sections
        ],
        markdown=reading.content(text.version).decode(),
    )
    return Answer(body, max(answers.start_of_day(reading.today), text.version.recorded))


@endpoint(
    "api.law",
    query=questions.LawQuery,
    response=schemas.LawAnswer,
    summary="A provision and the standards that name it",
)
def law(services: Services, path: str, site: Site) -> Answer:
    """Which standards name a provision or what lies below it."""
    reading = services.reading
    reference = provision_named(path)
    body = schemas.LawAnswer(
        provision=format_reference(reference),
        path=reference_path(reference),
        changes=[
            schemas.LawChangeSchema(
                old=format_reference(row.old), new=row.new_words, from_day=row.from_day, source=row.source
            )
            for row in LAW_TABLE.replacements(reference)
        ],
        standards=[
            schemas.LawUse(
                municipality=use.found.record.municipality.slug,
                standard=use.found.record.slug,
                title=use.version.title,
                version=use.version.n,
                status=use.found.standing.status.value,
                basis=use.basis,
                references=[format_reference(one) for one in use.references],
                url=site.address(address_book.standard(*use.found.record.slugs)),
            )
            for use in reading.provision(reference)
        ],
    )
    return Answer(body, answers.start_of_day(reading.today))
