"""Who may ask, who wants to, whom the bot cannot write to."""

from __future__ import annotations

from typing import Literal

from bot.telegram_app.state.database import Database

Status = Literal["waiting", "approved", "refused"]
_KEPT_S = 30 * 86_400.0


class Users:
    """Users and chats by their ids."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def status(self, user_id: int) -> Status | None:
        """Tell what was decided about a user; ``None`` for one who never asked."""
        rows = self._database.rows("SELECT status FROM user WHERE id = ?", [user_id])
        return rows[0][0] if rows else None

    def ask(self, user_id: int, name: str) -> bool:
        """Let a user wait for a decision; ``False`` where one waits or was decided about."""
        asked = self._database.change(
            "INSERT OR IGNORE INTO user (id, name, status, at) VALUES (?, ?, 'waiting', ?)",
            (user_id, name, self._database.clock()),
        )
        return asked > 0

    def set(self, user_id: int, status: Status, by: int) -> None:
        """Decide about a user.

        Args:
            user_id: Of the user, who need not have asked.
            status: What is decided.
            by: Id of the admin.
        """
        self._database.change(
            "INSERT INTO user (id, name, status, decided_by, at) VALUES (?, '', ?, ?, ?)"
            " ON CONFLICT DO UPDATE SET status = excluded.status,"
            " decided_by = excluded.decided_by, at = excluded.at",
            (user_id, status, by, self._database.clock()),
        )

    def name(self, user_id: int) -> str | None:
        """Give the name with which a user asked."""
        rows = self._database.rows("SELECT name FROM user WHERE id = ?", [user_id])
        return (rows[0][0] or None) if rows else None

    def waiting(self) -> list[tuple[int, str, float]]:
        """Give who waits: id, name and since when, the one who waits longest first."""
        rows = self._database.rows(
            "SELECT id, name, at FROM user WHERE status = 'waiting' ORDER BY at, id"
        )
        return [(user_id, name, at) for user_id, name, at in rows]

    def count(self, status: Status) -> int:
        """Count the users about whom that was decided."""
        rows = self._database.rows("SELECT count(*) FROM user WHERE status = ?", [status])
        return int(rows[0][0])

    def may_notice(self, user_id: int, kind: str, every_s: float) -> bool:
        """Tell whether a user may be told something again; ``True`` once in that time.

        Args:
            user_id: Of the user.
            kind: Of what is told.
            every_s: Seconds in which it is told at most once.
        """
        now = self._database.clock()
        noticed = self._database.change(
            "INSERT INTO notice (user_id, kind, at) VALUES (?, ?, ?)"
            " ON CONFLICT DO UPDATE SET at = excluded.at WHERE at <= excluded.at - ?",
            (user_id, kind, now, every_s),
        )
        return noticed > 0

    def block(self, chat_id: int) -> None:
        """Note that a chat cannot be written to."""
        self._database.change(
            "INSERT OR IGNORE INTO blocked VALUES (?, ?)", (chat_id, self._database.clock())
        )

    def unblock(self, chat_id: int) -> None:
        """Note that a chat can be written to again."""
        self._database.change("DELETE FROM blocked WHERE chat_id = ?", [chat_id])

    def is_blocked(self, chat_id: int) -> bool:
        """Tell whether a chat cannot be written to."""
        return bool(self._database.rows("SELECT 1 FROM blocked WHERE chat_id = ?", [chat_id]))

    def migrate(self, old: int, new: int) -> None:
        """Note that a group goes on under another id; its messages are counted anew there.

        What was asked there is forgotten, since questions are ordered by their messages.
        """
        self._database.change(
            "INSERT OR REPLACE INTO moved VALUES (?, ?, ?)", (old, new, self._database.clock())
        )
        self._database.change("UPDATE board SET chat_id = ? WHERE chat_id = ?", (new, old))
        self._database.change("DELETE FROM turn WHERE chat_id = ?", [old])
        self.unblock(old)

    def chat_now(self, chat_id: int) -> int:
        """Give the id under which a chat goes on; mostly its own."""
        rows = self._database.rows("SELECT new_id FROM moved WHERE chat_id = ?", [chat_id])
        return int(rows[0][0]) if rows else chat_id

    def purge(self, now: float) -> None:
        """Forget what was told longer than 30 days ago."""
        self._database.change("DELETE FROM notice WHERE at < ?", [now - _KEPT_S])
