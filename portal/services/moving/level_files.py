"""Every level as data: a table for spreadsheets, the same for programmes, and what describes the two.

The description is a JSON Schema of the JSON and a Frictionless data package of both files.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from typing import Any

from portal.services.moving.level_columns import COLUMNS, KEY, STATUS_WORDS, ColumnKind, LevelColumn, Row
from portal.spreadsheets import DELIMITER, spreadsheet

TABLE, JSON, SCHEMA, PACKAGE = (
    "level-tables.csv",
    "level-tables.json",
    "level-tables.schema.json",
    "datapackage.json",
)
_ABOUT = (
    "Hver række er én celle under Omfang i en vedtaget version. Cellens egne ord gælder; tallene er det, "
    "portalen har læst dem som. Et niveau er vejledende: kommunen ser på den enkelte familie. "
    "I regnearket står der en apostrof foran en celle, der ellers ville blive til en formel."
)
_NUMBER_PATTERN = r"^\d+(\.\d+|/\d+)?$"
_DECIMAL_CHAR = ","

_FIELD_TYPES: Mapping[ColumnKind, Mapping[str, Any]] = {
    ColumnKind.TEXT: {"type": "string"},
    ColumnKind.WHOLE: {"type": "integer"},
    ColumnKind.NUMBER: {"type": "number", "decimalChar": _DECIMAL_CHAR},
    ColumnKind.YES_NO: {"type": "boolean"},
    ColumnKind.DAY: {"type": "date"},
    ColumnKind.LIST: {"type": "array"},
}
_JSON_TYPES: Mapping[ColumnKind, Mapping[str, Any]] = {
    ColumnKind.TEXT: {"type": "string"},
    ColumnKind.WHOLE: {"type": "integer"},
    ColumnKind.NUMBER: {"type": "string", "pattern": _NUMBER_PATTERN},
    ColumnKind.YES_NO: {"type": "boolean"},
    ColumnKind.DAY: {"type": "string", "format": "date"},
    ColumnKind.LIST: {"type": "array"},
}


def level_files(rows: Sequence[Row], day: str) -> dict[str, bytes]:
    """The files' names and bytes. ``rows`` have a value for each of ``COLUMNS``; ``day`` is theirs, ISO."""
    head = [column.name for column in COLUMNS]
    files = {
        TABLE: spreadsheet(
            [head, *([_cell(column, row[column.name]) for column in COLUMNS] for row in rows)]
        ),
        JSON: as_json([{column.name: row[column.name] for column in COLUMNS} for row in rows]),
        SCHEMA: as_json(_json_schema()),
    }
    return {**files, PACKAGE: as_json(_package(files, day))}


def as_json(value: object) -> bytes:
    """A value as a file that people can read too."""
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()


def _cell(column: LevelColumn, value: Any) -> str:
    if value is None:
        return ""
    match column.kind:
        case ColumnKind.NUMBER:  # a fraction that is no decimal stands in ``parts`` and in ``range``
            return "" if "/" in value else str(value).replace(".", _DECIMAL_CHAR)
        case ColumnKind.YES_NO:
            return "true" if value else "false"
        case ColumnKind.LIST:
            return json.dumps(value, ensure_ascii=False)
        case _:
            return str(value)


def _json_schema() -> dict[str, Any]:
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Niveautabeller",
        "description": _ABOUT,
        "type": "array",
        "items": {
            "type": "object",
            "properties": {column.name: _property(column) for column in COLUMNS},
            "required": [column.name for column in COLUMNS],
            "additionalProperties": False,
        },
    }


def _property(column: LevelColumn) -> dict[str, Any]:
    said = {"title": column.title, "description": column.meaning, **_JSON_TYPES[column.kind]}
    if column.name == "status":
        said["enum"] = list(STATUS_WORDS)
    if column.empty and column.kind is not ColumnKind.LIST:
        said["type"] = [said["type"], "null"]
    return said


def _package(files: Mapping[str, bytes], day: str) -> dict[str, Any]:
    return {
        "profile": "data-package",
        "name": "kvalitetsstandarder-niveautabeller",
        "title": "Niveautabeller fra kvalitetsstandarder",
        "description": _ABOUT,
        "version": day,
        "resources": [
            {
                **_resource(TABLE, files[TABLE], "csv", "text/csv", "tabular-data-resource"),
                "dialect": {"delimiter": DELIMITER, "doubleQuote": True, "header": True},
                "schema": {
                    "fields": [_field(column) for column in COLUMNS],
                    "primaryKey": list(KEY),
                    "missingValues": [""],
                },
            },
            _resource(JSON, files[JSON], "json", "application/json", "data-resource"),
            _resource(SCHEMA, files[SCHEMA], "json", "application/schema+json", "data-resource"),
        ],
    }


def _resource(path: str, content: bytes, form: str, kind: str, profile: str) -> dict[str, Any]:
    return {
        "profile": profile,
        "name": path.replace(".", "-"),
        "path": path,
        "format": form,
        "mediatype": kind,
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
    }


def _field(column: LevelColumn) -> dict[str, Any]:
    said = {"name": column.name, "title": column.title, "description": column.meaning}
    required = {} if column.empty else {"constraints": {"required": True}}
    return {**said, **_FIELD_TYPES[column.kind], **required}
