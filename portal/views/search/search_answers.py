"""What stands above the hits: the table's row where it is named without doubt, and editors' answers."""

from __future__ import annotations

from datetime import date

from portal import address_book
from portal.danish.dates import format_date
from portal.services.asking.calculating import Calculation
from portal.services.published.catalogue import MunicipalityRecord
from portal.views.search.search_page import AnswerBox, RowBox
from portal.views.shared.dates import PARAMETER
from portal.views.shared.frames import contact_of
from portal.views.shared.page_frame import Link
from portal.views.shared.words import reason_texts, standing_status
from search_index.analysis.curated import CuratedAnswer

_SAID_AS_REASONS = frozenset({"unconfirmed", "law-replaced", "date-unknown"})


def row_box(found: Calculation, notices: tuple[tuple[str, str], ...], today: date) -> RowBox | None:
    """The row of the calculator's answer; None where it has not exactly one. ``notices`` are (code, text)."""
    source = found.source
    if source is None or len(found.levels) != 1 or found.refusal:
        return None
    level, on = found.levels[0], found.standing.on
    asked = {"tabel": source.table.id, "niveau": level.key}
    if on != today:
        asked[PARAMETER] = on.isoformat()
    calculator = address_book.calculator(found.municipality.slug, **asked)
    return RowBox(
        overline=f"{found.municipality.name}: {source.table.benefit}",
        heading=f"{level.label}: {level.extent.text}",
        status=standing_status(found.standing, today),
        day=format_date(on) if on != today else f"i dag, {format_date(today)}",
        more=tuple(filter(None, (level.duration, level.remark))),
        notices=tuple(text for code, text in notices if code not in _SAID_AS_REASONS),
        reasons=tuple(reason_texts(found.standing.reasons)),
        links=(
            Link("Se rækken i teksten", source.path(level)),
            Link("Se hele svaret i beregneren", calculator),
        ),
    )


def answer_box(
    answer: CuratedAnswer, municipality: MunicipalityRecord | None, choices: tuple[Link, ...]
) -> AnswerBox:
    """An editors' answer with the municipality's own data; ``choices`` lead to it where none is chosen."""
    about = municipality.about if municipality else None
    shows_contact = "kontakt" in answer.shows
    return AnswerBox(
        heading=answer.title,
        text=answer.text,
        municipality=municipality.name if municipality else "",
        own=about.complaint if about and "klage" in answer.shows else "",
        contact=contact_of(municipality) if municipality and shows_contact else None,
        choices=choices if answer.shows and municipality is None else (),
    )
