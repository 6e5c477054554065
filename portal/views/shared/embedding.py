"""Where other sites' systems find out how a page of ours is shown on theirs (oEmbed)."""

from __future__ import annotations

from pyramid.request import Request

from portal import address_book
from portal.services.errors import Parameter
from portal.services.published.catalogue import MunicipalityRecord
from portal.views.shared.field_names import FIELD_NAMES
from portal.views.shared.page_frame import Alternate
from portal.web.requests import absolute

FORMATS = {"json": "application/json", "xml": "text/xml"}
"""The formats of an answer, by their names in an address, and the content type of each."""


def embedding_alternates(request: Request, owner: MunicipalityRecord, path: str) -> tuple[Alternate, ...]:
    """How the page at ``path`` is shown elsewhere; none where the municipality names no site that may."""
    if not owner.about.embed_hosts:
        return ()
    page = {FIELD_NAMES[Parameter.PAGE]: absolute(request, path)}
    return tuple(
        Alternate(
            absolute(request, address_book.oembed(**page, **{FIELD_NAMES[Parameter.FORMAT]: name})),
            f"{kind}+oembed",
            "Vis på en anden hjemmeside",
        )
        for name, kind in FORMATS.items()
    )
