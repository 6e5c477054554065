"""The addresses of our pages, each written in one place: plain words in, a relative address out.

A function is named as its route, ``_`` for ``.``; the pages of a standard at the desk share one. What is put
in is percent-encoded; keyword arguments are the question. ``place`` is an id on the page, "" for its top.
"""

from __future__ import annotations

from urllib.parse import urlencode

from portal.address_parts import asking as asking
from portal.address_parts import written as _address
from portal.editorial_addresses import EditorialPage as EditorialPage
from portal.editorial_addresses import editorial as editorial
from portal.editorial_addresses import editorial_account as editorial_account
from portal.editorial_addresses import editorial_hearing_answer as editorial_hearing_answer
from portal.editorial_addresses import editorial_hearing_read as editorial_hearing_read
from portal.editorial_addresses import editorial_import as editorial_import
from portal.editorial_addresses import editorial_import_report as editorial_import_report
from portal.editorial_addresses import editorial_new as editorial_new
from portal.editorial_addresses import editorial_page as editorial_page
from portal.editorial_addresses import editorial_people as editorial_people
from portal.editorial_addresses import editorial_person as editorial_person
from portal.editorial_addresses import editorial_source_page as editorial_source_page
from portal.editorial_addresses import editorial_standard as editorial_standard
from portal.editorial_addresses import editorial_words as editorial_words
from portal.editorial_addresses import editorial_words_answer as editorial_words_answer
from portal.editorial_addresses import editorial_words_group as editorial_words_group

API = "/api/"
"""How every address of the API begins."""


def home() -> str:
    """The front page."""
    return "/"


def security() -> str:
    """Whom to tell of a hole in the security."""
    return _address("", ".well-known", "security.txt")


def sitemap() -> str:
    """Every public page, for search engines."""
    return "/sitemap.xml"


def catalogue_json(**asked: str) -> str:
    """The services and texts for programmes, as JSON-LD."""
    return _address("/katalog.jsonld", asked=asked)


def catalogue_turtle(**asked: str) -> str:
    """The same as Turtle."""
    return _address("/katalog.ttl", asked=asked)


def search(**asked: str) -> str:
    """The search."""
    return _address("/soeg", asked=asked)


def search_suggest(**asked: str) -> str:
    """Suggestions while one types."""
    return _address("/soeg/forslag", asked=asked)


def law(path: str) -> str:
    """A provision, by its path: "serviceloven/52/3"."""
    return _address("/lov", *path.split("/"))


def accessibility() -> str:
    """What was tested, and what is missing."""
    return "/tilgaengelighed"


def was() -> str:
    """The municipalities' accessibility statements."""
    return "/was"


def comparison(**asked: str) -> str:
    """Two tables side by side; the slashes of a table's key stand as they are."""
    return "/sammenlign" + (f"?{urlencode(asked, safe='/')}" if asked else "")


def comparison_csv(**asked: str) -> str:
    """The same for a spreadsheet."""
    return _address("/sammenlign.csv", asked=asked)


def receipt(number: str) -> str:
    """A receipt of the calculator."""
    return _address("/kvittering", number)


def receipt_text(number: str) -> str:
    """The same as plain text."""
    return f"{receipt(number)}.txt"


def receipt_pdf(number: str) -> str:
    """The same on paper, with what it answers from inside."""
    return f"{receipt(number)}.pdf"


def decided() -> str:
    """Which standard held for a decision."""
    return "/afgoerelse"


def hearings() -> str:
    """The hearings that run today."""
    return "/hoeringer"


def sign_in() -> str:
    """Signing in."""
    return "/log-ind"


def sign_in_forgotten() -> str:
    """A forgotten password."""
    return _address("", "log-ind", "glemt")


def sign_in_link(token: str) -> str:
    """Choosing a password, once."""
    return _address("/log-ind/engang", token)


def sign_out() -> str:
    """Signing out."""
    return "/log-ud"


def programmes() -> str:
    """How programmes get at what is published."""
    return "/api"


def api_index() -> str:
    """The front door of the API."""
    return "/api/v1/"


def api_compare(**asked: str) -> str:
    """Two tables side by side, for programmes."""
    return _address("/api/v1/compare", asked=asked)


