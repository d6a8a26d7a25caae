"""Chats, their messages and files, as Telegram keeps them."""

from __future__ import annotations

import hashlib
import time
from collections import defaultdict
from typing import Any

from .records import Bounded
from .refusal import RefusalError, bad, malformed

BOT_ID = 7_000_001
MOST_MESSAGES = 50_000
Message = dict[str, Any]


class Chats:
    """All chats that the bot is in.

    Attributes:
        known: Chats by id.
        messages: By chat and message id.
        files: Name, content and claimed size by file id.
        closed: Why the bot may not write to a chat, by its id.
        moved: What became of a group that is a supergroup now.
    """

    def __init__(self, username: str, shared_ids: bool) -> None:
        self.bot = {
            "id": BOT_ID,
            "is_bot": True,
            "first_name": "Hỏi số",
            "username": username,
        }
        self.known: dict[int, dict[str, Any]] = {}
        self.messages: Bounded[tuple[int, int], Message] = Bounded(MOST_MESSAGES)
        self.files: Bounded[str, tuple[str, bytes, int]] = Bounded(1000)
        self.closed: dict[int, str] = {}
        self.moved: dict[int, int] = {}
        self.names: dict[int, str] = {}
        self._shared_ids = shared_ids
        self._last_id: dict[int, int] = defaultdict(int)
        self._threads: dict[int, set[int]] = defaultdict(set)

    def open(self, chat_id: int, kind: str | None = None, title: str = "Nhóm") -> dict[str, Any]:
        """Give a chat, made on first use."""
        if chat_id not in self.known:
            kind = kind or ("private" if chat_id > 0 else "supergroup")
            chat = {"id": chat_id, "type": kind}
            if kind == "private":
                chat["first_name"] = self.name_of(chat_id)
            else:
                chat["title"] = title
            self.known[chat_id] = chat
        return self.known[chat_id]

    def name_of(self, user_id: int) -> str:
        """Give a person's name."""
        return self.names.get(user_id, f"Người {user_id}")

    def person(self, user_id: int, language: str = "vi") -> dict[str, Any]:
        """Describe a person as updates do."""
        return {
            "id": user_id,
            "is_bot": False,
            "first_name": self.name_of(user_id),
            "username": f"user{user_id}",
            "language_code": language,
        }

    def store(self, chat_id: int, body: dict[str, Any], thread: int | None = None) -> Message:
        """Keep a new message and give it its id."""
        chat = self.known[chat_id]
        # The bot's own account numbers the messages of all its private chats and small groups.
        counter = 0 if self._shared_ids and chat["type"] != "supergroup" else chat_id
        self._last_id[counter] += 1
        message = {
            "message_id": self._last_id[counter],
            "date": int(time.time()),
            "chat": chat,
            **body,
        }
        if thread is not None:
            message |= {"message_thread_id": thread, "is_topic_message": True}
            self._threads[chat_id].add(thread)
        self.messages[chat_id, message["message_id"]] = message
        return message

    def find_target(self, params: dict[str, Any]) -> int:
        """Find the chat that a call is for."""
        try:
            chat_id = int(params["chat_id"])
        except (KeyError, TypeError, ValueError):
            raise malformed("chat_id is empty") from None
        if chat_id in self.moved:
            raise RefusalError(
                400,
                "Bad Request: group chat was upgraded to a supergroup chat",
                migrate_to_chat_id=self.moved[chat_id],
            )
        if chat_id in self.closed:
            raise RefusalError(403, self.closed[chat_id])
        if chat_id not in self.known:
            raise bad("chat not found")
        return chat_id

    def read_reply(self, chat_id: int, params: dict[str, Any]) -> dict[str, Any]:
        """Read ``reply_parameters`` and ``message_thread_id``."""
        read: dict[str, Any] = {}
        thread = params.get("message_thread_id")
        if thread is not None:
            if int(thread) not in self._threads[chat_id]:
                raise bad("message thread not found")
            read = {"message_thread_id": int(thread), "is_topic_message": True}
        reply = params.get("reply_parameters")
        if not reply:
            return read
        message = self.messages.get((chat_id, int(reply["message_id"])))
        if message is None:
            if reply.get("allow_sending_without_reply"):
                return read
            raise bad("message to be replied not found")
        quote = reply.get("quote")
        if quote and quote not in message.get("text", message.get("caption", "")):
            raise malformed("QUOTE_TEXT_INVALID")
        return read | {"reply_to_message": without_reply(message)}

    def find_own(self, chat_id: int, params: dict[str, Any]) -> Message:
        """Find the message that a call edits."""
        message = self.messages.get((chat_id, int(params.get("message_id", 0))))
        if message is None:
            raise bad("message to edit not found")
        if message["from"]["id"] != BOT_ID:
            raise bad("message can't be edited")
        return message

    def add_file(self, name: str, data: bytes, claimed_size: int | None = None) -> str:
        """Keep a file and give it its id."""
        file_id = f"file{len(self.files) + 1}_{hashlib.sha256(data).hexdigest()[:8]}"
        self.files[file_id] = (name, data, len(data) if claimed_size is None else claimed_size)
        return file_id

    def find_from_bot(self, chat_id: int, after: int = 0) -> list[Message]:
        """Find the bot's messages as they are shown now, oldest first."""
        return [
            message
            for (chat, number), message in sorted(self.messages.items())
            if chat == chat_id and number > after and message["from"]["id"] == BOT_ID
        ]


def without_reply(message: Message) -> Message:
    """Copy a message as a reply to it shows it."""
    return {key: value for key, value in message.items() if key != "reply_to_message"}
