"""Who somebody is, and what is asked about: the two things a rule looks at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from portal.documents.states import State


class Role(StrEnum):
    """What a person is in a municipality; a person can be several things, in several municipalities."""

    EDITOR = "editor"
    REVIEWER = "reviewer"
    SECRETARY = "secretary"
    POLITICIAN = "politician"
    ADMINISTRATOR = "administrator"


ROLE_WORDS: Mapping[Role, str] = {
    Role.EDITOR: "Redaktør",
    Role.REVIEWER: "Fagansvarlig",
    Role.SECRETARY: "Politisk sekretær",
    Role.POLITICIAN: "Politiker",
    Role.ADMINISTRATOR: "Administrator",
}


@dataclass(frozen=True)
class Identity:
    """Somebody who is signed in, with the roles in each municipality by its id."""

    person_id: int
    name: str
    mail: str
    roles: Mapping[int, frozenset[Role]] = field(default_factory=dict)

    def roles_in(self, municipality_id: int) -> frozenset[Role]:
        """The roles in one municipality, none where there are none."""
        return self.roles.get(municipality_id, frozenset())

    @property
    def actor(self) -> str:
        """How the log names the person."""
        return f"person {self.person_id}"


@dataclass(frozen=True)
class Subject:
    """What is asked about. ``municipality_id`` is None for what belongs to no municipality.

    ``state`` is a draft's, None where it is not about a draft; ``writers`` are the ids of those whose words
    are in it.
    """

    municipality_id: int | None = None
    state: State | None = None
    writers: frozenset[int] = frozenset()


PUBLIC = Subject()
"""What is published, and pages of the portal itself."""
