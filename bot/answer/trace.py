"""How a message was heard and answered -> all that a developer can be told of it.

``explain`` is the entry point. While questions are answered only references are kept
(``Heard``); what became of each observation is worked out again when somebody asks.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.answer.contest import NONE_OF_THEM, RULED_OUT, Candidate
from bot.answer.heard import Heard
from bot.answer.match import Matcher
from bot.answer.outcome import Weighing
from bot.answer.pick import SURE, Reading, in_asked_period, of_asked_kind, read
from bot.answer.signs import NEVER, has_rank, weigh
from bot.models import Answer, Answered, Asked, Clarify, Help, NotFound, Passages
from bot.question.models import Question
from index.models import Hit

_BEST, _MOST_WEIGHED = 8, 6


class Left(StrEnum):
    """Why an observation was left out before any was chosen, in the order asked."""

    RANK = "rank"
    RULED_OUT = "ruled out"
    KIND = "kind"
    PERIOD = "period"


class Rule(StrEnum):
    """What decided."""

    SMALL_TALK = "small talk"
    SURE = "sure reading"
    LISTED = "listed"
    PASSAGES = "passages"
    CLOSE = "close readings"
    OPEN = "several meant"
    UNSURE = "no sure reading"
    HELD_BACK = "held back"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class Part:
    """What a sign adds to the weight of an observation."""

    sign: str
    strength: float
    adds: float


@dataclass(frozen=True, slots=True)
class Nominee:
    """An observation that could be chosen.

    Attributes:
        chance: That it is meant, of all that could be chosen and none of them.
        parts: What its weight is made of, what adds or takes most first.
    """

    candidate: Candidate
    chance: float
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An observation that was near, and why it could not be chosen.

    Attributes:
        weight: What its signs weigh together, had it not been left out.
        never: The signs that rule it out.
    """

    candidate: Candidate
    why: Left
    weight: float
    never: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Weighed:
    """What stood to choose from, and what became of it.

    Attributes:
        question: What was asked of them.
        nominees: The weightiest eight that could be chosen.
        among: How many could be chosen.
        left_out: The weightiest eight that could not.
        left_out_of: How many could not.
        readings: The likeliest first.
        none: The chance that none of them is meant.
    """

    question: Question
    nominees: tuple[Nominee, ...]
    among: int
    left_out: tuple[LeftOut, ...]
    left_out_of: int
    readings: tuple[Reading, ...]
    none: float


@dataclass(frozen=True, slots=True)
class Trace:
    """How an answer came about.

    Attributes:
        typed: The message as the user wrote it.
        text: What was read: the message in canonical form, or the question of the choice picked.
        mended: The same with marks restored, slips repaired and short forms written out.
        question: As it was understood, with what the turns before lent it.
        carried: What was taken over from them, in words.
        terms: What the indicator is called, each term with its weight, as the question has them.
        entries: Ids of the table of indicators that the words name.
        weighed: Everything that was chosen from, in order.
        looked: The best passages that were looked at.
        rule: What decided.
        chance: Of the likeliest reading, given or not; ``None`` where nothing was weighed.
        threshold: From which chance on a reading is given.
    """

    typed: str
    text: str
    mended: str
    answer: Answer
    question: Question | None
    carried: tuple[str, ...]
    terms: tuple[tuple[str, float], ...]
    entries: tuple[str, ...]
    weighed: tuple[Weighed, ...]
    looked: tuple[Hit, ...]
    rule: Rule
    chance: float | None
    threshold: float = SURE


