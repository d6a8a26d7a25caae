"""What is kept of a message, for who asks how its answer came about."""

from __future__ import annotations

from dataclasses import dataclass

from bot.answer.outcome import Outcome
from bot.models import Answer
from bot.question.follow import Follow


@dataclass(frozen=True, slots=True)
class Heard:
    """What is kept of a message.

    Attributes:
        text: What was read: the message, or the question of the choice that it picks.
        follow: The question with what the turns before lend it; ``None`` for small talk.
        outcome: What it led to; ``None`` for small talk.
    """

    text: str
    answer: Answer
    follow: Follow | None = None
    outcome: Outcome | None = None
