"""The administrator's pages: who may sign in, and as what."""

from __future__ import annotations

from collections.abc import Collection

from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from portal import address_book
from portal.security.permissions import Permission
from portal.security.roles import ROLE_WORDS, Role
from portal.services.errors import BadInput, Parameter, Refused
from portal.services.people.mailed_links import LinkWay
from portal.services.people.managing_people import PersonRecord
from portal.services.typed_words import one_line
from portal.views.people.people_page import PeoplePage, PersonLine, PersonPage
from portal.views.shared.components import Field, Option, errors_of
from portal.views.shared.editorial_frames import editorial_frame
from portal.views.shared.field_names import wrong_fields
from portal.views.shared.page_frame import Link
from portal.views.shared.posted import posted
from portal.web.resources import EditorialContext
from portal.web.sending_once import name_result

PEOPLE = "portal:templates/people/people.pt"
PERSON = "portal:templates/people/person.pt"
_MAILED = "Vi sender et link til {}. Det virker én gang, i tre dage. Kun personen selv ser det."
_BY_OPERATOR = (
    "Portalen kan ikke sende mail. Bed den, der driver portalen, om at lave et link med kommandoen: "
    "portal user link {}"
)
_CAN_ELSEWHERE = (
    "Personen har også adgang i en anden kommune og logger ind med den adgangskode, de har valgt dér. "
    "Administratoren dér kan sende nye links til kontoen."
)
_NOT_YET_ELSEWHERE = (
    "Personen har også adgang i en anden kommune, men har ikke valgt en adgangskode endnu. "
    "Administratoren dér kan sende et link."
)


@view_config(
    route_name="editorial.people",
    request_method="GET",
    renderer=PEOPLE,
    permission=Permission.MANAGE_PEOPLE,
)
def show(context: EditorialContext, request: Request) -> PeoplePage:
    """Everybody with a role in the municipality."""
    return _people_page(context, request)


@view_config(
    route_name="editorial.people",
    request_method="POST",
    renderer=PEOPLE,
    permission=Permission.MANAGE_PEOPLE,
)
def add(context: EditorialContext, request: Request) -> PeoplePage | Response:
    """Add somebody, and say how they come by a password."""
    mail, name = request.POST.get("mail", ""), request.POST.get("navn", "")
    return posted(
        request,
        lambda: request.services.managing_people.add(
            context.municipality, mail, name, _roles(request), request.identity.actor
        ),
        lambda way: _added(context, request, mail, way),
        lambda error: _people_page(context, request, error),
    )


def _added(context: EditorialContext, request: Request, mail: str, way: LinkWay) -> PeoplePage:
    name_result(request, request.path)
    return _people_page(context, request, added=mail, way=way)


def _way_words(way: LinkWay, mail: str, *, can_sign_in: bool = False) -> str:
    """How somebody comes by a password; ``can_sign_in``: they have one already, from another municipality."""
    if way is LinkWay.ELSEWHERE:
        return _CAN_ELSEWHERE if can_sign_in else _NOT_YET_ELSEWHERE
    return (_MAILED if way is LinkWay.MAILED else _BY_OPERATOR).format(mail)


@view_config(
    route_name="editorial.person",
    request_method="GET",
    renderer=PERSON,
    permission=Permission.MANAGE_PEOPLE,
)
def show_person(context: EditorialContext, request: Request) -> PersonPage:
    """One person's roles."""
    return _person_page(context, request, _person(context, request))


