"""What bare numbers are counted in: "cấp 27,2 tỷ đồng, đã dùng hết 19 tỷ".

``settle_units`` is the entry point: a number that stands without a unit takes that of a number
which it continues or is compared with, in its sentence or the one before, or that of its name
(``noun_of``: the noun that a name counts). Each rule's examples are in ``tests/gold/bare_unit.toml`` under its name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from extract.models import Span
from extract.observe.frame import Draft, Reading, Rule, Site
from extract.observe.mask import PLACE, SUBJECT, within
from extract.quantity.unit import CURRENCIES, noun_at

_MILLION = 1_000_000
_MEASURED = frozenset({"đồng", "điểm", "năm", "tháng", "ngày", "tuổi", "giờ", "phút"})
_NOT_SHARED = frozenset({"", "%", "hạng", "điểm phần trăm", "bậc", "lần"})
_TELLING_RULES = frozenset({Rule.NAME_BEFORE, Rule.COUNT_OF_NOUN_BEFORE})
# "Dân số" and "chỉ số" count nothing.
_COUNT = re.compile(
    r"(?<!\w)(?<!dân )(?<!chỉ )(?<!tỷ )(?<!tỉ )(?<!mã )(?<!hệ )(?<!thiểu )(?<!đa )số (?:lượng )?",
    re.IGNORECASE,
)
_RATE = re.compile(r"(?:tỷ lệ|tỉ lệ|tỷ trọng|tỉ trọng|tỷ số|chỉ số|mức|giá)(?!\w)", re.IGNORECASE)
_MANY = re.compile(r"(?:nhiều|ít|tổng) ", re.IGNORECASE)
_RATIO = re.compile(r"(?:số|tỷ lệ|tỉ lệ)\s([^/]+/\S+(?:\s(?:dân|trẻ gái|bé gái))?)$", re.IGNORECASE)
_PART_OF_WHOLE = re.compile(
    rf"[(,;]\s*(?:(?:và|trong đó|riêng|gồm|nhiều nhất là|còn)\s)?[{PLACE}{SUBJECT}]+,?\s(?:(?:là|có|với|còn)\s)?$"
)
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
            draft.unit = noun_of(draft.name) + draft.unit
        if written.get(draft.number, draft.unit) or draft.fraction is not None:
            continue
        bare = _Bare(draft, drafts[:index], drafts[index + 1 :], earlier)
        draft.unit = next((unit for rule in RULES if (unit := rule.read(bare))), draft.unit)


def with_unit_of_whole(reading: Reading, site: Site) -> Site:
    """Count a place's part in what the whole before its bracket counts: "53 người (Ba Tri 17, Mỏ Cày 21)"."""
    whole, quantity = reading.frame.main, site.quantity
    if quantity.unit or site.bracket is None or whole is None or whole.unit in _NOT_SHARED:
        return site
    listed = _PART_OF_WHOLE.search(reading.seen(site.left)) is not None
    here = [one.value for one in reading.drafts[reading.first :] if one.unit == whole.unit]
    part = 0 < quantity.value <= max(here, default=quantity.value - 1)
    if not (listed and part):
        return site
    return replace(site, quantity=replace(quantity, unit=whole.unit))


def noun_of(name: str) -> str:
    """Read what a name counts: "hồ sơ" of "số hồ sơ nhận", "hộ" of "hộ thoát nghèo".

    Returns:
        ``""`` where the table of units knows no such noun, or the name is no count.
    """
    if _RATE.match(name):
        return ""
    counted = [match.end() for match in _COUNT.finditer(name)]
    many = _MANY.match(name)
    start = counted[-1] if counted else many.end() if many else 0
    noun = noun_at(f" {name[start:]}", 0)
    return noun.name if noun is not None and noun.name not in _MEASURED else ""


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


def _bare_money(bare: _Bare) -> str:
    """ "xuất khẩu 44,1 triệu USD: chè 7,2 triệu"; "ngân sách tỉnh bổ sung 22,5 tỷ"."""
    if bare.draft.unit or abs(bare.draft.value) < _MILLION:
        return ""
    told = next((one.unit for one in reversed(bare.before) if one.unit in CURRENCIES), "")
    return told or ("đồng" if abs(bare.draft.value) >= 1000 * _MILLION else "")


def _named_noun(bare: _Bare) -> str:
    """ "nhiều hồ sơ nhất là Trảng Dài với 28.415"."""
    whole = bare.draft.value == bare.draft.value.to_integral_value()
    return noun_of(bare.draft.name) if whole and not bare.draft.unit else ""


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
    UnitRule("bare_money", _bare_money),
    UnitRule("named_noun", _named_noun),
)
