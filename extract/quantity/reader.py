"""Quantities in Vietnamese text: numeral + unit + comparator -> Quantity.

``find_quantities`` is the entry point. A number inside a guarded stretch (``guard``) or a rank
(``rank``) is none. "110/329 dịch vụ" is a part with its whole, "20-30%" and "từ 60% đến 70%"
are ranges, "tăng từ 35,2% lên 61,8%" is two quantities.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from decimal import Decimal

from extract.grammar import Pattern
from extract.models import Bound, Quantity, Span
from extract.quantity.amount import Amount, amount_at
from extract.quantity.bound import bound_before, bound_behind, starts_range
from extract.quantity.difference import in_points
from extract.quantity.guard import find_guarded
from extract.quantity.numeral import numeral_at, plain
from extract.quantity.rank import find_ranks
from extract.quantity.unit import PERCENT, POINTS

_START = Pattern(
    r"\d|(?<!\w)(?:một|hai|ba|bốn|năm|sáu|bảy|bẩy|tám|chín|mười|(?:(?:quá|gần|hơn) )?nửa|gấp)(?!\w)"
)
_MINUS = Pattern(
    r"(?<!\w)âm \Z|(?:[(,:;]|(?<!\w)(?:là|đạt|mức|trưởng|ở|xuống|còn|tháng|quý|năm) [\divx/]{0,7}) ?[-−]\Z"
    r"|\d [-−]\Z"
)
_MINUS_ENDS = ("-", "−", "m ", "M ")
_DOLLAR = re.compile(r"(?:us)?\$ ?\Z", re.IGNORECASE)
_DIGIT = re.compile(r"\d")
_AND = re.compile(r"(?:,|,? (?:và|va|hoặc|hoac)) ")
_MINIMUM = Pattern(r"(?:tối thiểu|ít nhất)")
_NEW_CLAUSE = Pattern(
    r"[.;:()]|(?<!\w)(?:đạt(?! chuẩn)|tăng|giảm|chiếm|là|còn|so với|trong khi|gồm|riêng|hiện|mới|năm \d{4})(?!\w)"
)


class _Blocked:
    """The stretches of a text in which no quantity may start."""

    def __init__(self, text: str) -> None:
        spans = sorted([*find_guarded(text), *(mention.span for mention in find_ranks(text))])
        self._spans = spans
        self._starts = [span.start for span in spans]

    def end_at(self, position: int) -> int | None:
        """The end of the stretch that holds the position, if one does."""
        last = bisect_right(self._starts, position)
        near = self._spans[max(0, last - 2) : last]
        return max((span.end for span in near if position < span.end), default=None)

    def __call__(self, position: int) -> bool:
        return self.end_at(position) is not None


def find_quantities(text: str) -> list[Quantity]:
    """Find the quantities in a text.

    Args:
        text: Canonical text.

    Returns:
        Quantities in order of position, not overlapping.
    """
    found: list[Quantity] = []
    position = 0
    blocked = _Blocked(text) if _START.search(text) else None
    while blocked and (start := _START.search(text, position)):
        blocked_to = blocked.end_at(start.start())
        if blocked_to is not None:
            position = max(blocked_to, start.end())
            continue
        amount = amount_at(text, start.start(), blocked)
        if amount:
            floor = found[-1].span.end if found else 0
            found.append(_quantity(text, amount, floor))
            position = max(found[-1].span.end, start.end())
        else:
            position = _behind(text, start)
    return in_points(text, _coordinated(text, _shared(text, found)))


def _behind(text: str, start: re.Match[str]) -> int:
    """Where to go on behind a number that is no quantity."""
    numeral = numeral_at(text, start.start())
    return numeral.end if numeral and not numeral.worded else start.end()


def _quantity(text: str, amount: Amount, floor: int) -> Quantity:
    start, value, unit, end = amount.start, amount.value, amount.unit, amount.end
    before = text[max(0, start - 2) : start]
    dollar = _DOLLAR.search(text, max(floor, start - 4), start) if "$" in before else None
    if dollar and not unit:
        start, unit = dollar.start(), "USD"
        before = text[max(0, start - 2) : start]
    signed = before.endswith(_MINUS_ENDS)
    if (
        signed
        and _MINUS.search(text, max(floor, start - 24), start)
        and (unit in (PERCENT, POINTS) or value != value.to_integral_value())
    ):
        start = start - 3 if text[start - 1] == " " else start - 1
        value = -value
    number = Span(min(start, amount.start), amount.number_end)
    opened = starts_range(text, start)
    if opened is not None and opened >= floor:
        behind = bound_behind(text, end, ranged=True)
        start = opened if behind or amount.value_to is not None else start
    else:
        behind = bound_behind(text, end, ranged=False)
    bound, bound_start = bound_before(text, start)
    bound, first = (bound, bound_start) if bound_start >= floor else (Bound.EXACT, start)
    if behind:
        bound, end = behind
    elif amount.bound is not Bound.EXACT:
        bound = amount.bound
    return Quantity(
        span=Span(first, end),
        number=number,
        value=value,
        unit=unit,
        bound=bound,
        value_to=amount.value_to,
        fraction=amount.fraction,
    )


def _shared(text: str, quantities: list[Quantity]) -> list[Quantity]:
    """Let bare numbers share the unit of the one they lead up to: "58 và 51 vụ"."""
    read: list[Quantity] = []
    for quantity in reversed(quantities):
        last = read[-1] if read else None
        part = quantity.value < 1 and not _DIGIT.search(text, *_ends(quantity.number))
        if last and last.unit and not (quantity.unit or quantity.fraction or part):
            between = text[quantity.span.end : last.span.start]
            if _AND.fullmatch(between):
                quantity = replace(quantity, unit=last.unit, value=_scaled(text, quantity, last))
        read.append(quantity)
    return read[::-1]


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _scaled(text: str, quantity: Quantity, last: Quantity) -> Decimal:
    own = numeral_at(text, quantity.number.start)
    other = numeral_at(text, last.number.start)
    if own is None or other is None or own.scale > 1:
        return quantity.value
    return plain(quantity.value * other.scale)


def _coordinated(text: str, quantities: list[Quantity]) -> list[Quantity]:
    """Let "tối thiểu", "ít nhất" govern the values coordinated with theirs, too."""
    read: list[Quantity] = []
    governed = False
    for quantity in quantities:
        if _MINIMUM.match(text, quantity.span.start):
            governed = True
        elif governed and read:
            between = text[read[-1].span.end : quantity.span.start]
            same = quantity.unit == read[-1].unit and quantity.bound is Bound.EXACT
            governed = same and not _NEW_CLAUSE.search(between)
            if governed:
                quantity = replace(quantity, bound=Bound.AT_LEAST)
        read.append(quantity)
    return read
