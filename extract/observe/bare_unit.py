"""What bare numbers are counted in: "cấp 27,2 tỷ đồng, đã dùng hết 19 tỷ".

``settle_units`` is the entry point: a number that stands without a unit takes that of a number
which it continues or is compared with, in its sentence or the one before, or that of its name. Each rule's
examples are in ``tests/gold/bare_unit.toml`` under its name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from extract.models import Span
from extract.observe.frame import Draft, Reading, Rule
from extract.observe.mask import within
from extract.quantity.unit import noun_at

_NOT_SHARED = frozenset({"", "%", "hạng", "điểm phần trăm", "bậc", "lần"})
_TELLING_RULES = frozenset({Rule.NAME_BEFORE, Rule.COUNT_OF_NOUN_BEFORE})
_COUNT = re.compile(r"(?:tổng số|số lượng|số)\s", re.IGNORECASE)
_RATIO = re.compile(r"(?:số|tỷ lệ|tỉ lệ)\s([^/]+/\S+(?:\s(?:dân|trẻ gái|bé gái))?)$", re.IGNORECASE)
_LONGEST_RATIO = 30
_OFF = 20
"""How many times larger or smaller a number of the same kind may be."""


@dataclass(frozen=True, slots=True)
class _Bare:
    """A draft whose number stands without a unit, among those of its sentence.

    Attributes:
        earlier: Those of the sentence before.
    """

    draft: Draft
    before: Sequence[Draft]
    behind: Sequence[Draft]
    earlier: Sequence[Draft]


@dataclass(frozen=True, slots=True)
class UnitRule:
    """One way in which a bare number has a unit.

    Attributes:
        name: Key of the rule's gold cases.
        read: Gives the unit, ``""`` where the rule says none.
    """

    name: str
    read: Callable[[_Bare], str]


def settle_units(reading: Reading, sentence: Span) -> None:
    """Give the bare numbers of a sentence their unit.

    Args:
        reading: The passage, with the drafts of the sentence at its end.
        sentence: Where the sentence lies.
    """
    drafts = reading.drafts[reading.first :]
    earlier = reading.drafts[reading.prior : reading.first]
    written = {q.number: q.unit for q in within(reading.masked.quantities, sentence)}
    for index, draft in enumerate(drafts):
        if draft.unit.startswith("/"):
            draft.unit = _counted_in(draft.name) + draft.unit
        if written.get(draft.number, draft.unit) or draft.fraction is not None:
            continue
        bare = _Bare(draft, drafts[:index], drafts[index + 1 :], earlier)
        draft.unit = next((unit for rule in RULES if (unit := rule.read(bare))), draft.unit)


def _counted_in(name: str) -> str:
    """The noun that a ratio ("6,7/vạn dân") leaves to its name: "số bác sĩ"."""
    match = _COUNT.match(name)
    noun = noun_at(f" {name}", match.end() if match else 0)
    return noun.name if noun is not None else ""


def _continued(bare: _Bare) -> str:
    """ "được cấp 27,2 tỷ đồng, đã dùng hết 19 tỷ"."""
    return "" if bare.draft.rule in _TELLING_RULES else _nearest(bare, reversed(bare.before))


def _led_up_to(bare: _Bare) -> str:
    """ "Ba Tri với 113,7; thấp nhất là Bình Đại, 104,8 trẻ trai/100 trẻ gái"."""
    return "" if bare.draft.unit else _nearest(bare, bare.behind)


def _carried(bare: _Bare) -> str:
    """ "Giá tôm tại Ba Tri là 112.000 đồng/kg. Kế đến: Bình Đại 109.000"."""
    untold = not bare.draft.unit and bare.draft.rule is Rule.INHERITED
    return _nearest(bare, reversed(bare.earlier)) if untold else ""


def _named_ratio(bare: _Bare) -> str:
    """ "số bác sĩ/vạn dân: 13,8"."""
    match = None if bare.draft.unit else _RATIO.match(bare.draft.name)
    return match[1] if match and len(match[1]) <= _LONGEST_RATIO else ""


def _nearest(bare: _Bare, others: Iterable[Draft]) -> str:
    shared = next((one for one in others if one.unit not in _NOT_SHARED), None)
    return shared.unit if shared is not None and _alike(bare.draft, shared) else ""


def _alike(one: Draft, other: Draft) -> bool:
    whole = one.value == one.value.to_integral_value()
    if not whole and other.value == other.value.to_integral_value():
        return False
    low, high = sorted((abs(one.value), abs(other.value)))
    return low * _OFF >= high


RULES = (
    UnitRule("continued", _continued),
    UnitRule("led_up_to", _led_up_to),
    UnitRule("named_ratio", _named_ratio),
    UnitRule("carried", _carried),
)
