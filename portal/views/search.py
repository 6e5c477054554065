"""The search page: the question stands in the address, every filter is a link, no script is needed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from urllib.parse import urlencode

from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from portal.danish.dates import format_date
from portal.security.permissions import Permission
from portal.services.errors import BadInput
from portal.services.searching import Found, FoundPassage
from portal.views.dates import HINT, PARAMETER, asked_day
from portal.views.frames import frame_for
from portal.views.pages.frame import Link
from portal.views.pages.parts import Field, Notice, Option, PageLinks, errors_of
from portal.views.pages.search import FilterChoice, FilterGroup, HitView, SearchPage, excerpt_of
from portal.views.words import KIND_WORDS, overline, stage_status
from search_index.model import Query

PAGE_LENGTH = 10
LONGEST_QUESTION = 400
LAST_PAGE = 100
BACKGROUND_TOO = "alle"
MORE_KINDS = {kind.value: words for kind, words in KIND_WORDS.items()}


@view_config(
    route_name="search", renderer="portal:templates/search/search.pt", permission=Permission.READ_PUBLISHED
)
def search(request: Request) -> SearchPage:
    """What answers the question, best first, with the filters that narrow it."""
    asked = _Asked(request)
    municipalities = {m.slug: m.name for m in request.services.reading.municipalities()}
    if asked.municipality and asked.municipality not in municipalities:
        asked.municipality = ""
    found = request.services.searching.search(asked.query()) if asked.words and not asked.error else None
    return SearchPage(
        frame=frame_for(request, crumbs=(Link("Søg", "/soeg"),), canonical="/soeg", indexable=False),
        title=f"Søg: {asked.words}" if asked.words else "Søg i kommunernes standarder",
        action="/soeg",
        words=Field("q", "Hvad vil du vide?", value=asked.words, kind="search"),
        more=_more_fields(asked, municipalities),
        errors=errors_of(asked.date_field()),
        summary=_summary(asked, found) if found else "",
        corrected=found.corrected if found else "",
        filters=_filters(asked, found, municipalities) if found else (),
        hits=tuple(_hit(passage, asked, request.services.today) for passage in found.passages)
        if found
        else (),
        pages=_pages(asked, found.total) if found else None,
        near=tuple(Link(word, asked.href(q=word)) for word in found.near) if found else (),
        notices=_no_result(asked) if found and not found.passages else (),
        suggest_href="/soeg/forslag",
    )


@view_config(route_name="search.suggest", request_method="GET", permission=Permission.READ_PUBLISHED)
def suggest(request: Request) -> Response:
    """What the question could go on to, as a list of words; the search works without it."""
    asked = _Asked(request)
    return Response(json=list(request.services.searching.suggest(asked.words, asked.municipality)))


class _Asked:
    """What the address asks. What cannot be read is kept as typed and said in ``error``."""

    def __init__(self, request: Request):
        get: Mapping[str, str] = request.GET
        self.words = " ".join(get.get("q", "").split())[:LONGEST_QUESTION]
        self.municipality = get.get("kommune", "").strip()
        kind = get.get("type", "").strip()
        self.kind = kind if kind in MORE_KINDS or kind == BACKGROUND_TOO else ""
        self.topic = get.get("emne", "").strip()[:100]
        self.typed_day = get.get(PARAMETER, "").strip()
        page = get.get("side", "1")
        self.page = min(int(page), LAST_PAGE) if page.isascii() and page.isdigit() and int(page[:9]) else 1
        self.error = ""
        self.today: date = request.services.today
        try:
            self.on = asked_day(request)
        except BadInput as error:
            self.on, self.error = self.today, error.message

    def query(self) -> Query:
        """The question for the index."""
        kinds: tuple[str, ...] = (self.kind,) if self.kind in MORE_KINDS else ()
        if self.kind == BACKGROUND_TOO:
            kinds = tuple(MORE_KINDS)
        return Query(
            words=self.words,
            on=self.on,
            municipality=self.municipality,
            kinds=kinds,
            topic=self.topic,
            offset=(self.page - 1) * PAGE_LENGTH,
            limit=PAGE_LENGTH,
        )

    def date_field(self) -> Field:
        """The day, as typed, with the error where it cannot be read."""
        return Field(
            PARAMETER, "Hvad gjaldt den", value=self.typed_day, hint=HINT, error=self.error, width="15"
        )

    def href(self, **changed: str) -> str:
        """The address of the same question with something changed; the page begins again at 1."""
        asked = {
            "q": self.words,
            "kommune": self.municipality,
            "type": self.kind,
            "emne": self.topic,
            PARAMETER: self.typed_day,
        }
        return "/soeg?" + urlencode({k: v for k, v in {**asked, **changed}.items() if v})


def _more_fields(asked: _Asked, municipalities: Mapping[str, str]) -> tuple[Field, ...]:
    where = [Option("", "Alle kommuner", not asked.municipality)]
    where += [Option(slug, name, slug == asked.municipality) for slug, name in municipalities.items()]
    kinds = [Option("", "Kommunernes egne tekster", not asked.kind)]
    kinds += [Option(BACKGROUND_TOO, "Også undersøgelser og vejledning", asked.kind == BACKGROUND_TOO)]
    kinds += [
        Option(value, f"Kun: {words.lower()}", value == asked.kind) for value, words in MORE_KINDS.items()
    ]
    return (
        Field("kommune", "Kommune", kind="select", options=tuple(where)),
        Field("type", "Slags tekst", kind="select", options=tuple(kinds)),
        asked.date_field(),
    )


def _summary(asked: _Asked, found: Found) -> str:
    number = found.total
    words = f"{number} afsnit om “{found.corrected or asked.words}”"
    return words + (f", som det gjaldt den {format_date(asked.on)}" if asked.on != asked.today else "")


def _filters(asked: _Asked, found: Found, municipalities: Mapping[str, str]) -> tuple[FilterGroup, ...]:
    groups = []
    for heading, name, key, chosen, labels in (
        ("Kommune", "municipality", "kommune", asked.municipality, municipalities),
        ("Slags tekst", "kind", "type", asked.kind, MORE_KINDS),
        ("Emne", "topic", "emne", asked.topic, {}),
    ):
        counts = found.counts.get(name, {})
        choices = tuple(
            FilterChoice(
                labels.get(value, value),
                str(number),
                asked.href(**{key: "" if value == chosen else value}),
                value == chosen,
            )
            for value, number in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        )
        if len(choices) > 1 or any(choice.chosen for choice in choices):
            groups.append(FilterGroup(heading, choices))
    return tuple(groups)


def _hit(found: FoundPassage, asked: _Asked, today: date) -> HitView:
    record, version = found.record, found.version
    source = f"{record.municipality.name}, {overline(version).lower()}, version {version.n}"
    base = f"/{record.municipality.slug}/{record.slug}"
    earlier = [key.split("/")[-1].split("#") for key in found.hit.earlier]
    return HitView(
        heading=found.hit.heading,
        href=found.href,
        title=version.title,
        source=source,
        status=stage_status(found.stage.stage, asked.on, today),
        passage=excerpt_of(found.hit.passage, found.hit.marks),
        earlier=tuple(
            Link(f"Version {v.removeprefix('v')}", f"{base}/{v}#{section}") for v, section in earlier
        ),
    )


def _pages(asked: _Asked, total: int) -> PageLinks | None:
    last = min(-(-total // PAGE_LENGTH), LAST_PAGE)
    if last < 2:
        return None

    def link(number: int) -> Link:
        return Link(str(number), asked.href(side=str(number)), current=number == asked.page)

    shown: Sequence[int] = sorted({1, last, *range(max(1, asked.page - 2), min(last, asked.page + 2) + 1)})
    numbers: list[Link] = []
    for before, number in zip((0, *shown), shown, strict=False):
        if number - before > 1:
            numbers.append(Link("…", ""))
        numbers.append(link(number))
    return PageLinks(
        current=asked.page,
        last=last,
        numbers=tuple(numbers),
        previous=asked.href(side=str(asked.page - 1)) if asked.page > 1 else "",
        following=asked.href(side=str(asked.page + 1)) if asked.page < last else "",
    )


def _no_result(asked: _Asked) -> tuple[Notice, ...]:
    links = [Link("Søg også i undersøgelser og vejledning", asked.href(type=BACKGROUND_TOO))]
    if asked.municipality:
        links.insert(0, Link("Søg i alle kommuner", asked.href(kommune="")))
    if asked.on != asked.today:
        links.insert(0, Link("Søg i det, der gælder i dag", asked.href(dato="")))
    items = (
        "Prøv et enklere ord, fx aflastning eller kontaktperson.",
        "Ring til kommunen. De kan svare, også når vi ikke finder en tekst.",
    )
    return (Notice("info", "Vi fandt ikke noget", items=items, links=tuple(links)),)
