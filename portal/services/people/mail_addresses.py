"""Mail addresses: what one is, checked when it is typed, and how it is written to a mail server."""

from __future__ import annotations

import re

from portal.services.errors import BadInput, Parameter

LONGEST = 200
_NAME = re.compile(r"[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*", re.IGNORECASE)
_PART = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?", re.IGNORECASE)

NO_ADDRESS = "Skriv en mailadresse, for eksempel navn@kommune.dk."
ONLY_ONE = "Skriv kun én mailadresse, uden navn, komma og linjeskift."
ODD_NAME = "Foran @ må der kun stå a-z, tal og tegn som punktum og bindestreg, ikke æ, ø og å."
ODD_HOST = "Det, der står efter @, er ikke en adresse på nettet. Skriv for eksempel kommune.dk."


def read_mail_address(typed: str) -> str:
    """The one address that was typed, in small letters. Raises BadInput."""
    address = typed.strip(" \t").lower()
    if "@" not in address or len(address) > LONGEST:
        raise BadInput(Parameter.MAIL, typed, NO_ADDRESS)
    if address.count("@") > 1 or re.search(r"[\s\x00-\x1f\x7f,;:<>\"()]", address):
        raise BadInput(Parameter.MAIL, typed, ONLY_ONE)
    try:
        to_server(address)
    except ValueError as error:
        raise BadInput(Parameter.MAIL, typed, str(error)) from None
    return address


def to_server(address: str) -> str:
    """The address with its host as IDNA writes it. Raises ValueError, in Danish, for what is none."""
    name, _, host = address.partition("@")
    if not name or not host:
        raise ValueError(NO_ADDRESS)
    if not _NAME.fullmatch(name) or len(name) > 64:
        raise ValueError(ODD_NAME)
    try:
        sent = host.encode("idna").decode("ascii")
    except UnicodeError:
        raise ValueError(ODD_HOST) from None
    parts = sent.split(".")
    if len(parts) < 2 or not all(map(_PART.fullmatch, parts)) or parts[-1].isdigit() or len(sent) > 253:
        raise ValueError(ODD_HOST)
    return f"{name}@{sent}"
