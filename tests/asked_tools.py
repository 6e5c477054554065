"""Tools called through the official client, as an assistant's programme calls them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import anyio
from mcp import Client
from mcp.client import Transport
from mcp.server import Server
from mcp.types import CallToolResult, ListToolsResult, TextContent

Call = tuple[str, dict[str, Any]]


def call_tools(
    server: Server[Any] | Transport | str, *calls: Call, mode: str = "auto"
) -> list[CallToolResult]:
    """What each call gave, one after the other on one connection; ``mode`` "legacy" is the older protocol."""
    return connect(server, *calls, mode=mode)[1]


def connect(
    server: Server[Any] | Transport | str, *calls: Call, mode: str = "auto"
) -> tuple[ListToolsResult, list[CallToolResult]]:
    """The list of tools, and what each call gave."""

    async def run() -> tuple[ListToolsResult, list[CallToolResult]]:
        async with Client(server, mode=mode) as client:
            listed = await client.list_tools()
            return listed, [await client.call_tool(name, arguments) for name, arguments in calls]

    # The browser of other tests keeps an event loop running in the main thread, and a thread holds one only.
    with ThreadPoolExecutor(max_workers=1) as own_thread:
        return own_thread.submit(anyio.run, run).result()


def told(result: CallToolResult) -> dict[str, Any]:
    """The structured answer; the text beside it says the same."""
    (text,) = result.content
    assert isinstance(text, TextContent)
    found: dict[str, Any] = result.structured_content
    assert json.loads(text.text) == found
    return found


def cited(answer: object) -> Iterator[dict[str, Any]]:
    """Every source in an answer, wherever it stands."""
    if isinstance(answer, dict):
        if "permalink" in answer:
            yield answer
        else:
            for value in answer.values():
                yield from cited(value)
    elif isinstance(answer, list):
        for value in answer:
            yield from cited(value)
