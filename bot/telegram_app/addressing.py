"""Which messages are meant for the bot, and what they ask.

In a private chat everything is. In a group only a mention, a reply to the bot, or ``/hoi``
is; all else is none of its business.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from telegram import Message
from telegram.constants import ChatType, MessageEntityType

from bot.telegram_app.delivery.courier import Address

ASK_COMMANDS = ("hoi", "ask")
_COMMAND = re.compile(r"/([A-Za-z0-9_]+)(?:@(\w+))?(?!\w)\s*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Addressed:
    """A message that is meant for the bot.

    Attributes:
        text: The question, without what addressed it; may be empty.
        command: The command it begins with, in lower case, unless that only asks.
    """

    text: str
    command: str | None = None


def read_addressed(message: Message, bot_id: int, username: str) -> Addressed | None:
    """Read a message as meant for the bot.

    Args:
        message: Of any kind.
        bot_id: The bot's own id.
        username: The bot's own, without "@".

    Returns:
        ``None`` where it is not for the bot, or holds no text.
    """
    text = message.text
    if text is None:
        return None
    command = _COMMAND.match(text)
    if command:
        name, whose = command[1].lower(), command[2]
        if whose is not None and whose.lower() != username.lower():
            return None
        rest = text[command.end() :]
        return Addressed(rest) if name in ASK_COMMANDS else Addressed(rest, name)
    if message.chat.type == ChatType.PRIVATE:
        return Addressed(text)
    mention = f"@{username}"
    mentioned = any(
        piece.lower() == mention.lower()
        for piece in message.parse_entities([MessageEntityType.MENTION]).values()
    )
    replied = message.reply_to_message
    answers_us = (
        replied is not None and replied.from_user is not None and replied.from_user.id == bot_id
    )
    if not mentioned and not answers_us:
        return None
    return Addressed(re.sub(rf"{re.escape(mention)}(?!\w)", " ", text, flags=re.IGNORECASE).strip())


def address_of(message: Message) -> Address:
    """Tell where the answer to a message goes."""
    thread = message.message_thread_id if message.is_topic_message else None
    return Address(message.chat_id, message.message_id, thread)


def is_group(message: Message) -> bool:
    """Tell whether others read along."""
    return message.chat.type != ChatType.PRIVATE
