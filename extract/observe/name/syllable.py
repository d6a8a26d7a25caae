"""The syllables of a name: those that tell it from others, and those that only link.

``telling_syllables`` and ``bare`` are the entry points.
"""

from __future__ import annotations

import re
from functools import lru_cache

FUNCTION_WORDS = frozenset(
    [
        "đã",
        "đang",
        "cũng",
        "chỉ",
        "mới",
        "vẫn",
        "đều",
        "hiện",
        "nay",
        "đến",
        "với",
        "có",
        "gồm",
        "trong",
        "sẽ",
        "tới",
        "riêng",
        "nhất",
        "là",
        "cụ",
        "thể",
        "từ",
        "tức",
        "thì",
        "vừa",
        "ở",
        "tại",
        "cho",
        "do",
        "và",
        "song",
        "nhưng",
        "để",
        "phấn",
        "đấu",
        "phải",
        "cần",
        "đạt",
        "còn",
        "được",
        "nhằm",
        "thêm",
        "mà",
        "cùng",
        "như",
        "khoảng",
        "hơn",
        "trên",
        "gần",
        "so",
        "của",
        "các",
        "những",
        "về",
        "theo",
        "chiếm",
        "bằng",
        "lên",
        "xuống",
        "tương",
        "ứng",
        "ước",
        "khi",
        "nếu",
        "này",
        "đó",
        "một",
        "toàn",
        "cả",
        "năm",
        "tháng",
        "quý",
        "ngày",
        "rất",
        "khá",
        "trước",
        "sau",
        "nhờ",
        "qua",
        "vào",
        "hết",
        "bị",
        "lại",
        "ra",
    ]
)
"""Syllables that link, count or place, and name nothing."""
GENERIC = frozenset(
    [
        "tỷ",
        "tỉ",
        "lệ",
        "số",
        "của",
        "các",
        "và",
        "trên",
        "được",
        "đã",
        "có",
        "cho",
        "tại",
        "trong",
        "là",
        "về",
        "những",
        "theo",
        "mức",
        "tổng",
        "chỉ",
        "với",
        "ở",
    ]
)
"""Syllables that tell no name from another."""
_SYLLABLE = re.compile(r"\w+")
_BARE_WORDS = frozenset(("số", "tổng", "tỷ lệ", "tỉ lệ", "tổng số", "số lượng", "tỷ trọng"))


@lru_cache(maxsize=1024)
def telling_syllables(name: str) -> frozenset[str]:
    """Give the syllables of a name that tell it from others."""
    words = frozenset(syllables(name))
    return (words - GENERIC) or words


def syllables(text: str) -> list[str]:
    """Give the syllables of a text, in order and in lower case."""
    lowered = text.lower()
    # Most names are nothing but letters, digits and single spaces.
    plain = lowered.replace(" ", "").isalnum()
    return lowered.split() if plain else _SYLLABLE.findall(lowered)


def bare(name: str) -> str:
    """Give a name without "tỷ lệ", "số" or "tổng" before it."""
    first, *more = name.split(" ", 2)
    if len(more) == 2 and f"{first} {more[0]}".lower() in _BARE_WORDS:
        return more[1]
    return " ".join(more) if more and first.lower() in _BARE_WORDS else name