def explain(
    typed: str,
    heard: Heard,
    mended: Callable[[str], str],
    matcher: Matcher,
    weights: Mapping[str, float],
) -> Trace:
    """Tell how a message was answered.

    Args:
        typed: The message.
        heard: What was kept of it.
        mended: Mends a text, as ``QuestionReader.mended`` does.
        matcher: Holds the observations.
        weights: Of the signs.
    """
    follow, outcome = heard.follow, heard.outcome
    question = follow.question if follow is not None else None
    sought = matcher.sought(question.wanted) if question is not None else None
    all_weighed = outcome.weighed if outcome is not None else ()
    weighed = tuple(_weighed(one, weights) for one in all_weighed[:_MOST_WEIGHED])
    chance = chance_of(heard.answer, weighed)
    return Trace(
        typed,
        heard.text,
        mended(heard.text),
        heard.answer,
        question,
        follow.carried if follow is not None else (),
        tuple(sought.weights.items()) if sought is not None else (),
        tuple(sorted(sought.ids)) if sought is not None else (),
        weighed,
        outcome.looked if outcome is not None else (),
        _rule(heard.answer, weighed, chance),
        chance,
    )


def chance_of(answer: Answer, weighed: Sequence[Weighed]) -> float | None:
    """Give the chance of the reading given; of a refused answer, of the likeliest reading.

    Returns:
        ``None`` where nothing was weighed.
    """
    if isinstance(answer, Answered):
        return answer.confidence
    if not weighed:
        return None
    return max((r.chance for one in weighed for r in one.readings), default=0.0)


def _weighed(weighing: Weighing, weights: Mapping[str, float]) -> Weighed:
    question, candidates = weighing.question, list(weighing.candidates)
    ranked = candidates
    if Asked.RANK in question.asked:
        ranked = [c for c in candidates if has_rank(c.entry)]
    allowed = [c for c in ranked if c.weight > RULED_OUT]
    of_kind = of_asked_kind(question, allowed)
    timely = in_asked_period(question, of_kind)
    steps = zip(Left, (ranked, allowed, of_kind, timely), strict=True)
    left_out = _left_out(candidates, dict(steps), weights)
    readings = read(question, timely)
    chance_of = {id(c): reading.chance for reading in readings for c in reading.candidates}
    return Weighed(
        question,
        tuple(Nominee(c, chance_of[id(c)], _parts(c, weights)) for c in timely[:_BEST]),
        len(timely),
        tuple(left_out[:_BEST]),
        len(left_out),
        tuple(readings),
        max(0.0, 1 - sum(reading.chance for reading in readings)),
    )


def _left_out(
    candidates: Sequence[Candidate],
    kept: Mapping[Left, Sequence[Candidate]],
    weights: Mapping[str, float],
) -> list[LeftOut]:
    found: list[LeftOut] = []
    stayed = {why: {id(candidate) for candidate in here} for why, here in kept.items()}
    for candidate in candidates:
        why = next((why for why in Left if id(candidate) not in stayed[why]), None)
        if why is not None:
            weight = weigh(candidate.signs, weights) - weights.get(NONE_OF_THEM, 0.0)
            never = tuple(sign for sign, _ in candidate.signs if sign.startswith(NEVER))
            found.append(LeftOut(candidate, why, weight, never))
    return sorted(found, key=lambda one: (-one.weight, one.candidate.entry.order))


def _parts(candidate: Candidate, weights: Mapping[str, float]) -> tuple[Part, ...]:
    parts = [
        Part(sign, strength, weights.get(sign, 0.0) * strength)
        for sign, strength in candidate.signs
    ]
    return tuple(sorted(parts, key=lambda part: (-abs(part.adds), part.sign)))


def _rule(answer: Answer, weighed: Sequence[Weighed], chance: float | None) -> Rule:
    match answer:
        case Help():
            return Rule.SMALL_TALK
        case Passages():
            return Rule.PASSAGES
        case Answered():
            return Rule.LISTED if chance is None else Rule.SURE
        case Clarify():
            is_close = chance is not None and chance < SURE
            return Rule.CLOSE if is_close else Rule.OPEN
        case NotFound():
            if not any(one.among for one in weighed):
                return Rule.MISSING
            return Rule.UNSURE if (chance or 0.0) < SURE else Rule.HELD_BACK
