"""From an address to its object, or 404, before any view runs."""

from __future__ import annotations

from dataclasses import dataclass

from pyramid.request import Request

from portal.services.catalogue import MunicipalityRecord, StandardRecord


@dataclass(frozen=True)
class MunicipalityContext:
    """A municipality's pages."""

    municipality: MunicipalityRecord


@dataclass(frozen=True)
class StandardContext:
    """A standard's pages; drafts are not among its versions."""

    standard: StandardRecord


def municipality(request: Request) -> MunicipalityContext:
    """The municipality that the address names; raises UnknownName."""
    return MunicipalityContext(request.services.reading.municipality(request.matchdict["municipality"]))


def standard(request: Request) -> StandardContext:
    """The standard that the address names; raises UnknownName."""
    names = request.matchdict
    return StandardContext(request.services.reading.standard(names["municipality"], names["standard"]))
