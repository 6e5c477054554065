"""A row of a table as a line of JSON, and back: the same value whichever database it came from or goes to."""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, Column, Table, TypeDecorator

_LARGEST = 2**63


def line_of(table: Table, row: Mapping[Any, Any]) -> bytes:
    """The row as one line, its columns by name."""
    said = {column.name: _plain(row[column.name]) for column in table.columns}
    return json.dumps(said, separators=(",", ":")).encode("ascii") + b"\n"


def row_of(table: Table, line: bytes) -> dict[str, Any]:
    """The row that a line says. Raises ValueError for one that is no row of the table."""
    said = json.loads(line, parse_constant=_no_number)
    names = {column.name for column in table.columns}
    if not isinstance(said, dict) or said.keys() != names:
        raise ValueError("other columns than the table has")
    return {column.name: _value(column, said[column.name]) for column in table.columns}


def _plain(value: Any) -> Any:
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    return value.isoformat() if isinstance(value, date) else value


def _value(column: Column[Any], said: Any) -> Any:
    if isinstance(column.type, JSON):
        return said
    if said is None:
        if not column.nullable:
            raise ValueError(f"nothing in {column.name}")
        return None
    kind = _kind(column)
    if kind in (bytes, date, datetime):
        return _read(kind, said)
    if type(said) is not kind:
        raise ValueError(f"{column.name} is no {kind.__name__}")
    if isinstance(said, str):
        said.encode()
    elif isinstance(said, int) and not -_LARGEST <= said < _LARGEST:
        raise ValueError(f"{column.name} is too large")
    return said


def _kind(column: Column[Any]) -> type:
    held = column.type.impl_instance if isinstance(column.type, TypeDecorator) else column.type
    return held.python_type


def _read(kind: type, said: Any) -> bytes | date:
    if not isinstance(said, str):
        raise ValueError("no text")
    if kind is bytes:
        return base64.b64decode(said, validate=True)
    if kind is date:
        return date.fromisoformat(said)
    instant = datetime.fromisoformat(said)
    if instant.tzinfo is None:
        raise ValueError("an instant without a zone")
    return instant


def _no_number(word: str) -> Any:
    raise ValueError(f"{word} is no number")
