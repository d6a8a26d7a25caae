"""What an error of a request to Telegram means for the message."""

from __future__ import annotations

from enum import Enum, auto

import httpx
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    RetryAfter,
    TelegramError,
)


class Trouble(Enum):
    """Kinds of errors."""

    UNKNOWN = auto()
    """Nobody knows whether Telegram did what was asked."""
    NOT_DONE = auto()
    """It did not, and may later."""
    TOO_MANY = auto()
    """It did not, and tells how long to wait."""
    MOVED = auto()
    """It did not: the group goes on under another id."""
    UNREACHABLE = auto()
    """It will not: the bot may not write there."""
    MISPLACED = auto()
    """It will not: the topic, or the message it replies to, is not there."""
    REFUSED = auto()
    """It will not: something about the message is wrong."""
    SAME = auto()
    """There was nothing to do: the message says this already."""
    GONE = auto()
    """The message to edit is not there, or not the bot's."""


# The wording is that of https://github.com/tdlib/telegram-bot-api and of what stands behind it.
_WORDINGS = {
    "message is not modified": Trouble.SAME,
    "message to edit not found": Trouble.GONE,
    "message can't be edited": Trouble.GONE,
    "message_id_invalid": Trouble.GONE,
    "message identifier is not specified": Trouble.GONE,
    # A picture is not the text that is looked for, nor a text the picture.
    "there is no text in the message to edit": Trouble.GONE,
    "there is no caption in the message to edit": Trouble.GONE,
    "message thread not found": Trouble.MISPLACED,
    "topic_closed": Trouble.MISPLACED,
    "topic_deleted": Trouble.MISPLACED,
    "message to be replied not found": Trouble.MISPLACED,
    "chat not found": Trouble.UNREACHABLE,
    "user not found": Trouble.UNREACHABLE,
    "peer_id_invalid": Trouble.UNREACHABLE,
    "chat_write_forbidden": Trouble.UNREACHABLE,
    "not enough rights to send": Trouble.UNREACHABLE,
    "have no rights to send": Trouble.UNREACHABLE,
    "group chat was deactivated": Trouble.UNREACHABLE,
}
_NEVER_LEFT = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout)


def trouble_of(error: TelegramError) -> Trouble:
    """Tell what an error means."""
    match error:
        case RetryAfter():
            return Trouble.TOO_MANY
        case ChatMigrated():
            return Trouble.MOVED
        case Forbidden():
            return Trouble.UNREACHABLE
        case BadRequest():
            text = error.message.lower()
            kinds = (kind for wording, kind in _WORDINGS.items() if wording in text)
            return next(kinds, Trouble.REFUSED)
        case InvalidToken() | Conflict():
            return Trouble.NOT_DONE
    return Trouble.NOT_DONE if isinstance(error.__cause__, _NEVER_LEFT) else Trouble.UNKNOWN


def seconds_of(error: RetryAfter) -> float:
    """Give how long Telegram wants to be left alone."""
    # The public attribute warns that its type will change.
    return error._retry_after.total_seconds()
