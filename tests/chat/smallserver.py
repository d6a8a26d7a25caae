"""A Bot API server inside the test's own process: chats, messages, faults, and a point to die at.

It is a ``BaseRequest`` of python-telegram-bot, so all between it and a ``Bot`` is the real thing.
"""

from __future__ import annotations

import asyncio
import json
from collections import defaultdict
from collections.abc import Callable
from typing import Any

import httpx
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

BOT = {"id": 7, "is_bot": True, "first_name": "Hỏi số", "username": "hoiso_bot"}
TOKEN = "7:small"
SAME = (
    "message is not modified: specified new message content and reply markup are exactly the same"
)

_SHOWN = ("text", "entities", "caption", "caption_entities", "reply_markup")

Params = dict[str, Any]
Fault = Callable[["SmallServer", str, Params], "tuple[int, bytes] | None"]


class KilledError(BaseException):
    """The process died here."""


class RefusedError(Exception):
    def __init__(self, code: int, text: str, **parameters: int) -> None:
        super().__init__(text)
        self.code, self.text, self.parameters = code, text, parameters


class SmallServer(BaseRequest):
    """Holds chats.

    Attributes:
        messages: By chat and id.
        unheard: So many messages of others take a number before each message that is sent.
        faults: What goes wrong with the next requests, one each; ``None`` for nothing.
        calls: The methods called, with their parameters.
        step: Called where a process may die.
    """

    def __init__(self) -> None:
        self.messages: dict[tuple[int, int], Params] = {}
        self.numbers: dict[int, int] = defaultdict(int)
        self.unheard = 0
        self.faults: list[Fault | None] = []
        self.always: Fault | None = None
        self.calls: list[tuple[str, Params]] = []
        self.step: Callable[[], None] = lambda: None

    def hear(self, chat_id: int, text: str, sender: int | None = None) -> int:
        """Let a person write something; gives its id."""
        person = {"id": sender or abs(chat_id), "is_bot": False, "first_name": "Người"}
        return int(self._add(chat_id, {"from": person, "text": text})["message_id"])

    def texts(self, chat_id: int) -> list[str]:
        """Give what the bot says in a chat, in order."""
        return [message["text"] for message in self.by_bot(chat_id)]

    def by_bot(self, chat_id: int) -> list[Params]:
        return [
            message
            for (chat, _), message in sorted(self.messages.items())
            if chat == chat_id and message["from"] == BOT
        ]

    def count(self, method: str) -> int:
        return sum(name == method for name, _ in self.calls)

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        *timeouts: object,
        **named: object,
    ) -> tuple[int, bytes]:
        name = url.rpartition("/")[2]
        params = {
            key: _read(key, value)
            for key, value in (request_data.json_parameters if request_data else {}).items()
        }
        # Others go on while a request is on its way, and its answer.
        await asyncio.sleep(0)
        self.step()
        self.calls.append((name, params))
        fault = self.faults.pop(0) if self.faults else self.always
        answer = (fault and fault(self, name, params)) or self.answer(name, params)
        self.step()
        await asyncio.sleep(0)
        return answer

    def answer(self, name: str, params: Params) -> tuple[int, bytes]:
        try:
            result = getattr(self, f"_{name}")(params)
        except RefusedError as refused:
            body: Params = {"ok": False, "error_code": refused.code, "description": refused.text}
            if refused.parameters:
                body["parameters"] = refused.parameters
            return refused.code, json.dumps(body).encode()
        return 200, json.dumps({"ok": True, "result": result}).encode()

    async def initialize(self) -> None:
        pass

    async def shutdown(self) -> None:
        pass

    @property
    def read_timeout(self) -> float:
        return 1.0

    def _add(self, chat_id: int, message: Params) -> Params:
        self.numbers[chat_id] += 1
        number = self.numbers[chat_id]
        kind = "private" if chat_id > 0 else "supergroup"
        chat = {"id": chat_id, "type": kind, "title": "Nhóm", "first_name": "Người"}
        self.messages[chat_id, number] = {
            "message_id": number,
            "date": 1_700_000_000,
            "chat": chat,
            **message,
        }
        return self.messages[chat_id, number]

    def _getMe(self, params: Params) -> Params:  # noqa: N802
        return BOT

    def _sendPhoto(self, params: Params) -> Params:  # noqa: N802
        message = self._sendMessage(params)
        message["photo"] = [{"file_id": "f", "file_unique_id": "u", "width": 1, "height": 1}]
        return message

    def _sendMessage(self, params: Params) -> Params:  # noqa: N802
        chat_id = params["chat_id"]
        # Numbers of other chats are just missing here.
        self.numbers[chat_id] += self.unheard
        reply = {}
        asked = params.get("reply_parameters")
        if asked is not None and (chat_id, asked["message_id"]) in self.messages:
            replied = self.messages[chat_id, asked["message_id"]]
            reply = {"reply_to_message": replied}
        elif asked is not None and not asked.get("allow_sending_without_reply"):
            raise RefusedError(400, "Bad Request: message to be replied not found")
        return self._add(chat_id, {"from": BOT, **_content(params), **reply})

    def _editMessageText(self, params: Params) -> Params:  # noqa: N802
        return self._edit(params, "text")

    def _editMessageCaption(self, params: Params) -> Params:  # noqa: N802
        return self._edit(params, "caption")

    def _editMessageReplyMarkup(self, params: Params) -> Params:  # noqa: N802
        return self._edit(params, None)

    def _edit(self, params: Params, having: str | None) -> Params:
        message = self.messages.get((params["chat_id"], params["message_id"]))
        if message is None:
            raise RefusedError(400, "Bad Request: message to edit not found")
        if message["from"] != BOT:
            raise RefusedError(400, "Bad Request: message can't be edited")
        if having is not None and (having == "text") is not ("text" in message):
            raise RefusedError(400, f"Bad Request: there is no {having} in the message to edit")
        old = {key: message.pop(key) for key in _SHOWN if key in message}
        kept = {} if having else {key: old[key] for key in old if key != "reply_markup"}
        new = kept | _content(params)
        message.update(new)
        if old == new:
            raise RefusedError(400, f"Bad Request: {SAME}")
        return message

    def _sendChatAction(self, params: Params) -> bool:  # noqa: N802
        return True


