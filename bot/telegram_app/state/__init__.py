"""What must outlive the process, in one SQLite file: updates, contexts, buttons, users.

``State.open`` is the entry point. All of it is used from the event loop's thread alone.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Self

from bot.telegram_app.state.answers import Answers
from bot.telegram_app.state.boards import Boards
from bot.telegram_app.state.database import Database
from bot.telegram_app.state.jobs import Jobs
from bot.telegram_app.state.sent import SentMessages
from bot.telegram_app.state.turns import Turns
from bot.telegram_app.state.updates import Updates
from bot.telegram_app.state.uploads import Uploads
from bot.telegram_app.state.users import Users

FILE_NAME = "state.sqlite"
_TURNS_KEPT_S = 7 * 86_400.0


class State:
    """All that is remembered.

    Attributes:
        inbox: Updates, until they are handled.
        sent: Messages, so that none is sent twice.
        turns: Questions, for those that follow.
        boards: What buttons do.
        answers: What was answered, and how it is judged.
        users: Who may ask.
        uploads: Files not published yet.
        jobs: The run that is going on.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self.inbox = Updates(database)
        self.sent = SentMessages(database)
        self.turns = Turns(database)
        self.boards = Boards(database)
        self.answers = Answers(database)
        self.users = Users(database)
        self.uploads = Uploads(database)
        self.jobs = Jobs(database)

    @classmethod
    def open(
        cls,
        folder: Path,
        on_fault: Callable[[str], None],
        clock: Callable[[], float] = time.time,
    ) -> Self:
        """Open the state; what is wrong with its file keeps nobody from going on.

        Args:
            folder: Where the file is.
            on_fault: Is told, in words for an admin, what is wrong with the file.
            clock: Gives the seconds since 1970.
        """
        return cls(Database(folder / FILE_NAME, on_fault, clock))

    @property
    def in_memory(self) -> bool:
        """Whether what is written ends with the process, since the file cannot be written."""
        return self._database.in_memory

    def purge(self, now: float, turns_kept_s: float = _TURNS_KEPT_S) -> None:
        """Forget what is too old to matter.

        Args:
            now: In seconds since 1970.
            turns_kept_s: How long questions lend something to later ones.
        """
        for each in (self.inbox, self.sent, self.boards, self.answers, self.users):
            each.purge(now)
        self.turns.purge(now, turns_kept_s)

    def close(self) -> None:
        """Close the file; what is written after that is forgotten."""
        self._database.close()
