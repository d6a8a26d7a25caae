"""The people's side over HTTP: ``POST /drive/ACT`` with the act's arguments as JSON."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from .chats import Message
from .server import Server

_ACTS: dict[str, Callable[..., Any]] = {}
Act = Callable[..., Any]


def build_app(server: Server) -> web.Application:
    """Build the whole server's application."""
    app = web.Application(client_max_size=64 << 20)

    async def drive(request: web.Request) -> web.Response:
        act = _ACTS.get(request.match_info["act"])
        if act is None:
            raise web.HTTPNotFound
        arguments = await request.json() if request.can_read_body else {}
        try:
            result = act(server, **arguments)
            if isinstance(result, Awaitable):
                result = await result
        except (LookupError, ValueError, TypeError) as error:
            return web.json_response({"error": f"{type(error).__name__}: {error}"}, status=400)
        return web.json_response(result, dumps=lambda value: json.dumps(value, default=str))

    async def close(_: web.Application) -> None:
        await server.updates.close()

    app.router.add_route("*", "/bot{token}/{method}", server.answer_bot)
    app.router.add_get("/file/bot{token}/{path:.*}", server.give_file)
    app.router.add_post("/drive/{act}", drive)
    app.on_cleanup.append(close)
    return app


def _act(act: Act) -> Act:
    _ACTS[act.__name__] = act
    return act


@_act
def send(server: Server, **act: Any) -> Any:
    return server.people.send(**act)


@_act
def edit(server: Server, **act: Any) -> Any:
    return server.people.edit(**act)


@_act
def tap(server: Server, **act: Any) -> Any:
    return server.people.tap(**act)


@_act
def inline(server: Server, **act: Any) -> Any:
    return server.people.type_inline(**act)


@_act
def membership(server: Server, **act: Any) -> Any:
    return server.people.set_membership(**act)


@_act
def migrate(server: Server, **act: Any) -> Any:
    return server.people.migrate(**act)


@_act
def update(server: Server, kind: str, body: dict[str, Any]) -> Any:
    return {"update_id": server.updates.push(kind, body)}


@_act
def repeat(server: Server, update_id: int) -> None:
    server.updates.repeat(update_id)


@_act
def next_update(server: Server, update_id: int) -> None:
    server.updates.next_id = update_id


@_act
def open_chat(server: Server, chat_id: int, kind: str | None = None) -> Any:
    return server.chats.open(chat_id, kind)


@_act
def block(server: Server, chat_id: int, reason: str | None = None) -> None:
    server.chats.closed[chat_id] = reason or "Forbidden: bot was blocked by the user"


@_act
def unblock(server: Server, chat_id: int) -> None:
    server.chats.closed.pop(chat_id, None)


@_act
def delete(server: Server, chat_id: int, message_id: int) -> None:
    del server.chats.messages[chat_id, message_id]


@_act
def expire(server: Server, query_id: str) -> None:
    server.queries.expire(query_id)


@_act
def flood(server: Server, on: bool) -> None:
    server.flood.on = on


@_act
def fault(server: Server, **fields: Any) -> None:
    server.faults.add(**fields)


@_act
def heal(server: Server) -> None:
    server.faults.clear()


@_act
def messages(server: Server, chat_id: int) -> list[Message]:
    return [m for (chat, _), m in sorted(server.chats.messages.items()) if chat == chat_id]


@_act
async def answers(
    server: Server,
    chat_id: int,
    after: int = 0,
    reply_to: int | None = None,
    placeholder: str = "",
    n: int = 0,
    timeout: float = 10,
) -> list[Message]:
    """Find the bot's messages as shown now; wait for ``n`` of them that are no placeholder.

    Args:
        reply_to: Only messages that reply to this one, or to none.
        placeholder: How the text of a placeholder ends.
    """

    def find() -> list[Message]:
        return [
            message
            for message in server.chats.find_from_bot(chat_id, after)
            if not (placeholder and message.get("text", "").endswith(placeholder))
            and reply_to in (None, message.get("reply_to_message", {}).get("message_id", reply_to))
        ]

    return await server.calls.wait(find, n, timeout)


@_act
def calls(server: Server, **wanted: Any) -> Any:
    return server.calls.find(**wanted)


@_act
async def wait(
    server: Server, n: int = 1, timeout: float = 10, any_status: bool = False, **wanted: Any
) -> Any:
    def find() -> list[dict[str, Any]]:
        found = server.calls.find(**wanted)
        return [call for call in found if any_status or call["status"] == 200]

    return await server.calls.wait(find, n, timeout)


@_act
async def load(server: Server, **plan: Any) -> Any:
    return await server.run_load(**plan)


@_act
def state(server: Server) -> dict[str, Any]:
    updates = server.updates
    return {
        "pending": updates.pending(),
        "webhook": (updates.webhook or {}).get("url"),
        "pollers": updates.pollers,
        "deliveries": list(updates.deliveries),
        "taps": server.queries.taps,
        "inline": server.queries.inline,
        "commands": server.methods.commands,
        "calls": server.calls.next,
        "malformed": list(server.calls.malformed),
    }
