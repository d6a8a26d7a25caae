"""Files that admins sent and have not decided about yet."""

from __future__ import annotations

from bot.telegram_app.state.database import Database
from bot.telegram_app.state.models import Upload


class Uploads:
    """Uploads by their ids."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def put(self, upload_id: str, user_id: int, files: str) -> None:
        """Keep an upload, or what it holds now.

        Args:
            upload_id: Of the upload.
            user_id: Of the admin.
            files: As JSON.
        """
        self._database.change(
            "INSERT INTO upload VALUES (?, ?, ?, ?)"
            " ON CONFLICT DO UPDATE SET user_id = excluded.user_id, files = excluded.files",
            (upload_id, user_id, files, self._database.clock()),
        )

    def get(self, upload_id: str) -> Upload | None:
        """Look an upload up."""
        rows = self._database.rows(
            "SELECT id, user_id, files, at FROM upload WHERE id = ?", [upload_id]
        )
        return Upload(*rows[0]) if rows else None

    def all(self) -> list[Upload]:
        """Give all uploads, the oldest first."""
        rows = self._database.rows("SELECT id, user_id, files, at FROM upload ORDER BY at, id")
        return [Upload(*row) for row in rows]

    def drop(self, upload_id: str) -> bool:
        """Forget an upload: ``True`` for the one call that does."""
        return self._database.change("DELETE FROM upload WHERE id = ?", [upload_id]) > 0
