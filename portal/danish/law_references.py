"""Law references as Danish writes them: "servicelovens § 52, stk. 3, nr. 6", in every spelling."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class LawReference:
    """One provision. ``act`` is the act's slug ("serviceloven", "barnets-lov") or "" where the text names none.

    ``section`` is the paragraph with its letter, closed up and lower case ("52", "82b"); ``part`` the stykke,
    ``number`` the nummer, ``letter`` a litra; each "" where not named.
    """

    act: str
    section: str
    part: str = ""
    number: str = ""
    letter: str = ""
