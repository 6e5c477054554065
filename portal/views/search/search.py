"""The search page: the question stands in the address, every filter is a link, no script is needed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from portal import address_book
from portal.danish.dates import format_date
from portal.security.permissions import Permission
from portal.services.published.catalogue import MunicipalityRecord
from portal.services.search.search_questions import EVERYTHING, HITS
from portal.services.search.searching import FoundPassage, SearchResult
from portal.services.typed_words import one_line
from portal.views.search.next_searches import examples, next_searches
from portal.views.search.search_address import LAST_PAGE, MORE_KINDS, SearchAddress, shortened
from portal.views.search.search_answers import answer_box, row_box
from portal.views.search.search_filters import chosen_of, filters_of
from portal.views.search.search_page import HitView, RowBox, SearchPage, excerpt_of
from portal.views.shared.components import Field, NoticeBox, Option, PageLinks, errors_of
from portal.views.shared.frames import contact_of, frame_for
from portal.views.shared.page_frame import Link
from portal.views.shared.words import overline, stage_status

MOST_OFFERED = 8
"""Municipalities offered to choose among; where there are more, the front page has them all."""


@view_config(
    route_name="search", renderer="portal:templates/search/search.pt", permission=Permission.READ_PUBLISHED
)
def search(request: Request) -> SearchPage:
    """What answers the question, best first, with the filters that narrow it."""
    return _Search(request).page()


@view_config(route_name="search.suggest", request_method="GET", permission=Permission.READ_PUBLISHED)
def suggest(request: Request) -> Response:
    """What the question could go on to, as a list of words; the search works without it."""
    words, municipality = (one_line(request.GET.get(name, ""), 100) for name in ("q", "kommune"))
    return Response(json=list(request.services.searching.suggest(words, municipality)))


class _Search:
    """One search."""

    def __init__(self, request: Request):
        self.request = request
        self.today: date = request.services.today
        self.owners: dict[str, MunicipalityRecord] = {
            owner.slug: owner for owner in request.services.reading.municipalities()
        }
        self.asked = SearchAddress(request, self.owners)

    def page(self) -> SearchPage:
        """The page."""
        asked = self.asked
        if asked.error:
            self.request.response.status_int = 400
        found = self._found() if asked.words and not asked.error else None
        names = {slug: owner.name for slug, owner in self.owners.items()}
        page = SearchPage(
            frame=frame_for(
                self.request,
                crumbs=(Link("Søg", address_book.search()),),
                canonical=address_book.search(),
                indexable=False,
            ),
            title="Søg i kommunernes standarder",
            action=address_book.search(),
            words=Field("q", "Hvad vil du vide?", value=asked.words, kind="search"),
            more=_more_fields(asked, names),
            chosen=", ".join(
                filter(None, (names.get(asked.municipality), asked.kind_words, asked.day_words))
            ),
            suggest_href=address_book.search_suggest(kommune=asked.municipality)
            if asked.municipality
            else address_book.search_suggest(),
            errors=errors_of(asked.date_field()),
            notices=self._notices(found),
        )
        if found and not found.building:
            return self._answered(page, found, names)
        if asked.words or asked.error:
            return page
        count = self.request.services.searching.count
        return replace(page, examples=examples(count), municipalities=self._choices())

    def _answered(self, page: SearchPage, found: SearchResult, names: Mapping[str, str]) -> SearchPage:
        asked, searching = self.asked, self.request.services.searching
        own = searching.meant_municipality(asked.question)
        answers = searching.answers(asked.words) if asked.page == 1 else ()
        return replace(
            page,
            summary=_summary(asked, found),
            asked=shortened(asked.words),
            corrected=found.corrected,
            insist_href=asked.href(ordret="1"),
            filters=filters_of(asked, found, names) if found.counts else (),
            chosen_filters=chosen_of(asked, names),
            hits=tuple(_hit(passage, asked, self.today) for passage in found.passages),
            pages=_pages(asked, found.total),
            near=tuple(Link(word, asked.href(q=word, ordret="")) for word in found.near),
            next_searches=() if found.passages else self._next_searches(found),
            contact=contact_of(own) if own and own.is_municipality and not found.total else None,
            answers=tuple(answer_box(answer, own, self._choices()) for answer in answers),
            row=self._row(),
        )

    def _choices(self) -> tuple[Link, ...]:
        """The same question with a municipality chosen."""
        owners = [owner for owner in self.owners.values() if owner.is_municipality]
        if len(owners) > MOST_OFFERED:
            return (Link("Find din kommune", address_book.home()),)
        asked = self.asked
        return tuple(
            Link(
                owner.name,
                asked.href(kommune=owner.slug) if asked.words else address_book.municipality(owner.slug),
            )
            for owner in owners
        )

    def _found(self) -> SearchResult:
        searching, question = self.request.services.searching, self.asked.question
        found: SearchResult = searching.search(question)
        searching.note(question, found)
        return found

    def _row(self) -> RowBox | None:
        row = self.request.services.searching.named_row(self.asked.question)
        if row is None:
            return None
        notices = self.request.services.calculating.notices(row)
        return row_box(row, tuple((notice.code, notice.text) for notice in notices), self.today)

    def _notices(self, found: SearchResult | None) -> tuple[NoticeBox, ...]:
        notices = self._notices_of(found)
        if unknown := self.asked.not_known:
            text = f"{' '.join(unknown)} Vi har søgt uden det. Vælg en anden under »Flere valg«."
            notices = (NoticeBox("warning", "Noget af det, du har valgt, findes ikke", text), *notices)
        return notices

    def _notices_of(self, found: SearchResult | None) -> tuple[NoticeBox, ...]:
        if found and found.building:
            links = tuple(
                Link(owner.name, address_book.municipality(slug)) for slug, owner in self.owners.items()
            )
            return (
                NoticeBox(
                    "info",
                    "Søgningen er ved at blive gjort klar",
                    "Prøv igen om lidt. Imens kan du finde standarderne her:",
                    links=links
                    if len(links) <= MOST_OFFERED
                    else (Link("Alle kommuner", address_book.home()),),
                ),
            )
        if found and self.asked.cut:
            return (NoticeBox("info", "Din tekst var lang", "Vi søgte efter begyndelsen af den."),)
        return ()

    def _next_searches(self, found: SearchResult) -> tuple[Link, ...]:
        if found.total:
            return (Link("Gå til den første side", self.asked.href()),)
        owner = self.owners.get(self.asked.municipality)
        return next_searches(self.asked, owner, self.request.services.searching.count)


def _more_fields(asked: SearchAddress, municipalities: Mapping[str, str]) -> tuple[Field, ...]:
    where = [Option("", "Alle kommuner", not asked.typed_filters["kommune"])]
    where += [Option(slug, name, slug == asked.municipality) for slug, name in municipalities.items()]
    where += _typed_option(asked.typed_filters["kommune"], asked.municipality)
    kinds = [Option("", "Kommunernes egne tekster", not asked.typed_filters["type"])]
    kinds += [Option(EVERYTHING, "Også undersøgelser og vejledning", asked.kind == EVERYTHING)]
    kinds += [
        Option(value, f"Kun: {words.lower()}", value == asked.kind) for value, words in MORE_KINDS.items()
    ]
    kinds += _typed_option(asked.typed_filters["type"], asked.kind)
    return (
        Field("kommune", "Kommune", value=asked.municipality, kind="select", options=tuple(where)),
        Field("type", "Slags tekst", value=asked.kind, kind="select", options=tuple(kinds)),
        asked.date_field(),
    )


def _typed_option(typed: str, read: str) -> list[Option]:
    """What was typed and is none of the choices: it stays chosen until another is."""
    return [Option(typed, f"»{typed}« findes ikke", True)] if typed and not read else []


def _summary(asked: SearchAddress, found: SearchResult) -> str:
    number = f"{found.total} afsnit" if found.total else "Ingen afsnit"
    words = f"{number} om »{shortened(found.corrected or asked.words)}«"
    if not found.total and found.counts:
        words += " med det, du har valgt"
    if asked.every_day:
        return words + " i alle versioner"
    return words + (f", som det gjaldt den {format_date(asked.on)}" if asked.on != asked.today else "")


def _hit(found: FoundPassage, asked: SearchAddress, today: date) -> HitView:
    record, version = found.record, found.version
    source = f"{record.municipality.name}, {overline(version).lower()}, version {version.n}"
    base = address_book.standard(*record.slugs)
    earlier = [key.split("/")[-1].split("#") for key in found.hit.earlier]
    return HitView(
        heading=found.hit.heading,
        href=found.href,
        title=version.title,
        source=source,
        status=stage_status(found.stage.stage, asked.on, today),
        passage=excerpt_of(found.hit.passage, found.hit.marks),
        earlier=tuple(
            Link(f"version {v.removeprefix('v')}", f"{base}/{v}#{section}") for v, section in earlier
        ),
    )


def _pages(asked: SearchAddress, total: int) -> PageLinks | None:
    last = min(-(-total // HITS), LAST_PAGE)
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