@view_config(
    route_name="editorial.person",
    request_method="POST",
    renderer=PERSON,
    permission=Permission.MANAGE_PEOPLE,
)
def change_person(context: EditorialContext, request: Request) -> PersonPage | Response:
    """Set the roles, or send a new one-time link."""
    person, managing = _person(context, request), request.services.managing_people
    actor, roles = request.identity.actor, _roles(request)
    if request.POST.get("handling") == "link":
        return posted(
            request,
            lambda: managing.new_link(context.municipality, person.id, actor),
            lambda way: _person_page(context, request, person, sent=_way_words(way, person.mail)),
        )
    people = address_book.editorial_people(context.municipality.slug)
    return posted(
        request,
        lambda: _set_roles(context, request, person, roles),
        f"{request.path}?gemt=1" if roles else people,
        lambda error: _person_page(context, request, person, roles=roles, error=error.message),
    )


def _set_roles(
    context: EditorialContext, request: Request, person: PersonRecord, roles: Collection[Role]
) -> None:
    """Set them; raises BadInput where that is refused, because it is the roles that must be others."""
    managing, actor = request.services.managing_people, request.identity.actor
    try:
        managing.set_roles(context.municipality, person.id, roles, actor)
    except Refused as error:
        raise BadInput(Parameter.ROLES, "", error.message) from None


def _person(context: EditorialContext, request: Request) -> PersonRecord:
    found: PersonRecord = request.services.managing_people.person(
        context.municipality, int(request.matchdict["id"])
    )
    return found


def _roles(request: Request) -> set[Role]:
    known = {role.value: role for role in Role}
    return {known[value] for value in request.POST.getall("roller") if value in known}


def _roles_field(chosen: Collection[Role], error: str = "") -> Field:
    options = tuple(Option(role.value, ROLE_WORDS[role], role in chosen) for role in Role)
    return Field("roller", "Roller", error=error, kind="checkboxes", options=options)


def _words(roles: Collection[Role]) -> str:
    return ", ".join(ROLE_WORDS[role] for role in Role if role in roles)


def _people_page(
    context: EditorialContext,
    request: Request,
    error: BadInput | None = None,
    *,
    added: str = "",
    way: LinkWay | None = None,
) -> PeoplePage:
    owner, wrong = context.municipality, wrong_fields(error)
    mail, name = (request.POST.get(field, "") if error else "" for field in ("mail", "navn"))
    href = address_book.editorial_people(owner.slug)
    people = request.services.managing_people.people(owner)
    fields = (
        Field("mail", "Mailadresse", mail, error=wrong.get("mail", "")),
        Field("navn", "Navn", name, error=wrong.get("navn", "")),
    )
    roles = _roles_field(_roles(request) if error else (), wrong.get("roller", ""))
    can_sign_in = any(p.has_password for p in people if p.mail == one_line(added).lower())
    around = editorial_frame(request, owner, (Link("Brugere", href),))
    return PeoplePage(
        frame=around.frame,
        csrf=around.csrf,
        title="Brugere",
        action=href,
        people=tuple(
            PersonLine(
                Link(person.name or person.mail, address_book.editorial_person(owner.slug, person.id)),
                person.mail,
                _words(person.roles),
                "" if person.has_password else "Har ikke valgt en adgangskode endnu",
            )
            for person in people
        ),
        fields=fields,
        roles=roles,
        added=added,
        next=_way_words(way, added, can_sign_in=can_sign_in) if way else "",
        errors=errors_of(*fields, roles),
    )


def _person_page(
    context: EditorialContext,
    request: Request,
    person: PersonRecord,
    *,
    roles: Collection[Role] | None = None,
    error: str = "",
    sent: str = "",
) -> PersonPage:
    href = address_book.editorial_people(context.municipality.slug)
    own = address_book.editorial_person(context.municipality.slug, person.id)
    field = _roles_field(person.roles if roles is None else roles, error)
    name = person.name or person.mail
    around = editorial_frame(request, context.municipality, (Link("Brugere", href), Link(name, own)))
    return PersonPage(
        frame=around.frame,
        csrf=around.csrf,
        title=name,
        action=own,
        mail=person.mail,
        roles=field,
        back=Link("Alle brugere", href),
        next=sent,
        saved=bool(request.GET.get("gemt")),
        errors=errors_of(field),
    )
