"""The observations of one reading -> the one that answers for it first.

``ordered`` is the entry point: what agrees best with the time asked comes first, then what is
newest; of one day what fits better, and of one sentence what stands by the words asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.answer.contest import Candidate
from bot.answer.entry import Entry
from bot.answer.signs import best_agreement, misses_the_time
from bot.question.models import Question
from bot.question.when import EXACT, newest, period_of
from extract.models import Grain

# By how much less one of a reading may weigh than the weightiest, to answer for it.
_CLOSE = 3
# So much more one must weigh to go before another of the same day.
_NEARLY, _SAME = 0.3, 0.1


def ordered(question: Question, group: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Order the candidates of one reading, the one that answers best first."""
    # What fits far worse does not answer for being newer: houses for the poor are no poor.
    best = min(group, key=lambda c: (-c.weight, c.entry.order))
    found = sorted(
        group,
        key=lambda c: (
            c.weight < best.weight - _CLOSE,
            *_freshest_first(
                question,
                c,
                _time_of(c.entry, best.entry),
                lesser=c.weight < best.weight - _NEARLY,
            ),
        ),
    )
    # Of the numbers of one sentence the one meant stands by the words asked.
    first = found[0].entry
    beside = [c for c in found if _stand_together(question, first, c.entry)]
    told = max(beside, key=lambda c: len(c.entry.beside.keys() & question.wanted.terms))
    if told.weight >= found[0].weight - _SAME:
        found.sort(key=lambda c: c is not told)
    return tuple(found)


def _time_of(entry: Entry, best: Entry) -> tuple[date, date]:
    # What an article tells of its year is as new as what it tells of a day in it.
    own, period = newest(entry.observation), period_of(entry.observation.period)
    same = entry.stored.citation.article == best.stored.citation.article
    told = newest(best.observation)
    yearly = period is not None and period.grain is Grain.YEAR and own[0].year == told[0].year
    return told if same and yearly else own


def _stand_together(question: Question, one: Entry, other: Entry) -> bool:
    same_time = one.observation.period == other.observation.period
    if misses_the_time(question, one) != misses_the_time(question, other):
        return False
    return same_time and one.stored.citation.quote == other.stored.citation.quote


def _is_of_a_day(question: Question) -> bool:
    return any(period.first == period.last for period in question.periods)


def _freshest_first(
    question: Question, candidate: Candidate, time: tuple[date, date], *, lesser: bool
) -> tuple[object, ...]:
    last, first = time
    agreed = best_agreement(question, candidate.entry)
    of_a_day = _is_of_a_day(question)
    return (
        -agreed,
        agreed != EXACT and misses_the_time(question, candidate.entry),
        -last.toordinal(),
        -newest(candidate.entry.observation)[1].toordinal() if of_a_day else 0,
        lesser,
        candidate.entry.inherits,
        0 if of_a_day else first.toordinal(),
        -candidate.weight,
        candidate.entry.order,
    )
