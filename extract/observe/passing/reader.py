"""Counts that only frame another number: "của 63 tỉnh, thành phố", "hai địa bàn có ...".

``is_passing`` is the entry point; the grammar is in ``rules``. Such a number measures nothing
and would cut the name of the number behind it in two.
"""

from __future__ import annotations

import re

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
    return quantity.fraction is None and any(_fits(rule, masked, quantity) for rule in RULES)


def _fits(rule: Rule, masked: Masked, quantity: Quantity) -> bool:
    span = quantity.span
    if rule.unit and not rule.unit.match(quantity.unit):
        return False
    if rule.written and not rule.written.match(masked.text[span.start : span.end]):
        return False
    if rule.behind and not rule.behind.match(masked.named, span.end):
        return False
    if rule.unless and rule.unless.match(masked.named, span.end):
        return False
    if rule.before is None and rule.exempt is None:
        return True
    before = masked.named[max(0, span.start - WINDOW) : span.start]
    if rule.before and not rule.before.search(before):
        return False
    return rule.exempt is None or rule.exempt.search(before) is None


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
