"""Scored observations -> the one that answers a question, or why none does.

``pick`` is the entry point. It asks in turn: is the indicator meant, is it of the right
kind (an actual value or a target), and of the period asked? Of equally good ones the newest wins.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.answer.entry import Entry
from bot.answer.match import Candidate
from bot.models import Asked, Reason
from bot.question.measure import Scale
from bot.question.reader import Question
from bot.question.when import NONE, agreement, newest, period_of
from extract.models import Grain, Kind, Period
from extract.text import fold

# Below this the indicator is not meant.
_FLOOR = 0.45
_OF_BEST = 0.75
_IN_PERIOD = 0.75
_BAND = 0.06
_RIVAL = 0.01
_ALIKE = 0.5
_MONEY_WORDS = re.compile(
    r"^(?!.*(?:tỷ lệ|tăng|giảm|giải ngân|đạt)).*(?<!\w)(?:dư nợ|kim ngạch|doanh thu|doanh số|tổng thu|kinh phí"
    r"|thu ngân sách|chi ngân sách|thu nhập|giá trị|tổng mức đầu tư|tổng vốn|vốn đăng ký|thiệt hại|xuất khẩu|nhập khẩu)(?!\w)"
)
_SHARE_WORDS = re.compile(r"(?<!\w)giải ngân(?!\w)")
_UNSAID_OF_SHARES = {Scale.MONEY: -0.06, Scale.PERCENT: 0.06}
_GROWTH = re.compile(r"(?:mức|tốc độ|tỷ lệ) (?:tăng|giảm)\b(?! nghèo)", re.IGNORECASE)
_GROWS = re.compile(r"(?<!\w)(?:tang|giam|toc do|bien dong|gap|thay doi|them|bot)(?!\w)")
_MONTH_ALONE = re.compile(r"(?<!\w)(?:rieng (?:trong )?thang|trong thang)(?!\w)")
_UNSAID_OF_MONEY = {Scale.MONEY: 0.06, Scale.PERCENT: -0.06}
_UNSAID = {Scale.PERCENT: 0.02, Scale.POINTS: 0.02, Scale.COUNT: -0.02}


@dataclass(frozen=True, slots=True)
class Pick:
    """What was picked.

    Attributes:
        main: The observation that answers; ``None`` where none does.
        reason: Why none does.
        near: Others: the losers of the same question where one was picked, else those that
            came nearest, best first.
        rivals: Readings as good as the main one that mean something else.
    """

    main: Candidate | None
    reason: Reason | None = None
    near: tuple[Candidate, ...] = ()
    rivals: tuple[Candidate, ...] = ()


def pick(question: Question, scored: Sequence[Candidate], everywhere: Sequence[Candidate]) -> Pick:
    """Pick the observation that answers.

    Args:
        question: What is asked.
        scored: Candidates of the place asked, best first.
        everywhere: Candidates of all places; what fits much worse than the best of them
            means something else that this place happens to have.
    """
    if Asked.RANK in question.asked:
        scored = [c for c in scored if has_rank(c.entry)]
        everywhere = [c for c in everywhere if has_rank(c.entry)] or everywhere
    if question.wants_target:
        targets = [c for c in everywhere if c.entry.observation.kind is Kind.TARGET]
        everywhere = targets or everywhere
    strong = strong_ones(scored, everywhere)
    if not strong:
        known = any(c.score >= _FLOOR for c in everywhere)
        return Pick(None, Reason.NO_PLACE if known else Reason.NO_INDICATOR)
    of_kind = of_asked_kind(question, strong)
    if not of_kind:
        return Pick(None, Reason.LOW_CONFIDENCE, tuple(strong))
    timely = in_asked_period(question, of_kind)
    if not timely:
        return Pick(None, Reason.NO_PERIOD, tuple(of_kind))
    top = timely[0].score
    band = [c for c in timely if c.score >= top - _BAND]
    leader = likeliest(question, band)
    same = [c for c in band if same_reading(c.entry, leader.entry)]
    same.sort(key=lambda c: _freshest_first(question, c))
    rivals = [
        c
        for c in band
        if c not in same
        and c.score >= leader.score - _RIVAL
        and _bonus(question, c) >= _bonus(question, leader) - _RIVAL
        and c.entry.observation.value != same[0].entry.observation.value
    ]
    others = tuple(c for c in strong if c is not same[0])
    return Pick(same[0], None, others, tuple(rivals))


def strong_ones(
    scored: Sequence[Candidate], everywhere: Sequence[Candidate], *, held: bool = True
) -> list[Candidate]:
    """Keep the candidates that mean the indicator asked, in the same order.

    Args:
        scored: Candidates of the place asked.
        everywhere: Candidates of all places; the best of them shows what can be meant.
        held: Whether each must hold the telling words; none holds the names of two offices.
    """
    best = max((c.fit for c in everywhere), default=0.0)
    strong = [c for c in scored if c.score >= _FLOOR and c.fit >= _OF_BEST * best]
    return [c for c in strong if c.held or not held]


def of_asked_kind(question: Question, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Keep targets where a target is asked, or a time only a target speaks of; else facts."""
    if not _asks_for_growth(question):
        candidates = [c for c in candidates if not _is_growth(c.entry)]
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