def _content(params: Params) -> Params:
    return {key: params[key] for key in _SHOWN if params.get(key)}


def _read(key: str, value: str) -> Any:
    return value if key in ("text", "caption", "action") else json.loads(value)


def refuse(code: int, text: str, **parameters: int) -> Fault:
    """Refuse a request."""

    def fault(server: SmallServer, name: str, params: Params) -> tuple[int, bytes]:
        body: Params = {"ok": False, "error_code": code, "description": text}
        return code, json.dumps(body | ({"parameters": parameters} if parameters else {})).encode()

    return fault


def cut_before(server: SmallServer, name: str, params: Params) -> None:
    """Cut the connection before the request had an effect."""
    raise NetworkError("httpx.ReadError") from httpx.ReadError("cut")


def cut_after(server: SmallServer, name: str, params: Params) -> None:
    """Cut the connection after the request had its effect."""
    server.answer(name, params)
    raise NetworkError("httpx.ReadError") from httpx.ReadError("cut")


def too_slow(server: SmallServer, name: str, params: Params) -> None:
    """Let the request have its effect, and the answer come too late."""
    server.answer(name, params)
    raise TimedOut from httpx.ReadTimeout("slow")


def unreachable(server: SmallServer, name: str, params: Params) -> None:
    """Let the server not be there."""
    raise NetworkError("httpx.ConnectError") from httpx.ConnectError("refused")


def garbage(server: SmallServer, name: str, params: Params) -> tuple[int, bytes]:
    """Let the request have its effect, and answer nonsense."""
    server.answer(name, params)
    return 200, b"<html>"
