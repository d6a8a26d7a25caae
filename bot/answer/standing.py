"""What a sentence says of the places that it ranks: that one comes after another, or is not first.

A ranking is told by numbers, but the sentence they stand in may know better: "ngay sau là X", or
a number whose place was not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from bot.answer.entry import Entry
from bot.question.models import Question
from bot.question.units import is_in_country
from extract.models import Observation
from extract.quantity import find_quantities
from extract.text import canonical

_BEHIND = re.compile(
    r"(?<!\w)(?:ngay sau|xếp sau|đứng sau|tiếp theo|tiếp đến|kế đến|kế tiếp|tiếp sau|về nhì"
    r"|thứ (?:hai|nhì|2))(?!\w)(?: là)?[^.;,\d]{0,40}$",
    re.IGNORECASE,
)
_LEADING = re.compile(r"(?<!\w)(?:nhóm|tốp|top) (?:dẫn )?đầu(?!\w)", re.IGNORECASE)
_TRAILING = re.compile(r"(?<!\w)(?:nhóm|tốp|top) (?:cuối|chót)(?!\w)", re.IGNORECASE)


def is_above(entry: Entry, question: Question) -> bool:
    """Tell whether a number is of the whole that what is ranked lies in."""
    # The sum of those that are ranked is none of them.
    own = entry.observation
    return is_in_country(own.place) or any(p.fits(own.place, own.province) for p in question.places)


def is_outdone(first: Entry, sign: int, entries: Iterable[Entry]) -> bool:
    """Tell whether the sentence of the first holds a number beyond it of which nothing is known.

    Args:
        first: The first of the ranking.
        sign: 1 where the lowest is first, -1 where the highest is.
        entries: Of which all is known.
    """
    # "Bạc Liêu (7,4%), Sơn La (8,3%)": whose the 7,4% is was not read, so the last is unknown.
    quote = first.stored.citation.quote
    known = {first.observation.value}
    for entry in entries:
        if entry.stored.citation.quote == quote:
            known |= _numbers_of(entry.observation)
    value, unit = first.observation.value, first.observation.unit
    written = [q for q in find_quantities(canonical(quote).text) if q.unit == unit]
    return any((q.value - value) * sign < 0 for q in written if q.value not in known)


def is_other_end(entries: Sequence[Entry], *, lowest: bool) -> bool:
    """Tell whether all stand in sentences about the other end of the ranking."""
    # Of those that lead none is the last.
    other = _LEADING if lowest else _TRAILING
    return all(other.search(entry.stored.citation.quote) for entry in entries)


def _numbers_of(observation: Observation) -> set[Decimal]:
    stated = {observation.value, *(baseline.value for baseline in observation.baselines)}
    return stated if observation.change is None else stated | {observation.change.value}


def comes_after_another(entry: Entry) -> bool:
    """Tell whether the sentence names a place as the one behind another."""
    citation = entry.stored.citation
    return _BEHIND.search(citation.quote, 0, citation.number_start - citation.start) is not None
