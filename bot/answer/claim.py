"""A claim and the figure found for it -> whether it is so, and whose the claimed number is.

``Judge.checked`` is the entry point. The store is never bent to a claim: the figure is the
one that the question behind the claim is answered with; only then are the two held together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from bot.answer.amount import is_counted_in, is_the_value, said
from bot.answer.beside import Company
from bot.answer.entry import Entry
from bot.answer.holding import Holding
from bot.answer.interval import Interval, of_value
from bot.answer.offer import indicator_words
from bot.answer.pick import same_reading
from bot.models import Answered, Checked, Figure, Verdict
from bot.question.claimed import Claimed, step_of
from bot.question.models import Question
from bot.question.when import newest
from bot.render.phrase import RANK_UNIT, amount_words, period_words
from extract.models import Bound, Change, Direction, Kind, Observation, Quantity
from index.models import Order, StoredObservation

# "Vượt 15% kế hoạch" is no rise.
_PLANNED = re.compile(r"(?<!\w)(?:kế hoạch|mục tiêu|chỉ tiêu|dự toán|nghị quyết)(?!\w)")
_MOST_OWNERS = 2
_MOST_FOUND = 5
# A rounded number stands for another only while it is this near to it.
_ROUNDED = Decimal("0.05")
_FINER = 10


class Judge:
    """Holds claims against figures."""

    def __init__(self, company: Company, holding: Holding) -> None:
        """Judge by what a store holds."""
        self._company = company
        self._holding = holding

    def checked(self, question: Question, answer: Answered) -> Answered:
        """Say of the main figure whether it bears out what the question claims.

        Args:
            question: With a claim of a number, a rank or a direction.
            answer: To the question behind it.
        """
        claim = question.claim
        if claim is None:
            return answer
        main = answer.figures[0]
        observation = main.stored.observation
        if claim.rank is not None:
            return replace(answer, claim=_of_rank(claim.rank, observation))
        if claim.way is not None:
            return replace(answer, claim=_of_change(claim, observation))
        assert claim.quantity is not None
        found = _of_number(claim, claim.quantity, main.stored)
        twin = self._twin(claim.quantity, main) if found.verdict is Verdict.CONTRADICTED else None
        if twin is not None:
            # What the question cannot tell apart bears the claim out.
            figures = (twin, *answer.figures)
            found = _of_number(claim, claim.quantity, twin.stored)
            return replace(answer, figures=figures, claim=found)
        if found.verdict is Verdict.CONTRADICTED and claim.quantity.bound is Bound.EXACT:
            owners = dict.fromkeys(self._owners(claim.quantity, main))
            found = replace(found, belongs=tuple(owners)[:_MOST_OWNERS])
        return replace(answer, claim=found)

    def found(self, question: Question) -> Answered | None:
        """Find the figures of a place that are the number claimed, whatever they measure.

        Args:
            question: With a claim, and without an indicator.
        """
        quantity = question.claim.quantity if question.claim else None
        if quantity is None or quantity.bound not in (Bound.EXACT, Bound.ABOUT):
            return None
        if not question.places and not question.whole_country:
            return None
        told = self._holding.valued(quantity.value, question.places)
        same = [e for e in told if is_the_value(quantity, e.observation)]
        same.sort(key=_newest_first)
        made = (self._company.figure(e, self._holding.rivals(e)) for e in same[:_MOST_FOUND])
        figures = tuple(figure for figure in made if figure is not None)
        if not figures:
            return None
        words = said(quantity, figures[0].stored.observation.unit)
        claim = Checked(words, Verdict.SUPPORTED, quantity.value, quantity.unit)
        return Answered(figures, question.main_ask, claim=claim)

    def _twin(self, quantity: Quantity, main: Figure) -> Figure | None:
        entry = self._entry(main)
        if entry is None or quantity.bound is not Bound.EXACT:
            return None
        pool = self._holding.beside(entry)
        for other in pool:
            if _are_one(entry, other) and is_the_value(quantity, other.observation):
                return self._company.figure(other, pool)
        return None

    def _entry(self, figure: Figure) -> Entry | None:
        return self._holding.get(figure.stored.id)

    def _owners(self, quantity: Quantity, main: Figure) -> Iterator[str]:
        observation = main.stored.observation
        for baseline in observation.baselines:
            if baseline.value == quantity.value and baseline.label:
                yield f"của {baseline.label}"
        for conflict in main.conflicts:
            if is_the_value(quantity, conflict.observation):
                day = conflict.citation.published
                yield f"của bài {f'đăng ngày {day:%d/%m/%Y}' if day else 'khác'}"
        told = {conflict.id for conflict in main.conflicts}
        entry = self._entry(main)
        pool = self._holding.valued_beside(entry, quantity.value) if entry is not None else []
        for other in sorted(pool, key=_newest_first):
            if other is entry or other.stored.id in told:
                continue
            if is_the_value(quantity, other.observation):
                yield _named(other)


def _are_one(entry: Entry, other: Entry) -> bool:
    # One article may give two numbers for what a question can only call by one name.
    own, given = entry.observation, other.observation
    return (
        entry.stored.citation.article == other.stored.citation.article
        and (own.kind, own.period) == (given.kind, given.period)
        and same_reading(entry, other)
    )


def _of_number(claim: Claimed, quantity: Quantity, stored: StoredObservation) -> Checked:
    observation = stored.observation
    unit = observation.unit if is_counted_in(quantity, observation.unit) else quantity.unit
    made = Checked(
        said(quantity, unit),
        Verdict.UNCLEAR,
        quantity.value,
        quantity.unit,
        reaches=claim.reaches,
    )
    if not is_counted_in(quantity, observation.unit):
        return made
    exact = quantity.bound is Bound.EXACT and not claim.reaches
    wanted = _claimed(claim, quantity, unit)
    given = _given(observation)
    if wanted.covers(given):
        about = exact and quantity.value_to is None and observation.value != quantity.value
        return replace(made, verdict=Verdict.SUPPORTED, about=about)
    if exact and quantity.value == observation.value:
        # "95%" of "trên 95%".
        return replace(made, verdict=Verdict.SUPPORTED, about=True)
    if exact and _is_coarser(stored, quantity.value):
        return replace(made, verdict=Verdict.SUPPORTED, about=True)
    return replace(made, verdict=Verdict.CONTRADICTED) if wanted.apart(given) else made


def _of_rank(position: int, observation: Observation) -> Checked:
    words = f"thứ {position}"
    rank = observation.rank.position if observation.rank else None
    if rank is None and observation.unit == RANK_UNIT:
        rank = int(observation.value)
    if rank is None:
        return Checked(words, Verdict.UNCLEAR, Decimal(position), RANK_UNIT)
    verdict = Verdict.SUPPORTED if rank == position else Verdict.CONTRADICTED
    return Checked(words, verdict, Decimal(position), RANK_UNIT, against=f"thứ {rank}")


def _of_change(claim: Claimed, observation: Observation) -> Checked:
    quantity, change = claim.quantity, observation.change
    way = "tăng" if claim.way is Direction.UP else "giảm"
    words = f"{way} {said(quantity, quantity.unit)}" if quantity else way
    value, unit = (quantity.value, quantity.unit) if quantity else (None, "")
    made = Checked(words, Verdict.UNCLEAR, value, unit)
    if change is None or _PLANNED.search(change.against or ""):
        # "giảm 59 đơn vị" may be all that the source says, and then it is the value.
        same = quantity is not None and is_the_value(quantity, observation)
        return replace(made, verdict=Verdict.SUPPORTED) if same else made
    made = replace(made, against=_change_words(change))
    if change.direction is not claim.way:
        return replace(made, verdict=Verdict.CONTRADICTED)
    if quantity is None:
        return replace(made, verdict=Verdict.SUPPORTED)
    wanted = _claimed(claim, quantity, change.unit)
    agrees = wanted.covers(of_value(change.value, Bound.EXACT, change.unit))
    about = agrees and change.value != quantity.value and quantity.bound is Bound.EXACT
    verdict = Verdict.SUPPORTED if agrees else Verdict.CONTRADICTED
    return replace(made, verdict=verdict, about=about)


def _claimed(claim: Claimed, quantity: Quantity, unit: str) -> Interval:
    bound = Bound.AT_LEAST if claim.reaches else quantity.bound
    slack = min(claim.step / 2, abs(quantity.value) * _ROUNDED)
    return of_value(quantity.value, bound, unit, value_to=quantity.value_to, slack=slack)


def _given(observation: Observation) -> Interval:
    value, unit = observation.value, observation.unit
    return of_value(value, observation.bound, unit, value_to=observation.value_to)


def _is_coarser(stored: StoredObservation, value: Decimal) -> bool:
    # "17,02%" of a source that rounds to 17%.
    where = stored.citation
    written = where.quote[where.number_start - where.start : where.number_end - where.start]
    own = stored.observation.value
    return abs(own - value) <= step_of(written, own) / _FINER


def _change_words(change: Change) -> str:
    way = "tăng" if change.direction is Direction.UP else "giảm"
    return f"{way} {amount_words(change.value, change.unit)}"


def _named(entry: Entry) -> str:
    observation = entry.observation
    when = f", {period_words(observation.period)}" if observation.period else ""
    return f"{indicator_words(entry)}{when}"


def _newest_first(entry: Entry) -> tuple[bool, int, Order]:
    target = entry.observation.kind is Kind.TARGET
    return target, -newest(entry.observation)[0].toordinal(), entry.order
