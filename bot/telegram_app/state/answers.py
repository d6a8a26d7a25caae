"""What was answered, and how users judge it."""

from __future__ import annotations

import json
from collections.abc import Sequence

from bot.telegram_app.state.database import Database
from bot.telegram_app.state.models import LoggedAnswer

_KEPT_S = 180 * 86_400.0
_SELECT = """
    SELECT board_id, chat_id, user_id, turns, text, status, reason, generation, answer.at,
        (SELECT mark FROM mark WHERE board_id = answer.board_id ORDER BY at DESC LIMIT 1),
        (SELECT count(*) FROM mark WHERE board_id = answer.board_id AND mark = 'up'),
        (SELECT count(*) FROM mark WHERE board_id = answer.board_id AND mark = 'down')
    FROM answer
"""


class Answers:
    """Answers by the ids of their boards."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def log(
        self,
        board_id: str,
        chat_id: int,
        user_id: int,
        turns: Sequence[str],
        text: str,
        status: str,
        reason: str | None,
        generation: int,
    ) -> None:
        """Keep a question and how it was answered.

        Args:
            board_id: Of the answer's buttons.
            chat_id: Where it was asked.
            user_id: Who asked.
            turns: The questions it followed, oldest first.
            text: The question.
            status: As ``status`` of the JSON form of an answer.
            reason: As ``reason`` of the JSON form.
            generation: Of the index that answered.
        """
        written = json.dumps(list(turns))
        now = self._database.clock()
        self._database.change(
            "INSERT OR REPLACE INTO answer VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (board_id, chat_id, user_id, written, text, status, reason, generation, now),
        )

    def rate(self, board_id: str, user_id: int, mark: str | None) -> None:
        """Keep what a user thinks of an answer.

        Args:
            board_id: Of the answer's buttons.
            user_id: Who judges.
            mark: "up", "down", or ``None`` to take it back.
        """
        if mark is None:
            self._database.change(
                "DELETE FROM mark WHERE board_id = ? AND user_id = ?", (board_id, user_id)
            )
            return
        self._database.change(
            "INSERT OR REPLACE INTO mark VALUES (?, ?, ?, ?)",
            (board_id, user_id, mark, self._database.clock()),
        )

    def get(self, board_id: str) -> LoggedAnswer | None:
        """Look an answer up."""
        rows = self._database.rows(f"{_SELECT} WHERE board_id = ?", [board_id])
        return _read(*rows[0]) if rows else None

    def feedback(self, most: int = 1000) -> list[LoggedAnswer]:
        """Give what to learn from: what a user holds for bad, and what was not found.

        Args:
            most: So many, the newest ones.

        Returns:
            Newest last.
        """
        rows = self._database.rows(
            f"{_SELECT} WHERE status = 'not_found'"
            " OR board_id IN (SELECT board_id FROM mark WHERE mark = 'down')"
            " ORDER BY answer.at DESC, board_id LIMIT ?",
            [most],
        )
        return [_read(*row) for row in reversed(rows)]

    def message_of(self, chat_id: int, question_id: int) -> int | None:
        """Give the message that answers a message, if there is one."""
        rows = self._database.rows(
            "SELECT message_id FROM answered WHERE chat_id = ? AND question_id = ?",
            (chat_id, question_id),
        )
        return int(rows[0][0]) if rows else None

    def set_message(self, chat_id: int, question_id: int, message_id: int) -> None:
        """Keep which message answers a message."""
        self._database.change(
            "INSERT OR REPLACE INTO answered VALUES (?, ?, ?, ?)",
            (chat_id, question_id, message_id, self._database.clock()),
        )

    def purge(self, now: float) -> None:
        """Forget all of it after 180 days."""
        for table in ("answer", "mark", "answered"):
            self._database.change(f"DELETE FROM {table} WHERE at < ?", [now - _KEPT_S])


def _read(
    board_id: str,
    chat_id: int,
    user_id: int,
    turns: str,
    text: str,
    status: str,
    reason: str | None,
    generation: int,
    at: float,
    mark: str | None,
    ups: int,
    downs: int,
) -> LoggedAnswer:
    try:
        read = tuple(map(str, json.loads(turns)))
    except (ValueError, TypeError):
        read = ()
    return LoggedAnswer(
        board_id,
        chat_id,
        user_id,
        read,
        text,
        status,
        reason,
        generation,
        at,
        mark,
        ups,
        downs,
    )
