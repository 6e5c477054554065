"""Every route of the API, with values of its path parts and parameters that lead somewhere."""

from __future__ import annotations

from collections.abc import Mapping

from known.address import Known, Parameter
from known.public import ONE, OTHER

API_DAY = {"date": Parameter("2026-01-01", "date", "i overmorgen")}
API_DAYS = {**API_DAY, "known": Parameter("2026-01-01", "known", "i overmorgen")}
API_OWNER = Parameter("eksempel", "municipality")
API_STANDARD = {"municipality": API_OWNER, "standard": Parameter("aflastning", "standard")}
ASKED = {"municipality": "eksempel", "table": "doegnaflastning"}


def asked(good: str, says: str, unknown: str = "findes-ikke", **beside: str) -> Parameter:
    """A parameter of one question to the calculator."""
    return Parameter(good, says, unknown, beside={**ASKED, **beside})


API: Mapping[str, Known] = {
    "api.index": Known("/api/v1/"),
    "api.openapi": Known("/api/v1/openapi.json"),
    "api.municipalities": Known("/api/v1/municipalities"),
    "api.standards": Known(
        "/api/v1/standards",
        query={
            "municipality": API_OWNER,
            "kle": Parameter("27.27.00", "kle"),
            "law": Parameter("barnets-lov/90", "law"),
            **API_DAYS,
        },
    ),
    "api.versions": Known("/api/v1/standards/{municipality}/{standard}/versions", API_STANDARD),
    "api.version": Known(
        "/api/v1/standards/{municipality}/{standard}/versions/{n}",
        {**API_STANDARD, "n": Parameter("1", "n", "99")},
    ),
    "api.level_tables": Known("/api/v1/level-tables", query={"municipality": API_OWNER, **API_DAYS}),
    "api.calculate": Known(
        "/api/v1/calculate",
        query={
            "municipality": Parameter("eksempel", "municipality", needed=True, beside=ASKED),
            "table": Parameter("doegnaflastning", "table", needed=True, beside=ASKED),
            "standard": asked("aflastning", "standard"),
            "level": asked("x", "level"),
            "amount": asked("70", "amount", "mange", unit="døgn/år"),
            "unit": asked("døgn/år", "unit", "æbler", amount="70"),
            "age": asked("7", "age", "syv"),
            "date": asked("2026-01-01", "date", "i overmorgen"),
            "known": asked("2026-01-01", "known", "i overmorgen"),
        },
    ),
    "api.compare": Known(
        "/api/v1/compare",
        query={
            "left": Parameter(ONE, "left", needed=True, beside={"right": OTHER}),
            "right": Parameter(OTHER, "right", needed=True, beside={"left": ONE}),
            "date": Parameter("2026-01-01", "date", "i overmorgen", beside={"left": ONE, "right": OTHER}),
        },
    ),
    "api.receipt": Known("/api/v1/receipts/{id}", {"id": Parameter("k", "id")}),
    "api.search": Known(
        "/api/v1/search",
        query={
            "q": Parameter("aflastning", "q", "a" * 20_000, needed=True),
            "municipality": Parameter("eksempel", "municipality", beside={"q": "aflastning"}),
            "kind": Parameter("retningslinje", "kind", beside={"q": "aflastning"}),
            "topic": Parameter(beside={"q": "aflastning"}),
            "law": Parameter("barnets-lov/90", "law", beside={"q": "aflastning"}),
            "age": Parameter("7", "age", beside={"q": "aflastning"}),
            "confirmed": Parameter("true", "confirmed", beside={"q": "aflastning"}),
            "correct": Parameter("true", "correct", beside={"q": "aflastning"}),
            "date": Parameter("2026-01-01", "date", "i overmorgen", beside={"q": "aflastning"}),
            "limit": Parameter("5", "limit", "mange", beside={"q": "aflastning"}),
            "offset": Parameter("5", "offset", "mange", beside={"q": "aflastning"}),
        },
    ),
    "api.coverage": Known("/api/v1/coverage", query={"municipality": API_OWNER, **API_DAYS}),
    "api.law": Known(
        "/api/v1/law/{act}/{section}/{rest}",
        {
            "act": Parameter("barnets-lov", "act"),
            "section": Parameter("90", "section"),
            "rest": Parameter("1", "rest"),
        },
    ),
    "api.unknown": Known("/api/v1/{rest}", {"rest": Parameter("findes-ikke")}),
}
