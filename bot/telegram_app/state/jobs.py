"""The run that is going on, so that the next start can say that it was cut short."""

from __future__ import annotations

from bot.telegram_app.state.database import Database
from bot.telegram_app.state.models import Job


class Jobs:
    """At most one run."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begin(self, kind: str, user_id: int, chat_id: int, message_id: int | None) -> None:
        """Note that a run has begun.

        Args:
            kind: Of the run.
            user_id: Of the admin who began it.
            chat_id: Where its progress is shown.
            message_id: Of the message that shows it.
        """
        self._database.change(
            "INSERT OR REPLACE INTO job VALUES (1, ?, ?, ?, ?, ?)",
            (kind, user_id, chat_id, message_id, self._database.clock()),
        )

    def current(self) -> Job | None:
        """Give the run that has begun and not ended."""
        rows = self._database.rows("SELECT kind, user_id, chat_id, message_id, at FROM job")
        return Job(*rows[0]) if rows else None

    def end(self) -> None:
        """Note that it has ended."""
        self._database.change("DELETE FROM job")
