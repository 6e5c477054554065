"""The day a visitor asks about: read from the address, or a page that explains itself."""

from __future__ import annotations

from datetime import date

from pyramid.request import Request

from portal.danish.dates import WRITTEN_AS, format_date, read_date
from portal.services.errors import BadInput, Parameter
from portal.views.shared.components import DateChooser, Field
from portal.views.shared.field_names import FIELD_NAMES
from portal.views.shared.page_frame import Link

PARAMETER = FIELD_NAMES[Parameter.DATE]
HINT = f"Skriv for eksempel {WRITTEN_AS}."


def asked_day(request: Request) -> date:
    """The day of ``?dato=``, today where there is none. Raises BadInput for what is no date."""
    typed: str = request.GET.get(PARAMETER, "").strip()
    today: date = request.services.today
    if not typed:
        return today
    try:
        return read_date(typed)
    except ValueError as error:
        raise BadInput(Parameter.DATE, typed, str(error), "bad-date") from None


def date_chooser(
    request: Request,
    on: date | None,
    *,
    typed: str = "",
    error: str = "",
    hidden: tuple[tuple[str, str], ...] = (),
) -> DateChooser:
    """The form that asks for the same page on another day, with what was typed."""
    today = request.services.today
    value = typed or (format_date(on) if on and on != today else "")
    return DateChooser(
        action=request.path,
        field=Field(PARAMETER, "Dato", value=value, hint=HINT, error=error, width="15"),
        hidden=hidden,
        today=request.path if value else "",
    )


def day_words(request: Request, on: date) -> str:
    """The day in words, "" for today."""
    return "" if on == request.services.today else format_date(on)


def back_to_today(request: Request) -> Link:
    """The way back to the page of today."""
    return Link("Se siden for i dag", request.path)
