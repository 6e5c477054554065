"""The draft to Word, and back with what was changed and said in it: nothing goes in that nobody chose."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from portal import address_book
from portal.address_book import EditorialPage
from portal.danish.dates import format_date, read_date
from portal.importers.counting import LARGEST_FILE
from portal.security.permissions import Permission
from portal.services.errors import BadInput, Parameter
from portal.services.typed_words import whole_number
from portal.views.drafting.editor import revision_of
from portal.views.drafting.word_page import (
    WordChangeView,
    WordCommentView,
    WordReviewPage,
    WordSectionView,
)
from portal.views.shared.components import NoticeBox
from portal.views.shared.editorial_frames import editorial_frame
from portal.views.shared.field_names import FIELD_NAMES
from portal.views.shared.page_frame import Link
from portal.views.shared.posted import posted
from portal.views.shared.word_response import word_response
from portal.web.resources import DraftContext
from portal.word.placing import PlacedChange, PlacedReview
from portal.word.reviewed import (
    ReviewComment,
    TrackedKind,
    reviewed_from_json,
    reviewed_to_json,
)

PAGE = "portal:templates/drafting/word.pt"
_FILE, _CHOSEN = FIELD_NAMES[Parameter.FILE], FIELD_NAMES[Parameter.CHANGES]
_READ = "laest"
_BEFORE_ALL = "Før det første afsnit"


@view_config(route_name="editorial.word_file", permission=Permission.READ_DRAFT)
def file(context: DraftContext, request: Request) -> Response:
    """The draft against the text in force, with Word's own tracked changes."""
    draft = context.draft
    response = word_response(request.services.reviewing.file(draft), f"{draft.standard}-udkast.docx")
    response.cache_control = "no-store"
    return response


@view_config(
    route_name="editorial.word", request_method="GET", renderer=PAGE, permission=Permission.EDIT_DRAFT
)
def ask(context: DraftContext, request: Request) -> WordReviewPage:
    """Ask for a file."""
    notices = (NoticeBox("success", "Ændringerne er sat ind"),) if request.GET.get("gemt") else ()
    return _page(context, request, notices=notices)


@view_config(
    route_name="editorial.word", request_method="POST", renderer=PAGE, permission=Permission.EDIT_DRAFT
)
def review(context: DraftContext, request: Request) -> WordReviewPage | Response:
    """List what is in a file; then put in what was chosen of it."""
    if request.POST.get("handling") in ("valgte", "alle"):
        return _take(context, request)
    return posted(
        request,
        lambda: _uploaded(context, request),
        lambda placed: _page(context, request, placed),
        lambda error: _page(context, request, error=error),
    )


def _uploaded(context: DraftContext, request: Request) -> PlacedReview:
    given = request.POST.get(_FILE)
    if not hasattr(given, "filename"):
        raise BadInput(Parameter.FILE, "", "Vælg en Word-fil (.docx).")
    content = given.file.read(LARGEST_FILE + 1)
    reviewed = request.registry.portal.converting.reviewed(content, given.filename)
    placed: PlacedReview = request.services.reviewing.placed(context.draft, reviewed)
    return placed


def _take(context: DraftContext, request: Request) -> WordReviewPage | Response:
    return posted(
        request,
        lambda: _read_again(context, request),
        lambda placed: _put_in(context, request, placed),
        lambda error: _page(context, request, error=error),
    )


def _read_again(context: DraftContext, request: Request) -> PlacedReview:
    """The file as the form sends it back. Raises BadInput."""
    try:
        reviewed = reviewed_from_json(request.POST.get(_READ, ""))
    except ValueError:
        words = "Siden er for gammel eller ufuldstændig. Vælg filen igen."
        raise BadInput(Parameter.FILE, "", words) from None
    placed: PlacedReview = request.services.reviewing.placed(context.draft, reviewed)
    return placed


def _put_in(context: DraftContext, request: Request, placed: PlacedReview) -> WordReviewPage | Response:
    draft, typed = context.draft, request.POST
    chosen = placed.fitting if typed.get("handling") == "alle" else _numbers(typed.getall(_CHOSEN))
    revision = revision_of(typed)
    return posted(
        request,
        lambda: request.services.reviewing.take(draft, placed, chosen, revision, request.identity),
        address_book.editorial_page(*draft.slugs, EditorialPage.WORD, gemt="1"),
        lambda error: _page(context, request, placed, chosen, error),
        lambda _: _page(context, request, placed, (), _saved_meanwhile()),
    )


