"""The description in the EU's vocabulary for public services, CPSV-AP 3.2, as JSON-LD.

Every node has an address of its own, so that the same thing said on a page and in the catalogue is one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from portal import address_book
from portal.services.published.describing import (
    PORTAL_NAME,
    LawDescription,
    OrganisationDescription,
    ServiceDescription,
    TextDescription,
)

Node = dict[str, Any]
Whole = Callable[[str], str]
"""Makes a whole address of a path."""

CONTEXT = {
    "cpsv": "http://purl.org/vocab/cpsv#",
    "cv": "http://data.europa.eu/m8g/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "eli": "http://data.europa.eu/eli/ontology#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "locn": "http://www.w3.org/ns/locn#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "time": "http://www.w3.org/2006/time#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_EU = "http://publications.europa.eu/resource/authority"
_DANISH = {"@id": f"{_EU}/language/DAN", "@type": "dct:LinguisticSystem"}
_DENMARK = {"@id": f"{_EU}/atu/DNK", "@type": "dct:Location"}


def as_document(nodes: Iterable[Node]) -> Node:
    """Nodes as one JSON-LD document, each once."""
    return {"@context": CONTEXT, "@graph": list({node["@id"]: node for node in nodes}.values())}


def service_nodes(whole: Whole, service: ServiceDescription) -> Iterator[Node]:
    """The service and all it leads to: its text, its owner, the law."""
    text, owner = service.text, service.owner
    node: Node = {
        "@id": service_id(whole, service),
        "@type": "cpsv:PublicService",
        "dct:identifier": service.identifier,
        "dct:title": _words(service.title),
        "dct:description": _words(service.words),
        "dct:language": _DANISH,
        "dct:spatial": _ref(_place_id(whole, owner)),
        "foaf:page": _page(whole(service.path)),
        "cv:hasCompetentAuthority": _ref(_owner_id(whole, owner)),
        "cv:contactPoint": _ref(_contact_id(whole, owner)),
        # A service follows a rule that applies; of one that may not, only that the two belong together.
        "cpsv:follows" if text.applies else "dct:relation": _ref(whole(text.path)),
    }
    if service.topics:
        node["dcat:keyword"] = [_words(topic) for topic in service.topics]
    if text.law:
        node["cv:hasLegalResource"] = [_ref(whole(law.path)) for law in text.law]
    if service.kle:
        node["cv:isClassifiedBy"] = _kle(whole, service.kle)
    yield node
    yield from text_nodes(whole, text)


def text_nodes(whole: Whole, text: TextDescription) -> Iterator[Node]:
    """A version as the rule it is, its owner, and the law it carries out."""
    node: Node = {
        "@id": whole(text.path),
        "@type": "cpsv:Rule",
        "dct:identifier": text.identifier,
        "dct:title": _words(text.title),
        "dct:description": _words(text.words),
        "dct:language": _DANISH,
        "dct:publisher": _ref(_owner_id(whole, text.owner)),
    }
    if text.law:
        node["cpsv:implements"] = [_ref(whole(law.path)) for law in text.law]
    if text.adopted:
        node["dct:issued"] = {"@value": text.adopted.isoformat(), "@type": "xsd:date"}
    if text.days:
        node["dct:temporal"] = _period(whole, text)
    yield node
    yield from owner_nodes(whole, text.owner)
    yield from (_law(whole, law) for law in text.law)


def owner_nodes(whole: Whole, owner: OrganisationDescription) -> Iterator[Node]:
    """A municipality or an authority, how it is reached, and where it is."""
    node: Node = {
        "@id": _owner_id(whole, owner),
        "@type": "cv:PublicOrganisation",
        "dct:identifier": owner.code,
        "skos:prefLabel": _words(owner.name),
        "dct:spatial": _ref(_place_id(whole, owner)),
        "cv:contactPoint": _ref(_contact_id(whole, owner)),
    }
    if owner.website:
        node["foaf:homepage"] = _page(owner.website)
    yield node
    yield _contact(whole, owner)
    if owner.municipal:
        yield {
            "@id": _place_id(whole, owner),
            "@type": "dct:Location",
            "dct:identifier": owner.code,
            "locn:geographicName": _words(owner.name),
            "dct:isPartOf": _DENMARK,
        }
    else:
        yield _DENMARK


def catalogue_nodes(
    whole: Whole, services: Sequence[ServiceDescription], texts: Sequence[TextDescription]
) -> Iterator[Node]:
    """The catalogue, every service in it, and every version of every text."""
    yield {
        "@id": _catalogue_part(whole, "katalog"),
        "@type": "dcat:Dataset",
        "dct:identifier": whole(address_book.catalogue_turtle()),
        "dct:title": _words(f"{PORTAL_NAME}: kommunernes standarder"),
        "dct:description": _words("Kommunernes støtte, som deres vedtagne standarder beskriver den."),
        "dct:publisher": _ref(_catalogue_part(whole, "udgiver")),
        "dcat:landingPage": _page(whole(address_book.home())),
        "dct:hasPart": [_ref(service_id(whole, service)) for service in services],
    }
    yield {
        "@id": _catalogue_part(whole, "udgiver"),
        "@type": "foaf:Agent",
        "dct:identifier": whole(address_book.home()),
        "dct:title": _words(PORTAL_NAME),
    }
    for service in services:
        yield from service_nodes(whole, service)
    for text in texts:
        yield from text_nodes(whole, text)


def service_id(whole: Whole, service: ServiceDescription) -> str:
    """The service itself, where its page's address is the page."""
    return f"{whole(service.path)}#ydelse"


