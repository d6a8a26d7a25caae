"""Lengths of time that only say when or how often: "sau 30 ngày", "trong 5 năm".

``is_only_time`` is the entry point. A length of time is an observation where the text speaks
of one ("thời gian giải quyết còn 6 ngày").
"""

from __future__ import annotations

import re

from extract.observe.frame import Reading, Site
from extract.observe.name import naming, plain

_UNITS = frozenset({"ngày", "giờ", "phút", "tháng", "năm", "tuần", "tuổi", "giây", "buổi"})
_COUNTER = re.compile(
    r"(?:thời gian|thời hạn|số ngày|số lần|tuổi thọ|trung bình|bình quân)", re.IGNORECASE
)


def is_only_time(reading: Reading, site: Site) -> bool:
    """Tell whether a number is a length of time, or a part, that measures nothing."""
    quantity, left = site.quantity, reading.seen(site.left)
    if quantity.unit in _UNITS or quantity.unit == "lần":
        return _COUNTER.search(left) is None
    names = reading.frame.names
    scored = plain.is_score(naming.read_left(left).label) or plain.is_score(names.get("điểm", ""))
    return not quantity.unit and quantity.value < 1 and not scored
