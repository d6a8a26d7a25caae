"""What bare numbers are counted in: "cấp tỉnh 1.109 thủ tục, cấp huyện 248", "cả nước 73,6".

``settle_units`` is the entry point: a number that stands without a unit takes that of a number
which it continues or is compared with, in the same sentence. Each rule's examples are in
``tests/gold/bare_unit.toml`` under its name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from extract.models import Span
from extract.observe.frame import Draft, Reading, Rule
from extract.observe.mask import PLACE, SUBJECT, within

_NOT_SHARED = frozenset({"", "%", "hạng", "điểm phần trăm", "bậc", "lần"})
_LISTED = re.compile(
    rf"\W*(?:(?:và|còn|riêng|của|ở|tại|thấp nhất là|cao nhất là|trong khi)\s)*[{PLACE}{SUBJECT}]+\s*\(?"
    r"(?:\s*(?:là|có|đạt|với|còn|chỉ|vỏn vẹn|tới|góp|được|mới))*\s*\Z"
)
_TELLING_RULES = frozenset({Rule.NAME_BEFORE, Rule.COUNT_OF_NOUN_BEFORE})
_OFF = 20
"""How many times larger or smaller a number of the same kind may be."""


@dataclass(frozen=True, slots=True)
class _Bare:
    """A draft whose number stands without a unit, among those of its sentence."""

    draft: Draft
    before: Sequence[Draft]
    behind: Sequence[Draft]
    left: str


@dataclass(frozen=True, slots=True)
class UnitRule:
    """One way in which a bare number shares a unit.

    Attributes:
        name: Key of the rule's gold cases.
        read: Gives the draft whose unit it shares.
    """

    name: str
    read: Callable[[_Bare], Draft | None]


def settle_units(reading: Reading, sentence: Span) -> None:
    """Give the bare numbers of a sentence the unit that they share.

    Args:
        reading: The passage, with the drafts of the sentence at its end.
        sentence: Where the sentence lies.
    """
    drafts = reading.drafts[reading.first :]
    written = {q.number: q.unit for q in within(reading.masked.quantities, sentence)}
    for index, draft in enumerate(drafts):
        if written.get(draft.number, draft.unit) or draft.fraction is not None:
            continue
        start = max((one.number.end for one in drafts[:index]), default=sentence.start)
        left = reading.seen(Span(min(start, draft.number.start), draft.number.start))
        bare = _Bare(draft, drafts[:index], drafts[index + 1 :], left)
        shared = next((one for one in (rule.read(bare) for rule in RULES) if one), None)
        if shared is not None:
            draft.unit = shared.unit


def _listed(bare: _Bare) -> Draft | None:
    """ "Ba Tri 3,2/10 điểm, Bình Đại vỏn vẹn 1,9"."""
    return _nearest(bare, reversed(bare.before)) if _LISTED.search(bare.left) else None


def _continued(bare: _Bare) -> Draft | None:
    """ "được cấp 27,2 tỷ đồng, đã dùng hết 19 tỷ"."""
    if bare.draft.rule in _TELLING_RULES:
        return None
    return _nearest(bare, reversed(bare.before))


def _led_up_to(bare: _Bare) -> Draft | None:
    """ "Ba Tri với 113,7; thấp nhất là Bình Đại, 104,8 trẻ trai/100 trẻ gái"."""
    return None if bare.draft.unit else _nearest(bare, bare.behind)


def _nearest(bare: _Bare, others: Iterable[Draft]) -> Draft | None:
    for one in others:
        if one.unit not in _NOT_SHARED:
            return one if _alike(bare.draft, one) else None
    return None


def _alike(one: Draft, other: Draft) -> bool:
    whole = one.value == one.value.to_integral_value()
    if whole != (other.value == other.value.to_integral_value()) and not whole:
        return False
    low, high = sorted((abs(one.value), abs(other.value)))
    return low * _OFF >= high


RULES = (
    UnitRule("listed", _listed),
    UnitRule("continued", _continued),
    UnitRule("led_up_to", _led_up_to),
)
