"""One group of synonyms, or one answer: its effect on the saved questions is shown before it is saved."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from portal import address_book
from portal.security.permissions import Permission
from portal.services.errors import BadInput
from portal.services.search.editing_words import EditingWords, Effect, group_content
from portal.services.search.word_book import WordKind, key_of
from portal.services.typed_words import one_line
from portal.views.search.words_of_search import CRUMB, NEW, address_of_entry
from portal.views.search.words_of_search_page import EffectView, EntryPage
from portal.views.shared.components import Field, NoticeBox, Option, errors_of
from portal.views.shared.editorial_frames import editorial_frame
from portal.views.shared.field_names import wrong_fields
from portal.views.shared.page_frame import Link
from portal.views.shared.posted import posted, readable

_ENTRY = "portal:templates/search/word_entry.pt"
_SHOWS = {"klage": "Kommunens egne ord om at klage", "kontakt": "Kommunens telefon og åbningstid"}


@dataclass(frozen=True)
class _Typed:
    """What stands in the fields; words are written with commas between them."""

    words: str = ""
    only_from: str = ""
    title: str = ""
    text: str = ""
    shows: tuple[str, ...] = ()
    why: str = ""


@view_config(
    route_name="editorial.words.group",
    request_method="GET",
    renderer=_ENTRY,
    permission=Permission.EDIT_WORDS,
)
def show_group(request: Request) -> EntryPage:
    """A group as it stands; a new one begins with the words of the address, and shows its effect."""
    return _Group(request).page(_from_address(request))


@view_config(
    route_name="editorial.words.group",
    request_method="POST",
    renderer=_ENTRY,
    permission=Permission.EDIT_WORDS,
)
def change_group(request: Request) -> EntryPage | Response:
    """Show the effect, save it, or take the group away."""
    return _Group(request).change()


@view_config(
    route_name="editorial.words.answer",
    request_method="GET",
    renderer=_ENTRY,
    permission=Permission.EDIT_WORDS,
)
def show_answer(request: Request) -> EntryPage:
    """An answer as it stands."""
    return _Answer(request).page(None)


@view_config(
    route_name="editorial.words.answer",
    request_method="POST",
    renderer=_ENTRY,
    permission=Permission.EDIT_WORDS,
)
def change_answer(request: Request) -> EntryPage | Response:
    """Save the answer, or take it away."""
    return _Answer(request).change()


def _from_address(request: Request) -> _Typed | None:
    """Words that nothing was found for, and what the standards call them: one way, the reason ready."""
    asked, meaning = (one_line(request.GET.get(name, ""), 200) for name in ("ord", "betyder"))
    if request.matchdict["key"] != NEW or not asked:
        return None
    if not meaning:
        return _Typed(words=asked)
    return _Typed(words=meaning, only_from=asked, why="ofte søgt uden resultat")


class _Entry:
    """One visit to one entry."""

    kind: WordKind

    def __init__(self, request: Request):
        self.request = request
        self.wording: EditingWords = request.services.wording
        self.key = "" if request.matchdict["key"] == NEW else one_line(request.matchdict["key"], 40)
        self.content: Mapping[str, Any] = self.wording.entry(self.kind, self.key).content if self.key else {}
        self.errors: dict[str, str] = {}

    def change(self) -> EntryPage | Response:
        """What the form asks."""
        post = self.request.POST
        typed = _Typed(
            words=post.get("ord", ""),
            only_from=post.get("kun_fra", ""),
            title=post.get("titel", ""),
            text=post.get("tekst", ""),
            shows=tuple(post.getall("viser")),
            why=post.get("hvorfor", ""),
        )
        return posted(
            self.request,
            lambda: self.done(typed),
            lambda onward: onward or self.page(typed),
            lambda error: self.again(typed, error),
        )

    def done(self, typed: _Typed) -> str:
        """Where to go on to after what was asked, "" where only the effect was; raises BadInput."""
        asked = self.request.POST.get("handling")
        if asked == "fjern":
            self.wording.take_away(self.kind, self.key, typed.why, self.request.identity)
            return address_book.editorial_words(fjernet="1")
        if asked == "gem" and self.may_save(typed, self.request.POST.get("vist", "")):
            self.save(typed)
            return address_book.editorial_words(gemt="1")
        return ""

    def again(self, typed: _Typed, error: BadInput) -> EntryPage:
        """The page with what was typed and what is wrong."""
        self.errors |= wrong_fields(error)
        return self.page(typed)

    def may_save(self, typed: _Typed, shown: str) -> bool:
        """Whether what is typed may be saved as it is."""
        raise NotImplementedError

    def save(self, typed: _Typed) -> None:
        """Save it; raises BadInput."""
        raise NotImplementedError

    def page(self, typed: _Typed | None) -> EntryPage:
        """The page with what was typed, else with the entry as it stands."""
        raise NotImplementedError

    def frame_page(self, title: str, fields: tuple[Field, ...]) -> EntryPage:
        """The page with its fields and their errors."""
        address = address_of_entry(self.kind, self.key or NEW)
        around = editorial_frame(self.request, crumbs=(CRUMB, Link(title, address)))
        return EntryPage(
            frame=around.frame,
            csrf=around.csrf,
            title=title,
            action=address,
            fields=fields,
            takes_away=bool(self.key),
            errors=errors_of(*fields),
        )

    def field(self, name: str, label: str, value: str, hint: str = "", kind: str = "text") -> Field:
        """A field with its error."""
        return Field(name, label, value=value, hint=hint, error=self.errors.get(name, ""), kind=kind)


class _Group(_Entry):
    kind = WordKind.GROUP

    def may_save(self, typed: _Typed, shown: str) -> bool:
        """Only when the effect of these very words has been shown."""
        return shown == key_of(self.kind, _content(typed))

    def save(self, typed: _Typed) -> None:
        content = _content(typed)
        who = self.request.identity
        self.wording.save_group(self.key, content["words"], content["only_from"], typed.why, who)

    def page(self, typed: _Typed | None) -> EntryPage:
        as_it_stands = _Typed(
            words=", ".join(self.content.get("words", ())),
            only_from=", ".join(self.content.get("only_from", ())),
        )
        shown = typed or as_it_stands
        content = self._readable(shown) if typed and not self.errors else None
        fields = (
            self.field("ord", "Ord, der betyder det samme", shown.words, "Skriv komma mellem ordene."),
            self.field(
                "kun_fra",
                "Kun fra disse ord (kan være tomt)",
                shown.only_from,
                "Den, der søger på dem, finder også ordene ovenfor, men ikke omvendt.",
            ),
            self.field("hvorfor", "Hvorfor?", shown.why, "Gemmes sammen med dit navn."),
        )
        page = self.frame_page("Synonymer" if self.key else "Nye synonymer", fields)
        if content is None:
            return page
        effects = self.wording.effects(self.key, content)
        changed = tuple(_effect(one) for one in effects if one.changed)
        return replace(
            page,
            shown=key_of(self.kind, content),
            effects=changed,
            effect_summary=_effect_summary(len(changed), len(effects)),
            saves=True,
            notices=(NoticeBox("info", "Ikke gemt endnu", "Se, hvad det gør ved søgningen, og gem så."),),
        )

    def _readable(self, typed: _Typed) -> dict[str, Any] | None:
        content = readable(lambda: _content(typed))
        if isinstance(content, BadInput):
            self.errors |= wrong_fields(content)
            return None
        return content


class _Answer(_Entry):
    kind = WordKind.ANSWER

    def may_save(self, typed: _Typed, shown: str) -> bool:
        """An answer changes no hits: there is nothing to see first."""
        del typed, shown
        return True

    def save(self, typed: _Typed) -> None:
        who = self.request.identity
        self.wording.save_answer(
            self.key, _split(typed.words), typed.title, typed.text, typed.shows, typed.why, who
        )

    def page(self, typed: _Typed | None) -> EntryPage:
        shown = typed or _Typed(
            words=", ".join(self.content.get("words", ())),
            title=self.content.get("title", ""),
            text=self.content.get("text", ""),
            shows=tuple(self.content.get("shows", ())),
        )
        fields = (
            self.field("ord", "Vises, når nogen søger på", shown.words, "Skriv komma mellem ordene."),
            self.field("titel", "Overskrift", shown.title),
            self.field("tekst", "Svar", shown.text, "Højst 1.000 tegn.", kind="textarea"),
            self.field("hvorfor", "Hvorfor?", shown.why, "Gemmes sammen med dit navn."),
        )
        options = tuple(Option(value, words, value in shown.shows) for value, words in _SHOWS.items())
        choices = Field("viser", "Vis også, når en kommune er valgt", kind="checkboxes", options=options)
        page = self.frame_page("Svar over resultaterne" if self.key else "Nyt svar", fields)
        return replace(page, choices=choices, saves=True)


def _split(words: str) -> list[str]:
    return [word for word in (one_line(part) for part in re.split(r"[,;\n]", words)) if word]


def _content(typed: _Typed) -> dict[str, Any]:
    return group_content(_split(typed.words), _split(typed.only_from))


def _effect(one: Effect) -> EffectView:
    before, after = one.headings
    first = "" if before == after else f"{before or 'intet'} → {after or 'intet'}"
    return EffectView(one.question, f"{one.before} afsnit", f"{one.after} afsnit", first)


def _effect_summary(changed: int, number: int) -> str:
    if not changed:
        return f"Ingen af de {number} prøver giver noget andet end før."
    return f"{changed} af {number} prøver giver noget andet end før:"
