"""What endpoints are asked, where the services have no question of their own; and how a path asks it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from portal.api.endpoint import PathNames
from portal.danish.law_references import LawReference


@dataclass(frozen=True)
class TextsAsked:
    """One municipality's texts or, for "", all; on a day, as known on a day, None for today."""

    municipality: str
    on: dt.date | None
    known: dt.date | None


@dataclass(frozen=True)
class StandardsAsked(TextsAsked):
    """Which standards. ``kle`` is "" for all numbers, ``law`` None for all provisions."""

    kle: str = ""
    law: LawReference | None = None


@dataclass(frozen=True)
class StandardAsked:
    """A standard by its names in the address."""

    municipality: str
    standard: str


@dataclass(frozen=True)
class VersionAsked(StandardAsked):
    """One version of it, by its number."""

    n: int


@dataclass(frozen=True)
class PairAsked:
    """The two tables to compare by their names, on a day; None is today."""

    left: str
    right: str
    on: dt.date | None


class VersionsQuery(PathNames):
    """The standard of the path."""

    @classmethod
    def named(cls, names: Mapping[str, Any]) -> StandardAsked:
        """Which standard."""
        return StandardAsked(names["municipality"], names["standard"])


class VersionQuery(PathNames):
    """The version of the path."""

    @classmethod
    def named(cls, names: Mapping[str, Any]) -> VersionAsked:
        """Which version."""
        return VersionAsked(names["municipality"], names["standard"], int(names["n"]))


class LawQuery(PathNames):
    """The provision of the path."""

    @classmethod
    def named(cls, names: Mapping[str, Any]) -> str:
        """The provision as one path: "serviceloven/52/3"."""
        return "/".join((names["act"], names["section"], *names["rest"]))


class ReceiptQuery(PathNames):
    """The receipt of the path."""

    @classmethod
    def named(cls, names: Mapping[str, Any]) -> str:
        """The receipt's id."""
        return str(names["id"])
