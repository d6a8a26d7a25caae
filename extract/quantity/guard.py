"""Stretches of text in which a number is no quantity: document numbers, dates, names, codes.

``find_guarded`` is the entry point; the grammar is in ``guard_rules``. A rule looks at one number:
at the words before it, and at the number itself with what follows.
"""

from __future__ import annotations

import re
from functools import cache

from extract.grammar import Pattern, is_marked
from extract.models import Span
from extract.quantity.guard_rules import RULES, WORDED, Rule
from extract.quantity.numeral import numeral_at
from extract.quantity.unit import noun_at

_NUMBER = Pattern(rf"\d|(?<!\w)(?:{WORDED})(?!\w)")
_JOINT = re.compile(r" ?[-–/] ?(?=\d)")
_LAST_ITEM = Pattern(r"\s?(?:,|;|và|hoặc|hay)\s?\d+\Z")
_WINDOW = 40
_WORD = re.compile(r"[^\W_]+")
_SPACED = frozenset(' \t,;:("“')
_ENDINGS = frozenset(word for rule in RULES if rule.reach == 1 for word in rule.last or ())
_FAR_ENDINGS = frozenset(word for rule in RULES if rule.reach > 1 for word in rule.last or ())
_FURTHEST = max(rule.reach for rule in RULES)
# One expression that tells for most numbers that no rule without such words fits.
_UNHEADED = Pattern("|".join(rule.at.pattern for rule in RULES if rule.last is None))


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
    for rule in _rules_at(text, start):
        at = rule.at.match(text, start)
        if at is None or (rule.before and not rule.before.search(text, window, start)):
            continue
        if rule.exempt and rule.exempt.search(text, window, start):
            continue
        if rule.counts and _counts(text, start):
            continue
        return Span(start, _end_of_list(text, start, at.end()))
    return None


def _rules_at(text: str, start: int) -> tuple[Rule, ...]:
    """The rules that may fit a number, by the words before it."""
    if not is_marked(text):
        return RULES
    words = _WORD.findall(text, max(0, start - _WINDOW), start)
    words = [word.lower() for word in words[-_FURTHEST:]]
    ending = words[-1] if words and words[-1] in _ENDINGS else ""
    far = not _FAR_ENDINGS.isdisjoint(words)
    attached = start > 0 and text[start - 1] not in _SPACED
    telling = _UNHEADED.match(text, start) is not None
    return rules_behind(ending, far=far, attached=attached, telling=telling)


@cache
def rules_behind(ending: str, *, far: bool, attached: bool, telling: bool) -> tuple[Rule, ...]:
    """Choose the rules that may fit behind the words before a number, in order.

    Args:
        ending: The last word, if a rule's words end in it; else ``""``.
        far: Whether one of the last words is one that a rule looks for further off.
        attached: Whether the number stands right behind a letter or a sign.
        telling: Whether the number itself is such that it may need no word before.
    """

    def may_fit(rule: Rule) -> bool:
        if rule.last is None:
            return telling
        if rule.reach > 1:
            return far
        return ending in rule.last or (attached and not rule.last)

    return tuple(filter(may_fit, RULES))


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
