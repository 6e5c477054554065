"""The tools over the Model Context Protocol. No other module knows the protocol's package (extra ``mcp``)."""

from __future__ import annotations

from typing import Any

import anyio
import anyio.to_thread
import uvicorn
from mcp.server import Server
from mcp.server.context import ServerRequestContext
from mcp.server.stdio import stdio_server
from mcp.server.transport_security import TransportSecuritySettings
from mcp.types import (
    CallToolRequestParams,
    CallToolResult,
    ListToolsResult,
    PaginatedRequestParams,
    TextContent,
    ToolAnnotations,
)
from mcp.types import Tool as ToolDescription

from portal.assistants.assistant import Assistant
from portal.assistants.tools import INSTRUCTIONS, TOOLS, Tool

PATH = "/mcp"
LARGEST_CALL = 200_000
"""In bytes: many times the longest question."""
OWN_HOSTS = ("127.0.0.1", "localhost", "[::1]")
_READS = ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)


def create_server(assistant: Assistant) -> Server[dict[str, Any]]:
    """The server that lists the tools and hands every call to ``assistant``."""

    async def list_tools(
        context: ServerRequestContext[dict[str, Any]], asked: PaginatedRequestParams | None
    ) -> ListToolsResult:
        del context, asked
        return ListToolsResult(tools=[_described(tool) for tool in TOOLS.values()])

    async def call_tool(
        context: ServerRequestContext[dict[str, Any]], call: CallToolRequestParams
    ) -> CallToolResult:
        del context
        told = await anyio.to_thread.run_sync(assistant.answer, call.name, call.arguments or {})
        return CallToolResult(
            content=[TextContent(text=told.result.model_dump_json())],
            structured_content=told.result.model_dump(mode="json"),
            is_error=told.failed,
        )

    return Server(
        "kvalitetsportal",
        version="1",
        title="Kvalitetsportalen",
        instructions=INSTRUCTIONS,
        on_list_tools=list_tools,
        on_call_tool=call_tool,
    )


def _described(tool: Tool) -> ToolDescription:
    return ToolDescription(
        name=tool.name,
        title=tool.title,
        description=tool.description,
        input_schema=tool.parameters.model_json_schema(),
        output_schema=tool.result.model_json_schema(mode="serialization"),
        annotations=_READS,
    )


def serve_stdio(assistant: Assistant) -> None:
    """Answer on standard input and output until the input ends; nothing else is written there."""
    server = create_server(assistant)

    async def run() -> None:
        async with stdio_server() as (reading, writing):
            await server.run(reading, writing, server.create_initialization_options())

    anyio.run(run)


def serve_http(assistant: Assistant, host: str, port: int, host_names: frozenset[str]) -> None:
    """Answer on ``port`` until told to stop. ``host_names`` may be asked for beside this machine's own names.

    Each call stands alone: nothing is kept between two.
    """
    names = [f"{name}{end}" for name in (*OWN_HOSTS, host, *host_names) for end in ("", ":*")]
    app = create_server(assistant).streamable_http_app(
        streamable_http_path=PATH,
        json_response=True,
        stateless_http=True,
        max_request_body_size=LARGEST_CALL,
        transport_security=TransportSecuritySettings(
            allowed_hosts=names,
            allowed_origins=[f"{scheme}://{name}" for scheme in ("http", "https") for name in names],
        ),
    )
    uvicorn.Server(
        uvicorn.Config(app, host=host, port=port, log_config=None, access_log=False, ws="none")
    ).run()
