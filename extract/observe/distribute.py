"""Lists that distribute: "cấp tỉnh, huyện, xã lần lượt đạt 99%, 97% và 93%".

``find_runs`` is the entry point: numbers of one unit that stand in a row, joined by commas
and "và", after a list of as many owners.
"""

from __future__ import annotations

import re
from itertools import pairwise

from extract.models import Period, Span
from extract.observe import cue
from extract.observe.aside import is_aside
from extract.observe.compare.comparison import opens_levels
from extract.observe.compare.role import is_change
from extract.observe.frame import Reading, Site
from extract.observe.mask import PERIOD, within
from extract.observe.name import naming
from extract.observe.several import Owner, coordinated

_TIMES = re.compile(rf"[{PERIOD}]+(?:(?:,|,? và)\s(?:của\s)?[{PERIOD}]+)+")
_MOVED = re.compile(r"^(?:,|,?\svà)\s(?:tăng|giảm)\s$")
_JOINED = re.compile(r"^[\s,;]*(?:và)?\s*(?:là)?\s*$")


def find_runs(reading: Reading, sites: list[Site]) -> dict[int, tuple[Owner, str]]:
    """Find what each number of a distributing list belongs to.

    Returns:
        By the index of a site: its place or subject, and its own name (``""`` where all
        share one).
    """
    owners: dict[int, tuple[Owner, str]] = {}
    start = 0
    while start < len(sites):
        end = start + 1
        while end < len(sites) and _continues(reading, sites[end - 1], sites[end]):
            end += 1
        if end - start >= 2:
            for offset, owned in enumerate(_owners(reading, sites[start], end - start)):
                owners[start + offset] = owned
        start = end
    return owners


def find_change_runs(reading: Reading, sites: list[Site]) -> dict[int, tuple[Site, int]]:
    """Find changes and levels that distribute over the values before: "tăng lần lượt 20% và 21%".

    Returns:
        By the index of a site: the first of its list, and how many values before the end
        of the sentence's values so far its own one stands.
    """
    found: dict[int, tuple[Site, int]] = {}
    start = 0
    while start < len(sites):
        end = start + 1
        while end < len(sites) and _moves_on(reading, sites[end - 1], sites[end]):
            end += 1
        lead = sites[start]
        listed = end - start >= 2 and cue.RESPECTIVELY.search(reading.seen(lead.left))
        if listed and is_change(reading, lead):
            found |= {index: (lead, end - index) for index in range(start, end)}
        elif listed and start and opens_levels(reading, lead):
            # Each level stands behind the values as an observation of its own.
            found |= dict.fromkeys(range(start, end), (lead, end - start))
        start = end
    return found


def find_dated_runs(reading: Reading, sites: list[Site]) -> dict[int, Period]:
    """Find the time of each number of a list: "năm 2022 và 2023 lần lượt là 4,2% và 3,1%".

    Returns:
        By the index of a site: its period.
    """
    found: dict[int, Period] = {}
    start = 0
    while start < len(sites):
        end = start + 1
        while end < len(sites) and _continues(reading, sites[end - 1], sites[end]):
            end += 1
        count, left = end - start, reading.seen(sites[start].left)
        if count >= 2 and (match := cue.last_match(cue.RESPECTIVELY, left)) is not None:
            upto = Span(sites[start].left.start, sites[start].left.start + match.start())
            listed = _TIMES.search(reading.masked.masked, upto.start, upto.end)
            times = list(within(reading.masked.periods, Span(*listed.span()))) if listed else []
            if len(times) == count:
                found |= {start + at: one.period for at, one in enumerate(times)}
        start = end
    return found


def _moves_on(reading: Reading, before: Site, site: Site) -> bool:
    """ "tăng lần lượt 38% và giảm 5%": each may move its own way."""
    between = reading.seen(Span(before.quantity.span.end, site.quantity.span.start))
    moved = _MOVED.match(between) is not None and site.quantity.unit == before.quantity.unit
    return moved or _continues(reading, before, site)


def _continues(reading: Reading, before: Site, site: Site) -> bool:
    between = reading.seen(Span(before.quantity.span.end, site.quantity.span.start))
    return site.quantity.unit == before.quantity.unit and _JOINED.match(between) is not None


def _owners(reading: Reading, site: Site, count: int) -> list[tuple[Owner, str]]:
    found = coordinated(reading, site.left)
    if len(found) >= count:
        return [(one, "") for one in found[-count:]]
    left = reading.seen(site.left)
    match = cue.last_match(cue.RESPECTIVELY, left)
    if match is None:
        return []
    parts = re.split(r",\s|\svà\s|;\s", cue.MARK_RUN.sub(" ", left[: match.start()]))
    names = [naming.tidy(part) for part in parts][-count:]
    if len(names) < count or not all(names):
        return [(one, "") for one in _named_before(reading, site, count)]
    return [((None, None), naming.lower_first(name)) for name in names]


def _named_before(reading: Reading, site: Site, count: int) -> list[Owner]:
    """ "Hai đoạn qua Cần Thơ và Hậu Giang dài 37 km, vốn lần lượt ...": the sentence's places."""
    before = Span(site.sentence.start, site.quantity.span.start)
    places = list(within(reading.masked.places, before))
    turned = [
        place.place
        for previous, place in pairwise((None, *places))
        if place is not None and not is_aside(reading.masked, place, previous)
    ]
    return [(place, None) for place in turned] if len(turned) == count else []
