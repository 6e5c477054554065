"""The country's municipalities, by keys that the portal's own names have too."""

from __future__ import annotations

from portal.danish.letters import sort_key
from portal.danish.municipalities import MUNICIPALITY_NAMES, bare_name


def test_there_are_ninety_eight_in_danish_order() -> None:
    names = list(MUNICIPALITY_NAMES.values())
    assert len(names) == len(set(names)) == 98
    assert names[-3:] == ["Aabenraa", "Aalborg", "Aarhus"]
    assert names == sorted(names, key=sort_key)


def test_a_portals_name_for_one_has_its_key() -> None:
    for name in ("Allerød Kommune", "Allerød", "ALLERØD KOMMUNE"):
        assert MUNICIPALITY_NAMES[bare_name(name)] == "Allerød"
    assert bare_name("Børne- og Socialministeriet") not in MUNICIPALITY_NAMES
