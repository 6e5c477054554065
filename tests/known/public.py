"""The addresses of what everybody may read."""

from __future__ import annotations

from known.address import Known, Parameter

DAY = Parameter("2026-01-01", "#dato", "i overmorgen")
FREE = Parameter("noget")
MADE_UP = Parameter("ja", "opdigtede")
OWNER = {"municipality": Parameter("eksempel", "kommunen")}
STANDARD = {**OWNER, "standard": Parameter("aflastning", "standarden")}
VERSION = {**STANDARD, "n": Parameter("1", "versionen", "99")}
PROVISION = {
    "act": Parameter("barnets-lov", "bestemmelsen"),
    "section": Parameter("90", "bestemmelsen"),
    "rest": Parameter("stk-1", "bestemmelsen"),
}
ONE, OTHER = "eksempel/aflastning/doegnaflastning", "eksempel/aflastning/v1/doegnaflastning"
RECEIPT = {"id": Parameter("k", "vittering")}
TABLE = {"tabel": "doegnaflastning"}
ASKING = {
    "tabel": Parameter("doegnaflastning", "tabellen"),
    "niveau": Parameter("moderat", "#niveau", beside=TABLE),
    "antal": Parameter("70", "#antal", "mange", beside={**TABLE, "enhed": "døgn/år"}),
    "enhed": Parameter("døgn/år", "#enhed", "æbler", beside={**TABLE, "antal": "70"}),
    "alder": Parameter("7", "#alder", "syv", beside={"tabel": "fritidsstoette"}),
    "dato": Parameter("2026-01-01", "#dato", "i overmorgen", beside=TABLE),
}
LOOK = {"primaer": FREE, "baggrund": FREE, "tekst": FREE, "stoerrelse": FREE}
ROW = {**OWNER, "row": Parameter("doegnaflastning-moderat", "rækken")}
OF_ROW = {"standard": Parameter("aflastning", "standarden"), "dato": DAY}
SHOWN = {"url": "http://localhost/eksempel/aflastning#doegnaflastning-moderat"}
WAY = {"ydelse": "doegnaflastning", "maade": "antal", "enhed": "døgn/år"}
GUIDE = {
    "ydelse": Parameter("doegnaflastning", "Vælg et af svarene"),
    "maade": Parameter("antal", "Vælg et af svarene", beside={"ydelse": "doegnaflastning"}),
    "niveau": Parameter("x", "#niveau", beside={**WAY, "maade": "niveau"}),
    "antal": Parameter("70", "#antal", "mange", beside=WAY),
    "enhed": Parameter("døgn/år", "#enhed", "æbler", beside={**WAY, "antal": "70"}),
    "alder": Parameter("7", "#alder", "syv", beside={"ydelse": "fritidsstoette", "maade": "alder"}),
    "dag": Parameter("i-dag", "Vælg et af svarene", beside={**WAY, "antal": "70"}),
    "dato": Parameter("2026-01-01", "#dato", "i overmorgen", beside={**WAY, "antal": "70", "dag": "dato"}),
    "ret": FREE,
    "trin": FREE,
}
SEARCH = {
    "q": FREE,
    "kommune": Parameter("eksempel", "kommunen »findes-ikke«"),
    "type": Parameter("retningslinje", "»findes-ikke«", beside={"q": "aflastning"}),
    "emne": FREE,
    "lov": Parameter("barnets-lov/90", "»findes-ikke«", beside={"q": "aflastning"}),
    "alder": Parameter("7", "alderen »syv«", "syv", beside={"q": "aflastning"}),
    "status": Parameter("bekraeftet", "»findes-ikke«", beside={"q": "aflastning"}),
    "ordret": FREE,
    "side": FREE,
    "dato": DAY,
}
PUBLIC = {
    "home": Known("/"),
    "robots": Known("/robots.txt"),
    "security": Known("/.well-known/security.txt"),
    "health": Known("/healthz"),
    "ready": Known("/readyz"),
    "sitemap": Known("/sitemap.xml"),
    "favicon": Known("/favicon.ico"),
    "catalogue.json": Known("/katalog.jsonld", query={"opdigtede": MADE_UP}),
    "catalogue.turtle": Known("/katalog.ttl", query={"opdigtede": MADE_UP}),
    "search": Known("/soeg", query=SEARCH),
    "search.suggest": Known("/soeg/forslag", query={"q": FREE, "kommune": FREE}),
    "law": Known("/lov/{act}/{section}/{rest}", PROVISION),
    "accessibility": Known("/tilgaengelighed"),
    "was": Known("/was"),
    "comparison": Known(
        "/sammenlign",
        query={
            "tabel": Parameter(ONE, "#tabel", beside={"med": OTHER}),
            "med": Parameter(OTHER, "#med", beside={"tabel": ONE}),
            "dato": DAY,
        },
    ),
    "comparison.csv": Known(
        "/sammenlign.csv",
        query={
            "tabel": Parameter(ONE, "»tabel«", needed=True, beside={"med": OTHER}),
            "med": Parameter(OTHER, "»med«", needed=True, beside={"tabel": ONE}),
            "dato": Parameter("2026-01-01", "#dato", "i overmorgen", beside={"tabel": ONE, "med": OTHER}),
        },
    ),
    "receipt.text": Known("/kvittering/{id}.txt", RECEIPT),
    "receipt.pdf": Known("/kvittering/{id}.pdf", RECEIPT),
    "receipt": Known("/kvittering/{id}", RECEIPT),
    "decided": Known(
        "/afgoerelse",
        query={
            "kommune": Parameter("eksempel", "#kommune"),
            "standard": Parameter("aflastning", "#standard", beside={"kommune": "eksempel"}),
            "dato": Parameter(
                "2026-01-01",
                "dato",
                "i overmorgen",
                beside={"kommune": "eksempel", "standard": "aflastning"},
            ),
        },
    ),
    "sign_in": Known("/log-ind", query={"videre": FREE}),
    "sign_in.forgotten": Known("/log-ind/glemt"),
    "sign_in.link": Known("/log-ind/engang/{token}", {"token": Parameter("x", "Linket virker ikke")}),
    "sign_out": Known("/log-ud"),
    "hearings": Known("/hoeringer"),
    "programmes": Known("/api"),
    "calculator": Known("/{municipality}/beregner", OWNER, ASKING),
    "calculator.sheet": Known(
        "/{municipality}/beregner/ark",
        OWNER,
        {
            "doegnaflastning.niveau": Parameter("x", "#niveau"),
            "doegnaflastning.antal": Parameter(
                "70", "#antal", "mange", beside={"doegnaflastning.enhed": "døgn/år"}
            ),
            "doegnaflastning.enhed": Parameter(
                "døgn/år", "#enhed", "æbler", beside={"doegnaflastning.antal": "70"}
            ),
            "dato": DAY,
        },
    ),
    "guide": Known("/{municipality}/vejviser", OWNER, GUIDE),
    "embedded.theme": Known("/indlejret/{municipality}/farver.css", OWNER, LOOK),
    "embedded": Known("/indlejret/{municipality}/beregner", OWNER, {**ASKING, **LOOK}),
    "embedded.cell": Known("/indlejret/{municipality}/celle/{row}", ROW, OF_ROW),
    "embedded.cell_frame": Known("/indlejret/{municipality}/celle/{row}/ramme", ROW, {**OF_ROW, **LOOK}),
    "oembed": Known(
        "/oembed",
        query={
            "url": Parameter(SHOWN["url"], "url", needed=True),
            "format": Parameter("xml", "format", beside=SHOWN),
            "maxwidth": Parameter("300", "maxwidth", "bred", beside=SHOWN),
            "maxheight": Parameter("300", "maxheight", "0", beside=SHOWN),
        },
    ),
    "municipality.feed": Known("/{municipality}/nyt.atom", OWNER),
    "municipality.theme": Known("/{municipality}/farver.css", OWNER),
    "municipality": Known("/{municipality}", OWNER),
    "standard.feed": Known("/{municipality}/{standard}/nyt.atom", STANDARD),
    "standard.versions": Known("/{municipality}/{standard}/versioner", STANDARD),
    "standard.seals": Known("/{municipality}/{standard}/segl", STANDARD),
    "standard.changes": Known(
        "/{municipality}/{standard}/aendringer/v{a}..v{b}",
        {**STANDARD, "a": Parameter("1", "ændringerne", "2"), "b": Parameter("2", "versionen", "99")},
    ),
    "standard.deadlines": Known(
        "/{municipality}/{standard}/frister",
        STANDARD,
        {
            "version": Parameter("1", "versionen", "0"),
            "ivaerksaettelse": Parameter("2026-01-01", "#ivaerksaettelse", "i overmorgen"),
        },
    ),
    "standard.calendar": Known(
        "/{municipality}/{standard}/frister.ics",
        STANDARD,
        {
            "version": Parameter("1", "versionen", "0"),
            "ivaerksaettelse": Parameter("2026-01-01", "#ivaerksaettelse", "i overmorgen"),
        },
    ),
    "standard.citation": Known(
        "/{municipality}/{standard}/v{n}/henvisning",
        VERSION,
        {"sted": Parameter("maalgruppe", "stedet i teksten"), "dato": DAY},
    ),
    "standard.history": Known("/{municipality}/{standard}/v{n}/tilblivelse", VERSION),
    "standard.proof": Known("/{municipality}/{standard}/v{n}/bevis", VERSION),
    "standard.source": Known("/{municipality}/{standard}/v{n}/tekst", VERSION),
    "standard.pdf": Known("/{municipality}/{standard}/v{n}.pdf", VERSION),
    "standard.word": Known("/{municipality}/{standard}/v{n}.docx", VERSION),
    "standard.version": Known("/{municipality}/{standard}/v{n}", VERSION),
    "standard": Known("/{municipality}/{standard}", STANDARD, {"dato": DAY}),
}
