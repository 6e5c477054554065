"""What a service says when it cannot answer. The doors turn these into 404 and 400, in words.

A service names things in the field's terms; which form field or parameter that is, each door knows
(``portal.views.shared.field_names``, ``portal.api.parameter_names``).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum, auto

from sqlalchemy import exc

from portal.security.permissions import Permission
from portal.security.roles import Identity, Subject
from portal.security.rules import permits

DatabaseBusy, NoFreeConnection = exc.OperationalError, exc.TimeoutError
"""What is raised where the lock, the database or a connection to it could not be had in time."""


class Parameter(Enum):
    """Something that is asked for: in an address, in a form, of the API or on the command line."""

    MUNICIPALITY = auto()
    STANDARD = auto()
    VERSION = auto()
    TABLE = auto()
    LEFT_TABLE = auto()
    RIGHT_TABLE = auto()
    LEVEL = auto()
    AMOUNT = auto()
    UNIT = auto()
    AGE = auto()
    DATE = auto()
    KIND = auto()
    PLACE = auto()
    RECEIPT = auto()
    ACT = auto()
    LAW_SECTION = auto()
    BELOW_SECTION = auto()
    """What of an address of a provision follows the section: subsection, number, letter."""

    TITLE = auto()
    ADDRESS = auto()
    TEXT = auto()
    PASTED_TEXT = auto()
    FILE = auto()
    CHANGES = auto()
    """Which changes of a file that came back are put in."""
    STEP = auto()
    REASON = auto()
    BODY = auto()
    OUTCOME = auto()
    MEETING_DAY = auto()
    ITEM = auto()
    MINUTES = auto()
    BEGINS = auto()
    REMARK = auto()
    RECIPIENTS_LOW = auto()
    RECIPIENTS_HIGH = auto()
    RECIPIENTS_SOURCE = auto()
    PRICE_LOW = auto()
    PRICE_HIGH = auto()
    PRICE_SOURCE = auto()
    OPENS = auto()
    INVITED = auto()
    CLOSES = auto()
    RECEIVED = auto()
    ORGANISATION = auto()
    SENDER = auto()
    SHOWN = auto()
    """Whether a response to a hearing is shown."""
    PROPOSAL = auto()
    WORDS = auto()
    WORDS_ONLY_FROM = auto()
    WORDS_REASON = auto()
    QUESTION = auto()
    MAIL = auto()
    PERSON_NAME = auto()
    ROLES = auto()
    MADE_UP = auto()
    """Whether what is made up is wanted too."""
    PAGE = auto()
    """The address of a page of ours that is to be shown elsewhere."""
    FORMAT = auto()
    WIDTH = auto()
    HEIGHT = auto()
    PASSWORD = auto()
    PASSWORD_AGAIN = auto()
    OLD_PASSWORD = auto()
    """The password that is to be changed for another."""


class Thing(Enum):
    """What something is that nobody knows by the name that was asked for."""

    MUNICIPALITY = auto()
    STANDARD = auto()
    VERSION = auto()
    CHANGES = auto()
    TABLE = auto()
    LEVEL = auto()
    ROW = auto()
    PLACE = auto()
    KIND = auto()
    AGE = auto()
    CERTAINTY = auto()
    PROVISION = auto()
    RECEIPT = auto()
    DRAFT = auto()
    HEARING = auto()
    RESPONSE = auto()
    PROPOSAL = auto()
    WORD_ENTRY = auto()
    PERSON = auto()
    IMPORTED_FILE = auto()
    SOURCE_PAGE = auto()
    """The picture of a page of a file that a draft was made of."""
    PAGE_ADDRESS = auto()


THING_WORDS: Mapping[Thing, str] = {
    Thing.MUNICIPALITY: "kommunen",
    Thing.STANDARD: "standarden",
    Thing.VERSION: "versionen",
    Thing.CHANGES: "ændringerne",
    Thing.TABLE: "tabellen",
    Thing.LEVEL: "niveauet",
    Thing.ROW: "rækken",
    Thing.PLACE: "stedet i teksten",
    Thing.KIND: "slagsen",
    Thing.AGE: "alderen",
    Thing.CERTAINTY: "statussen",
    Thing.PROVISION: "bestemmelsen",
    Thing.RECEIPT: "kvitteringen",
    Thing.DRAFT: "kladden",
    Thing.HEARING: "høringen",
    Thing.RESPONSE: "høringssvaret",
    Thing.PROPOSAL: "forslaget",
    Thing.WORD_ENTRY: "ordet",
    Thing.PERSON: "brugeren",
    Thing.IMPORTED_FILE: "filen",
    Thing.SOURCE_PAGE: "billedet af siden",
    Thing.PAGE_ADDRESS: "adressen",
}
"""What a reader is told of each: only shown, never compared."""

_ASKED_WITH: Mapping[Thing, Parameter] = {
    Thing.MUNICIPALITY: Parameter.MUNICIPALITY,
    Thing.STANDARD: Parameter.STANDARD,
    Thing.VERSION: Parameter.VERSION,
    Thing.TABLE: Parameter.TABLE,
    Thing.LEVEL: Parameter.LEVEL,
    Thing.PLACE: Parameter.PLACE,
    Thing.KIND: Parameter.KIND,
    Thing.AGE: Parameter.AGE,
    Thing.RECEIPT: Parameter.RECEIPT,
    Thing.PROPOSAL: Parameter.PROPOSAL,
}
"""What a thing is asked with where nothing else is said."""

LONGEST_SHOWN = 80


def not_known(thing: Thing, asked: str) -> str:
    """ "Vi kender ikke kommunen »x«.": of a long name its beginning."""
    shown = asked if len(asked) <= LONGEST_SHOWN else f"{asked[:LONGEST_SHOWN]} …"
    return f"Vi kender ikke {THING_WORDS[thing]} »{shown}«."


class UnknownName(Exception):
    """Nothing has the name ``asked``. ``known`` are (name, label) pairs of what exists instead.

    ``parameter`` is what was asked with, None where the thing cannot be asked for by itself. ``municipality``
    and ``standard`` are the slugs of where it was looked for, "" where that does not matter.
    """

    def __init__(
        self,
        thing: Thing,
        asked: str,
        known: Sequence[tuple[str, str]] = (),
        *,
        parameter: Parameter | None = None,
        municipality: str = "",
        standard: str = "",
    ):
        super().__init__(f"{thing.name}: {asked}")
        self.thing = thing
        self.asked = asked
        self.known = tuple(known)
        self.parameter = parameter or _ASKED_WITH.get(thing)
        self.municipality = municipality
        self.standard = standard

    @property
    def message(self) -> str:
        """What is not known, in a Danish sentence."""
        return not_known(self.thing, self.asked)

    def asked_with(self, parameter: Parameter) -> UnknownName:
        """The same, said of the parameter that the name is a part of."""
        return UnknownName(
            self.thing,
            self.asked,
            self.known,
            parameter=parameter,
            municipality=self.municipality,
            standard=self.standard,
        )


class BadInput(Exception):
    """What was typed cannot be read. ``parameter`` says what it was for, ``message`` in Danish what to do."""

    def __init__(self, parameter: Parameter, typed: str, message: str, code: str = "bad-input"):
        super().__init__(f"{parameter.name}: {message}")
        self.parameter = parameter
        self.typed = typed
        self.message = message
        self.code = code


class NotAllowed(Exception):
    """The person may see the thing, but not do this to it as it is now."""


def require(permission: Permission, by: Identity, what: Subject) -> None:
    """Raise NotAllowed where ``by`` may not do ``permission`` to ``what``."""
    if not permits(permission, by, what):
        raise NotAllowed(permission)


class Refused(Exception):
    """What was asked cannot be done as things are. ``message`` says in Danish why and what to do instead."""

    def __init__(self, code: str, message: str):
        super().__init__(f"{code}: {message}")
        self.code = code
        self.message = message


class Conflict(Refused):
    """Somebody saved in between; nothing was changed."""
