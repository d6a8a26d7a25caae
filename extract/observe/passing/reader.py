"""Counts that only frame another number: "của 63 tỉnh, thành phố", "hai địa bàn có ...".

``is_passing`` is the entry point; the grammar is in ``rules``. Such a number measures nothing
and would cut the name of the number behind it in two.
"""

from __future__ import annotations

import re
from functools import lru_cache

from extract.models import Bound, Quantity
from extract.observe.mask import QUANTITY, Masked, since
from extract.observe.passing.rules import RULES, WINDOW, Rule

_SAID_AGAIN = re.compile(
    rf"[^,;.:()–-]{{0,40}}(?:\s\(|\s[-–]\s|,\s(?=chính xác|cụ thể|đúng))"
    rf"(?:(?:chính xác|cụ thể|đúng)(?: là)?,? )?[{QUANTITY}]"
)
_NEAR = 20
"""One twentieth: how far off a rounded number may be."""


def is_passing(masked: Masked, quantity: Quantity) -> bool:
    """Tell whether a number only frames, names or limits what is measured.

    Args:
        masked: The passage with its mentions.
        quantity: A number in it.
    """
    if _is_said_again(masked, quantity):
        return True
    if quantity.fraction is not None:
        return False
    span = quantity.span
    written = masked.text[span.start : span.end]
    before = masked.named[max(0, span.start - WINDOW) : span.start]
    return any(_fits(rule, masked, written, before, span.end) for rule in rules_of(quantity.unit))


@lru_cache(maxsize=512)
def rules_of(unit: str) -> tuple[Rule, ...]:
    """Give the rules that may fit a number of a unit; few numbers need most of them."""
    return tuple(rule for rule in RULES if rule.unit is None or rule.unit.match(unit))


def _fits(rule: Rule, masked: Masked, written: str, before: str, end: int) -> bool:
    return not (
        (rule.written and not rule.written.match(written))
        or (rule.before and not rule.before.search(before))
        or (rule.behind and not rule.behind.match(masked.named, end))
        or (rule.exempt and rule.exempt.search(before))
        or (rule.unless and rule.unless.match(masked.named, end))
    )


def _is_said_again(masked: Masked, quantity: Quantity) -> bool:
    """ "hơn một triệu lượt khách (1.023.700 lượt)": the exact number follows the round one."""
    if quantity.bound is Bound.EXACT or not _SAID_AGAIN.match(masked.named, quantity.span.end):
        return False
    exact = next(since(masked.quantities, quantity.span.end), None)
    if exact is None or exact.bound is not Bound.EXACT:
        return False
    value = quantity.value * 100 if not quantity.unit and exact.unit == "%" else quantity.value
    if value == quantity.value and not quantity.unit.startswith(exact.unit):
        return False
    return abs(exact.value - value) * _NEAR <= value
