"""The syllables of a name: those that tell it from others, and those that only link.

``telling_syllables`` and ``bare`` are the entry points.
"""

from __future__ import annotations

import re
from functools import lru_cache

FUNCTION_WORDS = frozenset(
    "đã đang cũng chỉ mới vẫn đều hiện nay đến với có gồm trong sẽ tới riêng nhất là cụ thể "
    "từ tức thì vừa ở tại cho do và song nhưng để phấn đấu phải cần đạt còn được nhằm thêm mà "
    "cùng như khoảng hơn trên gần so của các những về theo chiếm bằng lên xuống tương ứng ước "
    "khi nếu này đó một toàn cả năm tháng quý ngày rất khá trước sau nhờ qua vào hết bị lại "
    "ra".split()
)
"""Syllables that link, count or place, and name nothing."""
GENERIC = frozenset(
    "tỷ tỉ lệ số của các và trên được đã có cho tại trong là về những theo mức tổng chỉ với ở".split()
)
"""Syllables that tell no name from another."""
SYLLABLE = re.compile(r"\w+")
_BARE = re.compile(r"^(?:tỷ lệ|tỉ lệ|tổng số|số lượng|số|tổng|tỷ trọng)\s", re.IGNORECASE)


@lru_cache(maxsize=1024)
def telling_syllables(name: str) -> frozenset[str]:
    """Give the syllables of a name that tell it from others."""
    words = frozenset(SYLLABLE.findall(name.lower()))
    return (words - GENERIC) or words


def bare(name: str) -> str:
    """Give a name without "tỷ lệ", "số" or "tổng" before it."""
    match = _BARE.match(name)
    return name[match.end() :] if match else name
