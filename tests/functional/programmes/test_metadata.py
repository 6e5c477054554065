"""What pages and the catalogue tell programmes: the same, whole by CPSV-AP, and nothing that is not sure."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from pyshacl import validate
from rdflib import RDF, Graph, Namespace, URIRef
from rdflib.plugins.parsers.jsonld import to_rdf
from webtest import TestApp

from conftest import ROOT, TODAY
from factories import standard, write
from portal.app import create_application
from portal.clock import SetClock
from portal.db import Database
from portal.services.drafting.loading import Loading

CPSV, CV = Namespace("http://purl.org/vocab/cpsv#"), Namespace("http://data.europa.eu/m8g/")
DCT = Namespace("http://purl.org/dc/terms/")
SITE = "http://portal.test"
ALL = "?opdigtede=ja"
REAL = """\
navn: Virkelig Kommune
art: kommune
kommunekode: "0999"
kontakt:
  navn: Familieafdelingen
  telefon: "70 00 00 00"
ansoegning: [Ring til os.]
svarfrist: Vi svarer </script><b> inden fire uger & to dage.
klage: Du kan klage inden fire uger.
"""
AUTHORITY = "navn: Styrelsen\nart: myndighed\n"
HANDBOOK = """\
---
titel: Håndbog
dokumenttype: baggrund
tilstand: vedtaget
vedtaget: 2020-01-01
gaelder_fra: 2020-01-01
---

## Om håndbogen {#om}

