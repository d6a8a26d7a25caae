"""What a user asked in a chat, for the questions that follow."""

from __future__ import annotations

from bot.telegram_app.state.database import Database

_AFTER_ALL = 2**63 - 1


class Turns:
    """Questions by chat and user."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, chat_id: int, user_id: int, message_id: int, text: str) -> None:
        """Remember a question; one whose message is known keeps its place and changes its text."""
        self._database.change(
            "INSERT INTO turn (chat_id, user_id, message_id, text, at) VALUES (?, ?, ?, ?, ?)"
            " ON CONFLICT DO UPDATE SET text = excluded.text, at = excluded.at",
            (chat_id, user_id, message_id, text, self._database.clock()),
        )

    def before(
        self,
        chat_id: int,
        user_id: int,
        message_id: int | None = None,
        *,
        most: int = 6,
        within_s: float,
    ) -> tuple[str, ...]:
        """Give the questions a user asked before, oldest first.

        Args:
            chat_id: Where.
            user_id: Who.
            message_id: Only those whose messages have smaller ids; ``None`` for all.
            most: So many, the last ones.
            within_s: Not those asked longer ago.
        """
        before = _AFTER_ALL if message_id is None else message_id
        rows = self._database.rows(
            "SELECT text FROM turn WHERE chat_id = ? AND user_id = ?"
            " AND message_id < ? AND at >= ? ORDER BY message_id DESC LIMIT ?",
            (chat_id, user_id, before, self._database.clock() - within_s, most),
        )
        return tuple(text for (text,) in reversed(rows))

    def text_of(self, chat_id: int, user_id: int, message_id: int) -> str | None:
        """Give what a message asked, as it is remembered."""
        rows = self._database.rows(
            "SELECT text FROM turn WHERE chat_id = ? AND user_id = ? AND message_id = ?",
            (chat_id, user_id, message_id),
        )
        return rows[0][0] if rows else None

    def forget_message(self, chat_id: int, user_id: int, message_id: int) -> bool:
        """Forget one question; ``False`` where it was not remembered."""
        forgotten = self._database.change(
            "DELETE FROM turn WHERE chat_id = ? AND user_id = ? AND message_id = ?",
            (chat_id, user_id, message_id),
        )
        return forgotten > 0

    def forget(self, chat_id: int, user_id: int) -> int:
        """Forget all a user asked in a chat, and count it."""
        return self._database.change(
            "DELETE FROM turn WHERE chat_id = ? AND user_id = ?", (chat_id, user_id)
        )

    def purge(self, now: float, kept_s: float) -> None:
        """Forget what was asked longer ago."""
        self._database.change("DELETE FROM turn WHERE at < ?", [now - kept_s])
