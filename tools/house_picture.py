"""The picture of the house: packages as boxes in layers, and arrows that run down to what they import."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from html import escape
from pathlib import Path, PurePosixPath

from tools.house_graph import against_the_order, layers, lifted, without_detours
from tools.house_measures import House
from tools.house_places import Places, Route, place

ROW, HEIGHT, MARGIN = 92, 40, 24
"""From row to row, and a box from top to bottom, in pixels; so is all that follows."""

COLOURS = {
    "portal/views": "#dbeafe",
    "portal/services": "#dcfce7",
    "portal/documents": "#fef3c7",
    "calculators": "#fde2e2",
    "search_index": "#ede9fe",
}
OTHERS = "#eceff3"
STYLE = (
    "text{font:14px 'DejaVu Sans',Verdana,sans-serif;text-anchor:middle;fill:#111}"
    "rect{stroke:#444}path{fill:none;stroke:#5b6470;stroke-width:1.3}path.up{stroke:#c00;stroke-width:2}"
)
TIPS = "".join(
    f'<marker id="{name}" viewBox="0 0 8 8" refX="8" refY="4" markerUnits="userSpaceOnUse" markerWidth="11" '
    f'markerHeight="11" orient="auto-start-reverse"><polygon points="0,0 8,4 0,8" fill="{colour}"/></marker>'
    for name, colour in (("down", "#5b6470"), ("up", "#c00"))
)


@dataclass(frozen=True)
class Plan:
    """What the picture shows: the layer of each box, 0 lowest, the boxes its arrows run to, and the arrows
    that run up, as box and box."""

    layer: dict[str, int]
    arrows: dict[str, set[str]]
    upward: frozenset[tuple[str, str]]


def plan_of(house: House) -> Plan:
    """The packages and what they import, without what follows from other arrows.

    The portal's single modules that are of one layer, and so cannot need each other, are one box.
    """
    imports = house.package_imports()
    against = against_the_order(imports)
    graph = {name: {o for o in needed if (name, o) not in against} for name, needed in imports.items()}
    layer = lifted(without_detours(graph), layers(graph))
    box = _boxes(layer)
    joined: dict[str, set[str]] = {name: set() for name in sorted(set(box.values()))}
    for name, needed in graph.items():
        joined[box[name]] |= {box[other] for other in needed}
    upward = frozenset((box[name], box[other]) for name, other in against if layer[name] < layer[other])
    return Plan({box[name]: layer[name] for name in graph}, without_detours(joined), upward)


def _boxes(layer: dict[str, int]) -> dict[str, str]:
    """The box each package stands in."""
    single = defaultdict(list)
    for name in sorted(layer):
        if name.endswith(".py"):
            single[layer[name]].append(PurePosixPath(name).stem)
    title = {n: f"portal: {', '.join(stems)}" for n, stems in single.items()}
    return {name: title[n] if name.endswith(".py") else name for name, n in layer.items()}


def draw(plan: Plan) -> str:
    """The picture as SVG; the same for the same plan."""
    down = [(name, other) for name in sorted(plan.arrows) for other in sorted(plan.arrows[name])]
    up = [(other, name) for name, other in sorted(plan.upward)]
    places = place(plan.layer, down + up, {name: _width(name) for name in plan.layer})
    top = max(plan.layer.values(), default=0)
    width, height = places.width + 2 * MARGIN, top * ROW + HEIGHT + 2 * MARGIN
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height}" width="{width:.0f}" '
        f'height="{height}" role="img">',
        "<title>The packages of the house in layers; each arrow runs to what a package imports</title>",
        f"<style>{STYLE}</style><defs>{TIPS}</defs>",
        f'<rect width="{width:.0f}" height="{height}" fill="#fff" stroke="none"/>',
        *(_arrow(route, top, n >= len(down)) for n, route in enumerate(places.routes)),
        *(_box(name, places, MARGIN + (top - plan.layer[name]) * ROW) for name in sorted(plan.layer)),
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def is_current(picture: Path, house: House) -> bool:
    """Whether the file shows the house as it is."""
    return picture.exists() and picture.read_text("utf-8") == draw(plan_of(house))


def _lines(name: str) -> list[str]:
    """What stands in a box, at most three modules a line."""
    if not name.startswith("portal: "):
        return [name.removeprefix("portal/")]
    stems = name.removeprefix("portal: ").split(", ")
    return [", ".join(stems[n : n + 3]) for n in range(0, len(stems), 3)]


def _width(name: str) -> float:
    return max(len(line) for line in _lines(name)) * 8.6 + 20


def _box(name: str, places: Places, y: int) -> str:
    x, width, lines = places.middle[name], _width(name), _lines(name)
    colour = next((c for area, c in COLOURS.items() if name.startswith(area)), OTHERS)
    first = y + HEIGHT / 2 + 5 - 8 * (len(lines) - 1)
    texts = "".join(
        f'<text x="{x + MARGIN:.1f}" y="{first + 16 * n:.1f}">{escape(line)}</text>'
        for n, line in enumerate(lines)
    )
    spare = 8 * max(0, len(lines) - 2)
    return (
        f'<g id="{escape(name)}"><rect x="{x - width / 2 + MARGIN:.1f}" y="{y - spare}" width="{width:.1f}" '
        f'height="{HEIGHT + 2 * spare}" rx="6" fill="{colour}"/>{texts}</g>'
    )


def _arrow(route: Route, top: int, upward: bool) -> str:
    """A curve from box to box through the gaps between others; one that runs up is red."""
    (x, y), *rest = [(x + MARGIN, MARGIN + (top - layer) * ROW) for x, layer in route]
    drawn = f"M{x:.1f} {y + HEIGHT}"
    for n, (to_x, to_y) in enumerate(rest, start=1):
        middle = (y + HEIGHT + to_y) / 2
        drawn += f"C{x:.1f} {middle:.1f} {to_x:.1f} {middle:.1f} {to_x:.1f} {to_y}"
        drawn += f"V{to_y + HEIGHT}" if n < len(rest) else ""
        x, y = to_x, to_y
    how = 'class="up" marker-start="url(#up)"' if upward else 'marker-end="url(#down)"'
    return f'<path d="{drawn}" {how}/>'
