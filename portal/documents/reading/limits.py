"""How much a text may hold. More is an error in a new text; one that was adopted with it is read and shown.

What no text may hold, since reading it would take minutes, is in ``weight``. The limits here are some ten
times what the longest standards have, and keep small what stands on many pages: title, topics, law.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from markdown_it.token import Token

from portal.danish.numbers import format_number
from portal.documents.problems import Problems
from portal.documents.reading.tokens import line_of
from portal.documents.reading.yaml_nodes import Value, YamlEntry

RULE = "beyond-limits"
LARGEST_TEXT = 1_000_000
"""Bytes of a text: some hundred times the longest standard we know."""
LONGEST_HEAD = 20_000
"""Letters of a head. Reading one takes some thirty times as long as reading as much text."""
LONGEST_VALUE, LONGEST_TITLE = 2_000, 300
"""Letters of one value of a head."""
MOST_ITEMS: Mapping[str, int] = {"emner": 30, "lovgrundlag": 100, "lint_svar": 60}
MOST_OTHER_ITEMS = 100
DEEPEST_BLOCK, DEEPEST_MARK = 20, 10
"""Lists and quotations within one another (a list is two deep), and emphasis within emphasis."""
_HEAD_END = re.compile(rb"[\r\n]---[ \t]*(?:[\r\n]|\Z)")
_MARKER = r"[ \t]*(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t]))"
_NESTED_LINE = re.compile(rf"^(?:{_MARKER}){{{DEEPEST_BLOCK + 1},}}[ \t]*[^\s>*+-]", re.MULTILINE)
_TOO_DEEP = (
    "Her står lister eller citater inde i hinanden mange gange. "
    f"Der må højst være {DEEPEST_BLOCK // 2} lister inde i hinanden.",
    "Brug færre trin.",
)
_FEWER = "Behold de vigtigste, og slet resten."


def refuse_large_text(source: bytes, file: str) -> None:
    """Raise ``DocumentError`` for a new text that is too large, or whose head is, before it is read."""
    problems = Problems(file)
    check_size(source, problems)
    _check_nested_lines(source.decode("utf-8", "replace"), problems)
    start = source.removeprefix(b"\xef\xbb\xbf")
    end = _HEAD_END.search(start) if start.startswith(b"---") else None
    if end is not None:
        check_head(start[: end.start()].decode("utf-8", "replace"), problems)
    problems.refuse_errors()


def _check_nested_lines(text: str, problems: Problems) -> None:
    """Add an error for the first line that begins with more lists and quotations than may be."""
    if found := _NESTED_LINE.search(text):
        line = text.count("\n", 0, found.start()) + 1
        problems.error(line, RULE, *_TOO_DEEP)


def check_size(source: bytes, problems: Problems) -> None:
    """Add an error for a text of too many bytes."""
    if len(source) > LARGEST_TEXT:
        problems.error(
            1,
            RULE,
            f"Teksten fylder {format_number(len(source))} bytes. "
            f"Den må højst fylde {format_number(LARGEST_TEXT)}.",
            "Del den i flere standarder.",
        )


def check_head(head: str, problems: Problems) -> None:
    """Add an error for a head of too many letters."""
    if len(head) > LONGEST_HEAD:
        problems.error(
            1,
            RULE,
            f"Filens hoved har {format_number(len(head))} tegn. "
            f"Det må højst have {format_number(LONGEST_HEAD)}.",
            "Slet det, der ikke hører til i hovedet. Lange forklaringer hører til i teksten.",
        )


def check_entries(entries: Mapping[str, YamlEntry], problems: Problems) -> None:
    """Add an error for every list of a head with too many items, and every value that is too long."""
    for key, entry in entries.items():
        values = _values(entry)
        most = MOST_ITEMS.get(key, MOST_OTHER_ITEMS)
        if len(values) > most:
            message = (
                f"{key} har {format_number(len(values))} punkter. Der må højst være {format_number(most)}."
            )
            problems.error(values[most].line, RULE, message, _FEWER)
        longest = LONGEST_TITLE if key == "titel" else LONGEST_VALUE
        for value in values:
            if len(value.text) > longest:
                there = format_number(len(value.text))
                message = f"{key} har {there} tegn. Der må højst være {format_number(longest)}."
                problems.error(value.line, RULE, message, "Skriv det kortere.")


def _values(entry: YamlEntry) -> Sequence[Value]:
    if entry.scalar is not None:
        return (entry.scalar,)
    return entry.items if entry.items is not None else tuple(value for _, value in entry.pairs or ())


def check_depth(tokens: Sequence[Token], problems: Problems) -> None:
    """Add an error for the first line where lists, quotations or emphasis stand too deep in one another."""
    for line, message, remedy in _depths(tokens):
        problems.error(line, RULE, message, remedy)
        return


def _depths(tokens: Sequence[Token]) -> Iterator[tuple[int, str, str]]:
    line = 1
    for token in tokens:
        line = line_of(token) or line
        if token.type != "inline" and token.level > DEEPEST_BLOCK:
            yield line, *_TOO_DEEP
        elif any(child.level > DEEPEST_MARK for child in token.children or ()):
            message = "Her står fremhævning (* og _) inde i hinanden mange gange."
            yield line, f"{message} Der må højst være {DEEPEST_MARK}.", "Slet de overflødige tegn."
