"""The addresses of the desk; a half of ``portal.address_book``, by which everybody asks for them."""

from __future__ import annotations

from enum import StrEnum

from portal.address_parts import written as _address


class EditorialPage(StrEnum):
    """The pages and forms of one standard at the desk, by the end of their addresses."""

    START = "begynd"
    CONFIRM = "bekraeft"
    REPEAL = "ophaev"
    REDACTION = "maskering"
    TEXT = "tekst"
    READ = "laes"
    STEP = "trin"
    ANSWER = "svar"
    LOOK_THROUGH = "set-igennem"
    LEVELS = "niveauer"
    DEADLINES = "frister"
    PASTE = "indsaet"
    SOURCE = "kilde"
    WORD = "word"
    WORD_FILE = "udkast.docx"
    HEARING = "hoering"
    HEARING_ENTER = "hoering/svar"
    DECISION = "beslutning"
    DECISION_RECORD = "beslutning/organ"
    DECISION_STANCE = "beslutning/tilkendegivelse"
    DECISION_ESTIMATE = "beslutning/skoen"
    CORRECTION = "rettelse"


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


def editorial_import(municipality: str) -> str:
    """Making drafts of a file."""
    return _address("/redaktion", municipality, "indlaes")


def editorial_import_report(municipality: str, number: int, /, **asked: str) -> str:
    """What a file became."""
    return _address("/redaktion", municipality, "indlaes", str(number), asked=asked)


def editorial_standard(municipality: str, standard: str, /, *, place: str = "", **asked: str) -> str:
    """A standard at the desk."""
    return _address("/redaktion", municipality, standard, asked=asked, place=place)


def editorial_page(owner: str, standard: str, page: EditorialPage, /, place: str = "", **asked: str) -> str:
    """A page or a form of a standard at the desk; ``owner`` is its municipality."""
    return _address("/redaktion", owner, standard, *page.split("/"), asked=asked, place=place)


def editorial_source_page(municipality: str, standard: str, thing: int) -> str:
    """The picture of a page of the file that a draft was made of, with the place of a thing marked."""
    return f"{editorial_page(municipality, standard, EditorialPage.SOURCE)}/{thing}"


def editorial_hearing_read(municipality: str, standard: str, response: int) -> str:
    """The form that lets a hearing's response through, or keeps it back."""
    return f"{editorial_page(municipality, standard, EditorialPage.HEARING_ENTER)}/{response}/laes"


def editorial_hearing_answer(municipality: str, standard: str, response: int) -> str:
    """The form that answers a hearing's response."""
    return f"{editorial_page(municipality, standard, EditorialPage.HEARING_ENTER)}/{response}/besvar"
