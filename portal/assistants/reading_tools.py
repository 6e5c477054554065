"""The tools that find and read what is published."""

from __future__ import annotations

from typing import Any

from portal.api import answers, reading, searching
from portal.api.asking_schemas import NoticeSchema
from portal.api.questions import VersionAsked
from portal.api.schemas import SectionText, VersionTextSchema
from portal.api.search_schemas import SearchAnswer, SearchHit
from portal.assistants.asking_tools import calculate
from portal.assistants.citing import reason_notices, refusal_for, said
from portal.assistants.parameters import DayAsked, SectionAsked
from portal.assistants.results import (
    CitedSource,
    RefusalSchema,
    SourceSchema,
    ToolResult,
    VersionToolResult,
)
from portal.container import Services
from portal.services.errors import Thing, UnknownName
from portal.services.published.reading import StandardStanding
from portal.services.search.search_questions import SearchQuestion
from portal.web.site import Site


def search_standards(services: Services, question: SearchQuestion, site: Site) -> ToolResult:
    """Passages, best first; and the one row that the question names without doubt, where there is one."""
    found = searching.search(services, question, site).body
    assert isinstance(found, SearchAnswer)
    row = services.searching.named_row(question)
    if row is None and not found.hits:
        return ToolResult(date=question.on, refusal=_nothing(services, question, found))
    answer = calculate(services, row.question, site) if row else ToolResult(date=question.on)
    corrected = NoticeSchema(code="corrected", text=f"Vi søgte efter »{found.corrected}«.")
    return answer.model_copy(
        update={
            "sources": [*answer.sources, *map(_hit, found.hits)],
            "notices": [*answer.notices, *([corrected] if found.corrected else [])],
        }
    )


def _hit(hit: SearchHit) -> CitedSource:
    source = SourceSchema(
        municipality=hit.municipality,
        standard=hit.standard,
        version=hit.version,
        section_id=hit.section_id,
        row_id=None,
        label=hit.heading,
        words=hit.passage,
        permalink=hit.url,
    )
    return CitedSource(status=hit.status, source=source)


def _nothing(services: Services, question: SearchQuestion, found: SearchAnswer) -> RefusalSchema:
    owner = services.searching.meant_municipality(question)
    near = f" Prøv: {', '.join(found.near)}." if found.near else ""
    return RefusalSchema(
        code="nothing-found",
        message=f"Ingen tekst i portalen svarer på det.{near}",
        contact=said(answers.contact(owner)) if owner else None,
    )


def read_section(services: Services, asked: SectionAsked, site: Site) -> ToolResult:
    """A section's own words, in the version named or in that of the day.

    Raises UnknownName for a standard, a version or a section that is not there.
    """
    day = _on(services, asked)
    n = asked.n or day.standing.n
    if n is None:
        return ToolResult(**_no_text(day))
    stages = services.reading.stages(day.record, asked.on, asked.known)
    stage = next((one.stage.code for one in stages if one.n == n), None)
    if stage is None:
        known = [(f"v{one.n}", f"version {one.n}") for one in stages]
        raise UnknownName(Thing.VERSION, f"v{n}", known)
    return ToolResult(
        status=stage,
        date=day.standing.on,
        known=day.standing.known,
        source=_section(
            services, VersionAsked(asked.municipality, asked.standard, n), asked.section_id, site
        ),
        notices=reason_notices(answers.reasons(day.standing.reasons)) if n == day.standing.n else [],
    )


def _section(services: Services, asked: VersionAsked, section_id: str, site: Site) -> SourceSchema:
    text = reading.version(services, asked, site).body
    assert isinstance(text, VersionTextSchema)
    found = next((one for one in text.sections if one.section_id == section_id), None)
    if found is None:
        known = [(one.section_id, one.heading) for one in text.sections]
        raise UnknownName(Thing.PLACE, section_id, known)
    return _section_source(text, found)


def _section_source(text: VersionTextSchema, section: SectionText) -> SourceSchema:
    return SourceSchema(
        municipality=text.municipality,
        standard=text.standard,
        version=text.version.n,
        section_id=section.section_id,
        row_id=None,
        label=section.heading,
        words=section.text,
        permalink=section.url,
    )


def version_on(services: Services, asked: DayAsked, site: Site) -> VersionToolResult:
    """Which version answers for the day, and how surely. Its words are its title.

    Raises UnknownName for a standard that is not there.
    """
    day = _on(services, asked)
    version = day.version
    if version is None:
        return VersionToolResult(**_no_text(day))
    stages = services.reading.stages(day.record, asked.on, asked.known)
    stage = next(one for one in stages if one.n == version.n)
    about = answers.version(site, day.record, version, stage)
    return VersionToolResult(
        status=day.standing.status.value,
        source=SourceSchema(
            municipality=day.record.municipality.slug,
            standard=day.record.slug,
            version=about.n,
            section_id=None,
            row_id=None,
            label=f"Version {about.n}",
            words=about.title,
            permalink=about.url,
        ),
        notices=reason_notices(answers.reasons(day.standing.reasons)),
        period=answers.period(day.standing.span),
        sha256=about.sha256,
        date=day.standing.on,
        known=day.standing.known,
    )


def _on(services: Services, asked: DayAsked) -> StandardStanding:
    record = services.reading.standard(asked.municipality, asked.standard)
    return services.reading.standing(record, asked.on, asked.known)


def _no_text(found: StandardStanding) -> dict[str, Any]:
    standing, reasons = found.standing, answers.reasons(found.standing.reasons)
    return {
        "status": standing.status.value,
        "date": standing.on,
        "known": standing.known,
        "refusal": refusal_for(reasons, answers.contact(found.record.municipality)),
    }
