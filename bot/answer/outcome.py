"""An answer and how it came about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.answer.contest import Candidate
from bot.answer.entry import Entry
from bot.models import Answer, Answered
from bot.question.models import Question
from index.models import Hit


@dataclass(frozen=True, slots=True)
class Weighing:
    """What stood to choose from.

    Attributes:
        question: What was asked of them.
        candidates: The weightiest first.
    """

    question: Question
    candidates: Sequence[Candidate]


@dataclass(frozen=True, slots=True)
class Outcome:
    """An answer and how it came about.

    Attributes:
        main: The observation that was chosen, for the turns to come.
        score: How well its indicator fits, 0 to 1.
        weighed: What was chosen from, in order; ``bot.answer.trace`` tells what became of it.
        looked: The best passages that were looked at, where words are wanted.
    """

    answer: Answer
    main: Entry | None = None
    score: float = 0.0
    weighed: tuple[Weighing, ...] = ()
    looked: tuple[Hit, ...] = ()


def least_sure(answers: Iterable[Answer]) -> float | None:
    """Give the least confidence of answers with numbers; ``None`` where none has any."""
    known = (answer.confidence for answer in answers if isinstance(answer, Answered))
    return min((sure for sure in known if sure is not None), default=None)
