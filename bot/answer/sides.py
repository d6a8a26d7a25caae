"""A claim that a figure is above or below another -> whether it is.

``checked`` is the entry point. The other is the first place's rival in a comparison of two, or
the mean that the source compares the figure with.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from bot.answer.holding import is_about_place
from bot.models import Answered, Asked, Checked, Figure, Verdict
from bot.question.models import Question
from bot.render.phrase import amount_words, observed_words, where_and_when
from extract.models import Baseline, BaselineKind, Bound, Direction, Observation

_WORDS = {Direction.UP: "cao hơn", Direction.DOWN: "thấp hơn"}


def checked(question: Question, answer: Answered) -> Answered:
    """Say whether a figure lies on the side that the question claims.

    Args:
        question: With a claim to be above or below.
        answer: Two figures compared, or one with what its source compares it with.
    """
    side = question.claim.side if question.claim else None
    if side is None:
        return answer
    if len(question.places) == 2 and len(answer.figures) == 2:
        return replace(answer, claim=_of_places(question, answer.figures, side))
    if Asked.BASELINE not in question.asked:
        return answer
    observation = answer.figures[0].stored.observation
    baseline = _baseline(observation)
    if baseline is None:
        return replace(answer, claim=Checked(_WORDS[side], Verdict.UNCLEAR))
    told = f"{baseline.label} {amount_words(baseline.value, baseline.unit)}"
    against = f"{observed_words(observation)}, {told}"
    gap = _gap(observation, baseline.value, baseline.unit)
    return replace(answer, claim=_judged(side, gap, against))


def _of_places(question: Question, figures: tuple[Figure, ...], side: Direction) -> Checked:
    one, other = (figure.stored.observation for figure in figures)
    if not is_about_place(one, question.places[0]):
        one, other = other, one
    told = [f"{where_and_when(o)} {observed_words(o)}" for o in (one, other)]
    exact = other.bound is Bound.EXACT and other.value_to is None
    gap = _gap(one, other.value, other.unit) if exact else None
    return _judged(side, gap, "; ".join(told))


def _baseline(observation: Observation) -> Baseline | None:
    wanted = [b for b in observation.baselines if b.kind is not BaselineKind.PREVIOUS]
    national = [b for b in wanted if b.kind is BaselineKind.NATIONAL]
    return next(iter(national or wanted), None)


def _gap(observation: Observation, value: Decimal, unit: str) -> Decimal | None:
    if observation.unit != unit or observation.bound is not Bound.EXACT:
        return None
    return None if observation.value_to is not None else observation.value - value


def _judged(side: Direction, gap: Decimal | None, against: str) -> Checked:
    if gap is None:
        return Checked(_WORDS[side], Verdict.UNCLEAR, against=against)
    so = gap > 0 if side is Direction.UP else gap < 0
    verdict = Verdict.SUPPORTED if so else Verdict.CONTRADICTED
    return Checked(_WORDS[side], verdict, against=against)
