"""Passwords: what will do, and the slow hash they are kept as.

Hashing takes a good part of a tenth of a second by design, so it is done where nothing is locked: before the
writing session of a request has begun.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from secrets import token_urlsafe

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.models import Municipality, Person
from portal.services.errors import BadInput, Parameter
from portal.services.people.guessable import why_guessable

SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 500
BETTER = "Vælg for eksempel fire tilfældige ord, der ikke hører sammen."

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


def check_password(password: str, again: str, about: Iterable[str]) -> None:
    """Raises BadInput, in words, for a new password that will not do; ``about``: see ``words_about``."""
    if len(password) < SHORTEST_PASSWORD:
        raise BadInput(Parameter.PASSWORD, "", f"Adgangskoden skal være på mindst {SHORTEST_PASSWORD} tegn.")
    if len(password) > LONGEST_PASSWORD:
        raise BadInput(Parameter.PASSWORD, "", f"Adgangskoden må højst være på {LONGEST_PASSWORD} tegn.")
    if why := why_guessable(password, about):
        raise BadInput(Parameter.PASSWORD, "", f"Adgangskoden er for let at gætte: {why}. {BETTER}")
    if password != again:
        raise BadInput(Parameter.PASSWORD_AGAIN, "", "De to adgangskoder er ikke ens.")


def words_about(session: Session, person: Person, base: str) -> tuple[str, ...]:
    """What somebody who knows the person would try first: names, mail, the municipalities, the portal."""
    places = session.execute(select(Municipality.name, Municipality.slug)).all()
    return (person.mail, person.name, base, *(word for place in places for word in place))
