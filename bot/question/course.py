"""The periods of a question -> whether it follows something over time.

``follow`` is the entry point. "Từ 2020 đến nay giảm ra sao" has a beginning and an end; "sáu
tháng đầu năm" is one sum, and what was done "từ 2020 đến nay" may be one, too.
"""

from __future__ import annotations

import re

from bot.models import Asked
from bot.question.prose import counts
from bot.question.when import year_of
from extract.models import Grain, Period

_HOW_MUCH = re.compile(r"(?:tăng|giảm|hơn|kém)(?: \w+)? (?:bao nhiêu|mấy)(?!\w)")
_HOW_MUCH_MORE = re.compile(r"(?<!\w)(?:bao nhiêu|mấy|cỡ nào|ra sao|thế nào|không)(?!\w)")


def follow(
    asked: tuple[Asked, ...], periods: tuple[Period, ...], text: str, *, set_against: bool
) -> tuple[Asked, ...]:
    """Add to what is asked that of one place the course is wanted, or the change.

    Args:
        asked: What the words ask.
        periods: The periods named.
        text: The question without them.
        set_against: A period was named only to be compared with ("hơn năm 2020").
    """
    changes = Asked.CHANGE in asked
    if not set(asked) <= {Asked.CHANGE}:
        return asked
    if set_against and not changes and _HOW_MUCH_MORE.search(text):
        return (Asked.CHANGE,)
    years = {year_of(period) for period in periods}
    along = len(years) > 1 or (len(periods) == 1 and _is_way(periods[0]))
    if along and (changes or not counts(text)) and not _HOW_MUCH.search(text):
        return (Asked.TREND, *asked)
    return asked


def _is_way(period: Period) -> bool:
    if period.grain is not Grain.INTERVAL or period.first is None or period.last is None:
        return False
    return period.first.year < period.last.year or period.first.month > 1
