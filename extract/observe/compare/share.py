"""Part and whole of a share: "trong 12.480 doanh nghiệp có 12.455 khai thuế qua mạng, tức 99,8%".

``take_fractions`` is the entry point, at the end of a sentence. A percentage is given the two
counts that it is computed from, which the arithmetic proves; a count is given the whole that
its clause names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from extract.models import Fraction, Quantity, Span
from extract.observe.frame import Draft, Reading, Rule
from extract.observe.mask import QUANTITY, within
from extract.observe.name.passing import GROUP_NOUN

_MOST_NUMBERS = 14
# Of fewer, a round percentage is met by chance.
_SMALLEST_WHOLE = 5
_WHOLE_BEFORE = re.compile(r"\b(?:trong|trên)(?: tổng)?(?: số)?\s*$", re.IGNORECASE)
_WHOLE_OPENS = re.compile(r"(?:^|[;.:]\s*|\W)trong(?: tổng)?(?: số)?\s*$", re.IGNORECASE)
_CLAUSE_END = re.compile(rf"[{QUANTITY},;.]")
_OWN_COUNT = re.compile(r"\b(?:trong đó|riêng|gồm)\b|;", re.IGNORECASE)
_NOT_COUNTED = frozenset(
    {"%", "lần", "điểm", "điểm phần trăm", "bậc", "ngày", "giờ", "tháng", "năm"}
)


def take_fractions(reading: Reading) -> None:
    """Give the shares and counts of a sentence their part and whole."""
    here = [one for one in reading.drafts[reading.first :] if one.fraction is None]
    numbers = list(within(reading.masked.quantities, reading.sentence))
    if not here or not 1 < len(numbers) <= _MOST_NUMBERS:
        return
    for draft in here:
        if draft.rule in (Rule.GROWTH, Rule.COMPARED) or draft.value_to is not None:
            continue
        if draft.unit == "%":
            draft.fraction = _computed_from(draft, numbers)
        elif draft.unit not in _NOT_COUNTED:
            draft.fraction = _out_of(reading, draft, numbers)


def _computed_from(share: Draft, numbers: list[Quantity]) -> Fraction | None:
    step = Decimal(1).scaleb(min(0, int(share.value.as_tuple().exponent)))
    for part, whole in _pairs(numbers):
        exact = part / whole * 100
        if whole >= _SMALLEST_WHOLE and exact.quantize(step, ROUND_HALF_UP) == share.value:
            return Fraction(part, whole)
    return None


def _pairs(numbers: list[Quantity]) -> Iterator[tuple[Decimal, Decimal]]:
    counts = [one for one in numbers if one.unit not in _NOT_COUNTED and one.value_to is None]
    for one in counts:
        if one.fraction is not None and one.fraction.whole:
            yield one.fraction.part, one.fraction.whole
    for part in counts:
        for whole in counts:
            if part.value < whole.value and _alike(part.unit, whole.unit):
                yield part.value, whole.value


def _alike(part: str, whole: str) -> bool:
    """Whether one thing may be a part of another: the same noun, places of any sort, or none."""
    if not part or not whole or part.split()[0] == whole.split()[0]:
        return True
    return GROUP_NOUN.match(part) is not None and GROUP_NOUN.match(whole) is not None


def _out_of(reading: Reading, count: Draft, numbers: list[Quantity]) -> Fraction | None:
    """ "Trong 111 xã thì 58 xã ...", "9 điểm đen trong tổng số 23 điểm"."""
    text = reading.masked.text
    for whole in numbers:
        if whole.value <= count.value or not _alike(count.unit, whole.unit) or whole.fraction:
            continue
        before = text[max(reading.sentence.start, whole.span.start - 20) : whole.span.start]
        if whole.span.start > count.number.start:
            between = reading.seen(Span(count.number.end, whole.span.start)).lstrip(QUANTITY)
            near = _CLAUSE_END.search(between) is None
            if near and _WHOLE_BEFORE.search(before):
                return Fraction(count.value, whole.value)
        elif _WHOLE_OPENS.search(before):
            between = text[whole.span.end : count.number.start]
            if not _OWN_COUNT.search(between):
                return Fraction(count.value, whole.value)
    return None
