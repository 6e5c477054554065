"""Changing keys of a file's head without touching a byte of the body.

Adoption completes a draft with the decision's facts; a new draft drops those of the version it began from.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError
from ruamel.yaml.nodes import MappingNode

FENCE = b"---"
_WORD = re.compile(r"[a-zæøå][a-zæøå-]*")
_NOT_WORDS = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n", "ja", "nej"})
HeadValue = str | date | Mapping[str, str] | None
"""Text is written in quotes, a day as ISO; a mapping as lines below the key; None takes the key away."""


class HeadError(ValueError):
    """The head cannot be changed: it has no fences, or is not a YAML mapping of one key a line."""


def with_head(source: bytes, values: Mapping[str, HeadValue]) -> bytes:
    """``source`` with these keys of its head set; every other line of it, and its body, stay as they are.

    A key that is there keeps its place; a new one comes last. Raises HeadError.
    """
    mark, lines, body = _split(source)
    newline = "\r\n" if lines and lines[0].endswith("\r\n") else "\n"
    spans = _spans("".join(lines))
    changed: dict[int, list[str]] = {}
    for key, value in values.items():
        written = _written(key, value, newline)
        if key in spans:
            first, last = spans[key]
            changed[first] = written
            changed.update((number, []) for number in range(first + 1, last))
        else:
            changed.setdefault(len(lines), []).extend(written)
    kept = [line for number, old in enumerate([*lines, ""]) for line in changed.get(number, [old])]
    return mark + "".join(kept).encode() + body


def _split(source: bytes) -> tuple[bytes, list[str], bytes]:
    """The opening fence, the head's lines with their ends, and the rest from the closing fence."""
    lines = source.splitlines(keepends=True)
    if not lines or lines[0].removeprefix(b"\xef\xbb\xbf").strip() != FENCE:
        raise HeadError("the file has no head")
    for number, line in enumerate(lines[1:], start=1):
        if line.rstrip() == FENCE:
            try:
                head = [line.decode() for line in lines[1:number]]
            except UnicodeDecodeError as error:
                raise HeadError("the head is not UTF-8") from error
            return lines[0], head, b"".join(lines[number:])
    raise HeadError("the head does not end")


def _spans(head: str) -> dict[str, tuple[int, int]]:
    """Each key's first line and the line after its last; a comment before the next key is not its own."""
    try:
        root = YAML(typ="safe", pure=True).compose(head)
    except YAMLError as error:
        raise HeadError("the head is not YAML") from error
    if root is None:
        return {}
    if not isinstance(root, MappingNode) or root.flow_style:
        raise HeadError("the head is not lines of key: value")
    lines = head.splitlines()
    starts = [(str(key.value), key.start_mark.line) for key, _ in root.value]
    ends = [start for _, start in starts[1:]] + [len(lines)]
    found: dict[str, tuple[int, int]] = {}
    for (key, start), end in zip(starts, ends, strict=True):
        while end > start + 1 and (not lines[end - 1].strip() or lines[end - 1].startswith("#")):
            end -= 1
        found[key] = (start, end)
    return found


def _written(key: str, value: HeadValue, newline: str) -> list[str]:
    if value is None:
        return []
    if isinstance(value, date):
        return [f"{key}: {value.isoformat()}{newline}"]
    if isinstance(value, str):
        return [f"{key}: {_quoted(value)}{newline}"]
    if not value:
        return []
    return [
        f"{key}:{newline}",
        *(f"  {_quoted(name)}: {_quoted(text)}{newline}" for name, text in value.items()),
    ]


def _quoted(text: str) -> str:
    """One plain word as it is, anything else in quotes."""
    if _WORD.fullmatch(text) and text not in _NOT_WORDS:
        return text
    return json.dumps(" ".join(text.split()), ensure_ascii=False)
