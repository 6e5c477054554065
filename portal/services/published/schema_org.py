"""The description in the words of schema.org, which search engines read from pages."""

from __future__ import annotations

from typing import Any

from portal.services.published.cpsv_ap import Node, Whole
from portal.services.published.describing import OrganisationDescription, ServiceDescription, TextDescription

_SCHEMA = "https://schema.org"


def service_data(whole: Whole, service: ServiceDescription) -> Node:
    """A service, its owner and the text that describes it."""
    node = {
        "@type": "GovernmentService",
        "@id": f"{whole(service.path)}#ydelse",
        "identifier": service.identifier,
        "name": service.title,
        "description": service.words,
        "url": whole(service.path),
        "serviceType": service.title,
        "keywords": list(service.topics),
        "provider": _owner_ref(whole, service.owner),
        "areaServed": _area(service.owner),
        "subjectOf": {"@id": whole(service.text.path)},
    }
    if service.kle:
        node["category"] = {
            "@type": "CategoryCode",
            "codeValue": service.kle,
            "inCodeSet": "KLE",
            "name": f"KLE {service.kle}",
        }
    return _document(node, _owner(whole, service.owner), _text(whole, service.text))


def text_data(whole: Whole, text: TextDescription) -> Node:
    """A version, and its owner."""
    return _document(_owner(whole, text.owner), _text(whole, text))


def owner_data(whole: Whole, owner: OrganisationDescription) -> Node:
    """A municipality or an authority."""
    return _document(_owner(whole, owner))


def _document(*nodes: Node) -> Node:
    return {"@context": _SCHEMA, "@graph": [_without_nothing(node) for node in nodes]}


def _owner(whole: Whole, owner: OrganisationDescription) -> Node:
    return {
        "@type": "GovernmentOrganization",
        **_owner_ref(whole, owner),
        "identifier": owner.code,
        "name": owner.name,
        "url": whole(owner.path),
        "sameAs": owner.website,
        "telephone": owner.phone,
        "email": owner.mail,
        "address": owner.address,
        "areaServed": _area(owner),
    }


def _text(whole: Whole, text: TextDescription) -> Node:
    return {
        "@type": "Legislation",
        "@id": whole(text.path),
        "url": whole(text.path),
        "identifier": text.identifier,
        "legislationIdentifier": text.identifier,
        "name": text.title,
        "description": text.words,
        "version": str(text.n),
        "inLanguage": "da",
        "creativeWorkStatus": text.standing,
        "legislationPassedBy": _owner_ref(whole, text.owner),
        "legislationJurisdiction": _area(text.owner),
        "legislationDate": _day(text.adopted),
        "datePublished": _day(text.published),
        "temporalCoverage": _coverage(text),
        "legislationLegalForce": _force(text),
        "legislationLegalValue": f"{_SCHEMA}/UnofficialLegalValue" if text.restatement else "",
        "legislationCorrects": {"@id": whole(text.corrects)} if text.corrects else None,
        "isBasedOn": [
            {"@type": "Legislation", "@id": whole(law.path), "url": whole(law.path), "name": law.name}
            for law in text.law
        ],
        "encoding": {
            "@type": "MediaObject",
            "contentUrl": whole(text.source),
            "encodingFormat": "text/markdown",
            "sha256": text.sha256,
        },
    }


def _force(text: TextDescription) -> str:
    """Nothing where it is not sure: there is no word for doubt in the vocabulary."""
    if text.applies is None:
        return ""
    return f"{_SCHEMA}/{'InForce' if text.applies else 'NotInForce'}"


def _coverage(text: TextDescription) -> str:
    if text.days is None:
        return ""
    first, last = text.days
    return f"{first.isoformat()}/{last.isoformat() if last else '..'}"


def _day(day: Any) -> str:
    return day.isoformat() if day else ""


def _area(owner: OrganisationDescription) -> Node:
    return {"@type": "AdministrativeArea", "name": owner.name if owner.municipal else "Danmark"}


def _owner_ref(whole: Whole, owner: OrganisationDescription) -> Node:
    return {"@id": f"{whole(owner.path)}#organisation"}


def _without_nothing(node: Node) -> Node:
    return {name: value for name, value in node.items() if value}
