"""What the parameters of the API are called, in paths and queries."""

from __future__ import annotations

from collections.abc import Mapping

from portal.services.errors import Parameter

PARAMETER_NAMES: Mapping[Parameter, str] = {
    Parameter.MUNICIPALITY: "municipality",
    Parameter.STANDARD: "standard",
    Parameter.VERSION: "n",
    Parameter.TABLE: "table",
    Parameter.LEFT_TABLE: "left",
    Parameter.RIGHT_TABLE: "right",
    Parameter.LEVEL: "level",
    Parameter.AMOUNT: "amount",
    Parameter.UNIT: "unit",
    Parameter.AGE: "age",
    Parameter.DATE: "date",
    Parameter.KIND: "kind",
    Parameter.RECEIPT: "id",
    Parameter.ACT: "act",
    Parameter.LAW_SECTION: "section",
    Parameter.BELOW_SECTION: "rest",
}
"""What the API does not take is not here. What its schemas read (``q``, ``limit``) they name themselves."""


def name_of(parameter: Parameter | None) -> str | None:
    """What the API calls what a service was asked with; None for what it does not take."""
    return PARAMETER_NAMES.get(parameter) if parameter else None
