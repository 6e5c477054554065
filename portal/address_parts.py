"""How an address is written; which addresses there are says ``portal.address_book``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from urllib.parse import quote, urlencode

_SAFE = "~!$&'()*+,;=:@"


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
    HEARING = "hoering"
    HEARING_ENTER = "hoering/svar"
    DECISION = "beslutning"
    DECISION_RECORD = "beslutning/organ"
    DECISION_STANCE = "beslutning/tilkendegivelse"
    DECISION_ESTIMATE = "beslutning/skoen"
    CORRECTION = "rettelse"


def asking(address: str, asked: Iterable[tuple[str, str]]) -> str:
    """The address with a question after it."""
    return f"{address}?{urlencode(list(asked))}"


def written(fixed: str, *parts: str, asked: Mapping[str, str] | None = None, place: str = "") -> str:
    """An address: its ``fixed`` beginning, further parts, the question, and an id on the page."""
    path = "/".join((fixed, *(quote(part, safe=_SAFE) for part in parts)))
    path = asking(path, asked.items()) if asked else path
    return f"{path}#{quote(place, safe=_SAFE + '/?')}" if place else path
