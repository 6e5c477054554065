"""What the fields of our forms and the parameters of our pages' addresses are called."""

from __future__ import annotations

from collections.abc import Mapping

from portal.services.errors import BadInput, Parameter

FIELD_NAMES: Mapping[Parameter, str] = {
    Parameter.MUNICIPALITY: "kommune",
    Parameter.STANDARD: "standard",
    Parameter.VERSION: "version",
    Parameter.TABLE: "tabel",
    Parameter.LEFT_TABLE: "tabel",
    Parameter.RIGHT_TABLE: "med",
    Parameter.LEVEL: "niveau",
    Parameter.AMOUNT: "antal",
    Parameter.UNIT: "enhed",
    Parameter.AGE: "alder",
    Parameter.DATE: "dato",
    Parameter.KIND: "dokumenttype",
    Parameter.PLACE: "sted",
    Parameter.TITLE: "titel",
    Parameter.ADDRESS: "adresse",
    Parameter.TEXT: "tekst",
    Parameter.PASTED_TEXT: "indhold",
    Parameter.FILE: "fil",
    Parameter.CHANGES: "aendring",
    Parameter.STEP: "trin",
    Parameter.REASON: "begrundelse",
    Parameter.BODY: "organ",
    Parameter.OUTCOME: "udfald",
    Parameter.MEETING_DAY: "moededato",
    Parameter.ITEM: "punkt",
    Parameter.MINUTES: "referat",
    Parameter.BEGINS: "gaelder_fra",
    Parameter.REMARK: "bemaerkning",
    Parameter.RECIPIENTS_LOW: "modtagere_fra",
    Parameter.RECIPIENTS_HIGH: "modtagere_til",
    Parameter.RECIPIENTS_SOURCE: "modtagere_kilde",
    Parameter.PRICE_LOW: "pris_fra",
    Parameter.PRICE_HIGH: "pris_til",
    Parameter.PRICE_SOURCE: "pris_kilde",
    Parameter.OPENS: "aabner",
    Parameter.INVITED: "spurgte",
    Parameter.CLOSES: "slutter",
    Parameter.RECEIVED: "modtaget",
    Parameter.ORGANISATION: "organisation",
    Parameter.SENDER: "navn",
    Parameter.SHOWN: "vis",
    Parameter.PROPOSAL: "forslag",
    Parameter.WORDS: "ord",
    Parameter.WORDS_ONLY_FROM: "kun_fra",
    Parameter.WORDS_REASON: "hvorfor",
    Parameter.QUESTION: "spoergsmaal",
    Parameter.MAIL: "mail",
    Parameter.PERSON_NAME: "navn",
    Parameter.ROLES: "roller",
    Parameter.MADE_UP: "opdigtede",
    Parameter.PAGE: "url",
    Parameter.FORMAT: "format",
    Parameter.WIDTH: "maxwidth",
    Parameter.HEIGHT: "maxheight",
    Parameter.PASSWORD: "kode",
    Parameter.PASSWORD_AGAIN: "igen",
    Parameter.OLD_PASSWORD: "gammel",
}
"""What is only ever a part of a path has no field."""

SECRET = frozenset(
    FIELD_NAMES[secret] for secret in (Parameter.PASSWORD, Parameter.PASSWORD_AGAIN, Parameter.OLD_PASSWORD)
)
"""The fields that are shown again on no page and carried nowhere."""


def field_of(error: BadInput) -> str:
    """The name of the field that is wrong, "" where there is none."""
    return FIELD_NAMES.get(error.parameter, "")


def wrong_fields(error: BadInput | None) -> dict[str, str]:
    """What is wrong, by the name of the field; empty where nothing is."""
    return {field_of(error): error.message} if error else {}
