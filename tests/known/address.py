"""How an address is known: with values of its path parts and parameters that lead somewhere.

What an answer must say of a value that is not there, or cannot be read, stands beside the parameter: words of
the page, or the ``field`` of the API's problem. A route without a row here fails a test.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import quote, urlencode


@dataclass(frozen=True)
class Parameter:
    """A path part or a parameter of a query.

    ``says`` names it in the answer to ``unknown``, "" where any value will do; ``beside`` are the parameters
    that are sent with it. ``needed``: without it there is no answer.
    """

    good: str = ""
    says: str = ""
    unknown: str = "findes-ikke"
    needed: bool = False
    beside: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Known:
    """How a route is asked. ``site`` is who has what is asked for: the texts' readers, or an office."""

    pattern: str
    path: Mapping[str, Parameter] = field(default_factory=dict)
    query: Mapping[str, Parameter] = field(default_factory=dict)
    site: str = "public"
    method: str = "GET"

    def address(self, path: Mapping[str, str] | None = None, query: Mapping[str, str] | None = None) -> str:
        """The address with some values changed; ``query`` is all of the query."""
        address = self.pattern
        for name, part in self.path.items():
            value = (path or {}).get(name)
            address = address.replace(f"{{{name}}}", part.good if value is None else quote(value, safe=""))
        return f"{address}?{urlencode(query)}" if query else address
