"""What a screen reader says of a page, written down: Chromium's accessibility tree as plain Danish text.

One line for each thing that is said, in reading order, indented by what it lies in: what it is, its name or
its words, then in brackets its state, value and description. What the browser hides from assistive technology
is left out, and so is the text of a label, which is said with its field.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Page

ROLES = {
    "RootWebArea": "side",
    "alert": "advarsel",
    "article": "artikel",
    "banner": "sidehoved",
    "button": "knap",
    "caption": "tabeltitel",
    "cell": "celle",
    "checkbox": "afkrydsning",
    "columnheader": "kolonnens navn",
    "combobox": "valgliste",
    "contentinfo": "sidefod",
    "definition": "forklaring",
    "deletion": "slettet",
    "DisclosureTriangle": "knap, der folder ud",
    "DisclosureTriangleGrouped": "knap, der folder ud",
    "figure": "figur",
    "form": "formular",
    "group": "gruppe",
    "heading": "overskrift",
    "image": "billede",
    "insertion": "indsat",
    "link": "link",
    "list": "liste",
    "listitem": "punkt",
    "main": "hovedindhold",
    "navigation": "navigation",
    "note": "bemærkning",
    "option": "valgmulighed",
    "radio": "valgknap",
    "region": "område",
    "row": "række",
    "rowheader": "rækkens navn",
    "search": "søgning",
    "searchbox": "søgefelt",
    "status": "status",
    "table": "tabel",
    "term": "ord",
    "textbox": "tekstfelt",
}
"""A role that is not here is said by no reader: only what lies in it is."""
UNSAID = {"InlineTextBox", "LabelText", "Legend", "LineBreak", "ListMarker", "MenuListPopup"}
"""Roles that are left out with all that lies in them: it is said elsewhere, as a field's name or value."""
NAMED_BY_CONTENT = {
    "button",
    "caption",
    "cell",
    "columnheader",
    "heading",
    "link",
    "option",
    "rowheader",
    "term",
}
NAMED_BY_CONTENT |= {"DisclosureTriangle", "DisclosureTriangleGrouped"}
FIELDS = {"combobox", "searchbox", "textbox"}
LIVE = {"polite": "læses op, når det kommer", "assertive": "læses op straks"}


@dataclass
class _Node:
    """A node of the tree, with its element's tag and attributes; ``inline`` where it stands inside a line."""

    role: str
    name: str
    value: str
    description: str
    states: dict[str, Any]
    tag: str
    attributes: dict[str, str]
    inline: bool
    children: list[_Node] = field(default_factory=list)


def transcript(page: Page, address: str) -> str:
    """What is said of ``page``; the address of this test's server is written as a portal's."""
    said = "\n".join(line for node in [_tree(page)] for line in _node(node, 0)) + "\n"
    return said.replace(address, "https://portal.example")


def _tree(page: Page) -> _Node:
    session = page.context.new_cdp_session(page)
    elements = _elements(session.send("DOMSnapshot.captureSnapshot", {"computedStyles": ["display"]}))
    raw = {node["nodeId"]: node for node in session.send("Accessibility.getFullAXTree")["nodes"]}
    session.detach()

    def made(node: dict[str, Any]) -> _Node:
        tag, attributes, inline = elements.get(node.get("backendDOMNodeId", -1), ("", {}, False))
        return _Node(
            role="none" if node["ignored"] else str(node["role"]["value"]),
            name=_text(node.get("name")),
            value=_text(node.get("value")),
            description=_text(node.get("description")),
            states={entry["name"]: entry["value"].get("value") for entry in node.get("properties", ())},
            tag=tag,
            attributes=attributes,
            inline=inline,
            children=[made(raw[child]) for child in node.get("childIds", ()) if child in raw],
        )

    return made(next(iter(raw.values())))


def _elements(snapshot: dict[str, Any]) -> dict[int, tuple[str, dict[str, str], bool]]:
    """By number of the node: its tag, its attributes, and whether it stands inside a line."""
    strings, nodes = snapshot["strings"], snapshot["documents"][0]["nodes"]
    layout = snapshot["documents"][0]["layout"]
    displays = {
        node: strings[style[0]]
        for node, style in zip(layout["nodeIndex"], layout["styles"], strict=True)
        if style
    }
    return {
        number: (
            strings[nodes["nodeName"][index]],
            {
                strings[name]: strings[value]
                for name, value in zip(
                    nodes["attributes"][index][::2], nodes["attributes"][index][1::2], strict=True
                )
            },
            displays.get(index, "").startswith("inline"),
        )
        for index, number in enumerate(nodes["backendNodeId"])
    }


