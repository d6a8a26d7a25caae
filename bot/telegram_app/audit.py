"""What admins did, and what others tried, a JSON line each; the file is only ever added to."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime
from pathlib import Path

_LOG = logging.getLogger(__name__)


class Audit:
    """The audit log."""

    def __init__(self, path: Path) -> None:
        """Write to a file; made when first needed."""
        self._path = path

    def write(self, user_id: int, name: str, act: str, outcome: str, detail: str = "") -> None:
        """Add a line.

        Args:
            user_id: Who did it.
            name: What the user is called; for readers only.
            act: What was done ("reindex", "upload", "approve").
            outcome: What came of it ("asked", "done", "refused", "failed", "cancelled").
            detail: What it was done to.
        """
        line = {
            "at": datetime.now(UTC).isoformat(timespec="seconds"),
            "user": user_id,
            "name": name,
            "act": act,
            "outcome": outcome,
            "detail": detail,
        }
        try:
            with self._path.open("a", encoding="utf-8", errors="backslashreplace") as file:
                file.write(json.dumps(line, ensure_ascii=False) + "\n")
        except OSError as error:
            _LOG.error("audit log cannot be written: %s; act %s of user %s", error, act, user_id)

    def last(self, most: int = 5) -> list[dict[str, object]]:
        """Give the newest lines, oldest first."""
        try:
            lines = self._path.read_text("utf-8", errors="replace").splitlines()[-most:]
        except OSError:
            return []
        return [json.loads(line) for line in lines if line.startswith("{") and line.endswith("}")]
