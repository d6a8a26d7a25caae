"""What a name or a unit says: its telling words, and whether it counts or measures."""

from __future__ import annotations

import re

from extract.observe.compare.derive import POINTS

CHANGE_UNITS = frozenset({POINTS, "bậc"})
_FILLERS = frozenset(
    ("số", "tỷ", "lệ", "lượng", "tổng", "của", "các", "và", "về", "mức", "đã", "được")
)
_GENERIC = _FILLERS | {"vụ", "việc"}
_MEASURED = frozenset(
    {
        "%",
        "điểm",
        "đồng",
        "USD",
        "lần",
        "tấn",
        "ha",
        "m",
        "km",
        "năm",
        "tháng",
        "ngày",
        "giờ",
        "phút",
    }
)


def is_count(unit: str) -> bool:
    """Tell whether a unit is a noun that is counted, and measures nothing."""
    return bool(unit) and unit not in _MEASURED and "/" not in unit


def words_of(name: str) -> frozenset[str]:
    """The telling words of a name, in lower case."""
    words = frozenset(re.findall(r"\w+", name.lower()))
    return (words - _GENERIC) or (words - _FILLERS)
