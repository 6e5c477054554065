"""The desk: what waits for the one who is signed in, and the way to every standard of theirs."""

from __future__ import annotations

from pyramid.request import Request
from pyramid.view import view_config

from portal import address_book
from portal.address_book import EditorialPage
from portal.danish.dates import format_date
from portal.documents.states import STATE_WORDS
from portal.documents.validity.law_table import LawChange, LawRow, LawStatus
from portal.security.permissions import Permission
from portal.security.roles import ROLE_WORDS, Role, Subject
from portal.services.drafting.desk import Desk, WaitingDraft, desk_of
from portal.services.published.catalogue import MunicipalityRecord
from portal.services.published.law_watch import WatchedStandard
from portal.services.published.reading import StandardStanding
from portal.views.shared.components import NoticeBox
from portal.views.shared.editorial_frames import editorial_frame, may, moment
from portal.views.shared.editorial_page import DeskPage, WaitingItem, WaitingList
from portal.views.shared.page_frame import Link
from portal.views.shared.words import reason_texts
from portal.web.resources import DeskContext

STATUS_OF_ROW = {
    LawStatus.VERIFIED: "efterprøvet",
    LawStatus.INFERRED: "udledt, ikke efterprøvet",
    LawStatus.UNVERIFIED: "ikke efterprøvet",
}


@view_config(
    route_name="editorial",
    renderer="portal:templates/drafting/desk.pt",
    permission=Permission.USE_EDITORIAL_PAGES,
)
def desk(context: DeskContext, request: Request) -> DeskPage:
    """What waits, what is overdue, what the law has moved."""
    services = request.services
    found = desk_of(context.who, services.reading, services.drafting, services.law_watch)
    around = editorial_frame(request)
    notices = (
        ()
        if found.municipalities
        else (NoticeBox("warning", "Du har ingen roller", "Bed kommunens administrator om adgang."),)
    )
    return DeskPage(
        frame=around.frame,
        csrf=around.csrf,
        title="Redaktion",
        roles=_roles(context, found),
        lists=(*_draft_lists(found), *_upkeep_lists(request, found)),
        standards=_standards(request, found),
        notices=notices,
    )


def _roles(context: DeskContext, found: Desk) -> tuple[str, ...]:
    lines = []
    for owner in found.municipalities:
        roles = [ROLE_WORDS[role].lower() for role in Role if role in context.who.roles_in(owner.id)]
        lines.append(f"{owner.name}: {', '.join(roles)}")
    return tuple(lines)


def _draft_lists(found: Desk) -> tuple[WaitingList, ...]:
    mine = tuple(_draft_work(waiting) for waiting in found.drafts if waiting.mine)
    others = tuple(_draft_work(waiting) for waiting in found.drafts if not waiting.mine)
    return (
        WaitingList("venter", "Venter på dig", mine, none="Ingen kladder venter på dig."),
        WaitingList("andre", "Andre kladder", others),
    )


def _draft_work(waiting: WaitingDraft) -> WaitingItem:
    draft = waiting.draft
    when = moment(draft.updated or draft.recorded)
    who = f" af {draft.edited_by}" if draft.edited_by else ""
    return WaitingItem(
        Link(draft.title, draft.href),
        f"{STATE_WORDS[draft.state]}. {draft.municipality.name}.",
        f"Sidst gemt {when}{who}.",
    )


def _upkeep_lists(request: Request, found: Desk) -> tuple[WaitingList, ...]:
    return (
        WaitingList(
            "bekraeft",
            "Skal bekræftes",
            tuple(_confirm_work(request, standing) for standing in found.unconfirmed),
            text="Vi ved ikke, om disse tekster gælder i dag. Læs dem, og bekræft dem, eller skriv en ny.",
        ),
        WaitingList(
            "genbesoeg",
            "Genbesøg er overskredet",
            tuple(
                WaitingItem(_link(standing), f"Skulle være set igennem {format_date(day)}.")
                for standing, day in found.overdue
            ),
        ),
        WaitingList("lov", "Loven er ændret", tuple(_law_work(watched) for watched in found.law)),
        WaitingList(
            "lovraekker",
            "Lovtabellens rækker, der skal efterprøves",
            tuple(
                WaitingItem(Link(_row_words(row), _row_href(row)), _row_facts(row))
                for row in found.stale_rows
            ),
            text="Rækkerne er ikke efterprøvet i et år.",
        ),
    )


def _link(standing: StandardStanding) -> Link:
    record = standing.record
    return Link(standing.shown.title, address_book.editorial_standard(*record.slugs))


def _confirm_work(request: Request, standing: StandardStanding) -> WaitingItem:
    record, n = standing.record, standing.shown.n
    may_confirm = may(request, Permission.CONFIRM, Subject(record.municipality.id))
    return WaitingItem(
        _link(standing),
        " ".join(reason_texts(standing.standing.reasons)),
        record.municipality.name,
        confirm=address_book.editorial_page(*record.slugs, EditorialPage.CONFIRM) if may_confirm else "",
        confirm_label=f"Bekræft, at version {n} stadig gælder",
        hidden=(("version", str(n)),),
    )


def _law_work(watched: WatchedStandard) -> WaitingItem:
    return WaitingItem(
        _link(watched.found),
        " ".join(reason_texts(watched.reasons)),
        f"Siden {format_date(watched.since)}",
    )


def _row_words(row: LawRow) -> str:
    return f"{row.subject}: {row.new_words}" if isinstance(row, LawChange) else row.subject


def _row_href(row: LawRow) -> str:
    if not isinstance(row, LawChange):
        return ""
    return address_book.law(f"{row.old.act}/{row.old.section}")


def _row_facts(row: LawRow) -> str:
    return (
        f"{STATUS_OF_ROW[row.status].capitalize()}. Sidst set {format_date(row.checked_on)} i {row.source}."
    )


def _standards(request: Request, found: Desk) -> tuple[tuple[str, tuple[Link, ...], tuple[Link, ...]], ...]:
    return tuple(
        (
            owner.name,
            tuple(_link(s) for s in found.standards if s.record.municipality.id == owner.id),
            _ways(request, owner),
        )
        for owner in found.municipalities
    )


def _ways(request: Request, owner: MunicipalityRecord) -> tuple[Link, ...]:
    """What else somebody may do for a municipality."""
    ways = (
        (Permission.START_DRAFT, Link("Begynd en ny standard", address_book.editorial_new(owner.slug))),
        (Permission.START_DRAFT, Link("Indlæs fil", address_book.editorial_import(owner.slug))),
        (Permission.MANAGE_PEOPLE, Link("Brugere og roller", address_book.editorial_people(owner.slug))),
    )
    return tuple(link for permission, link in ways if may(request, permission, Subject(owner.id)))
