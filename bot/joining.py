"""Answers made of others: what goes on after a first answer, and the sources of the last one."""

from __future__ import annotations

from dataclasses import replace

from bot.answer.outcome import least_sure
from bot.models import Answer, Answered, Asked, Clarify, NotFound, Reason
from bot.question.models import Question


def sources_of(last: Answer | None) -> Answer:
    """Give the last answer as one about its sources."""
    if isinstance(last, Answered):
        return replace(last, asked=Asked.SOURCE, claim=None, reached=None, notes=())
    return last or NotFound(Reason.NO_INDICATOR)


def is_full(question: Question, answer: Answer) -> bool:
    """Tell whether an answer holds a number for each part of a question for several."""
    if isinstance(answer, Answered):
        return len(answer.figures) > max(1, len(question.parts) - 1) and not answer.notes
    return not isinstance(answer, NotFound | Clarify)


def going_on(first: Answer, then: Answer) -> Answered | None:
    """Put what goes on after an answer's figures; ``None`` where it adds none."""
    if not isinstance(first, Answered) or not isinstance(then, Answered):
        return None
    known = {figure.stored.id for figure in first.figures}
    new = tuple(figure for figure in then.figures if figure.stored.id not in known)
    if not new:
        return None
    return replace(first, figures=(*first.figures, *new), confidence=least_sure((first, then)))
