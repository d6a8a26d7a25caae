"""Places set side by side -> for each the number that compares with the others.

``set_side_by_side`` is the entry point. Numbers are chosen together: of several readings the
one that holds for the most places wins, and a list in one article needs fewer words in common
with the question than a lone number.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.answer.contest import Candidate, Contest
from bot.answer.entry import Entry
from bot.answer.pick import SURE, in_asked_period, of_asked_kind, pick
from bot.answer.ranking import are_alike, are_comparable
from bot.question.measure import Scale
from bot.question.models import Question
from bot.question.units import AskedPlace
from bot.question.when import newest
from extract.text import fold

# In one list, numbers of one name vouch for each other.
_LISTED = 0.2
_LEAST = 0.1
_SEEDS, _MOST = 6, 20
_SAME_ARTICLE, _RATE, _ABOUT = 0.3, 0.1, 0.12
_OF_RATES = re.compile(r"(?<!\w)(?:cao|thap|nhanh|cham|kha|tot|kem|ai hon ai)(?!\w)")


@dataclass(frozen=True, slots=True)
class Row:
    """What was chosen.

    Attributes:
        entries: One a place, in the order the places are named.
        missing: Places that have nothing to compare.
    """

    entries: tuple[Entry, ...]
    missing: tuple[AskedPlace, ...] = ()


def set_side_by_side(question: Question, contest: Contest) -> Row | None:
    """Choose one number of each place.

    Args:
        question: Names two places or more.
        contest: Its candidates.

    Returns:
        ``None`` where fewer than two places have a number that is sure enough.
    """
    columns = [_column(question, contest, place) for place in question.places]
    rows = [
        _row_of(seed, number, columns)
        for number, column in enumerate(columns)
        for seed in column[:_SEEDS]
    ]
    rows = [row for row in rows if _is_sure(row)]
    by_rate = _OF_RATES.search(fold(question.text)) is not None
    nothing: list[Candidate | None] = [None] * len(columns)
    best = max(rows, key=lambda row: _worth(row, by_rate), default=nothing)
    best = _filled(question, best, columns)
    if sum(c is not None for c in best) < 2:
        return None
    entries = tuple(c.entry for c in best if c is not None)
    missing = [p for p, c in zip(question.places, best, strict=True) if c is None]
    return Row(entries, tuple(missing))


def _filled(
    question: Question,
    row: Sequence[Candidate | None],
    columns: Sequence[Sequence[Candidate]],
) -> list[Candidate | None]:
    # What is called otherwise in another article is compared where it alone is meant.
    filled: list[Candidate | None] = []
    for kept, column in zip(row, columns, strict=True):
        picked = None if kept is not None else pick(question, column).main
        filled.append(picked.candidates[0] if picked is not None else kept)
    first = next((c.entry for c in (*row, *filled) if c is not None), None)
    return [
        c if c is not None and first is not None and are_comparable(first, c.entry) else None
        for c in filled
    ]


def _column(question: Question, contest: Contest, place: AskedPlace) -> list[Candidate]:
    timely = in_asked_period(question, of_asked_kind(question, contest.about(place)))
    return [c for c in timely if c.chance >= _LEAST][:_MOST]


def _row_of(
    seed: Candidate, number: int, columns: Sequence[Sequence[Candidate]]
) -> list[Candidate | None]:
    return [seed if n == number else _partner(seed, column) for n, column in enumerate(columns)]


def _partner(seed: Candidate, column: Sequence[Candidate]) -> Candidate | None:
    near = [(c, _nearness(seed.entry, c)) for c in column if _compares(seed.entry, c.entry)]
    best = max((nearness for _, nearness in near), default=0.0)
    # Of what fits about as well the newest counts.
    fresh = [c for c, nearness in near if nearness >= best - _ABOUT]
    fresh.sort(key=lambda c: c.entry.order)
    return max(fresh, key=lambda c: newest(c.entry.observation), default=None)


def _compares(one: Entry, other: Entry) -> bool:
    same_group = (one.observation.subject is None) == (other.observation.subject is None)
    return same_group and are_comparable(one, other) and are_alike(one, other)


def _nearness(one: Entry, other: Candidate) -> float:
    same = one.stored.citation.article == other.entry.stored.citation.article
    return other.chance + _SAME_ARTICLE * same


def _is_sure(row: Sequence[Candidate | None]) -> bool:
    found = [c for c in row if c is not None]
    if len(found) < 2:
        return False
    mean = sum(c.chance for c in found) / len(found)
    return mean >= SURE or (mean >= _LISTED and len(found) == len(row) and _is_list(found))


def _is_list(found: Sequence[Candidate]) -> bool:
    articles = {c.entry.stored.citation.article for c in found}
    return len(articles) == 1 and len({c.entry.name for c in found}) == 1


def _worth(row: Sequence[Candidate | None], by_rate: bool) -> tuple[float, int]:
    found = [c for c in row if c is not None]
    first = found[0].entry
    together = sum(_nearness(first, c) for c in found)
    if by_rate and first.measure.scale is Scale.PERCENT:
        together += _RATE * len(found)
    days = sum(newest(c.entry.observation)[0].toordinal() for c in found)
    return round(together, 1), days
