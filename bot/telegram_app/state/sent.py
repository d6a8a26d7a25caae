"""Which messages were sent, so that none is sent twice."""

from __future__ import annotations

from bot.telegram_app.state.database import Database
from bot.telegram_app.state.models import Sent

_KEPT_S = 30 * 86_400.0
# After a quiet week Telegram may give an update the number, and so a message the key, of another.
_FOUND_S = 6 * 86_400.0
# Private chats and small groups share their numbers; other groups have ids below this one.
_SHARING = -1_000_000_000_000


class SentMessages:
    """Messages by their keys."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(self, key: str, chat_id: int, floor: int) -> None:
        """Note that a message is about to be sent; whether it arrives is unknown from now on.

        Args:
            key: Of the message.
            chat_id: Where it goes.
            floor: An id that its own will be greater than.
        """
        self._database.change(
            "INSERT OR REPLACE INTO sent (key, chat_id, floor, at) VALUES (?, ?, ?, ?)",
            (key, chat_id, floor, self._database.clock()),
        )

    def withdraw(self, key: str) -> None:
        """Note that a message that was about to be sent has certainly not been."""
        self._database.change("DELETE FROM sent WHERE key = ? AND message_id IS NULL", [key])

    def forget(self, key: str) -> None:
        """Note that a message is not there any more, and may be sent again."""
        self._database.change("DELETE FROM sent WHERE key = ?", [key])

    def record(self, key: str, message_id: int, *, final: bool) -> None:
        """Note that a message has arrived."""
        self._database.change(
            "UPDATE sent SET message_id = ?, final = ? WHERE key = ?", (message_id, final, key)
        )

    def find(self, key: str) -> Sent | None:
        """Look a message up that was sent within six days."""
        rows = self._database.rows(
            "SELECT key, chat_id, floor, message_id, final FROM sent WHERE key = ? AND at >= ?",
            (key, self._database.clock() - _FOUND_S),
        )
        if not rows:
            return None
        key, chat_id, floor, message_id, final = rows[0]
        return Sent(key, chat_id, floor, message_id, bool(final))

    def is_ours(self, chat_id: int, message_id: int) -> bool:
        """Tell whether a message of a chat is known as sent by the bot."""
        rows = self._database.rows(
            "SELECT 1 FROM sent WHERE chat_id = ? AND message_id = ?", (chat_id, message_id)
        )
        return bool(rows)

    def highest(self, chat_id: int) -> int:
        """Give the greatest message id known in a chat, sent or heard; 0 for none."""
        rows = self._database.rows(
            "SELECT max((SELECT coalesce(max(message_id), 0) FROM sent WHERE chat_id = ?),"
            " (SELECT coalesce(max(message_id), 0) FROM inbox WHERE chat_id = ?))",
            (chat_id, chat_id),
        )
        return int(rows[0][0]) if rows else 0

    def count_later(self, chat_id: int, message_id: int) -> int | None:
        """Count the messages, sent and heard, that took a number after a message of a chat.

        Private chats and small groups are counted together.

        Returns:
            ``None`` where that message is not known.
        """
        [(since,)] = self._database.rows(
            "SELECT min(at) FROM ("
            "SELECT received_at AS at FROM inbox WHERE chat_id = ? AND message_id = ?"
            " UNION ALL SELECT at FROM sent WHERE chat_id = ? AND message_id = ?)",
            (chat_id, message_id) * 2,
        ) or [(None,)]
        if since is None:
            return None
        [(heard, sent)] = self._database.rows(
            "SELECT (SELECT count(*) FROM inbox WHERE chat_id > ? AND received_at > ?),"
            " (SELECT count(*) FROM sent WHERE chat_id > ? AND at > ?)",
            (_SHARING, since) * 2,
        )
        return int(heard) + int(sent)

    def purge(self, now: float) -> None:
        """Forget messages after 30 days."""
        self._database.change("DELETE FROM sent WHERE at < ?", [now - _KEPT_S])