def municipality(slug: str) -> str:
    """A municipality's standards."""
    return _address("", slug)


def municipality_feed(slug: str) -> str:
    """What is new in a municipality."""
    return _address("", slug, "nyt.atom")


def municipality_theme(slug: str) -> str:
    """A municipality's own colours."""
    return _address("", slug, "farver.css")


def calculator(municipality: str, /, **asked: str) -> str:
    """A municipality's calculator."""
    return _address("", municipality, "beregner", asked=asked)


def calculator_sheet(municipality: str, /, **asked: str) -> str:
    """Several benefits on one sheet."""
    return _address("", municipality, "beregner", "ark", asked=asked)


def guide(municipality: str) -> str:
    """The calculator one question at a time."""
    return _address("", municipality, "vejviser")


def embedded(municipality: str, /, **asked: str) -> str:
    """The calculator on another site's page."""
    return _address("/indlejret", municipality, "beregner", asked=asked)


def embedded_cell(municipality: str, row: str, /, **asked: str) -> str:
    """One row of a level table as a piece of HTML for another site's page."""
    return _address("/indlejret", municipality, "celle", row, asked=asked)


def embedded_cell_frame(municipality: str, row: str, /, **asked: str) -> str:
    """The same as a page for a frame."""
    return _address("/indlejret", municipality, "celle", row, "ramme", asked=asked)


def oembed(**asked: str) -> str:
    """How a page of ours is shown on another site's page."""
    return _address("/oembed", asked=asked)


def embedded_theme(municipality: str, /, **colours: str) -> str:
    """The colours of the page it stands on."""
    return _address("/indlejret", municipality, "farver.css", asked=colours)


def hearing(municipality: str, standard: str) -> str:
    """The public's page of a hearing."""
    return _address("", municipality, standard, "hoering")


def standard(municipality: str, standard: str) -> str:
    """A standard today."""
    return _address("", municipality, standard)


def standard_feed(municipality: str, standard: str) -> str:
    """What is new of a standard."""
    return _address("", municipality, standard, "nyt.atom")


def standard_versions(municipality: str, standard: str) -> str:
    """All versions of a standard."""
    return _address("", municipality, standard, "versioner")


def standard_seals(municipality: str, standard: str) -> str:
    """The seals of a standard's versions."""
    return _address("", municipality, standard, "segl")


def standard_changes(municipality: str, standard: str, older: int, newer: int) -> str:
    """What changed from one version to another."""
    return _address("", municipality, standard, "aendringer", f"v{older}..v{newer}")


def standard_deadlines(municipality: str, standard: str, /, **asked: str) -> str:
    """A standard's deadlines as dates."""
    return _address("", municipality, standard, "frister", asked=asked)


def standard_calendar(municipality: str, standard: str, /, **asked: str) -> str:
    """The same as a calendar file."""
    return _address("", municipality, standard, "frister.ics", asked=asked)


def standard_version(municipality: str, standard: str, n: int, place: str = "") -> str:
    """One version, for ever; with ``place`` a row or a section of it."""
    return _address("", municipality, standard, f"v{n}", place=place)


def standard_citation(municipality: str, standard: str, n: int, /, **asked: str) -> str:
    """How a version or a place in it is cited."""
    return _address("", municipality, standard, f"v{n}", "henvisning", asked=asked)


def standard_history(municipality: str, standard: str, n: int) -> str:
    """How a version came to be."""
    return _address("", municipality, standard, f"v{n}", "tilblivelse")


def standard_proof(municipality: str, standard: str, n: int) -> str:
    """The proof of a version."""
    return _address("", municipality, standard, f"v{n}", "bevis")


def standard_pdf(municipality: str, standard: str, n: int) -> str:
    """One version on paper, with its source and its proof inside."""
    return f"{standard_version(municipality, standard, n)}.pdf"


def standard_source(municipality: str, standard: str, n: int) -> str:
    """A version's bytes."""
    return _address("", municipality, standard, f"v{n}", "tekst")


def standard_word(municipality: str, standard: str, n: int) -> str:
    """A version as a Word file."""
    return _address("", municipality, standard, f"v{n}.docx")
