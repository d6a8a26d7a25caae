"""The server: what the bot calls, and the files it fetches."""

from __future__ import annotations

import asyncio
import json
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import web

from .chats import Chats
from .faults import Fault, Faults
from .flood import Flood
from .load import Load, Plan
from .methods import Methods
from .people import People
from .queries import Queries
from .records import CallLog
from .refusal import RefusalError
from .texts import check_encoding
from .updates import Updates

_PLAIN = {"text", "caption", "file_id", "url", "secret_token"}


class Server:
    """All of it, put together."""

    def __init__(self, token: str, username: str, *, flood: bool, shared_ids: bool) -> None:
        self.token = token
        self.chats = Chats(username, shared_ids)
        self.updates = Updates()
        self.queries = Queries()
        self.flood = Flood(flood)
        self.faults = Faults()
        self.calls = CallLog()
        self.people = People(self.chats, self.updates, self.queries)
        self.methods = Methods(self.chats, self.updates, self.queries, self.flood)
        self._is_loaded = False

    async def run_load(self, **plan: Any) -> dict[str, Any]:
        """Ask many questions; calls are not noted meanwhile."""
        plan["texts"] = tuple(plan.get("texts", Plan().texts))
        load = Load(Plan(**plan), lambda user, text: self.people.send(user, text=text)["message"])
        self.methods.saw = load.saw
        self._is_loaded = True
        try:
            return await load.run()
        finally:
            self.methods.saw = None
            self._is_loaded = False

    async def answer_bot(self, request: web.Request) -> web.StreamResponse:
        """Answer a call of the bot."""
        method = request.match_info["method"]
        params = await read_params(request)
        fault = self.faults.strike(method, params)
        kind = fault.kind if fault else None
        status: int | str = 200
        body: dict[str, Any] | None = None
        try:
            if request.match_info["token"] != self.token:
                raise RefusalError(401, "Unauthorized")
            body = {"ok": True, "result": await self._do(method, params, fault)}
        except RefusalError as refusal:
            status, body = refusal.code, refusal.body()
            if refusal.malformed:
                self.calls.malformed.append(f"{method}: {refusal.text}")
        except asyncio.CancelledError:
            status = "gone"
            raise
        finally:
            if kind in ("cut", "cut_after", "garbage") and status == 200:
                status = kind
            if not self._is_loaded:
                result = (body or {}).get("result", body)
                await self.calls.add(method, params, status, result)
        if status in ("cut", "cut_after"):
            assert request.transport is not None
            request.transport.abort()
            return web.Response()
        if status == "garbage":
            return web.Response(text="<html>502 Bad Gateway</html>", content_type="text/html")
        assert isinstance(status, int)
        if kind == "late":
            assert fault is not None
            await asyncio.sleep(fault.delay)
        return web.json_response(body, status=status)

    async def _do(self, method: str, params: dict[str, Any], fault: Fault | None) -> Any:
        if fault is not None:
            if fault.kind == "http":
                raise fault.refusal()
            if fault.kind in ("cut", "garbage"):
                return None
            if fault.kind == "slow":
                await asyncio.sleep(fault.delay)
        check_encoding(params)
        return await self.methods.call(method, params)

    async def give_file(self, request: web.Request) -> web.Response:
        """Let the bot fetch a file."""
        file_id = request.match_info["path"].rsplit("/", 1)[-1]
        if request.match_info["token"] != self.token or file_id not in self.chats.files:
            return web.json_response(RefusalError(404, "Not Found").body(), status=404)
        return web.Response(body=self.chats.files[file_id][1])


async def read_params(request: web.Request) -> dict[str, Any]:
    """Read the parameters of a call, in any of the forms that the Bot API takes."""
    params: dict[str, Any] = dict(request.query)
    if request.content_type == "application/json":
        params |= await request.json()
    elif request.content_type.startswith("multipart/"):
        async for part in await request.multipart():
            if part.filename is None:
                params[part.name] = await part.text()
            else:
                params[part.name] = (part.filename, bytes(await part.read()))
    elif request.can_read_body:
        body = (await request.read()).decode("ascii", "surrogateescape")
        params |= parse_qsl(body, keep_blank_values=True, errors="surrogateescape")
    return {key: _read_value(key, value) for key, value in params.items()}


def _read_value(key: str, value: Any) -> Any:
    if not isinstance(value, str) or key in _PLAIN:
        return value
    if value in ("true", "false") or value[:1] in ("[", "{"):
        try:
            return json.loads(value)
        except ValueError:
            return value
    return value
