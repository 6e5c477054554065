"""Passages of two municipalities and a study, and the keys of what was found; for tests of the index."""

from datetime import date

from search_index.store.model import Passage


def passage(key, heading, text, **more):
    """A passage whose key says where it stands: municipality/standard/version#section."""
    owner, standard, rest = key.split("/")
    version, section_id = rest.split("#")
    given = {"kind": "kvalitetsstandard", "title": "Støtte til børn", "confirmed": True} | more
    return Passage(
        key=key,
        municipality=owner,
        standard=standard,
        version=int(version[1:]),
        section_id=section_id,
        heading=heading,
        text=text,
        **given,
    )


OLD = {"first_day": date(2020, 1, 1), "last_day": date(2024, 12, 31), "published": date(2019, 12, 1)}
NEW = {"first_day": date(2025, 1, 1), "published": date(2024, 12, 1)}
PASSAGES = [
    passage("randers/aflastning/v1#omfang", "Omfang", "Døgnaflastning bevilges med 24 døgn.", **OLD),
    passage(
        "randers/aflastning/v2#omfang",
        "Omfang",
        "Døgnaflastning bevilges efter et skøn.",
        tables="Lette problemer: Op til 36 døgn\nSvære problemer: Op til 84 døgn",
        law=("barnets-lov/90",),
        topics=("aflastning", "handicap"),
        ages=((0, 17),),
        **NEW,
    ),
    passage(
        "randers/aflastning/v2#klage",
        "Klage",
        "Du kan klage over afgørelsen senest fire uger efter.",
        law=("servicelovens/166",),
        **NEW,
    ),
    passage(
        "alleroed/aflastning/v1#omfang",
        "Omfang",
        "Aflastning gives i en familie efter servicelovens § 52, stk. 3, nr. 5.",
        kind="serviceniveau",
        confirmed=False,
        topics=("aflastning",),
        ages=((0, 6),),
        **NEW,
    ),
    passage("styrelse/studie/v1#kapitel-1", "Kapitel 1", "Undersøgelsen om hoppeborg.", kind="baggrund"),
]


def keys(results):
    """The keys of the hits, the best first."""
    return [hit.key for hit in results.hits]
