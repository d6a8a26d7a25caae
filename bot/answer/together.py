"""Several numbers asked in one breath -> one answer, the main one first.

``answered_together`` is the entry point. What is asked together stands together: a later part
is looked for in the sentence of the part before, then in its article, where few words are
enough, and elsewhere only with all that was said before it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass, replace
from functools import partial

from bot.answer.entry import Entry
from bot.answer.outcome import Outcome, least_sure
from bot.answer.refusal import indicator_words
from bot.models import Answered, Asked, Clarify, Figure
from bot.question.models import Part, Question
from bot.question.when import in_year, period_of, year_of
from extract.models import Kind, Period
from index.lookup import Field, Scope


@dataclass(frozen=True, slots=True)
class Untaken:
    """What a part of a question may still be answered with.

    Attributes:
        ids: Of the observations that answer other parts.
        article: The only one to look in, if any.
        quote: The only sentence of it to look in, if any.
    """

    ids: Set[int]
    article: str | None = None
    quote: str | None = None

    def of(self, scope: Scope[Entry]) -> Scope[Entry]:
        """Look only at what is untaken."""
        return replace(scope, article=self.article, belongs=partial(self._lets, scope))

    def _lets(self, scope: Scope[Entry], entry: Entry) -> bool:
        stored = entry.stored
        here = self.article is None or stored.citation.article == self.article
        here = here and (self.quote is None or stored.citation.quote == self.quote)
        asked = scope.belongs is None or scope.belongs(entry)
        return here and asked and stored.id not in self.ids


One = Callable[[Question, Untaken], Outcome]
"""Answers a question for one number from what is untaken."""

# So sure a reading needs no other to be tried.
_ENOUGH = 0.85
# What stands in the same sentence is meant, unless another number fits far better.
_BESIDE = 0.6
# So many words of a part another number holds by chance.
_BY_CHANCE = 1
_SO_FAR = re.compile(r"(?<!\w)(?:hiện|nay|giờ|mới|đã|thực tế|làm được)(?!\w)")
_MISSING = "Chưa thấy số liệu cho phần: “{}”."


def answered_together(question: Question, one: One) -> Outcome:
    """Answer all parts of a question.

    Args:
        question: With two parts or more.
        one: Answers one of them.

    Returns:
        All figures found, in the order asked; where none was, the answer to the first part. A
        part that was not found is named in the notes.
    """
    outcomes: list[Outcome] = []
    for number, part in enumerate(question.parts):
        # The past or the goal of what is unknown is no answer.
        if number and _hangs_on(part, outcomes[0]):
            return outcomes[0]
        outcome = _answered(question, part, outcomes, one, first=not number)
        if part.unsure and outcome.score < _ENOUGH:
            fact = replace(part, target=False)
            done = _answered(question, fact, outcomes, one, first=not number)
            outcome = max(outcome, done, key=_worth)
        outcomes.append(outcome)
    found = [outcome for outcome in outcomes if isinstance(outcome.answer, Answered)]
    if found and found[0] is not outcomes[0]:
        # What a later part was found in may hold the first, too.
        again = _answered(question, question.parts[0], found, one, first=False)
        if isinstance(outcomes[0].answer, Clarify) and not isinstance(again.answer, Answered):
            return outcomes[0]
        outcomes[0] = again
    missing = [
        _MISSING.format(indicator_words(part.wordings[-1]) or part.wordings[0].words)
        for part, outcome in zip(question.parts, outcomes, strict=True)
        if not isinstance(outcome.answer, Answered) and not _is_shown(part, found)
    ]
    return _joined(outcomes, tuple(missing))


def _hangs_on(part: Part, first: Outcome) -> bool:
    return (part.again or part.target) and not isinstance(first.answer, Answered)


def _answered(
    question: Question, part: Part, before: Sequence[Outcome], one: One, *, first: bool
) -> Outcome:
    mains = [outcome.main for outcome in before if outcome.main is not None]
    asked = tuple(a for a in question.asked if a is not Asked.TARGET)
    alone = replace(
        question,
        parts=(),
        periods=_periods(question, part, mains),
        asked=(*asked, Asked.TARGET) if part.target else asked,
    )
    taken = frozenset(main.stored.id for main in mains)
    tries: list[Outcome] = []
    if mains:
        source = mains[-1].stored.citation
        beside = _tried(alone, part, one, Untaken(taken, source.article, source.quote))
        tries = _tried(alone, part, one, Untaken(taken, mains[0].stored.citation.article))
        near, best = (max(outcomes, key=_worth) for outcomes in (beside, tries))
        if isinstance(near.answer, Answered) and near.score >= _BESIDE * best.score:
            own = part.wordings[-1].terms
            if _borne_out(near, own) >= _borne_out(best, own) - _BY_CHANCE:
                return near
    if not any(isinstance(outcome.answer, Answered) for outcome in tries):
        # By its own words alone, a later part is about anything.
        wordings = part.wordings if first or len(part.wordings) == 1 else part.wordings[:-1]
        tries += [one(replace(alone, wanted=wanted), Untaken(taken)) for wanted in wordings]
    return max(tries, key=_worth)


def _tried(alone: Question, part: Part, one: One, untaken: Untaken) -> list[Outcome]:
    tries: list[Outcome] = []
    for wanted in part.wordings:
        tries.append(one(replace(alone, wanted=wanted), untaken))
        if tries[-1].score >= _ENOUGH:
            break
    return tries


def _borne_out(outcome: Outcome, terms: Sequence[str]) -> int:
    if outcome.main is None or not isinstance(outcome.answer, Answered):
        return 0
    fields = outcome.main.fields
    return sum("_" not in t and fields.get(t, Field.TITLE) is not Field.TITLE for t in terms)


def _worth(outcome: Outcome) -> tuple[bool, bool, float]:
    answer = outcome.answer
    return isinstance(answer, Answered), isinstance(answer, Clarify), outcome.score


def _periods(question: Question, part: Part, mains: Sequence[Entry]) -> tuple[Period, ...]:
    own_time = part.periods and part.periods != question.periods
    if mains and mains[-1].observation.kind is Kind.TARGET and _asks_for_actual(part):
        # The year of a goal is not the time of what is so by now.
        return part.periods if own_time else ()
    if part.periods:
        return part.periods
    given = period_of(mains[-1].observation.period) if mains else None
    if part.again and given is not None:
        return (in_year(given, year_of(given) - 1),)
    own = [p.periods for p in question.parts if p.periods]
    # What only a later part names holds for that part alone.
    return own[0] if mains and own else () if own else question.periods


def _asks_for_actual(part: Part) -> bool:
    return not part.target and _SO_FAR.search(part.wordings[-1].words) is not None


def _is_shown(part: Part, found: Sequence[Outcome]) -> bool:
    for outcome in found:
        if not isinstance(outcome.answer, Answered):
            continue
        main = outcome.answer.figures[0]
        if (part.target and main.target) or (part.again and main.stored.observation.baselines):
            return True
    return False


def _joined(outcomes: Sequence[Outcome], missing: tuple[str, ...]) -> Outcome:
    first: Outcome | None = None
    figures: dict[int, Figure] = {}
    for outcome in outcomes:
        if isinstance(outcome.answer, Answered):
            first = first or outcome
            for figure in outcome.answer.figures:
                figures.setdefault(figure.stored.id, figure)
    if first is None or not isinstance(first.answer, Answered):
        return outcomes[0]
    answer = replace(
        first.answer,
        figures=tuple(figures.values()),
        notes=missing,
        confidence=least_sure(outcome.answer for outcome in outcomes),
    )
    weighed = tuple(weighing for outcome in outcomes for weighing in outcome.weighed)
    return replace(first, answer=answer, weighed=weighed)
