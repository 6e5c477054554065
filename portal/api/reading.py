"""What is published, as JSON: municipalities, standards, versions, provisions."""

from __future__ import annotations

from pyramid.request import Request

from portal.api import answers, schemas
from portal.api.endpoint import Answer, NoQuery, endpoint
from portal.danish.law_references import format_reference, reference_path
from portal.documents.validity.law_table import replacements
from portal.services.published.reading import provision_named


@endpoint("api.municipalities", response=schemas.MunicipalityList, summary="Every municipality and authority")
def municipalities(request: Request, query: NoQuery) -> Answer:
    """Every owner of standards."""
    del query
    found = request.services.reading.municipalities()
    body = schemas.MunicipalityList(
        municipalities=[
            schemas.MunicipalitySchema(
                municipality=owner.slug,
                name=owner.name,
                kind=owner.about.kind.value,
                code=owner.about.code,
                fictional=owner.fictional,
                url=answers.address(request, f"/{owner.slug}"),
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
def standards(request: Request, query: schemas.StandardsQuery) -> Answer:
    """Every standard, of one municipality or of all."""
    reading = request.services.reading
    if query.municipality:
        reading.municipality(query.municipality)
    on, known = query.date or reading.today, query.known or reading.today
    found = reading.standings(query.municipality, on, known)
    changed = max([answers.start_of_day(request), *(s.record.versions[-1].recorded for s in found)])
    body = schemas.StandardList(
        date=on, known=known, standards=[answers.standard(request, one) for one in found]
    )
    return Answer(body, changed)


@endpoint("api.versions", response=schemas.VersionList, summary="A standard's versions, first to last")
def versions(request: Request, query: NoQuery) -> Answer:
    """Every version of a standard with its stage today."""
    del query
    reading, names = request.services.reading, request.matchdict
    record = reading.standard(names["municipality"], names["standard"])
    stages = {stage.n: stage for stage in reading.stages(record)}
    path = f"/{record.municipality.slug}/{record.slug}"
    body = schemas.VersionList(
        municipality=record.municipality.slug,
        standard=record.slug,
        versions=[answers.version(request, v, stages[v.n], path) for v in record.versions],
    )
    return Answer(body, max(answers.start_of_day(request), record.versions[-1].recorded))


@endpoint("api.version", response=schemas.VersionTextSchema, summary="A version with its text")
def version(request: Request, query: NoQuery) -> Answer:
    """One version, its sections and the bytes that were adopted, as text."""
    del query
    reading, names = request.services.reading, request.matchdict
    record = reading.standard(names["municipality"], names["standard"])
    text = reading.text(record, int(names["n"]))
    path = f"/{record.municipality.slug}/{record.slug}"
    body = schemas.VersionTextSchema(
        municipality=record.municipality.slug,
        standard=record.slug,
        version=answers.version(request, text.version, text.stage, path),
        sections=[
            schemas.SectionText(
                section_id=section.id,
                heading=section.heading,
                text=section.text,
                url=answers.address(request, f"{path}/v{text.version.n}#{section.id}"),
            )
            for section in text.document.sections
        ],
        markdown=reading.content(text.version).decode(),
    )
    return Answer(body, max(answers.start_of_day(request), text.version.recorded))


@endpoint("api.law", response=schemas.LawAnswer, summary="A provision and the standards that name it")
def law(request: Request, query: NoQuery) -> Answer:
    """Which standards name a provision or what lies below it."""
    del query
    names = request.matchdict
    reference = provision_named(names["act"], names["section"], names["rest"])
    body = schemas.LawAnswer(
        provision=format_reference(reference),
        path=reference_path(reference),
        changes=[
            schemas.LawChangeSchema(
                old=format_reference(row.old), new=row.new_words, from_day=row.from_day, source=row.source
            )
            for row in replacements(reference)
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
                url=answers.address(
                    request, f"/{use.found.record.municipality.slug}/{use.found.record.slug}"
                ),
            )
            for use in request.services.reading.provision(reference)
        ],
    )
    return Answer(body, answers.start_of_day(request))
