"""Weighed observations -> the one that answers a question, or why none does.

``pick`` is the entry point. It asks in turn: is there one of the right kind (an actual value or
a target), of the period asked, and is one reading of the indicator sure enough? Of one reading
the newest wins.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from decimal import Decimal

from bot.answer.contest import RULED_OUT, Candidate, chances
from bot.answer.entry import Entry
from bot.answer.holding import place_key
from bot.answer.order import ordered
from bot.answer.outcome import Weighing
from bot.answer.signs import (
    asks_for_growth,
    best_agreement,
    has_rank,
    is_growth,
    is_told_by_growth,
)
from bot.models import Asked, Reason
from bot.question.measure import Scale
from bot.question.models import Question
from bot.question.when import NONE, newest
from extract.models import Kind

SURE = 0.4
"""From this chance on a reading is given; chosen on the risk-coverage curve."""
# Two readings together as sure as one must be, neither of them much surer than the other.
_RIVAL = 0.6
_ALIKE = 0.5
_MOST_READINGS = 4
# By how much more something else must weigh to be what is meant.
_FAR = 3.0
# The same of what has not the form asked for (a number of them and no rate, all offices' and no
# tier's), unless it has all the words; what has less than half the words is not looked at.
_FAR_IN_FORM, _HALF_THE_WORDS = 0.7, 0.5


Watch = Callable[[Question, Sequence[Candidate]], None]
_watches: list[Watch] = []


@contextmanager
def watching(watch: Watch) -> Iterator[None]:
    """Let every choice be seen while the context lasts, with all that was eligible, for fitting."""
    _watches.append(watch)
    try:
        yield
    finally:
        _watches.remove(watch)


@dataclass(frozen=True, slots=True)
class Reading:
    """Observations of one indicator, as far as their words say, and how sure they are meant.

    Attributes:
        candidates: The one that answers best first.
        chance: That one of them is meant, 0 to 1.
    """

    candidates: tuple[Candidate, ...]
    chance: float


@dataclass(frozen=True, slots=True)
class Pick:
    """What was picked.

    Attributes:
        main: What answers; ``None`` where nothing does.
        reason: Why nothing does.
        near: Candidates that came nearest, best first.
        rivals: Readings about as good as each other; none is the main one then.
        weighed: What it was picked from.
    """

    main: Reading | None
    reason: Reason | None = None
    near: tuple[Candidate, ...] = ()
    rivals: tuple[Reading, ...] = ()
    weighed: Weighing | None = None


def pick(question: Question, candidates: Sequence[Candidate]) -> Pick:
    """Pick the observation that answers.

    Args:
        question: What is asked.
        candidates: Of the place asked, the weightiest first.
    """
    return replace(_picked(question, candidates), weighed=Weighing(question, candidates))


def _picked(question: Question, candidates: Sequence[Candidate]) -> Pick:
    if Asked.RANK in question.asked:
        candidates = _without_bare_ranks([c for c in candidates if has_rank(c.entry)])
    ruled_out = [c for c in candidates if c.weight <= RULED_OUT]
    candidates = [c for c in candidates if c.weight > RULED_OUT]
    of_kind = of_asked_kind(question, candidates)
    timely = in_asked_period(question, of_kind)
    readings = read(question, timely)
    for watch in _watches:
        watch(question, timely)
    rivals = _elsewhere(question, readings)
    if rivals or not readings or readings[0].chance < SURE:
        rivals = rivals or _rivals(readings)
        owned = [reading for reading in rivals if is_owner_named(question, reading)]
        # Of the number of one bank and that of all banks, who names the bank means its own.
        if len(owned) == 1:
            return Pick(owned[0], None, tuple(timely))
        if rivals:
            return Pick(None, None, tuple(timely), rivals)
        if sum(r.chance for r in readings) >= SURE:
            # Something here is meant, but which of these? A question without a place may mean all.
            if not question.places and not question.whole_country and len(readings) > 1:
                return Pick(None, None, tuple(timely), tuple(readings[:_MOST_READINGS]))
            near = tuple(r.candidates[0] for r in readings)
            return Pick(None, Reason.LOW_CONFIDENCE, near)
        return Pick(None, _reason(question, candidates, of_kind, timely), tuple(of_kind))
    if _is_outdone(readings[0], candidates) or _is_told_otherwise(readings[0], ruled_out):
        return Pick(None, _reason(question, candidates, of_kind, timely), tuple(of_kind))
    return Pick(readings[0], None, tuple(timely))


def is_owner_named(question: Question, reading: Reading) -> bool:
    """Tell whether a question names whose number a reading is, an office or a group, in full."""
    entry = reading.candidates[0].entry
    return bool(entry.part and entry.subject) and entry.subject.keys() <= set(question.wanted.terms)


def _without_bare_ranks(candidates: Sequence[Candidate]) -> list[Candidate]:
    # A number with its rank says more than the rank alone.
    told = {
        (
            place_key(c.entry),
            newest(c.entry.observation)[0],
            Decimal(c.entry.observation.rank.position),
        )
        for c in candidates
        if c.chance >= SURE and c.entry.observation.rank and not _is_bare_rank(c.entry)
    }
    return [
        c
        for c in candidates
        if not _is_bare_rank(c.entry)
        or (place_key(c.entry), newest(c.entry.observation)[0], c.entry.observation.value)
        not in told
    ]


def _is_bare_rank(entry: Entry) -> bool:
    return entry.measure.scale is Scale.RANK


def _is_outdone(reading: Reading, candidates: Sequence[Candidate]) -> bool:
    # What is meant is here, but not of that kind or time; the next best is something else.
    best = max(candidates, key=lambda c: c.weight)
    own = max(c.weight for c in reading.candidates)
    return best.weight - own > _FAR and not same_reading(best.entry, reading.candidates[0].entry)


def _is_told_otherwise(reading: Reading, ruled_out: Sequence[Candidate]) -> bool:
    # What is meant is here, but only their number is told and not their share.
    own = max(reading.candidates, key=lambda c: c.weight)
    near = [c for c in ruled_out if c.stand.share > _HALF_THE_WORDS * own.stand.share]
    return any(c.free_weight - own.weight > _far_in_form(c) for c in near)


def _far_in_form(candidate: Candidate) -> float:
    return 0.0 if candidate.stand.share >= 1 else _FAR_IN_FORM


def read(question: Question, candidates: Sequence[Candidate]) -> list[Reading]:
    """Gather candidates into readings.

    Returns:
        The likeliest reading first, its candidates best first.
    """
    groups = gathered(candidates)
    readings = [
        Reading(ordered(question, group), chance)
        for group, chance in zip(groups, chances(groups), strict=True)
    ]
    return sorted(readings, key=lambda r: (-r.chance, r.candidates[0].entry.order))


def gathered(candidates: Sequence[Candidate]) -> list[list[Candidate]]:
    """Put the candidates of one indicator together, as far as their words say."""
    groups: list[list[Candidate]] = []
    for candidate in candidates:
        for group in groups:
            if same_reading(group[0].entry, candidate.entry):
                group.append(candidate)
                break
        else:
            groups.append([candidate])
    return groups


def _rivals(readings: Sequence[Reading]) -> tuple[Reading, ...]:
    if len(readings) < 2:
        return ()
    close = [r for r in readings if r.chance >= _RIVAL * readings[0].chance]
    values = {r.candidates[0].entry.observation.value for r in close}
    chance, none = sum(r.chance for r in close), 1 - sum(r.chance for r in readings)
    if len(values) < 2 or chance < max(SURE, none):
        return ()
    return tuple(close)


def _elsewhere(question: Question, readings: Sequence[Reading]) -> tuple[Reading, ...]:
    # Who names no place means no one's number more than another's.
    if question.places or question.whole_country or not readings:
        return ()
    close = [r for r in readings if r.chance >= _RIVAL * readings[0].chance]
    places = {r.candidates[0].entry.observation.place for r in close}
    return tuple(close) if len(places) > 1 and sum(r.chance for r in close) >= SURE else ()


def _reason(
    question: Question,
    candidates: Sequence[Candidate],
    of_kind: Sequence[Candidate],
    timely: Sequence[Candidate],
) -> Reason:
    if not of_kind and _is_sure(question, candidates):
        return Reason.LOW_CONFIDENCE
    if question.periods and len(timely) < len(of_kind) and _is_sure(question, of_kind):
        return Reason.NO_PERIOD
    return Reason.NO_INDICATOR


def _is_sure(question: Question, candidates: Sequence[Candidate]) -> bool:
    readings = read(question, candidates)
    return bool(readings) and readings[0].chance >= SURE


def of_asked_kind(question: Question, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Keep targets where a target is asked, or a time only a target speaks of; else facts."""
    if not asks_for_growth(question):
        candidates = [c for c in candidates if not is_growth(c.entry) or is_told_by_growth(c.entry)]
    targets = [c for c in candidates if c.entry.observation.kind is Kind.TARGET]
    if question.wants_target:
        return targets
    actual = [c for c in candidates if c.entry.observation.kind is Kind.ACTUAL]
    if question.periods and not in_asked_period(question, actual):
        # "tới 2030 đăng ký bao nhiêu hecta": only a target can speak of 2030.
        ahead = [c for c in in_asked_period(question, targets) if _looks_ahead(c.entry)]
        return targets if ahead else actual
    return actual


def _looks_ahead(entry: Entry) -> bool:
    published = entry.stored.citation.published
    return published is None or newest(entry.observation)[0] > published


def in_asked_period(question: Question, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Keep what agrees with a period asked; all where none is asked."""
    if not question.periods:
        return list(candidates)
    return [c for c in candidates if best_agreement(question, c.entry) > NONE]


def same_reading(one: Entry, other: Entry) -> bool:
    """Tell whether two observations are of one indicator, as far as their words say."""
    if not one.measure.is_like(other.measure):
        return False
    if one.part != other.part:
        return False
    known = one.is_same_entry(other)
    if known is not None:
        return known
    if one.aspects != other.aspects:
        return False
    shared = len(one.terms.keys() & other.terms.keys())
    return shared >= _ALIKE * min(len(one.terms), len(other.terms))
