"""What a number without a unit counts: "số hồ sơ là 12.516", "chỉ số đạt 0,7955".

``unit_of`` reads it from the number's name, ``shared_unit`` from the count before it in a
list ("đã giải quyết 900 hồ sơ, trong đó trước hạn 850, đúng hạn 50").
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from extract.models import Quantity
from extract.observe.frame import Draft
from extract.observe.name import judge
from extract.quantity.unit import noun_at

_COUNTED = re.compile(r"(?:tổng số|số lượng|số|lượng|tổng)\s", re.IGNORECASE)
_SCORE = re.compile(
    r"\b(?:điểm|điểm số|DTI|PAPI|PCI|EBI|INDEX|index|Index|SIPAS)\b|^(?:giá trị )?chỉ số (?!giá|sản xuất|lạm phát)|^giá trị .*chỉ số"
)
_LONGEST_ITEM = 5
_MEASURES = frozenset({"", "%", "đồng", "USD", "điểm", "hạng", "điểm phần trăm"})


def unit_of(quantity: Quantity, name: str) -> str:
    """Read the unit of a number from its name; ``""`` where the name does not say."""
    if _SCORE.search(name) and not re.match(r"số\s|tổng số\s", name):
        return "điểm"
    if quantity.value != quantity.value.to_integral_value():
        return ""
    match = _COUNTED.match(name)
    unit = noun_at(f" {name}", match.end() if match else 0)
    if unit is None or not unit.known or (match is None and unit.name == name):
        return ""
    return unit.name


def shared_unit(quantity: Quantity, label: str, drafts: list[Draft]) -> str:
    """The noun that a list's first count names for the numbers behind it, else ``""``.

    Args:
        quantity: A number in the list.
        label: The words before it.
        drafts: What the sentence has told so far.
    """
    if quantity.unit or quantity.value != quantity.value.to_integral_value():
        return ""
    if not (0 < len(label.split()) <= _LONGEST_ITEM and judge.says(label)):
        return ""
    for draft in reversed(drafts):
        if draft.unit not in _MEASURES and _is_known(draft.unit):
            return draft.unit if 0 < quantity.value <= draft.value else ""
    return ""


@lru_cache(maxsize=1_000)
def _is_known(unit: str) -> bool:
    noun = noun_at(f" {unit}", 0)
    return noun is not None and noun.known


def ratio_of(name: str, names: Mapping[str, str]) -> str:
    """The compound unit in which a name was counted before ("trẻ trai/100 trẻ gái")."""
    return next((unit for unit, known in names.items() if "/" in unit and known == name), "")
