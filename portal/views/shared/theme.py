"""A municipality's theme as a stylesheet of its own: the content security policy refuses inline styles."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256

from pyramid.request import Request
from pyramid.response import Response
from pyramid.view import view_config

from portal import address_book
from portal.documents.municipality.colours import completed, readable_on
from portal.security.permissions import Permission
from portal.services.published.catalogue import MunicipalityRecord
from portal.web.resources import MunicipalityContext

FOR_EVER = 365 * 24 * 3600

PROPERTIES = {"primaer": "--theme", "sekundaer": "--theme-deep", "baggrund": "--surface", "tekst": "--text"}
"""Which custom property of ``portal/assets/tokens.css`` each colour of ``kommune.yaml`` sets."""


def theme_style(colours: Mapping[str, str]) -> str:
    """The stylesheet for these colours, "" for none. The dark scheme stays the portal's own."""
    if not colours:
        return ""
    whole = completed(colours)
    values = {PROPERTIES[name]: colour for name, colour in whole.items()}
    values["--on-theme"] = readable_on(whole["primaer"])
    declarations = ";".join(f"{name}:{value}" for name, value in sorted(values.items()))
    return f"@media not (prefers-color-scheme:dark){{:root{{{declarations}}}}}"


def theme_href(municipality: MunicipalityRecord) -> str:
    """Where the theme is fetched, "" for none. The address changes with the colours: it is kept for ever."""
    style = theme_style(municipality.about.colours)
    if not style:
        return ""
    return f"{address_book.municipality_theme(municipality.slug)}?{sha256(style.encode()).hexdigest()[:10]}"


@view_config(route_name="municipality.theme", permission=Permission.READ_PUBLISHED)
def theme(context: MunicipalityContext, request: Request) -> Response:
    """The municipality's colours as a stylesheet; empty where it has none."""
    style = theme_style(context.municipality.about.colours)
    response = Response(style, content_type="text/css", charset="utf-8")
    response.cache_control = f"public, max-age={FOR_EVER}, immutable"
    del request
    return response
