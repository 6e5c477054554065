"""The box "Hvad gør jeg nu?": from the municipality's own data alone; nothing is made up."""

from __future__ import annotations

from portal.services.published.catalogue import MunicipalityRecord
from portal.views.shared.components import NextStep, WhatNow
from portal.views.shared.frames import contact_of
from portal.views.shared.page_frame import Link


def what_now(municipality: MunicipalityRecord) -> WhatNow | None:
    """Whom to ask, how to apply, when the answer comes and how to complain; None for an authority."""
    if not municipality.is_municipality:
        return None
    about = municipality.about
    website = (Link(f"{municipality.name}s hjemmeside", about.website),) if about.website else ()
    steps = [
        ("Søg", " ".join(about.steps), website),
        ("Svar", about.answer_time, ()),
        ("Klag", about.complaint, ()),
    ]
    contact = contact_of(municipality)
    found = tuple(NextStep(heading, text, links) for heading, text, links in steps if text)
    if contact:
        ask = NextStep("Spørg", f"{contact.name} kan fortælle, hvad der gælder for jer.")
        found = (ask, *found)
    if not found:
        found = (NextStep("Spørg", f"Spørg {municipality.name}, hvad der gælder for jer.", website),)
    return WhatNow(found, contact)
