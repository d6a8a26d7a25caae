"""Counts that only frame another number: "của 63 tỉnh, thành phố", "hai địa bàn có ...".

``is_passing`` is the entry point. Such a count measures nothing and would cut the name of
the number behind it in two.
"""

from __future__ import annotations

import re

from extract.models import Quantity

GROUP_NOUN = re.compile(
    r"^(?:đơn vị|địa phương|tỉnh|thành|huyện|xã|phường|thị xã|thị trấn|thôn|bản|bộ|ngành|sở|cơ quan|khu vực|vùng|"
    r"nơi|chủ đầu tư|quận|địa bàn)\b",
    re.IGNORECASE,
)
"""Nouns of places and offices, which are counted to name a group."""

_LOOSE_NOUN = re.compile(
    r"^(?:địa phương|đơn vị|tỉnh|thành|huyện|địa bàn|nước|chỉ số|sàn|môn|đô thị|trụ cột|lĩnh vực|nhóm|khâu|"
    r"vị trí|mặt|tiêu chí|chương trình|yếu tố|nội dung|nhiệm vụ|trung tâm|quốc gia|vấn đề|điểm|cấp)\b",
    re.IGNORECASE,
)
_WHOLE = re.compile(
    r"\b(?:của|trong|trong số|trong tổng số|trên tổng số|giữa|khắp)\s*$",
    re.IGNORECASE,
)
_AGE = re.compile(r"(?:tháng )?tuổi\b")
_MEAN_AGE = re.compile(r"tuổi thọ|trung bình|bình quân", re.IGNORECASE)
_ALL_PROVINCES = (63, 34)
_ALL_OF = re.compile(r"\bcả\s*$", re.IGNORECASE)
_LIMITED = re.compile(r"^\s*(?:\S+\s){0,3}?(?:dưới|trên|bị|chưa|không|chậm|vượt|sụt giảm)\b")


def is_passing(text: str, quantity: Quantity) -> bool:
    """Tell whether a count only says how large a group is that something else is said of.

    Args:
        text: Canonical text of the passage.
        quantity: A number in it.
    """
    if quantity.fraction is not None:
        return False
    before = text[max(0, quantity.span.start - 30) : quantity.span.start]
    if _AGE.match(quantity.unit):
        return _MEAN_AGE.search(before) is None
    if quantity.value in _ALL_PROVINCES and quantity.unit.startswith("tỉnh"):
        return True
    group = GROUP_NOUN.match(quantity.unit) is not None
    if (group and _WHOLE.search(before)) or (
        _LOOSE_NOUN.match(quantity.unit) and _ALL_OF.search(before)
    ):
        return True
    spelled = not any(letter.isdigit() for letter in text[quantity.span.start : quantity.span.end])
    if not spelled or not _LOOSE_NOUN.match(quantity.unit):
        return False
    return _LIMITED.match(text[quantity.span.end :]) is None
