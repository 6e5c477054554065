"""How programmes get at what is published, with examples that the portal itself has just answered."""

from __future__ import annotations

from pyramid.request import Request
from pyramid.view import view_config

from portal import address_book
from portal.assistants.tools import TOOLS
from portal.security.permissions import Permission
from portal.views.programmes.programmes_examples import Asked, examples_of
from portal.views.programmes.programmes_page import ProgrammesPage, ToolLine
from portal.views.shared.frames import frame_for
from portal.views.shared.page_frame import Link

TITLE = "Adgang for programmer"


@view_config(
    route_name="programmes",
    renderer="portal:templates/published/programmes.pt",
    permission=Permission.READ_PUBLISHED,
)
def programmes(request: Request) -> ProgrammesPage:
    """API, assistants, feeds and embedding."""
    asked = Asked.find(request)
    path = address_book.programmes()
    return ProgrammesPage(
        frame=frame_for(request, crumbs=(Link(TITLE, path),), canonical=path),
        title=TITLE,
        lead="Det, du kan læse her, kan et program også hente. "
        "Her står hvordan, med eksempler, som portalen selv lige har svaret på.",
        openapi=Link("OpenAPI", request.route_path("api.openapi")),
        index=Link(address_book.api_index(), address_book.api_index()),
        tools=tuple(ToolLine(tool.name, tool.description) for tool in TOOLS.values()),
        **(examples_of(asked) if asked else {}),
    )
