"""Differences of two percentages: "đạt 5,76%, thấp hơn 8,05% so với năm trước".

A source often writes "%" where it means percentage points. ``in_points`` is the entry point:
where the measured thing is itself a percentage of the same sentence, its stated rise, fall or gap
gets the unit ``điểm phần trăm``. A rise against a share of a plan ("đạt 96% dự toán, tăng 12%") stays
a percentage, since the money is what rose.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from extract.grammar import Pattern
from extract.models import Quantity
from extract.quantity.unit import PERCENT, POINTS

_CHANGED = Pattern(
    r"(?<!\w)(?:tăng|giảm|vượt|hụt|nhích|sụt|cải thiện|kéo giảm)(?: (?:thêm|lên|được|bình quân|trung bình|khoảng"
    r"|gần|hơn|tới|đến|nhẹ|mạnh|trên|đi|xuống|ít nhất|tối thiểu|tương ứng|lần lượt|tới))* \Z"
)
_GAP = Pattern(
    r"(?<!\w)(?:(?:cao|thấp|nhiều|ít|kém|nhỉnh|lớn|tốt|vượt|khá) hơn|chênh|chênh lệch|cách)(?: [^\W\d]+){0,8} \Z"
)
_PLAN = Pattern(
    r" ?(?:so với )?(?:kế hoạch|dự toán|chỉ tiêu|cùng kỳ|mức cùng kỳ|năm trước|nghị quyết|mục tiêu|kh(?!\w))"
)
_AT_LEVEL = Pattern(
    r"(?<!\w)(?:mức|mục tiêu|chỉ tiêu|kế hoạch|dự toán|yêu cầu|nghị quyết|là)(?: (?:đề ra|đặt ra|được giao|giao|là))* \Z"
)
# "cao hơn mức 1,2%" names what it is held against.
_OF_LEVEL = Pattern(
    r"(?<!\w)(?:hơn|vượt|kém) (?:hẳn |nhiều |xa )?(?:so với )?(?:mức|tốc độ)(?: tăng trưởng| tăng| giảm)? \Z"
)
# "cao hơn mức bình quân chung 3,1% của vùng": what is somebody's is a level.
_MARK = Pattern(r"(?<!\w)mức(?: [^\W\d]+){1,4} \Z")
_OF_WHOM = Pattern(r" (?:của|ở|tại) ")
# "từ 62% năm 2020 tăng lên 68%": the two ends of one rise.
_FROM = Pattern(r"(?<!\w)từ (?:mức )?\Z")
_TO = Pattern(r"(?<!\w)(?:lên|xuống)(?: (?:còn|đến|tới|mức|là))* \Z")
_RESULT = Pattern(r",? ?(?:còn|xuống|xuống còn|lên|lên mức|đạt)(?: \w+){0,2} \Z")
# "giảm 30% thời gian giải quyết": of what is no percentage.
_OF_AMOUNT = Pattern(
    r" (?:(?:tổng )?số|thời gian|chi phí|lượng|giá trị|diện tích|sản lượng|biên chế|đầu mối|thủ tục|tai nạn"
    r"|phí|lệ phí|lao động|vốn|doanh thu)(?!\w)"
)
_SENTENCE_END = Pattern(r"[.;|](?: |\Z)|\n")
# "1,08 tỷ USD, chiếm 85% và tăng 7%": the money rose.
_SHARE = Pattern(r"(?<!\w)chiếm(?: \w+){0,2} \Z")
_AND_RISEN = Pattern(r" và (?:tăng|giảm) (?:\w+ ){0,2}\Z")
_REACH = 60
_ALL = 100


def in_points(text: str, quantities: Sequence[Quantity]) -> list[Quantity]:
    """Give stated differences of percentages their unit.

    Args:
        text: The canonical text that was read.
        quantities: What was found in it, in order of position.
    """
    read: list[Quantity] = []
    for index, quantity in enumerate(quantities):
        if quantity.unit == PERCENT and _is_difference(text, quantity):
            before = quantities[index - 1] if index else None
            behind = quantities[index + 1] if index + 1 < len(quantities) else None
            if _is_level(text, before, quantity) or _is_result(text, quantity, behind):
                quantity = replace(quantity, unit=POINTS)
        read.append(quantity)
    return read


def _is_difference(text: str, quantity: Quantity) -> bool:
    start = quantity.span.start
    window = max(0, start - _REACH)
    if _OF_AMOUNT.match(text, quantity.span.end):
        return False
    return bool(_CHANGED.search(text, window, start) or _GAP.search(text, window, start))


def _is_level(text: str, level: Quantity | None, quantity: Quantity) -> bool:
    if level is None or level.unit != PERCENT or level.fraction is not None:
        return False
    between = text[level.span.end : quantity.span.start]
    if _SENTENCE_END.search(between) or "(" in between or ")" in between.lstrip(" )"):
        return False
    start = level.span.start
    if _FROM.search(text, max(0, start - _REACH), start) and _TO.search(between):
        return False
    if _OF_LEVEL.search(between):
        return False
    shared = _SHARE.search(text, max(0, start - _REACH), start)
    if shared and _AND_RISEN.search(text, level.span.end, quantity.span.start):
        return False
    if _AT_LEVEL.search(text, level.span.end, quantity.span.start) and (
        _alike(level, quantity) or level.value + quantity.value > _ALL
    ):
        return False
    if _MARK.search(text, level.span.end, quantity.span.start) and _alike(level, quantity):
        return _OF_WHOM.match(text, quantity.span.end) is None
    return not (
        _CHANGED.search(text, max(0, level.span.start - _REACH), level.span.start)
        or _PLAN.match(between)
    )


def _alike(level: Quantity, quantity: Quantity) -> bool:
    """ "47%, thấp hơn mục tiêu 60%" names the goal; a gap would be far smaller than the value."""
    return level.value / 2 <= quantity.value <= level.value * 2


def _is_result(text: str, quantity: Quantity, result: Quantity | None) -> bool:
    if result is None or result.unit != PERCENT:
        return False
    return _RESULT.match(text[: result.span.start], quantity.span.end) is not None
