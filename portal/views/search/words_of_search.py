"""Editors' pages of the words that search goes by: what is asked, synonyms, answers, saved questions."""

from __future__ import annotations

from collections.abc import Mapping

from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from portal import address_book
from portal.danish.dates import format_date
from portal.security.permissions import Permission
from portal.services.errors import BadInput
from portal.services.search.asked_words import KEPT_DAYS, AskedWords
from portal.services.search.editing_words import EditingWords
from portal.services.search.word_book import WordBookEntry, WordKind
from portal.services.typed_words import one_line
from portal.views.search.words_of_search_page import AskedView, EntryView, QuestionView, WordsPage
from portal.views.shared.components import Field, NoticeBox, errors_of
from portal.views.shared.editorial_frames import editorial_frame
from portal.views.shared.page_frame import Link
from portal.views.shared.posted import posted

CRUMB = Link("Søgeord", address_book.editorial_words())
NEW = "ny"
"""In place of a key: an entry that is not there yet."""
MOST_SHOWN = 50
_LIST = "portal:templates/search/words.pt"
_DONE = {"gemt": "Det er gemt og virker fra næste søgning", "fjernet": "Det er fjernet"}


@view_config(
    route_name="editorial.words", request_method="GET", renderer=_LIST, permission=Permission.EDIT_WORDS
)
def words(request: Request) -> WordsPage:
    """What is asked without an answer first, then the words themselves."""
    return _page(request)


@view_config(
    route_name="editorial.words", request_method="POST", renderer=_LIST, permission=Permission.EDIT_WORDS
)
def question(request: Request) -> WordsPage | Response:
    """Keep a saved question, or take one away."""
    wording: EditingWords = request.services.wording
    key = one_line(request.POST.get("fjern", ""), 40)
    if key:
        return posted(
            request,
            lambda: wording.take_away(WordKind.QUESTION, key, "ikke længere en prøve", request.identity),
            address_book.editorial_words(fjernet="1"),
        )
    return posted(
        request,
        lambda: wording.save_question(request.POST.get("spoergsmaal", ""), request.identity),
        address_book.editorial_words(gemt="1"),
        lambda error: _page(request, error),
    )


def _page(request: Request, error: BadInput | None = None) -> WordsPage:
    wording: EditingWords = request.services.wording
    around = editorial_frame(request, crumbs=(CRUMB,))
    asked = wording.often_asked()
    typed = Field(
        "spoergsmaal",
        "Nyt spørgsmål",
        value=error.typed if error else "",
        hint="Skriv, som borgere spørger. Skriv ingen navne.",
        error=error.message if error else "",
    )
    done = [words for name, words in _DONE.items() if request.GET.get(name)]
    return WordsPage(
        frame=around.frame,
        csrf=around.csrf,
        title="Søgeord og svar",
        action=address_book.editorial_words(),
        new_group=address_book.editorial_words_group(NEW),
        new_answer=address_book.editorial_words_answer(NEW),
        unanswered=tuple(_unanswered(number, one) for number, one in enumerate(asked) if not one.found),
        answered=tuple(AskedView(one.words, _asked_facts(one)) for one in asked if one.found)[:MOST_SHOWN],
        groups=tuple(_entry(e, ", ".join(_all_words(e.content))) for e in wording.entries(WordKind.GROUP)),
        answers=tuple(_entry(e, e.content["title"]) for e in wording.entries(WordKind.ANSWER)),
        questions=tuple(QuestionView(e.content["words"], e.key) for e in wording.entries(WordKind.QUESTION)),
        question=typed,
        terms=tuple(
            Link(term.term, group_address(term.term)) for term in wording.unused_terms()[:MOST_SHOWN]
        ),
        errors=errors_of(typed),
        notices=tuple(NoticeBox("success", words) for words in done),
    )


def _unanswered(number: int, one: AskedWords) -> AskedView:
    meaning = Field(
        "betyder",
        f"Hvad kalder standarderne »{one.words}«?",
        hint="Et eller flere ord.",
        id=f"betyder-{number}",
    )
    return AskedView(one.words, _asked_facts(one), meaning)


def _asked_facts(one: AskedWords) -> str:
    found = f"{one.found} afsnit fundet" if one.found else "intet fundet"
    return f"Søgt {one.times} gange på {KEPT_DAYS} dage, {found}"


def _entry(entry: WordBookEntry, words: str) -> EntryView:
    facts = f"{entry.why.capitalize()}." if entry.why else ""
    if entry.recorded:
        facts = f"{entry.by}, {format_date(entry.recorded.date())}: {entry.why}"
    return EntryView(Link(words, address_of_entry(entry.kind, entry.key)), facts)


def _all_words(content: Mapping[str, list[str]]) -> tuple[str, ...]:
    one_way = content.get("only_from", [])
    return (*(f"{word} →" for word in one_way), *content["words"])


def address_of_entry(kind: WordKind, key: str) -> str:
    """The page of a group or an answer."""
    if kind is WordKind.GROUP:
        return address_book.editorial_words_group(key)
    return address_book.editorial_words_answer(key)


def group_address(words: str) -> str:
    """The page of a new group that begins with ``words``."""
    return address_book.editorial_words_group(NEW, ord=words)
