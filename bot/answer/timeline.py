"""The observations of a course -> those that make one line in time.

``with_stated_past`` adds what a sentence holds its number against; ``of_one_length`` keeps what
compares. A month, the half year that ends with it and the whole year
are three sums of one thing; set one after the other they would rise and fall for no reason.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from bot.answer.entry import Entry
from bot.answer.signs import best_agreement
from bot.question.measure import Scale
from bot.question.models import Question
from bot.question.when import NONE, are_as_long, newest
from extract.models import BaselineKind, Kind

# These say how things stand, whatever the length of their period.
_STANDING = (Scale.PERCENT, Scale.POINTS, Scale.RANK)


def with_stated_past(
    entries: Sequence[Entry], pool: Iterable[Entry], question: Question
) -> list[Entry]:
    """Add the earlier values that the articles hold the entries against.

    Args:
        entries: Of one indicator and place, in the order of time.
        pool: All observations about the place.
        question: Its periods, if any, hold for what is added.

    Returns:
        In the order of time; of two numbers for one period, the one that was there before.
    """
    others = tuple(pool)
    periods = {newest(entry.observation): entry for entry in reversed(entries)}
    for entry in entries:
        for past in stated_past(entry, others):
            if not question.periods or best_agreement(question, past) > NONE:
                periods.setdefault(newest(past.observation), past)
    return sorted(periods.values(), key=lambda e: (newest(e.observation), e.order))


def stated_past(entry: Entry, pool: Iterable[Entry]) -> list[Entry]:
    """Find the observations that the article of one names as its earlier values."""
    before = [
        baseline
        for baseline in entry.observation.baselines
        if baseline.kind is BaselineKind.PREVIOUS and not baseline.derived
    ]
    return [
        other
        for other in (pool if before else ())
        if other.stored.citation.article == entry.stored.citation.article
        and other.observation.kind is Kind.ACTUAL
        and other.observation.period not in (None, entry.observation.period)
        and other.measure.scale is entry.measure.scale
        and any(other.observation.value == baseline.value for baseline in before)
    ]


def of_one_length(entries: Sequence[Entry]) -> list[Entry]:
    """Keep one observation for each day on which a period ends; of sums those that compare.

    Args:
        entries: Of one indicator and place, in the order of time.

    Returns:
        In the same order. Of sums, the most that are about as long; of equally many, the newest.
        Where no two are as long, those of different ends, although they do not compare.
    """
    groups: list[list[Entry]] = []
    for entry in entries:
        for group in groups:
            if are_as_long(group[0].observation, entry.observation):
                group.append(entry)
                break
        else:
            groups.append([entry])
    if not groups:
        return []
    largest = max(groups, key=lambda group: (len(group), newest(group[-1].observation)))
    if len(largest) > 1 and entries[0].measure.scale not in _STANDING:
        return largest
    ends: dict[date, Entry] = {}
    # Of two that end alike the one as long as most; else the longer one, which says more.
    wanted = largest if len(largest) > 1 else []
    by_worth = sorted(entries, key=lambda e: (e not in wanted, newest(e.observation)[1]))
    for entry in by_worth:
        ends.setdefault(newest(entry.observation)[0], entry)
    return [entry for entry in entries if entry in ends.values()]
