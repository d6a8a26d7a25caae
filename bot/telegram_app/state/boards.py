"""What the buttons below a message do.

A button carries the id of its board and a number; the board says which action the number is. A
board whose message changes keeps its old actions under their numbers, so that a tap that was on
its way never does what a newer button in the same place does.
"""

from __future__ import annotations

import json
import secrets
import string
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from bot.card.models import Action, Verb
from bot.telegram_app.state.database import Database

_LETTERS = string.digits + string.ascii_uppercase + string.ascii_lowercase
_LENGTH = 10
# A number has at most two digits.
_MOST_ACTIONS = 100
_KEPT_S = 30 * 86_400.0


@dataclass(frozen=True, slots=True)
class Board:
    """The actions of a message's buttons.

    Attributes:
        id: 10 letters and digits.
        chat_id: Where the message is.
        user_id: Who may tap.
        shared: Whether all others may, too.
        expires_at: From when on nobody may, in seconds since 1970.
    """

    id: str
    chat_id: int
    user_id: int
    shared: bool
    expires_at: float | None
    actions: tuple[Action, ...]


class Boards:
    """Boards by their ids."""

    def __init__(self, database: Database) -> None:
        self._database = database
        database.change("INSERT OR IGNORE INTO setting VALUES ('salt', ?)", [secrets.token_hex(16)])
        [(self._salt,)] = database.rows("SELECT value FROM setting WHERE name = 'salt'")

    def id_of(self, key: str) -> str:
        """Make an id that nobody guesses and that is the same for the same key."""
        number = int.from_bytes(sha256(f"{self._salt}/{key}".encode()).digest())
        letters = []
        for _ in range(_LENGTH):
            number, rest = divmod(number, len(_LETTERS))
            letters.append(_LETTERS[rest])
        return "".join(letters)

    def put(self, board: Board) -> tuple[int, ...]:
        """Keep a board, with the actions it may have had before.

        Args:
            board: With the actions that are offered now.

        Returns:
            The number of each of these actions. One that is offered again after it was used has a
            new number.
        """
        known, used = self._load(board.id)
        numbers: list[int] = []
        for action in board.actions:
            if action not in known[used:]:
                known.append(action)
            numbers.append(known.index(action, used))
        if len(known) > _MOST_ACTIONS:
            known, used = list(board.actions), 0
            numbers = list(range(len(known)))
        self._database.change(
            "INSERT OR REPLACE INTO board VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                board.id,
                board.chat_id,
                board.user_id,
                board.shared,
                board.expires_at,
                _write_actions(known),
                used,
                self._database.clock(),
            ),
        )
        return tuple(numbers)

    def get(self, board_id: str) -> Board | None:
        """Look a board up."""
        rows = self._database.rows(
            "SELECT id, chat_id, user_id, shared, expires_at, actions FROM board WHERE id = ?",
            [board_id],
        )
        if not rows:
            return None
        name, chat_id, user_id, shared, expires_at, written = rows[0]
        actions = _read_actions(written)
        if actions is None:
            return None
        return Board(name, chat_id, user_id, bool(shared), expires_at, tuple(actions))

    def take(self, board_id: str, number: int | None = None) -> bool:
        """Use a board up: ``True`` once for the actions it has.

        Args:
            board_id: Of the board.
            number: Of the action that is tapped; ``False`` for one that was used up before the
                board was given others.
        """
        actions, used = self._load(board_id)
        if used >= len(actions) or (number is not None and number < used):
            return False
        taken = self._database.change(
            "UPDATE board SET used = ? WHERE id = ?", (len(actions), board_id)
        )
        return taken > 0

    def drop(self, older_than: float) -> None:
        """Forget boards that were last kept before a time, in seconds since 1970."""
        self._database.change("DELETE FROM board WHERE at < ?", [older_than])

    def purge(self, now: float) -> None:
        """Forget boards after 30 days."""
        self.drop(now - _KEPT_S)

    def _load(self, board_id: str) -> tuple[list[Action], int]:
        rows = self._database.rows("SELECT actions, used FROM board WHERE id = ?", [board_id])
        actions = _read_actions(rows[0][0]) if rows else None
        return (actions, int(rows[0][1])) if actions is not None else ([], 0)


def _write_actions(actions: Sequence[Action]) -> str:
    return json.dumps([[action.verb, *action.args] for action in actions])


def _read_actions(written: str) -> list[Action] | None:
    try:
        return [Action(Verb(verb), tuple(map(str, args))) for verb, *args in json.loads(written)]
    except (ValueError, TypeError):
        return None
