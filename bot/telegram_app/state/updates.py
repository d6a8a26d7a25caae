"""Updates, kept from their arrival until they have been handled."""

from __future__ import annotations

from bot.telegram_app.state.database import Database
from bot.telegram_app.state.models import Waiting

_KEPT_S = 48 * 3600.0


class Updates:
    """The inbox on disk."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(
        self,
        update_id: int,
        body: str,
        *,
        chat_id: int | None = None,
        message_id: int | None = None,
    ) -> bool:
        """Keep an update; ``False`` where the same one came within 48 hours.

        Telegram may begin to count anew after a quiet week, so an id says nothing for longer.

        Args:
            update_id: Of the update.
            body: As JSON.
            chat_id: Of the message it brings or is about.
            message_id: The same; later messages of that chat have greater ids.
        """
        now = self._database.clock()
        self._database.change(
            "DELETE FROM inbox WHERE update_id = ? AND received_at < ?", (update_id, now - _KEPT_S)
        )
        added = self._database.change(
            "INSERT OR IGNORE INTO inbox (update_id, body, chat_id, message_id, received_at)"
            " VALUES (?, ?, ?, ?, ?)",
            (update_id, body, chat_id, message_id, now),
        )
        return added == 1

    def count_try(self, update_id: int) -> int:
        """Count that an update is being handled, and tell how often it has been."""
        self._database.change("UPDATE inbox SET tries = tries + 1 WHERE update_id = ?", [update_id])
        rows = self._database.rows("SELECT tries FROM inbox WHERE update_id = ?", [update_id])
        return int(rows[0][0]) if rows else 0

    def forgive_tries(self, update_id: int) -> None:
        """Forget how often an update has been handled: it does not end the process."""
        self._database.change("UPDATE inbox SET tries = 0 WHERE update_id = ?", [update_id])

    def finish(self, update_id: int, outcome: str) -> None:
        """Note that an update needs no more work, and forget what it said."""
        self._database.change(
            "UPDATE inbox SET outcome = ?, body = '' WHERE update_id = ?", (outcome, update_id)
        )

    def unfinished(self, most_tries: int = 3) -> list[Waiting]:
        """Give what has to be handled, in order of arrival.

        Args:
            most_tries: What has been tried so often is left out.
        """
        return self._find("tries < ?", most_tries)

    def tried_often(self, most_tries: int = 3) -> list[Waiting]:
        """Give what is unfinished and has been tried so often, in order of arrival."""
        return self._find("tries >= ?", most_tries)

    def pending(self) -> int:
        """Count what is unfinished."""
        rows = self._database.rows("SELECT count(*) FROM inbox WHERE outcome IS NULL")
        return int(rows[0][0]) if rows else 0

    def purge(self, now: float) -> None:
        """Forget finished updates after 48 hours."""
        self._database.change(
            "DELETE FROM inbox WHERE outcome IS NOT NULL AND received_at < ?", [now - _KEPT_S]
        )

    def _find(self, condition: str, most_tries: int) -> list[Waiting]:
        rows = self._database.rows(
            "SELECT update_id, body, received_at FROM inbox"
            f" WHERE outcome IS NULL AND {condition} ORDER BY received_at, update_id",
            [most_tries],
        )
        return [Waiting(*row) for row in rows]
