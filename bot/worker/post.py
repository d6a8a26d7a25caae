"""What all workers of a pool are started with."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Post:
    """Where a worker works.

    Attributes:
        data: The data folder.
        username: The bot's name, for links back to it.
        engine: What ranks passages, as ``HOISO_ENGINE`` names it.
    """

    data: Path
    username: str = ""
    engine: str = "auto"

    def words(self, generation: int) -> list[str]:
        """Write what the command line of a worker on a generation ends with."""
        return [
            *("--data", str(self.data), "--generation", str(generation)),
            *("--username", self.username, "--engine", self.engine),
        ]
