"""What can be said of things that need each other: circles, layers, and which needs follow from others."""

from __future__ import annotations

from collections.abc import Collection, Mapping

Graph = Mapping[str, Collection[str]]
"""Each thing, and the things it needs; every thing needed is a key too."""


def reached(graph: Graph, start: str) -> set[str]:
    """All that ``start`` needs, directly or through others; itself only where it is in a circle."""
    found: set[str] = set()
    waiting = list(graph[start])
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += graph[name]
    return found


def circles(graph: Graph) -> list[tuple[str, ...]]:
    """The groups of things that all need each other, each in the order of the alphabet."""
    reach = {name: reached(graph, name) for name in graph}
    found = {tuple(sorted(m for m in reach[n] if n in reach[m])) for n in graph if n in reach[n]}
    return sorted(found)


def against_the_order(graph: Mapping[str, Mapping[str, int]]) -> set[tuple[str, str]]:
    """The needs to give up so that no circle is left: few, and those that the fewest files have.

    ``graph`` says how many files have each need.
    """
    order = {name: n for n, name in enumerate(_in_order(graph))}
    circle = {name: n for n, names in enumerate(circles(graph)) for name in names}
    pairs = {
        (name, needed) for name in circle for needed in graph[name] if circle.get(needed) == circle[name]
    }
    return {(name, needed) for name, needed in pairs if order[name] >= order[needed]}


def _in_order(graph: Mapping[str, Mapping[str, int]]) -> list[str]:
    """Those that need others first: one by one who needs most for how much it is needed by the rest."""
    left, order = set(graph), []

    def surplus(name: str) -> int:
        needs = sum(files for needed, files in graph[name].items() if needed in left)
        return needs - sum(graph[other].get(name, 0) for other in left)

    while left:
        free = [name for name in left if not any(name in graph[other] for other in left - {name})]
        order.append(max(free or left, key=lambda name: (surplus(name), name)))
        left.remove(order[-1])
    return order


def layers(graph: Graph) -> dict[str, int]:
    """The layer of each where there are no circles: 0 needs nothing, others stand above all they need."""
    layer: dict[str, int] = {}
    # Who stands above another reaches more than it.
    for name in sorted(graph, key=lambda name: (len(reached(graph, name)), name)):
        layer[name] = 1 + max((layer[needed] for needed in graph[name]), default=-1)
    return layer


def lifted(graph: Graph, layer: Mapping[str, int]) -> dict[str, int]:
    """The same layers, but who needs no more than it is needed stands right below who needs it."""
    new = dict(layer)
    for name in sorted(graph, key=lambda name: (-layer[name], name)):
        users = [new[other] for other in graph if name in graph[other]]
        if users and len(users) >= len(graph[name]):
            new[name] = min(users) - 1
    return new


def without_detours(graph: Graph) -> dict[str, set[str]]:
    """The same without the needs that follow from others: a needs c, where a needs b and b needs c.

    ``graph`` has no circles.
    """
    reach = {name: reached(graph, name) for name in graph}
    return {
        name: {needed for needed in graph[name] if not any(needed in reach[other] for other in graph[name])}
        for name in graph
    }
