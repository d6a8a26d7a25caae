"""Stretches of text in which a number is no quantity: document numbers, dates, names, codes.

``find_guarded`` is the entry point; the grammar is in ``guard_rules``. A rule looks at one number:
at the words before it, and at the number itself with what follows.
"""

from __future__ import annotations

import re

from extract.grammar import Pattern
from extract.models import Span
from extract.quantity.guard_rules import RULES, WORDED
from extract.quantity.numeral import numeral_at
from extract.quantity.unit import noun_at

_NUMBER = Pattern(rf"\d|(?<!\w)(?:{WORDED})(?!\w)")
_JOINT = re.compile(r" ?[-–/] ?(?=\d)")
_LAST_ITEM = Pattern(r"\s?(?:,|;|và|hoặc|hay)\s?\d+\Z")
_WINDOW = 40
_HEADS = Pattern("|".join(rule.before.pattern for rule in RULES if rule.before))
# Two expressions that tell for most numbers that no rule fits.
_UNHEADED = Pattern("|".join(rule.at.pattern for rule in RULES if not rule.before))


def find_guarded(text: str) -> list[Span]:
    """Find the stretches in which no quantity may start.

    Args:
        text: Canonical text.

    Returns:
        Spans in order of position, not overlapping.
    """
    found: list[Span] = []
    position = 0
    while number := _NUMBER.search(text, position):
        span = _guard_at(text, number.start())
        if span:
            found.append(span)
            position = max(span.end, number.end())
        else:
            numeral = numeral_at(text, number.start())
            position = number.end() if numeral is None or numeral.worded else numeral.end
    return found


def _guard_at(text: str, start: int) -> Span | None:
    window = max(0, start - _WINDOW)
    headed = _HEADS.search(text, window, start) is not None
    if not headed and not _UNHEADED.match(text, start):
        return None
    for rule in RULES:
        if rule.before is not None and not headed:
            continue
        at = rule.at.match(text, start)
        if at is None or (rule.before and not rule.before.search(text, window, start)):
            continue
        if rule.exempt and rule.exempt.search(text, window, start):
            continue
        if rule.counts and _counts(text, start):
            continue
        return Span(start, _end_of_list(text, start, at.end()))
    return None


def _end_of_list(text: str, start: int, end: int) -> int:
    """Where a list of names ends: its last number may count what follows.

    "mức độ 3 và 4; 6 dịch vụ" names two levels and counts six services.
    """
    unit = noun_at(text, end)
    if unit is None or not unit.known:
        return end
    item = _LAST_ITEM.search(text, start, end)
    return item.start() if item else end


def _counts(text: str, start: int) -> bool:
    numeral = numeral_at(text, start)
    if numeral is None:
        return False
    joint = _JOINT.match(text, numeral.end)
    upper = numeral_at(text, joint.end()) if joint else None
    last = upper or numeral
    return last.scale > 1 or noun_at(text, last.end) is not None
