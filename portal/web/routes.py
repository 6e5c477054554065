"""Every address, in one file. Order matters where a fixed word could be taken for a slug."""

from __future__ import annotations

from pyramid.config import Configurator

from portal.web import resources

VERSION = r"{n:[1-9]\d{0,5}}"


def includeme(config: Configurator) -> None:
    """Register every route with the factory that finds its object, or 404, before any view runs."""
    add = config.add_route
    add("home", "/")
    add("robots", "/robots.txt")
    add("security", "/.well-known/security.txt")
    add("health", "/healthz")
    add("ready", "/readyz")
    add("sitemap", "/sitemap.xml")
    add("favicon", "/favicon.ico")
    add("oembed", "/oembed")
    add("catalogue.json", "/katalog.jsonld")
    add("catalogue.turtle", "/katalog.ttl")
    add("search", "/soeg")
    add("search.suggest", "/soeg/forslag")
    add("law", "/lov/{act}/{section}*rest")
    add("accessibility", "/tilgaengelighed")
    add("was", "/was")
    add("comparison", "/sammenlign")
    add("comparison.csv", "/sammenlign.csv")
    add("receipt.text", "/kvittering/{id}.txt")
    add("receipt.pdf", "/kvittering/{id}.pdf")
    add("receipt", "/kvittering/{id}")
    add("decided", "/afgoerelse")
    add("sign_in", "/log-ind")
    add("sign_in.forgotten", "/log-ind/glemt")
    add("sign_in.link", "/log-ind/engang/{token}")
    add("sign_out", "/log-ud")
    add("hearings", "/hoeringer")
    _add_editorial(config)
    _add_political(config)

    add("programmes", "/api")
    api = "/api/v1"
    add("api.index", f"{api}/")
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
    add("api.coverage", f"{api}/coverage")
    add("api.law", f"{api}/law/{{act}}/{{section}}*rest")
    add("api.unknown", f"{api}*rest")

    municipality = {"factory": resources.municipality}
    add("calculator", "/{municipality}/beregner", **municipality)
    add("calculator.sheet", "/{municipality}/beregner/ark", **municipality)
    add("guide", "/{municipality}/vejviser", **municipality)
    add("embedded.theme", "/indlejret/{municipality}/farver.css", **municipality)
    add("embedded", "/indlejret/{municipality}/beregner", **municipality)
    add("embedded.cell", "/indlejret/{municipality}/celle/{row}", **municipality)
    add("embedded.cell_frame", "/indlejret/{municipality}/celle/{row}/ramme", **municipality)
    add("municipality.feed", "/{municipality}/nyt.atom", **municipality)
    add("municipality.theme", "/{municipality}/farver.css", **municipality)
    add("municipality", "/{municipality}", **municipality)

    standard = {"factory": resources.standard}
    add("hearing", "/{municipality}/{standard}/hoering", factory=resources.hearing)
    add("standard.feed", "/{municipality}/{standard}/nyt.atom", **standard)
    add("standard.versions", "/{municipality}/{standard}/versioner", **standard)
    add("standard.seals", "/{municipality}/{standard}/segl", **standard)
    changes = r"/{municipality}/{standard}/aendringer/v{a:[1-9]\d{0,5}}..v{b:[1-9]\d{0,5}}"
    add("standard.changes", changes, **standard)
    add("standard.deadlines", "/{municipality}/{standard}/frister", **standard)
    add("standard.calendar", "/{municipality}/{standard}/frister.ics", **standard)
    add("standard.citation", f"/{{municipality}}/{{standard}}/v{VERSION}/henvisning", **standard)
    add("standard.history", f"/{{municipality}}/{{standard}}/v{VERSION}/tilblivelse", **standard)
    add("standard.proof", f"/{{municipality}}/{{standard}}/v{VERSION}/bevis", **standard)
    add("standard.source", f"/{{municipality}}/{{standard}}/v{VERSION}/tekst", **standard)
    add("standard.pdf", f"/{{municipality}}/{{standard}}/v{VERSION}.pdf", **standard)
    add("standard.word", f"/{{municipality}}/{{standard}}/v{VERSION}.docx", **standard)
    add("standard.version", f"/{{municipality}}/{{standard}}/v{VERSION}", **standard)
    add("standard", "/{municipality}/{standard}", **standard)


