"""Every address, in one file. Order matters where a fixed word could be taken for a slug."""

from __future__ import annotations

from pyramid.config import Configurator

from portal import resources

VERSION = r"{n:[1-9]\d{0,5}}"


def includeme(config: Configurator) -> None:
    """Register every route with the factory that finds its object, or 404, before any view runs."""
    add = config.add_route
    add("home", "/")
    add("search", "/soeg")
    add("search.suggest", "/soeg/forslag")
    add("law", "/lov/{act}/{section}*rest")
    add("accessibility", "/tilgaengelighed")
    add("comparison", "/sammenlign")
    add("comparison.csv", "/sammenlign.csv")
    add("receipt.text", "/kvittering/{id}.txt")
    add("receipt", "/kvittering/{id}")
    add("decided", "/afgoerelse")
    add("sign_in", "/log-ind")
    add("sign_in.link", "/log-ind/engang/{token}")
    add("sign_out", "/log-ud")

    api = "/api/v1"
    add("api.openapi", f"{api}/openapi.json")
    add("api.municipalities", f"{api}/municipalities")
    add("api.standards", f"{api}/standards")
    add("api.versions", f"{api}/standards/{{municipality}}/{{standard}}/versions")
    add("api.version", f"{api}/standards/{{municipality}}/{{standard}}/versions/{VERSION}")
    add("api.level_tables", f"{api}/level-tables")
    add("api.calculate", f"{api}/calculate")
    add("api.compare", f"{api}/compare")
    add("api.receipt", f"{api}/receipts/{{id}}")
    add("api.search", f"{api}/search")
    add("api.law", f"{api}/law/{{act}}/{{section}}*rest")
    add("api.unknown", f"{api}*rest")

    municipality = {"factory": resources.municipality}
    add("calculator", "/{municipality}/beregner", **municipality)
    add("municipality.feed", "/{municipality}/nyt.atom", **municipality)
    add("municipality.theme", "/{municipality}/farver.css", **municipality)
    add("municipality", "/{municipality}", **municipality)

    standard = {"factory": resources.standard}
    add("standard.feed", "/{municipality}/{standard}/nyt.atom", **standard)
    add("standard.versions", "/{municipality}/{standard}/versioner", **standard)
    changes = r"/{municipality}/{standard}/aendringer/v{a:[1-9]\d{0,5}}..v{b:[1-9]\d{0,5}}"
    add("standard.changes", changes, **standard)
    add("standard.deadlines", "/{municipality}/{standard}/frister", **standard)
    add("standard.calendar", "/{municipality}/{standard}/frister.ics", **standard)
    add("standard.citation", f"/{{municipality}}/{{standard}}/v{VERSION}/henvisning", **standard)
    add("standard.proof", f"/{{municipality}}/{{standard}}/v{VERSION}/bevis", **standard)
    add("standard.source", f"/{{municipality}}/{{standard}}/v{VERSION}/tekst", **standard)
    add("standard.version", f"/{{municipality}}/{{standard}}/v{VERSION}", **standard)
    add("standard", "/{municipality}/{standard}", **standard)


RESERVED = frozenset(
    {
        "soeg",
        "lov",
        "tilgaengelighed",
        "api",
        "statisk",
        "sammenlign",
        "kvittering",
        "afgoerelse",
        "indlejret",
    }
    | {"redaktion", "was", "log-ind", "log-ud", "hoeringer", "sundhed", "robots.txt", "favicon.ico"}
)
"""First path segments that are pages of ours, today or by the plan; no municipality may have one."""