def _owner_id(whole: Whole, owner: OrganisationDescription) -> str:
    return f"{whole(owner.path)}#organisation"


def _place_id(whole: Whole, owner: OrganisationDescription) -> str:
    return f"{whole(owner.path)}#omraade" if owner.municipal else _DENMARK["@id"]


def _contact_id(whole: Whole, owner: OrganisationDescription) -> str:
    return f"{whole(owner.path)}#kontakt"


def _contact(whole: Whole, owner: OrganisationDescription) -> Node:
    node: Node = {
        "@id": _contact_id(whole, owner),
        "@type": "cv:ContactPoint",
        "cv:contactPage": _page(whole(owner.path)),
    }
    if owner.phone:
        node["cv:telephone"] = owner.phone
    if owner.mail:
        node["cv:email"] = owner.mail
    if owner.hours:
        hours = {"@id": f"{whole(owner.path)}#tider", "@type": "time:TemporalEntity"}
        node["cv:openingHours"] = {**hours, "dct:description": _words(owner.hours)}
    return node


def _law(whole: Whole, law: LawDescription) -> Node:
    return {"@id": whole(law.path), "@type": "eli:LegalResource", "dct:title": _words(law.name)}


def _kle(whole: Whole, number: str) -> Node:
    return {
        "@id": _catalogue_part(whole, f"kle-{number}"),
        "@type": "skos:Concept",
        "skos:notation": number,
        "skos:prefLabel": _words(f"KLE {number}"),
    }


def _period(whole: Whole, text: TextDescription) -> Node:
    assert text.days is not None
    names = ("dcat:startDate", "dcat:endDate")
    days = {
        name: {"@value": day.isoformat(), "@type": "xsd:date"}
        for name, day in zip(names, text.days, strict=True)
        if day
    }
    return {"@id": f"{whole(text.path)}#tid", "@type": "dct:PeriodOfTime", **days}


def _catalogue_part(whole: Whole, name: str) -> str:
    return f"{whole(address_book.catalogue_turtle())}#{name}"


def _page(address: str) -> Node:
    return {"@id": address, "@type": "foaf:Document"}


def _ref(address: str) -> Node:
    return {"@id": address}


def _words(text: str) -> Node:
    return {"@value": text, "@language": "da"}