def _add_editorial(config: Configurator) -> None:
    """The editorial pages: whoever is not signed in is asked to, whatever the address."""
    add = config.add_route
    add("editorial", "/redaktion", factory=resources.desk)
    add("editorial.account", "/redaktion/min-konto", factory=resources.desk)
    add("editorial.words", "/redaktion/ordbog", factory=resources.desk)
    add("editorial.words.group", "/redaktion/ordbog/synonymer/{key}", factory=resources.desk)
    add("editorial.words.answer", "/redaktion/ordbog/svar/{key}", factory=resources.desk)
    municipality = {"factory": resources.editorial}
    add("editorial.people", "/redaktion/{municipality}/brugere", **municipality)
    add("editorial.person", r"/redaktion/{municipality}/brugere/{id:[1-9]\d{0,8}}", **municipality)
    add("editorial.new", "/redaktion/{municipality}/ny-standard", **municipality)
    add("editorial.import", "/redaktion/{municipality}/indlaes", **municipality)
    add("editorial.import.report", r"/redaktion/{municipality}/indlaes/{id:[1-9]\d{0,8}}", **municipality)
    standard = {"factory": resources.editorial_standard}
    add("editorial.standard", "/redaktion/{municipality}/{standard}", **standard)
    add("editorial.start", "/redaktion/{municipality}/{standard}/begynd", **standard)
    add("editorial.confirm", "/redaktion/{municipality}/{standard}/bekraeft", **standard)
    add("editorial.repeal", "/redaktion/{municipality}/{standard}/ophaev", **standard)
    draft = {"factory": resources.draft}
    for name, word in (
        ("text", "tekst"),
        ("read", "laes"),
        ("step", "trin"),
        ("answer", "svar"),
        ("look_through", "set-igennem"),
        ("levels", "niveauer"),
        ("deadlines", "frister"),
        ("paste", "indsaet"),
        ("source", "kilde"),
        ("source.page", r"kilde/{id:[1-9]\d{0,8}}"),
        ("word", "word"),
        ("word_file", "udkast.docx"),
    ):
        add(f"editorial.{name}", f"/redaktion/{{municipality}}/{{standard}}/{word}", **draft)


def _add_political(config: Configurator) -> None:
    """From a draft to an adopted text: hearing, decision, correction; and masking what should not stand."""
    base, response = "/redaktion/{municipality}/{standard}", r"svar/{id:[1-9]\d{0,8}}"
    draft = {"factory": resources.draft}
    for name, path in (
        ("hearing", "hoering"),
        ("hearing.enter", "hoering/svar"),
        ("hearing.read", f"hoering/{response}/laes"),
        ("hearing.answer", f"hoering/{response}/besvar"),
        ("decision", "beslutning"),
        ("decision.record", "beslutning/organ"),
        ("decision.stance", "beslutning/tilkendegivelse"),
        ("decision.estimate", "beslutning/skoen"),
        ("correction", "rettelse"),
    ):
        config.add_route(f"editorial.{name}", f"{base}/{path}", **draft)
    config.add_route("editorial.redaction", f"{base}/maskering", factory=resources.editorial_standard)


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
    | {
        "redaktion",
        "was",
        "log-ind",
        "log-ud",
        "hoeringer",
        "ordbog",
        "min-konto",
        "sundhed",
        "robots.txt",
        ".well-known",
        "favicon.ico",
        "healthz",
        "readyz",
        "sitemap.xml",
        "katalog.jsonld",
        "katalog.ttl",
        "oembed",
    }
)
"""First path segments that are pages of ours, today or by the plan; no municipality may have one."""