def _asks_for_growth(question: Question) -> bool:
    said = _GROWS.search(fold(question.text)) or _GROWS.search(fold(question.wanted.words))
    return Asked.CHANGE in question.asked or said is not None


def _is_growth(entry: Entry) -> bool:
    # A rate of growth and the level it grew to share all words but these.
    return entry.measure.scale is Scale.PERCENT and _GROWTH.match(entry.name) is not None


def in_asked_period(question: Question, candidates: Sequence[Candidate]) -> list[Candidate]:
    """Keep what agrees with a period asked, and is not much worse than what does not."""
    if not question.periods or not candidates:
        return list(candidates)
    top = candidates[0].score
    return [
        c for c in candidates if c.score >= _IN_PERIOD * top and best_agreement(question, c) > NONE
    ]


def best_agreement(question: Question, candidate: Candidate) -> int:
    """Tell how well a candidate's period answers the periods asked."""
    label = candidate.entry.observation.period
    parts = "trend" in question.rules
    agreed = (
        agreement(period, label, parts=parts)
        for period in question.periods
        if not _is_last_month_alone(period, candidate.entry)
    )
    return max(agreed, default=NONE)


def _is_last_month_alone(asked: Period, entry: Entry) -> bool:
    # "Tính riêng tháng 6" is no half-year, though both end alike.
    given = period_of(entry.observation.period)
    if given is None or given.grain is not Grain.MONTH or asked.grain in (Grain.MONTH, Grain.DAY):
        return False
    return _MONTH_ALONE.search(fold(entry.stored.citation.quote)) is not None


def has_rank(entry: Entry) -> bool:
    """Tell whether an observation says how a place ranks."""
    return entry.observation.rank is not None or entry.measure.scale is Scale.RANK


def same_reading(one: Entry, other: Entry) -> bool:
    """Tell whether two observations are of one indicator, as far as their words say."""
    if one.measure.scale is not other.measure.scale:
        return False
    if one.observation.subject != other.observation.subject:
        return False
    known = one.is_same_entry(other)
    if known is not None:
        return known
    if one.aspects != other.aspects:
        return False
    shared = len(one.terms.keys() & other.terms.keys())
    return shared >= _ALIKE * min(len(one.terms), len(other.terms))


def likeliest(question: Question, candidates: Sequence[Candidate]) -> Candidate:
    """Choose what a question most likely means of candidates that fit about equally well."""
    return min(candidates, key=lambda c: (-_bonus(question, c), c.entry.stored.id))


def _bonus(question: Question, candidate: Candidate) -> float:
    observation = candidate.entry.observation
    score = candidate.score
    if Asked.CHANGE in question.asked and observation.change is not None:
        score += _BAND
    if Asked.BASELINE in question.asked and observation.baselines:
        score += _BAND
    if not question.wanted.measures:
        # Without a word of what is counted, people mean the rate or the index.
        scale = candidate.entry.measure.scale
        score += _unsaid(question.wanted.words).get(scale, 0.0)
    return score


def _unsaid(words: str) -> Mapping[Scale, float]:
    if _MONEY_WORDS.search(words):
        return _UNSAID_OF_MONEY
    return _UNSAID_OF_SHARES if _SHARE_WORDS.search(words) else _UNSAID


def _freshest_first(
    question: Question, candidate: Candidate
) -> tuple[int, bool, int, int, float, int]:
    last, first = newest(candidate.entry.observation)
    agreed = best_agreement(question, candidate)
    return (
        -agreed,
        candidate.entry.inherits,
        -last.toordinal(),
        first.toordinal(),
        -candidate.score,
        candidate.entry.stored.id,
    )