Den handler om støtte.
"""
TEXTS = {
    "styrelsen/kommune.yaml": AUTHORITY,
    "styrelsen/haandbog/1.md": HANDBOOK,
    "v/kommune.yaml": REAL,
    "v/ny/1.md": standard(title="Ny </script><script>alert(1)</script>", front={"kle": '"27.27.00"'}),
    "v/ny/2.md": standard(title="Ny", front={"gaelder_fra": "2027-01-01", "vedtaget": "2026-10-01",
                                             "offentliggjort": "2026-10-02"}),
    "v/gammel/1.md": standard(title="Gammel", table="b", front={
        "lovgrundlag": '["servicelovens § 52, stk. 3, nr. 5"]', "vedtaget": "2019-01-15",
        "offentliggjort": "2019-01-20", "gaelder_fra": "2019-02-01"}),
    "v/ukendt/1.md": standard(title="Ukendt", table="c", front={"gaelder_fra": "tidligst 2024-02-01"}),
}  # fmt: skip


@pytest.fixture(scope="module")
def texts(loaded_sqlite: Path) -> Iterator[TestApp]:
    """The texts of this repository, on SQLite: what is said of them cannot differ between databases."""
    yield from served(loaded_sqlite)


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path) -> Iterator[TestApp]:
    """A municipality that is not made up: texts in force, upcoming, of replaced law, undated."""
    folder = tmp_path_factory.mktemp("real")
    (folder / "portal.sqlite").write_bytes(sqlite_template.read_bytes())
    database = Database(f"sqlite:///{folder / 'portal.sqlite'}")
    assert Loading(database, SetClock.at(TODAY)).load(write(folder / "texts", TEXTS)).errors == []
    database.dispose()
    yield from served(folder)


def served(folder: Path) -> Iterator[TestApp]:
    application = create_application({"portal.data": str(folder)}, SetClock.at(TODAY))
    yield TestApp(application, extra_environ={"HTTP_HOST": "portal.test"})
    application.application.registry.portal.database.dispose()


def blocks(app: TestApp, address: str) -> list[dict[str, Any]]:
    return [
        json.loads(one.string) for one in app.get(address).html.select("script[type='application/ld+json']")
    ]


def of_type(app: TestApp, address: str, kind: str) -> dict[str, Any]:
    """The one thing of that type that the page tells search engines of."""
    graph = blocks(app, address)[0]["@graph"]
    (found,) = [node for node in graph if node["@type"] == kind]
    return dict(found)


def on_page(app: TestApp, address: str) -> Graph:
    (_, eu) = blocks(app, address)
    return to_rdf(eu, Graph())


def catalogue(app: TestApp, asked: str = "") -> Graph:
    return Graph().parse(data=app.get(f"/katalog.ttl{asked}").text, format="turtle")


@cache
def shapes() -> Graph:
    return Graph().parse(ROOT / "tests/inputs/cpsv-ap-mandatory.ttl")


def violations(graph: Graph) -> str:
    conforms, _, words = validate(graph, shacl_graph=shapes(), advanced=False)
    return "" if conforms else str(words)


def test_the_catalogue_of_all_standards_breaks_no_rule(texts: TestApp, real: TestApp) -> None:
    every = catalogue(texts, ALL)
    files = (ROOT / "standards").glob("*/*/*.md")
    adopted = [path for path in files if "\ntilstand: vedtaget\n" in path.read_text("utf-8")]
    assert violations(every) == ""
    assert len(set(every.subjects(RDF.type, CPSV.Rule))) == len(adopted)
    assert len(set(every.subjects(RDF.type, CPSV.PublicService))) > 10
    assert violations(catalogue(real)) == ""


@pytest.mark.parametrize(
    ("subject", "missing"),
    [
        ("/v/ny#ydelse", CV.hasCompetentAuthority),
        ("/v/ny#ydelse", DCT.identifier),
        ("/v/ny#ydelse", DCT.description),
        ("/v#organisation", DCT.spatial),
        ("/v#organisation", URIRef("http://www.w3.org/2004/02/skos/core#prefLabel")),
        ("/v/ny/v1", DCT.title),
        ("/v#omraade", RDF.type),
        ("/katalog.ttl#katalog", DCT.publisher),
    ],
)
def test_each_rule_can_be_broken(real: TestApp, subject: str, missing: URIRef) -> None:
    graph = catalogue(real)
    removed = URIRef(f"{SITE}{subject}"), missing, None
    assert list(graph.triples(removed))
    graph.remove(removed)
    assert violations(graph)


def test_both_writings_of_the_catalogue_are_one(texts: TestApp) -> None:
    as_json = texts.get(f"/katalog.jsonld{ALL}")
    assert as_json.content_type == "application/ld+json"
    assert as_json.headers["Access-Control-Allow-Origin"] == "*"
    assert set(to_rdf(as_json.json, Graph())) == set(catalogue(texts, ALL))


@pytest.mark.parametrize("address", ["/v/ny", "/v/ny/v1", "/v/ny/v2", "/v/gammel", "/v/ukendt/v1", "/v"])
def test_a_page_says_what_the_catalogue_says(real: TestApp, address: str) -> None:
    said = set(on_page(real, address))
    assert said
    assert said <= set(catalogue(real))


def test_what_is_made_up_is_left_out_unless_asked_for_and_says_so(texts: TestApp) -> None:
    assert "/eksempel" not in texts.get("/katalog.ttl").text
    assert "/randers" in texts.get("/katalog.ttl").text
    assert "Eksempel Kommune (opdigtet)" in texts.get(f"/katalog.ttl{ALL}").text
    assert "opdigtede" in texts.get("/katalog.ttl?opdigtede=måske", status=400).text
    page = of_type(texts, "/eksempel/aflastning/v4", "Legislation")
    assert page["name"].endswith("(opdigtet)")
    assert page["creativeWorkStatus"].endswith("Teksten er opdigtet.")
    assert "legislationLegalForce" not in page
    assert of_type(texts, "/eksempel", "GovernmentOrganization")["name"] == "Eksempel Kommune (opdigtet)"


def test_a_text_in_force(real: TestApp) -> None:
    text = of_type(real, "/v/ny/v1", "Legislation")
    assert text["@id"] == f"{SITE}/v/ny/v1"
    assert text["legislationDate"] == "2024-01-15"
    assert text["temporalCoverage"] == "2024-02-01/2026-12-31"
    assert text["legislationLegalForce"] == "https://schema.org/InForce"
    assert [law["url"] for law in text["isBasedOn"]] == [f"{SITE}/lov/barnets-lov/90"]
    assert text["creativeWorkStatus"] == "Pr. 22. november 2026: gældende."
    service = of_type(real, "/v/ny", "GovernmentService")
    assert service["subjectOf"] == {"@id": f"{SITE}/v/ny/v1"}
    assert service["category"]["codeValue"] == "27.27.00"
    owner = of_type(real, "/v/ny", "GovernmentOrganization")
    assert (owner["identifier"], owner["telephone"]) == ("0999", "70 00 00 00")
    assert service["provider"] == {"@id": owner["@id"]}
    follows = catalogue(real).value(URIRef(f"{SITE}/v/ny#ydelse"), CPSV.follows)
    assert follows == URIRef(f"{SITE}/v/ny/v1")


def test_a_background_document_is_a_text_and_no_service(real: TestApp) -> None:
    text = of_type(real, "/styrelsen/haandbog", "Legislation")
    assert text["legislationJurisdiction"]["name"] == "Danmark"
    every = catalogue(real)
    assert (URIRef(f"{SITE}/styrelsen/haandbog/v1"), RDF.type, CPSV.Rule) in every
    assert not list(every.triples((URIRef(f"{SITE}/styrelsen/haandbog#ydelse"), None, None)))
    assert set(on_page(real, "/styrelsen")) <= set(every)


def test_an_upcoming_text_is_not_in_force(real: TestApp) -> None:
    text = of_type(real, "/v/ny/v2", "Legislation")
    assert text["legislationLegalForce"] == "https://schema.org/NotInForce"
    assert text["temporalCoverage"] == "2027-01-01/.."


@pytest.mark.parametrize("address", ["/v/gammel", "/v/gammel/v1", "/v/ukendt", "/v/ukendt/v1"])
def test_what_is_not_confirmed_has_neither_force_nor_days(real: TestApp, address: str) -> None:
    text = of_type(real, address, "Legislation")
    assert not {"legislationLegalForce", "temporalCoverage"} & set(text)
    assert "ikke bekræftet" in text["creativeWorkStatus"]
    graph = on_page(real, address)
    assert not set(graph.objects(None, CPSV.follows))
    assert not set(graph.objects(None, DCT.temporal))
    page = real.get(address)
    for share in page.html.select("meta[property='og:description'], meta[name=description]"):
        assert "ikke bekræftet" in share["content"]
        assert ": gældende" not in share["content"]


def test_a_restatement_says_that_it_is_not_the_municipalitys_own(texts: TestApp) -> None:
    text = of_type(texts, "/randers/familiekonsulent-kontaktperson-doegnaflastning/v1", "Legislation")
    assert text["legislationLegalValue"] == "https://schema.org/UnofficialLegalValue"
    assert "genfortælling" in text["description"]
    assert "legislationLegalForce" not in text


def test_no_words_of_a_text_end_the_block_they_stand_in(real: TestApp) -> None:
    page = real.get("/v/ny")
    assert "<script>alert" not in page.text
    assert of_type(real, "/v/ny", "GovernmentService")["name"] == "Ny </script><script>alert(1)</script>"


def test_what_a_day_showed_is_described_on_its_own_page(texts: TestApp) -> None:
    """A page of another day says nothing of today to programmes, and names the lasting address."""
    page = texts.get("/eksempel/aflastning?dato=2019-06-01")
    assert page.html.select("script[type='application/ld+json']") == []
    assert page.html.find("link", rel="canonical")["href"] == f"{SITE}/eksempel/aflastning/v1"
