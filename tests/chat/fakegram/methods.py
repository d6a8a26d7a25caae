"""The Bot API's methods, as many as the bot calls."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable
from typing import Any

from .chats import Chats, Message
from .flood import Flood
from .keyboards import read_keyboard
from .pictures import read_size
from .queries import Queries
from .refusal import RefusalError, bad, malformed
from .texts import read_caption, read_text
from .updates import Updates

_SHOWN = ("text", "entities", "caption", "caption_entities", "reply_markup")
_NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly "
    "the same as a current content and reply markup of the message"
)
_ACTIONS = {"typing", "upload_document", "upload_photo"}
LARGEST_DOWNLOAD = 20 << 20
LARGEST_UPLOAD = 50_000_000
LARGEST_PHOTO = 10_000_000
Params = dict[str, Any]


class Methods:
    """Answers calls; the name of a method here is ``do_`` and the Bot API's in small letters.

    Attributes:
        commands: What setMyCommands was given, by scope and language.
        saw: Called with each message that the bot sends or edits, and the method's name.
    """

    def __init__(self, chats: Chats, updates: Updates, queries: Queries, flood: Flood) -> None:
        self.commands: dict[str, list[dict[str, str]]] = {}
        self.saw: Callable[[Message, str], None] | None = None
        self._chats = chats
        self._updates = updates
        self._queries = queries
        self._flood = flood

    async def call(self, method: str, params: Params) -> Any:
        """Do what a call asks for and give its result."""
        if method.lower() == "getupdates":
            return await self._updates.poll(params)
        do = getattr(self, f"do_{method.lower()}", None)
        if do is None:
            raise RefusalError(404, "Not Found: method not found")
        return do(params)

    def do_getme(self, _: Params) -> Params:
        return {
            **self._chats.bot,
            "can_join_groups": True,
            "can_read_all_group_messages": False,
            "supports_inline_queries": True,
        }

    def do_setwebhook(self, params: Params) -> bool:
        if params.get("url"):
            self._updates.set_webhook(params)
        else:
            self._updates.delete_webhook(params)
        return True

    def do_deletewebhook(self, params: Params) -> bool:
        self._updates.delete_webhook(params)
        return True

    def do_getwebhookinfo(self, _: Params) -> Params:
        return {
            "url": (self._updates.webhook or {}).get("url", ""),
            "has_custom_certificate": False,
            "pending_update_count": self._updates.pending(),
        }

    def do_sendmessage(self, params: Params) -> Message:
        return self._send(params, read_text(params), "sendMessage")

    def do_sendphoto(self, params: Params) -> Message:
        file_id = self._read_upload(params, "photo", LARGEST_PHOTO)
        _, data, _ = self._chats.files[file_id]
        width, height = read_size(data)
        photo = {
            "file_id": file_id,
            "file_unique_id": f"u{file_id}",
            "width": width,
            "height": height,
            "file_size": len(data),
        }
        return self._send(params, {"photo": [photo], **read_caption(params)}, "sendPhoto")

    def do_senddocument(self, params: Params) -> Message:
        file_id = self._read_upload(params, "document", LARGEST_UPLOAD)
        name, data, _ = self._chats.files[file_id]
        document = {
            "file_id": file_id,
            "file_unique_id": f"u{file_id}",
            "file_name": name,
            "file_size": len(data),
        }
        return self._send(params, {"document": document, **read_caption(params)}, "sendDocument")

    def _send(self, params: Params, body: Params, method: str) -> Message:
        chat_id = self._chats.find_target(params)
        body = {**body, **self._chats.read_reply(chat_id, params), **read_keyboard(params)}
        self._flood.count(chat_id)
        message = self._chats.store(chat_id, {"from": self._chats.bot, **body})
        if self.saw:
            self.saw(message, method)
        return message

    def _read_upload(self, params: Params, kind: str, largest: int) -> str:
        value = params.get(kind)
        if isinstance(value, str) and value.startswith("attach://"):
            value = params.get(value.removeprefix("attach://"))
        if isinstance(value, tuple):
            name, data = value
            if len(data) > largest:
                raise RefusalError(413, "Request Entity Too Large")
            return self._chats.add_file(name, data)
        if isinstance(value, str) and value in self._chats.files:
            return value
        raise malformed(f"there is no {kind} in the request")

    def do_editmessagetext(self, params: Params) -> Message:
        return self._edit(params, read_text(params), "editMessageText", having="text")

    def do_editmessagecaption(self, params: Params) -> Message:
        return self._edit(params, read_caption(params), "editMessageCaption", having="caption")

    def do_editmessagereplymarkup(self, params: Params) -> Message:
        return self._edit(params, None, "editMessageReplyMarkup")

    def _edit(
        self, params: Params, body: Params | None, method: str, having: str | None = None
    ) -> Message:
        chat_id = self._chats.find_target(params)
        message = self._chats.find_own(chat_id, params)
        if having is not None and (having == "text") is not ("text" in message):
            raise bad(f"there is no {having} in the message to edit")
        old = {key: message[key] for key in _SHOWN if key in message}
        if body is None:
            body = {key: value for key, value in old.items() if key != "reply_markup"}
        new = {**body, **read_keyboard(params)}
        if new == old:
            raise bad(_NOT_MODIFIED)
        self._flood.count(chat_id)
        for key in old:
            del message[key]
        message.update(new, edit_date=int(time.time()))
        if self.saw:
            self.saw(message, method)
        return message

    def do_deletemessage(self, params: Params) -> bool:
        chat_id = self._chats.find_target(params)
        if self._chats.messages.pop((chat_id, int(params["message_id"])), None) is None:
            raise bad("message to delete not found")
        return True

    def do_sendchataction(self, params: Params) -> bool:
        self._chats.find_target(params)
        if params.get("action") not in _ACTIONS:
            raise malformed("wrong parameter action in request")
        return True

    def do_answercallbackquery(self, params: Params) -> bool:
        self._queries.answer_tap(params)
        return True

    def do_answerinlinequery(self, params: Params) -> bool:
        self._queries.answer_inline(params)
        return True

    def do_getfile(self, params: Params) -> Params:
        file_id = str(params.get("file_id"))
        if file_id not in self._chats.files:
            raise bad("wrong file_id or the file is temporarily unavailable")
        size = self._chats.files[file_id][2]
        if size > LARGEST_DOWNLOAD:
            raise bad("file is too big")
        return {
            "file_id": file_id,
            "file_unique_id": f"u{file_id}",
            "file_size": size,
            "file_path": f"documents/{file_id}",
        }

    def do_setmycommands(self, params: Params) -> bool:
        commands = params["commands"]
        if len(commands) > 100:
            raise malformed("BOT_COMMANDS_TOO_MUCH")
        for command in commands:
            if not re.fullmatch(r"[a-z0-9_]{1,32}", command["command"]):
                raise malformed("BOT_COMMAND_INVALID")
            if not 1 <= len(command["description"]) <= 256:
                raise malformed("BOT_COMMAND_DESCRIPTION_INVALID")
        self.commands[self._scope_of(params)] = commands
        return True

    def do_getmycommands(self, params: Params) -> list[dict[str, str]]:
        return self.commands.get(self._scope_of(params), [])

    def do_deletemycommands(self, params: Params) -> bool:
        self.commands.pop(self._scope_of(params), None)
        return True

    def _scope_of(self, params: Params) -> str:
        scope = params.get("scope") or {"type": "default"}
        if "chat_id" in scope:
            self._chats.find_target(scope)
        return json.dumps([scope, params.get("language_code", "")], sort_keys=True)

    def do_setmydescription(self, params: Params) -> bool:
        if len(str(params.get("description", ""))) > 512:
            raise malformed("BOT_DESCRIPTION_TOO_LONG")
        return True

    def do_setmyshortdescription(self, params: Params) -> bool:
        if len(str(params.get("short_description", ""))) > 120:
            raise malformed("BOT_SHORT_DESCRIPTION_TOO_LONG")
        return True

    def do_getchatmember(self, params: Params) -> Params:
        self._chats.find_target(params)
        return {"status": "member", "user": self._chats.person(int(params["user_id"]))}

    def do_leavechat(self, params: Params) -> bool:
        chat_id = self._chats.find_target(params)
        self._chats.closed[chat_id] = "Forbidden: bot is not a member of the supergroup chat"
        return True
