"""The observations of a course -> those that make one line in time.

``of_one_length`` is the entry point. A month, the half year that ends with it and the whole year
are three sums of one thing; set one after the other they would rise and fall for no reason.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from bot.answer.entry import Entry
from bot.question.measure import Scale
from bot.question.when import are_as_long, newest

# These say how things stand, whatever the length of their period.
_STANDING = (Scale.PERCENT, Scale.POINTS, Scale.RANK)


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