def _saved_meanwhile() -> BadInput:
    return BadInput(
        Parameter.CHANGES, "", "En anden har gemt kladden imens. Listen er læst igen: vælg på ny."
    )


def _numbers(typed: Collection[str]) -> frozenset[int]:
    return frozenset(number for words in typed if (number := whole_number(words)))


def _page(
    context: DraftContext,
    request: Request,
    placed: PlacedReview | None = None,
    chosen: Collection[int] = (),
    error: BadInput | None = None,
    notices: tuple[NoticeBox, ...] = (),
) -> WordReviewPage:
    draft = context.draft
    href = address_book.editorial_page(*draft.slugs, EditorialPage.WORD)
    around = editorial_frame(
        request, draft.municipality, (Link(draft.title, draft.href), Link("Ændringer fra Word", href))
    )
    at_choice = error is not None and error.parameter is Parameter.CHANGES
    message = error.message if error else ""
    errors = (Link(message, "#aendringer" if at_choice else f"#{_FILE}"),) if error else ()
    page = WordReviewPage(
        frame=around.frame,
        csrf=around.csrf,
        title="Ændringer fra Word",
        href=href,
        back=Link("Tilbage til kladdens side", draft.href),
        file=Link(
            "Hent kladden som Word", address_book.editorial_page(*draft.slugs, EditorialPage.WORD_FILE)
        ),
        revision=draft.revision,
        file_error="" if at_choice else message,
        choice_error=message if at_choice else "",
        errors=errors,
        notices=notices,
    )
    return page if placed is None else _with_file(page, placed, frozenset(chosen))


def _with_file(page: WordReviewPage, placed: PlacedReview, chosen: frozenset[int]) -> WordReviewPage:
    return replace(
        page,
        read=reviewed_to_json(placed.file),
        lead=_lead(placed),
        sections=_sections(placed, chosen),
        choices=len(placed.fitting),
        notices=(*page.notices, *_notices(placed)),
    )


def _lead(placed: PlacedReview) -> str:
    changes, comments = len(placed.changes), len(placed.file.comments)
    if not changes and not comments:
        return "Filen har ingen ændringer og ingen kommentarer."
    return (
        f"Filen har {changes} {'ændring' if changes == 1 else 'ændringer'} "
        f"og {comments} {'kommentar' if comments == 1 else 'kommentarer'}."
    )


def _notices(placed: PlacedReview) -> tuple[NoticeBox, ...]:
    found = []
    if not placed.is_same_text:
        text = (
            "Det, der passer til kladden, som den er nu, kan sættes ind. "
            "Resten vises kun. Ret det selv i kladden."
        )
        found.append(NoticeBox("warning", "Kladden er ændret, siden filen blev hentet", text))
    if placed.file.left_out:
        found.append(NoticeBox("warning", "Det er ikke læst med", items=placed.file.left_out))
    return tuple(found)


def _sections(placed: PlacedReview, chosen: frozenset[int]) -> tuple[WordSectionView, ...]:
    """In the order of the file; a section that was only commented on is there too."""
    headings = dict.fromkeys(["", *(slot.section for slot in placed.file.slots)])
    headings |= dict.fromkeys(one.change.section for one in placed.changes)
    headings |= dict.fromkeys(one.section for one in placed.file.comments)
    views = (
        WordSectionView(
            heading or _BEFORE_ALL,
            tuple(_change(one, chosen) for one in placed.changes if one.change.section == heading),
            tuple(_comment(one) for one in placed.file.comments if one.section == heading),
        )
        for heading in headings
    )
    return tuple(view for view in views if view.changes or view.comments)


def _change(placed: PlacedChange, chosen: frozenset[int]) -> WordChangeView:
    change = placed.change
    who = "" if change.kind is TrackedKind.UNTRACKED else _who(change.author, change.day)
    return WordChangeView(
        change.number,
        change.kind.value,
        who,
        change.old,
        change.new,
        change.number in chosen and not placed.why_not,
        placed.why_not,
    )


def _comment(comment: ReviewComment) -> WordCommentView:
    who = _who(comment.author, comment.day)
    return WordCommentView(who, comment.at, tuple(comment.words.split("\n")))


def _who(author: str, day: str) -> str:
    """Who did it, and when, as the file says; it is shown here and kept nowhere."""
    try:
        when = format_date(read_date(day)) if day else ""
    except ValueError:
        when = ""
    return ", ".join(filter(None, (author or "Ukendt", when)))
