"""The blanks of the decision frame as fields, always with what was typed."""

from __future__ import annotations

from portal.services.citing.citing import CitedPlace, law_of
from portal.services.citing.decision_frame import DecisionFrameInput, DecisionVariant
from portal.services.published.reading import VersionText
from portal.views.shared.components import Field, Option

_VARIANTS = {
    DecisionVariant.AS: "Som niveauet",
    DecisionVariant.MORE: "Mere end niveauet",
    DecisionVariant.LESS: "Mindre end niveauet",
    DecisionVariant.NONE: "Ingen støtte",
}
_EXTENT_HINT = "For eksempel 4 timer om ugen. Lad feltet stå tomt, hvis I ingen støtte bevilger."


def fields_of(
    said: DecisionFrameInput, wrong: dict[str, str], text: VersionText, place: CitedPlace
) -> tuple[Field, ...]:
    """One field for each blank, with the error that was found in it."""
    return (
        _law(said, wrong, text, place),
        _area("forhold", "Barnets egne forhold", said.forhold, wrong, "Det, der er særligt for dette barn."),
        _variant(said, wrong),
        _line("omfang", "Omfang, I bevilger", said.omfang, wrong, _EXTENT_HINT),
        _area("begrundelse", "Hvorfor dette omfang?", said.begrundelse, wrong),
        _area("formaal", "Formål med støtten", said.formaal, wrong),
        _line("varighed", "Forventet varighed", said.varighed, wrong, _duration_hint(place)),
        _line("opfoelgning", "Opfølgning", said.opfoelgning, wrong, _follow_up_hint(text)),
    )


def _law(said: DecisionFrameInput, wrong: dict[str, str], text: VersionText, place: CitedPlace) -> Field:
    provisions = (Option(words, words, words == said.lov) for words in law_of(text, place))
    return Field(
        "lov",
        "Bestemmelse, afgørelsen træffes efter",
        hint="Loven står først. Standarden er ikke et retsgrundlag.",
        error=wrong.get("lov", ""),
        kind="select",
        options=(Option("", "Vælg"), *provisions),
    )


def _variant(said: DecisionFrameInput, wrong: dict[str, str]) -> Field:
    options = tuple(Option(key.value, words, key == said.valg) for key, words in _VARIANTS.items())
    return Field("valg", "Afgørelsen er", error=wrong.get("valg", ""), kind="radios", options=options)


def _line(name: str, label: str, value: str, wrong: dict[str, str], hint: str) -> Field:
    return Field(name, label, value=value, hint=hint, error=wrong.get(name, ""))


def _area(name: str, label: str, value: str, wrong: dict[str, str], hint: str = "") -> Field:
    return Field(name, label, value=value, hint=hint, error=wrong.get(name, ""), kind="textarea")


def _duration_hint(place: CitedPlace) -> str:
    written = place.level.duration if place.level else ""
    return f"Standarden skriver: {written}." if written else ""


def _follow_up_hint(text: VersionText) -> str:
    """The standard's own rows about follow-up, in its own words."""
    rules = [rule for rule in text.document.deadlines if "opfølgning" in rule.event.lower()]
    said = "; ".join(f"{rule.event}: {rule.text} (fra {rule.counted_from})" for rule in rules)
    return f"Standarden skriver: {said}." if said else ""
