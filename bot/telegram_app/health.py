"""Whether the bot hears and answers: for ``/status``, ``hoiso status`` and whoever watches.

``Health.write`` puts it into ``health.json`` every few seconds, so that it can be read where
Telegram cannot be reached.
"""

from __future__ import annotations

import json
import os
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from bot.config import HEALTH_FILE

# A poll that finds nothing is answered after 20 seconds.
_DEAF_S = 45.0


@dataclass(slots=True)
class Health:
    """What happened since the start.

    Attributes:
        started: Unix time.
        polled: Unix time of the last answer of Telegram to a poll, or of an update received.
        answered: Answers sent.
        errors: How often each kind of error happened.
        faults: What the admins should know, newest last.
    """

    polling: bool = True
    started: float = field(default_factory=time.time)
    polled: float | None = None
    answered: int = 0
    errors: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def note_poll(self) -> None:
        """Telegram answered a poll."""
        self.polled = time.time()

    def note_error(self, kind: str) -> None:
        """An error happened."""
        self.errors[kind] += 1

    def note_fault(self, message: str) -> None:
        """Keep what the admins should know; the newest few."""
        self.faults = [*self.faults, message][-5:]

    @property
    def deaf(self) -> bool:
        """Whether Telegram has not been heard for too long."""
        return self.polling and time.time() - (self.polled or self.started) > _DEAF_S

    def snapshot(self) -> dict[str, object]:
        """Give all of it as a JSON object."""
        return {
            "pid": os.getpid(),
            "at": time.time(),
            "started": self.started,
            "polling": self.polling,
            "polled": self.polled,
            "deaf": self.deaf,
            "answered": self.answered,
            "errors": dict(self.errors),
            "faults": list(self.faults),
        }

    def write(self, folder: Path) -> None:
        """Write the file; a disk that is full is no reason to stop."""
        part = folder / f"{HEALTH_FILE}.part"
        try:
            part.write_text(json.dumps(self.snapshot(), ensure_ascii=False), "utf-8")
            part.replace(folder / HEALTH_FILE)
        except OSError:
            self.note_error("health file")
