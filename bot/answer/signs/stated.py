"""What an observation states of its number: rank, change, growth, goal, place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from bot.answer.entry import Entry
from bot.answer.signs.models import NEVER, Sign
from bot.models import Asked
from bot.question.measure import Scale
from bot.question.models import Question
from extract.models import Direction
from extract.text import fold

_SURE = 0.9
# The same of every observation that is weighed for one.
_MOST_QUESTIONS = 16
_GROWTH = re.compile(r"(?:mức|tốc độ|tỷ lệ) (?:tăng|giảm)\b(?! nghèo)", re.IGNORECASE)
_GROWS = re.compile(
    r"(?<!\w)(?:tang|giam|toc do|bien dong|gap|thay doi|them|bot|di len|len duoc|nhich|sut|tang truong|lam phat|cat|rut ngan|tinh gian)(?!\w)"
)
_GONE_UP = re.compile(r"(?<!\w)(?:cai thien|tang(?! truong)|len hang|nhieu len)(?!\w)")
_GONE_DOWN = re.compile(
    r"(?<!\w)(?:sut giam|bi giam|tut hang|tut|it di|giam di|co so \w+ giam|\w+ giam(?=\s*$))(?!\w)"
)
_BY_GROWTH = re.compile(r"(?<!\w)(?:cpi|lam phat|chi so gia tieu dung)(?!\w)")
_OF_PLAN = re.compile(r"(?<!\w)so voi (?:ke hoach|du toan|chi tieu|muc tieu)(?!\w)")
_RISES = re.compile(r"(?<!\w)tang(?! hay (?:giam|sut|ha|xuong)(?!\w)| giam)(?!\w)")
_FALLS = re.compile(r"(?<!\w)(?<!tang )(?<!hay )giam(?!\w)")


def asked_signs(question: Question, entry: Entry) -> Iterator[Sign]:
    """Tell whether an observation states what is asked of it: a rank, a change, a goal."""
    observation = entry.observation
    if Asked.RANK in question.asked:
        yield ("rank stated" if has_rank(entry) else "no rank stated"), 1.0
    elif entry.measure.scale is Scale.RANK:
        yield NEVER + "rank unasked", 1.0
    if Asked.CHANGE in question.asked:
        stated = "a baseline" if observation.baselines else "no change"
        yield f"{'a change' if observation.change else stated} stated", 1.0
    if Asked.BASELINE in question.asked:
        yield f"{'a' if observation.baselines else 'no'} comparison stated", 1.0
    if is_growth(entry):
        yield ("growth asked" if asks_for_growth(question) else "growth unasked"), 1.0
    if _asks_of_plan(question.text) and _tells_no_plan(entry):
        yield NEVER + "amount for a share of the plan", 1.0
    yield from _direction(question, entry)


def _tells_no_plan(entry: Entry) -> bool:
    amount = entry.measure.scale in (Scale.COUNT, Scale.MONEY)
    return amount and not entry.observation.baselines and entry.observation.change is None


def _direction(question: Question, entry: Entry) -> Iterator[Sign]:
    change = entry.observation.change
    if entry.measure.scale is Scale.COUNT and question.claim is None and _turns(question, entry):
        yield NEVER + "direction other", 1.0
    # A claim to have fallen is answered by a rise, too: it is then not so.
    if change is None or question.claim is not None:
        return
    rises, falls = _ways(question.text)
    if rises != falls:
        same = rises == (change.direction is Direction.UP)
        yield ("direction same" if same else NEVER + "direction other"), 1.0


@lru_cache(maxsize=_MOST_QUESTIONS)
def _ways(asked: str) -> tuple[bool, bool]:
    asked = fold(asked)
    return _RISES.search(asked) is not None, _FALLS.search(asked) is not None


@lru_cache(maxsize=_MOST_QUESTIONS)
def _asks_of_plan(asked: str) -> bool:
    return _OF_PLAN.search(fold(asked)) is not None


@lru_cache(maxsize=_MOST_QUESTIONS)
def _tells_growth(asked: str) -> bool:
    return _GROWS.search(fold(asked)) is not None


def _turns(question: Question, entry: Entry) -> bool:
    # "Bao nhiêu tỉnh giảm" is not answered by how many have improved.
    name = fold(entry.name)
    up, down = _GONE_UP.search(name) is not None, _GONE_DOWN.search(name) is not None
    asked = fold(question.wanted.words)
    wants_up, wants_down = _GONE_UP.search(asked), _GONE_DOWN.search(asked)
    if up == down or (wants_up is None) == (wants_down is None):
        return False
    return up != (wants_up is not None)


def has_rank(entry: Entry) -> bool:
    """Tell whether an observation says how a place ranks."""
    return entry.observation.rank is not None or entry.measure.scale is Scale.RANK


def asks_for_growth(question: Question) -> bool:
    """Tell whether a question speaks of rising or falling."""
    said = _tells_growth(question.text) or _tells_growth(question.wanted.words)
    return Asked.CHANGE in question.asked or said


def is_growth(entry: Entry) -> bool:
    """Tell whether an observation is a rate of growth, which shares all words with its level."""
    return entry.measure.scale is Scale.PERCENT and _GROWTH.match(entry.name) is not None


def is_told_by_growth(entry: Entry) -> bool:
    """Tell whether a growth rate is of what is hardly told otherwise: consumer prices."""
    return _BY_GROWTH.search(fold(entry.name)) is not None


def telling_signs(question: Question, entry: Entry) -> Iterator[Sign]:
    """Tell how surely an observation was read, and of what place unasked."""
    yield "sure", entry.observation.provenance.confidence - _SURE
    if entry.inherits:
        yield "name from before", 1.0
    if not question.places and not question.whole_country:
        place = entry.observation.place
        where = "no place" if place is None else "the country" if place == "Việt Nam" else "a place"
        yield f"none asked, of {where}", 1.0
