"""What people do in their chats, as updates for the bot."""

from __future__ import annotations

import re
import time
from typing import Any

from .chats import Chats, Message
from .queries import Queries
from .texts import utf16
from .updates import Updates

_COMMAND = re.compile(r"/[A-Za-z0-9_]+(@\w+)?")
_MENTION = re.compile(r"(?<![/\w])@\w{3,}")


class People:
    """Everybody but the bot."""

    def __init__(self, chats: Chats, updates: Updates, queries: Queries) -> None:
        self._chats = chats
        self._updates = updates
        self._queries = queries

    def send(self, user_id: int, **act: Any) -> dict[str, Any]:
        """Send a message.

        Args:
            user_id: Who sends it.
            act: ``chat_id`` and ``chat_type``, if it is not the person's private chat;
                ``text``, ``document`` or ``photo`` (see there); ``reply_to`` (a message id);
                ``thread``; ``forwarded`` (from a hidden user of this name); ``lang``; ``name``;
                ``more`` (further fields of the message).
        """
        chat_id = act.get("chat_id") or user_id
        if "name" in act:
            self._chats.names[user_id] = act["name"]
        self._chats.open(chat_id, act.get("chat_type"))
        body: dict[str, Any] = {"from": self._chats.person(user_id, act.get("lang", "vi"))}
        if "text" in act:
            body |= {"text": act["text"], **find_entities("entities", act["text"])}
        if "document" in act:
            body["document"] = self._document(**act["document"])
        if act.get("photo"):
            body["photo"] = [self._photo()]
        if "caption" in act:
            body |= {
                "caption": act["caption"],
                **find_entities("caption_entities", act["caption"]),
            }
        if act.get("reply_to"):
            body["reply_to_message"] = self._chats.messages[chat_id, act["reply_to"]]
        if act.get("forwarded"):
            body["forward_origin"] = {
                "type": "hidden_user",
                "date": int(time.time()) - 60,
                "sender_user_name": act["forwarded"],
            }
        message = self._chats.store(chat_id, body | act.get("more", {}), act.get("thread"))
        return {"update_id": self._updates.push("message", message), "message": message}

    def _document(
        self,
        name: str,
        hex: str | None = None,
        size: int = 0,
        claim_size: int | None = None,
        mime: str = "text/plain",
    ) -> dict[str, Any]:
        """Make a document.

        Args:
            hex: Its content; without it, ``size`` letters.
            claim_size: What Telegram shall say of its size.
        """
        data = b"a" * size if hex is None else bytes.fromhex(hex)
        file_id = self._chats.add_file(name, data, claim_size)
        return {
            "file_id": file_id,
            "file_unique_id": f"u{file_id}",
            "file_name": name,
            "mime_type": mime,
            "file_size": len(data) if claim_size is None else claim_size,
        }

    def _photo(self) -> dict[str, Any]:
        file_id = self._chats.add_file("photo.jpg", b"\xff\xd8\xff\xd9")
        return {
            "file_id": file_id,
            "file_unique_id": f"u{file_id}",
            "width": 90,
            "height": 90,
            "file_size": 4,
        }

    def edit(self, chat_id: int, message_id: int, text: str) -> dict[str, Any]:
        """Edit a message of a person."""
        message = self._chats.messages[chat_id, message_id]
        message.pop("entities", None)
        message.update(text=text, edit_date=int(time.time()), **find_entities("entities", text))
        return {"update_id": self._updates.push("edited_message", message), "message": message}

    def tap(
        self,
        user_id: int,
        chat_id: int,
        message_id: int,
        label: str | None = None,
        data: str | None = None,
        expired: bool = False,
    ) -> dict[str, Any]:
        """Tap on a button.

        Args:
            label: A part of the button's text.
            data: Instead of a label: what a tampered client sends.
            expired: Whether the tap was long ago.
        """
        message = self._chats.messages[chat_id, message_id]
        if data is None:
            data = _data_of(message, label or "")
        tap_id = self._queries.open_tap(expired)
        body = {
            "id": tap_id,
            "from": self._chats.person(user_id),
            "message": message,
            "chat_instance": str(chat_id),
            "data": data,
        }
        return {"id": tap_id, "update_id": self._updates.push("callback_query", body)}

    def type_inline(
        self, user_id: int, query: str, offset: str = "", chat_type: str = "sender"
    ) -> dict[str, Any]:
        """Type the bot's name and a query in some chat."""
        query_id = self._queries.open_inline()
        body = {
            "id": query_id,
            "from": self._chats.person(user_id),
            "query": query,
            "offset": offset,
            "chat_type": chat_type,
        }
        return {"id": query_id, "update_id": self._updates.push("inline_query", body)}

    def set_membership(
        self, user_id: int, chat_id: int, status: str, chat_type: str | None = None
    ) -> dict[str, Any]:
        """Add the bot to a chat ("member"), or throw it out or block it ("kicked")."""
        chat = self._chats.open(chat_id, chat_type)
        if status == "kicked":
            self._chats.closed[chat_id] = (
                "Forbidden: bot was blocked by the user"
                if chat["type"] == "private"
                else f"Forbidden: bot was kicked from the {chat['type']} chat"
            )
        else:
            self._chats.closed.pop(chat_id, None)
        old = "member" if status == "kicked" else "left"
        bot = self._chats.bot
        body = {
            "chat": chat,
            "from": self._chats.person(user_id),
            "date": int(time.time()),
            "old_chat_member": {"user": bot, "status": old},
            "new_chat_member": {"user": bot, "status": status, "until_date": 0},
        }
        return {"update_id": self._updates.push("my_chat_member", body)}

    def migrate(self, user_id: int, chat_id: int, new_id: int, tell: bool = True) -> dict[str, Any]:
        """Make a group a supergroup.

        Args:
            tell: Whether the bot hears of it otherwise than by a refusal.
        """
        self._chats.open(chat_id, "group")
        self._chats.open(new_id, "supergroup")
        self._chats.moved[chat_id] = new_id
        if not tell:
            return {"update_id": None}
        person = {"from": self._chats.person(user_id)}
        old = self._chats.store(chat_id, {**person, "migrate_to_chat_id": new_id})
        self._updates.push("message", old)
        new = self._chats.store(new_id, {**person, "migrate_from_chat_id": chat_id})
        return {"update_id": self._updates.push("message", new)}


def _data_of(message: Message, label: str) -> str:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    buttons = [button for row in rows for button in row if "callback_data" in button]
    # A whole label wins over a part of a longer one.
    for button in sorted(buttons, key=lambda button: button["text"] != label):
        if label in button["text"]:
            return str(button["callback_data"])
    raise LookupError(f"no button {label!r} among {[button['text'] for button in buttons]}")


def find_entities(key: str, text: str) -> dict[str, Any]:
    """Find the command and the mentions in what a person writes; give them under ``key``."""
    found = [("bot_command", match) for match in [_COMMAND.match(text)] if match] + [
        ("mention", match) for match in _MENTION.finditer(text)
    ]
    entities = [
        {"type": kind, "offset": utf16(text[: match.start()]), "length": utf16(match.group())}
        for kind, match in found
    ]
    return {key: entities} if entities else {}
