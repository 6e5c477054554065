"""Kinds of parameters of the API: what is typed, and what it is read as. What is wrong is said in Danish."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from pydantic import AfterValidator, BeforeValidator, Field

from portal.danish.dates import read_date
from portal.danish.law_references import read_provision, reference_path
from portal.danish.letters import slug
from portal.documents.kle import read_kle
from portal.services.typed_words import LONGEST_ANSWER


def _day(value: object) -> object:
    """A date as people write it; the message of what is wrong is Danish."""
    return read_date(value) if isinstance(value, str) else value


def _key(value: str) -> str:
    """A name in an address, any case; æ, ø and å may be typed."""
    return slug(value)


def _kle(value: str) -> str:
    return read_kle(value) if value else ""


def _law(value: str) -> str:
    """A provision in Danish or as an address, as an address."""
    return reference_path(read_provision(value)) if value else ""


Day = Annotated[dt.date, BeforeValidator(_day)]
Slug = Annotated[str, Field(max_length=LONGEST_ANSWER), AfterValidator(_key)]
KleNumber = Annotated[str, Field(max_length=LONGEST_ANSWER), AfterValidator(_kle)]
LawNamed = Annotated[str, Field(max_length=LONGEST_ANSWER), AfterValidator(_law)]
Text = Annotated[str, Field(max_length=LONGEST_ANSWER)]
