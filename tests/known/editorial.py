"""The addresses of the desk."""

from __future__ import annotations

from known.address import Known, Parameter
from known.public import FREE

DESK = {"municipality": Parameter("a"), "standard": Parameter("aflastning")}
IMPORTED = {"municipality": Parameter("a"), "standard": Parameter("nat")}
DESK_OWNER = {"municipality": Parameter("a")}


def at_desk(path: str, method: str = "GET", **query: Parameter) -> Known:
    """A page of one standard, at the editorial desk of an office."""
    return Known(f"/redaktion/{{municipality}}/{{standard}}{path}", DESK, query, "office", method)


def response(path: str) -> Known:
    """A form about one response to a hearing."""
    parts = {**DESK, "id": Parameter("1", "høringssvaret", "99")}
    return Known(
        f"/redaktion/{{municipality}}/{{standard}}/hoering/svar/{{id}}/{path}", parts, {}, "heard", "POST"
    )


WORDS = "/redaktion/ordbog"
EDITORIAL = {
    "hearing": Known(
        "/{municipality}/{standard}/hoering",
        {"municipality": Parameter("a", "kommunen"), "standard": Parameter("aflastning", "høringen")},
        {"tak": FREE},
        "heard",
    ),
    "editorial": Known("/redaktion", site="office"),
    "editorial.account": Known("/redaktion/min-konto", query={"gjort": FREE}, site="office"),
    "editorial.words": Known(WORDS, query={"gemt": FREE, "fjernet": FREE}, site="office"),
    "editorial.words.group": Known(
        f"{WORDS}/synonymer/{{key}}",
        {"key": Parameter("ny", "ordet")},
        {"ord": FREE, "betyder": FREE},
        "office",
    ),
    "editorial.words.answer": Known(f"{WORDS}/svar/{{key}}", {"key": Parameter("ny", "ordet")}, {}, "office"),
    "editorial.people": Known("/redaktion/{municipality}/brugere", DESK_OWNER, {}, "office"),
    "editorial.person": Known(
        "/redaktion/{municipality}/brugere/{id}",
        {**DESK_OWNER, "id": Parameter("1", "brugeren", "99")},
        {"gemt": FREE},
        "office",
    ),
    "editorial.new": Known("/redaktion/{municipality}/ny-standard", DESK_OWNER, {}, "office"),
    "editorial.import": Known("/redaktion/{municipality}/indlaes", DESK_OWNER, {}, "office"),
    "editorial.import.report": Known(
        "/redaktion/{municipality}/indlaes/{id}",
        {**DESK_OWNER, "id": Parameter("1", "filen", "99")},
        {"samme": FREE},
        "office",
    ),
    "editorial.source": Known(
        "/redaktion/{municipality}/{standard}/kilde",
        IMPORTED,
        {"sted": FREE, "gjort": FREE},
        "office",
    ),
    "editorial.source.page": Known(
        "/redaktion/{municipality}/{standard}/kilde/{id}",
        {**IMPORTED, "id": Parameter("1", "billedet af siden", "99")},
        {},
        "office",
    ),
    "editorial.standard": at_desk("", bekraeftet=FREE),
    "editorial.start": at_desk("/begynd", "POST"),
    "editorial.confirm": at_desk("/bekraeft", "POST"),
    "editorial.repeal": at_desk("/ophaev"),
    "editorial.text": at_desk("/tekst", gemt=FREE),
    "editorial.read": at_desk("/laes"),
    "editorial.step": at_desk("/trin", "POST"),
    "editorial.answer": at_desk("/svar", "POST"),
    "editorial.look_through": at_desk("/set-igennem", "POST"),
    "editorial.levels": at_desk("/niveauer", tabel=FREE),
    "editorial.deadlines": at_desk("/frister", tabel=FREE),
    "editorial.paste": at_desk("/indsaet"),
    "editorial.word": at_desk("/word", gemt=FREE),
    "editorial.word_file": at_desk("/udkast.docx"),
    "editorial.hearing": at_desk("/hoering"),
    "editorial.hearing.enter": at_desk("/hoering/svar", "POST"),
    "editorial.hearing.read": response("laes"),
    "editorial.hearing.answer": response("besvar"),
    "editorial.decision": at_desk("/beslutning"),
    "editorial.decision.record": at_desk("/beslutning/organ", "POST"),
    "editorial.decision.stance": at_desk("/beslutning/tilkendegivelse", "POST"),
    "editorial.decision.estimate": at_desk("/beslutning/skoen", "POST"),
    "editorial.correction": at_desk("/rettelse"),
    "editorial.redaction": at_desk("/maskering", skjult=FREE),
}
