"""Whether a headline states a figure that the text below it does not.

``headline_tells_more`` is the entry point. Such a headline has to be read and cited itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

# A number that something is counted or measured by; a year, a day and a document's number are none.
_FIGURE = re.compile(
    r"(?<![\w.,/-])(?!(?:19|20)\d\d(?!\d|[.,]\d))(?P<number>\d+(?:[.,]\d+)*)"
    r"\s?(?!(?:tháng|năm|ngày|quý|tuần|giờ|phút)\b)(?P<word>%|[^\W\d_]+)",
    re.IGNORECASE,
)
_SHORT = 2
"""A number of fewer digits is told only together with what it counts."""
_NAMED = re.compile(
    r"(?:số|điều|khoản|quận|phường|đề án|chương trình|nghị (?:quyết|định)|quyết định|thông tư|chỉ thị|lần thứ|khóa|kỳ|"
    r"thứ|top|tốp|nhóm|ngày|tháng|năm|quý|đợt|mức độ|cấp độ|quốc lộ|tuổi|đến|từ|cả)\s$",
    re.IGNORECASE,
)


def headline_tells_more(title: str, texts: Sequence[str]) -> bool:
    """Tell whether a headline has a figure that no paragraph has, exactly or less rounded.

    Args:
        title: The headline.
        texts: The paragraphs.
    """
    figures = [
        match for match in _FIGURE.finditer(title) if not _NAMED.search(title[: match.start()])
    ]
    if not figures:
        return False
    told = {key for text in texts for match in _FIGURE.finditer(text) for key in _keys(match)}
    return any(told.isdisjoint(_keys(match)[:1]) for match in figures)


def _keys(match: re.Match[str]) -> list[str]:
    """A number with its word as a text may say it again, less rounded or not."""
    number, word = match["number"], match["word"].lower()
    forms = dict.fromkeys((number, number.split(",")[0]))
    return [form if len(form) > _SHORT else f"{form} {word}" for form in forms]
