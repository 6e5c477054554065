"""Asking the index, as JSON."""

from __future__ import annotations

from collections.abc import Mapping

from portal.api import search_schemas
from portal.api.endpoint import Answer, endpoint
from portal.api.index_building import IndexBuildingError
from portal.container import Services
from portal.services.search.search_questions import SearchQuestion
from portal.services.search.searching import FoundPassage
from portal.web.site import Site


@endpoint(
    "api.search",
    query=search_schemas.SearchQuery,
    response=search_schemas.SearchAnswer,
    summary="Passages about something",
)
def search(services: Services, question: SearchQuestion, site: Site) -> Answer:
    """Passages of what is published, best first; every kind is searched unless one is named."""
    found = services.searching.search(question)
    if found.building:
        raise IndexBuildingError
    body = search_schemas.SearchAnswer(
        q=question.words,
        corrected=found.corrected,
        near=list(found.near),
        total=found.total,
        counts={name: _coded(name, values) for name, values in found.counts.items()},
        hits=[_hit(site, one) for one in found.passages],
    )
    return Answer(body)


def _hit(site: Site, found: FoundPassage) -> search_schemas.SearchHit:
    hit, stage = found.hit, found.stage.stage
    return search_schemas.SearchHit(
        municipality=hit.municipality,
        standard=hit.standard,
        version=hit.version,
        kind=hit.kind,
        status=stage.code,
        stage=stage.value,
        title=hit.title,
        section_id=hit.section_id,
        heading=hit.heading,
        passage=hit.passage,
        highlights=[search_schemas.Highlight(start=start, end=end) for start, end in hit.marks],
        url=site.address(found.href),
        score=hit.score,
    )


def _coded(name: str, values: Mapping[str, int]) -> dict[str, int]:
    """The counts of a filter by the values that its parameter takes."""
    codes = {"ja": "true", "nej": "false"} if name == "confirmed" else {}
    return {codes.get(value, value): count for value, count in values.items()}
