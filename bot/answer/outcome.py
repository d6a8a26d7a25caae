"""An answer and how it came about."""

from __future__ import annotations

from dataclasses import dataclass

from bot.answer.entry import Entry
from bot.models import Answer


@dataclass(frozen=True, slots=True)
class Outcome:
    """An answer and how it came about.

    Attributes:
        main: The observation that was chosen, for the turns to come.
        score: How well its indicator fits, 0 to 1.
        trace: Lines for a developer.
    """

    answer: Answer
    main: Entry | None = None
    score: float = 0.0
    trace: tuple[str, ...] = ()