def _text(value: dict[str, Any] | None) -> str:
    return " ".join(str(value.get("value", "")).split()) if value else ""


def _node(node: _Node, depth: int) -> Iterator[str]:
    """The lines of a node that is said. One that holds but one thing of the same words shares its line."""
    title, words, inner = ROLES[node.role], node.name, list(_parts(node.children))
    if node.role == "heading":
        title += f" {node.states.get('level')}"
    if node.role == "combobox" and node.tag == "INPUT":
        title = "felt med forslag"
    if node.role in FIELDS:
        inner = []
    if node.role in NAMED_BY_CONTENT:
        words = words or " ".join(part for part in inner if isinstance(part, str))
        inner = [part for part in inner if isinstance(part, _Node)]
    if node.role in ("listitem", "definition") and not words and inner and isinstance(inner[0], str):
        words = str(inner.pop(0))
    state = _state(node, inner)
    if len(inner) == 1 and isinstance(inner[0], _Node) and words in ("", inner[0].name) and not state:
        first, *rest = _node(inner[0], 0)
        if node.role in NAMED_BY_CONTENT | {"listitem", "definition"}:
            yield f"{'  ' * depth}{title}, {first}"
            yield from (f"{'  ' * depth}{line}" for line in rest)
            return
    yield f"{'  ' * depth}{title}{': ' if words else ''}{words}{f' [{state}]' if state else ''}"
    for part in inner:
        if isinstance(part, str):
            yield f"{'  ' * (depth + 1)}{part}"
        else:
            yield from _node(part, depth + 1)


def _parts(nodes: list[_Node]) -> Iterator[str | _Node]:
    """What is said of ``nodes``: runs of words, and things with a name of their own."""
    run: list[str] = []
    for part in _flat(nodes):
        if isinstance(part, _Node) or part is None:
            if text := " ".join("".join(run).split()):
                yield text
            run = []
            if part is not None:
                yield part
        else:
            run.append(part)
    if text := " ".join("".join(run).split()):
        yield text


def _flat(nodes: list[_Node]) -> Iterator[str | _Node | None]:
    """Words, things, and None where a line ends."""
    for node in nodes:
        if node.role in UNSAID:
            if node.role == "LineBreak":
                yield None
        elif node.role == "StaticText":
            yield node.name + " "
        elif node.role in ROLES and not (node.role == "group" and not node.name and node.tag == "DETAILS"):
            yield node
        else:
            yield from _flat(node.children) if node.inline else (None, *_flat(node.children), None)


def _state(node: _Node, inner: list[str | _Node]) -> str:
    states, attributes = node.states, node.attributes
    said = []
    if node.role in ("checkbox", "radio"):
        said.append("valgt" if states.get("checked") in ("true", True) else "ikke valgt")
    if node.role == "option" and states.get("selected"):
        said.append("valgt")
    if node.role in FIELDS:
        said.append(f"indhold: {node.value}" if node.value else "tomt")
    if "expanded" in states and node.role != "combobox":
        said.append("foldet ud" if states["expanded"] else "foldet sammen")
    if states.get("invalid") == "true":
        said.append("forkert udfyldt")
    if states.get("required"):
        said.append("skal udfyldes")
    if states.get("disabled"):
        said.append("kan ikke bruges")
    if "live" in states:
        said.append(LIVE[states["live"]])
    if "aria-current" in attributes:
        said.append("her er du" if attributes["aria-current"] == "page" else "valgt")
    if attributes.get("lang", "da") != "da":
        said.append(f"sprog: {attributes['lang']}")
    if node.role == "list":
        count = sum(isinstance(part, _Node) for part in inner)
        said.append("1 punkt" if count == 1 else f"{count} punkter")
    if node.description and node.description != node.name:
        said.append(node.description)
    return "; ".join(said)
