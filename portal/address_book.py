"""The addresses of our pages, each written in one place: plain words in, a relative address out.

A function is named as its route, ``_`` for ``.``; the pages of a standard at the desk share one. What is put
in is percent-encoded; keyword arguments are the question. ``place`` is an id on the page, "" for its top.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import quote, urlencode

from portal.editorial_pages import EditorialPage as EditorialPage

API = "/api/"
"""How every address of the API begins."""
_SAFE = "~!$&'()*+,;=:@"


def asking(address: str, asked: Iterable[tuple[str, str]]) -> str:
    """The address with a question after it."""
    return f"{address}?{urlencode(list(asked))}"


def home() -> str:
    """The front page."""
    return "/"


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


def decided() -> str:
    """Which standard held for a decision."""
    return "/afgoerelse"


def hearings() -> str:
    """The hearings that run today."""
    return "/hoeringer"


def sign_in() -> str:
    """Signing in."""
    return "/log-ind"


def sign_in_link(token: str) -> str:
    """Choosing a password, once."""
    return _address("/log-ind/engang", token)


def sign_out() -> str:
    """Signing out."""
    return "/log-ud"


def api_index() -> str:
    """The front door of the API."""
    return "/api/v1/"


def api_openapi() -> str:
    """The API's description."""
    return "/api/v1/openapi.json"


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


def embedded(municipality: str) -> str:
    """The calculator on another site's page."""
    return _address("/indlejret", municipality, "beregner")


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


def standard_source(municipality: str, standard: str, n: int) -> str:
    """A version's bytes."""
    return _address("", municipality, standard, f"v{n}", "tekst")


def standard_word(municipality: str, standard: str, n: int) -> str:
    """A version as a Word file."""
    return _address("", municipality, standard, f"v{n}.docx")


def editorial() -> str:
    """The desk."""
    return "/redaktion"


def editorial_account(**asked: str) -> str:
    """One's own account."""
    return _address("/redaktion/min-konto", asked=asked)


def editorial_words(**asked: str) -> str:
    """The words that search goes by."""
    return _address("/redaktion/ordbog", asked=asked)


def editorial_words_group(key: str, /, **asked: str) -> str:
    """A group of synonyms."""
    return _address("/redaktion/ordbog/synonymer", key, asked=asked)


def editorial_words_answer(key: str) -> str:
    """An answer that search gives."""
    return _address("/redaktion/ordbog/svar", key)


def editorial_people(municipality: str) -> str:
    """Who may sign in for a municipality."""
    return _address("/redaktion", municipality, "brugere")


def editorial_person(municipality: str, number: int) -> str:
    """One of them."""
    return _address("/redaktion", municipality, "brugere", str(number))


def editorial_new(municipality: str) -> str:
    """Beginning a standard."""
    return _address("/redaktion", municipality, "ny-standard")


def editorial_standard(municipality: str, standard: str, /, *, place: str = "", **asked: str) -> str:
    """A standard at the desk."""
    return _address("/redaktion", municipality, standard, asked=asked, place=place)


def editorial_page(owner: str, standard: str, page: EditorialPage, /, place: str = "", **asked: str) -> str:
    """A page or a form of a standard at the desk; ``owner`` is its municipality."""
    return _address("/redaktion", owner, standard, *page.split("/"), asked=asked, place=place)


def editorial_hearing_read(municipality: str, standard: str, response: int) -> str:
    """The form that lets a hearing's response through, or keeps it back."""
    return f"{editorial_page(municipality, standard, EditorialPage.HEARING_ENTER)}/{response}/laes"


def editorial_hearing_answer(municipality: str, standard: str, response: int) -> str:
    """The form that answers a hearing's response."""
    return f"{editorial_page(municipality, standard, EditorialPage.HEARING_ENTER)}/{response}/besvar"


def _address(fixed: str, *parts: str, asked: Mapping[str, str] | None = None, place: str = "") -> str:
    path = "/".join((fixed, *(quote(part, safe=_SAFE) for part in parts)))
    path = asking(path, asked.items()) if asked else path
    return f"{path}#{quote(place, safe=_SAFE + '/?')}" if place else path
