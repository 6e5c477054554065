"""YAML 1.2 read as nodes with line numbers, so that a wrong value can be pointed at.

Values keep the characters the author wrote: ``0730`` is never 472 here, ``nej`` never true.
"""

from __future__ import annotations

from dataclasses import dataclass

from ruamel.yaml import YAML
from ruamel.yaml.composer import MaxDepthExceededError
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from portal.danish.characters import as_read, odd_character
from portal.documents.problems import Problems

_DEEPEST = 10
"""Values within values. A head has lists and mappings of scalars; a reader calls itself for each level."""
_SIMPLER = "Skriv én værdi, en liste i [ ] eller linjer som nøgle: værdi."
_NULLS = ("", "~", "null", "Null", "NULL")


@dataclass(frozen=True)
class Value:
    """One scalar: its characters, whether it stood in quotes, and its line in the file (from 1)."""

    text: str
    quoted: bool
    line: int


@dataclass(frozen=True)
class YamlEntry:
    """What one key holds: a scalar, a list or a mapping; the other two are None."""

    line: int
    scalar: Value | None = None
    items: tuple[Value, ...] | None = None
    pairs: tuple[tuple[str, Value], ...] | None = None


def read_mapping(
    text: str, first_line: int, problems: Problems, odd: Problems | None = None
) -> dict[str, YamlEntry]:
    """The keys of a YAML mapping that starts on ``first_line`` of its file.

    Values are decoded ("\\u00e5" is å) and then read as all text is: an escaped character that no page can
    hold is taken out, and told in ``odd`` where that is given. Broken YAML, repeated keys and values nested
    deeper than a list or a mapping of scalars are errors.
    """
    root = _mapping(text, first_line, problems)
    entries: dict[str, YamlEntry] = {}
    for key_node, value_node in root.value if root else ():
        key = as_read(str(key_node.value))
        line = first_line + key_node.start_mark.line
        if key in entries:
            problems.error(line, "yaml", f"Nøglen {key} står to gange.", "Behold den ene.")
            continue
        entries[key] = _entry(key, value_node, line, first_line, problems)
        if odd:
            _tell_odd(value_node, first_line, odd)
    return entries


def _mapping(text: str, first_line: int, problems: Problems) -> MappingNode | None:
    """The mapping that ``text`` is. None where it is empty, and with an error where it is anything else."""
    yaml = YAML(typ="safe", pure=True)
    yaml.max_depth = _DEEPEST
    try:
        root = yaml.compose(text)
    except MaxDepthExceededError as error:
        line = first_line + (error.problem_mark.line if error.problem_mark else 0)
        problems.error(line, "yaml", "Værdien er for sammensat.", _SIMPLER)
        return None
    except YAMLError as error:
        mark = (error.problem_mark or error.context_mark) if isinstance(error, MarkedYAMLError) else None
        problems.error(
            first_line + (mark.line if mark else 0),
            "yaml",
            "Filens hoved kan ikke læses som YAML (nøgle: værdi).",
            "Se efter en manglende anførselstegn, kolon eller indrykning på linjen eller lige før.",
        )
        return None
    if root is None or isinstance(root, MappingNode):
        return root
    problems.error(
        first_line,
        "yaml",
        "Her skal der stå linjer som nøgle: værdi.",
        "Skriv for eksempel titel: Aflastning.",
    )
    return None


def _tell_odd(node: Node, first_line: int, odd: Problems) -> None:
    """In a scalar, a list or a mapping of scalars. What stands deeper is an error as a whole."""
    parts = [node] if isinstance(node, ScalarNode) else node.value
    for part in parts:
        for inner in part if isinstance(part, tuple) else (part,):
            if isinstance(inner, ScalarNode) and (found := odd_character(str(inner.value))):
                odd.error(
                    first_line + inner.start_mark.line,
                    "encoding",
                    f"Værdien har et tegn, som ingen side kan vise (U+{ord(found):04X}).",
                    "Slet tegnet, også hvor det er skrevet som \\u og et tal.",
                )


def _entry(key: str, node: Node, line: int, first_line: int, problems: Problems) -> YamlEntry:
    if isinstance(node, ScalarNode):
        return YamlEntry(line, scalar=_value(node, first_line))
    if isinstance(node, SequenceNode) and all(isinstance(item, ScalarNode) for item in node.value):
        return YamlEntry(line, items=tuple(_value(item, first_line) for item in node.value))
    if isinstance(node, MappingNode) and all(isinstance(value, ScalarNode) for _, value in node.value):
        return YamlEntry(
            line, pairs=tuple((as_read(str(k.value)), _value(v, first_line)) for k, v in node.value)
        )
    problems.error(
        line,
        "yaml",
        f"Værdien af {key} er for sammensat.",
        _SIMPLER,
    )
    return YamlEntry(line, scalar=Value("", False, line))


def _value(node: ScalarNode, first_line: int) -> Value:
    quoted = node.style is not None
    text = as_read(str(node.value))
    if not quoted and text in _NULLS:
        text = ""
    return Value(text.strip(), quoted, first_line + node.start_mark.line)
