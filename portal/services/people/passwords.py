"""Passwords: what will do, and the slow hash they are kept as.

Hashing takes a good part of a tenth of a second by design, so it is done where nothing is locked: before the
writing session of a request has begun.
"""

from __future__ import annotations

from functools import cache
from secrets import token_urlsafe

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from portal.services.errors import BadInput, Parameter

SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 500

_hasher = PasswordHasher()  # argon2id, with the library's memory and time cost


@cache
def _nobody() -> str:
    """A hash to compare with where there is no account, so that the answer takes as long."""
    return hash_password(token_urlsafe())


def hash_password(password: str) -> str:
    """What is kept of a password."""
    return _hasher.hash(password)


def is_password(kept: str, password: str) -> bool:
    """Whether ``kept`` is what is kept of this password; takes as long where nothing is kept ("")."""
    try:
        _hasher.verify(kept or _nobody(), password[:LONGEST_PASSWORD])
    except (VerificationError, InvalidHashError):
        return False
    return bool(kept)


def hash_anew(kept: str, password: str) -> str:
    """What is to be kept of a password that is ``kept``: a new hash where the cost was raised since."""
    return hash_password(password) if _hasher.check_needs_rehash(kept) else kept


def check_password(mail: str, password: str, again: str) -> None:
    """Raises BadInput, in words, for a new password that will not do for this person."""
    if len(password) < SHORTEST_PASSWORD:
        raise BadInput(Parameter.PASSWORD, "", f"Adgangskoden skal være på mindst {SHORTEST_PASSWORD} tegn.")
    if len(password) > LONGEST_PASSWORD:
        raise BadInput(Parameter.PASSWORD, "", f"Adgangskoden må højst være på {LONGEST_PASSWORD} tegn.")
    if password.lower() in (mail, mail.split("@")[0]) or len(set(password)) < 5:
        raise BadInput(
            Parameter.PASSWORD, "", "Adgangskoden er for let at gætte. Vælg for eksempel fire ord."
        )
    if password != again:
        raise BadInput(Parameter.PASSWORD_AGAIN, "", "De to adgangskoder er ikke ens.")
