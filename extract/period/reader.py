"""Periods named in Vietnamese text: "quý I/2024", "6 tháng đầu năm 2024".

``find_periods`` is the entry point. ``RULES`` (in ``rules``) holds the grammar; each
rule's examples are in ``tests/gold/period.toml`` under the rule's name. Relative words ("năm
ngoái") are read against the day the article was published, never against today.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from extract.models import Grain, Period, PeriodMention, Span
from extract.period.context import POINTING
from extract.period.parts import Point, join, period_of
from extract.period.rules import RULES, Rule
from extract.text import fold, in_lower_case, lenient

# Every rule starts with one of these; trying the rules elsewhere would only cost time.
_START = re.compile(
    lenient(
        r"(?<![\w])(?:\d|t ?\d|q[1-4]|(?:tháng|quý|năm|ngày|hôm|sáng|chiều|tuần|từ|trước|sau|đầu|giữa"
        r"|cuối|hết|cả|nửa|đến|tới|hiện|cùng|giai|nhiệm|thời|niên|khóa|chu|một|hai|ba|bốn|sáu"
        r"|bảy|tám|chín|mười)(?!\w))"
    )
)
_DIGITS = " 0123456789"
# Numbers that none of the rules for digits can begin with are most of all.
_DATING = re.compile(
    lenient(r"\d{1,4}(?: ?[-–—]| ?[/.] ?\d| (?:tháng|quý|đến|tới)|t)|(?:19|20)\d\d")
)
# "Hà Nam 2023", "vốn đầu tư 2021-2025": here "nam" and "tư" end another word.
_OTHER_WORD = re.compile(
    r"(?<!\w)(?:(?:đầu|dau|thứ|thu|phụ|phu) t[ưu]|(?:hà|quảng|việt|miền|ha|quang|viet|mien) nam)$",
    re.IGNORECASE,
)
_LONGEST_OTHER_WORD = 9
_MAY_BE_OTHER = frozenset(("tu", "nam"))
_STARTING = {
    word: tuple(rule for rule in RULES if word in rule.starts.split())
    for rule in RULES
    for word in rule.starts.split()
}
_DOCUMENT = re.compile(
    r"(?:\d+[\w.]*/(?:\d{4}/)?[A-ZĐ][\w&./\-]*|\d+-[A-ZĐ]{2,}[\w&./\-]*)[,;]? (?:của [\w ]{1,60} )?$"
)
_LABEL = re.compile(
    r"(?P<year>\d{4})(?:-(?:Q(?P<quarter>[1-4])|(?P<month>\d\d)(?:-(?P<day>\d\d))?))?"
)


def find_periods(text: str, published: date | None) -> list[PeriodMention]:
    """Find the periods that a text names.

    Args:
        text: In canonical form.
        published: The day relative words and missing years are read against; without it such
            mentions are left out.

    Returns:
        Mentions in order of position; none overlap. Prepositions ("đến", "trong") are outside
        the spans, but for "trước" and "sau" before a day, which leave one end open.
    """
    found: list[PeriodMention] = []
    position = 0
    lowered = in_lower_case(text)
    while start := _START.search(lowered, position):
        position = start.start() + 1
        for rule in _rules_at(text, lowered, start):
            match = rule.pattern.match(text, start.start())
            if match is None:
                continue
            period = rule.read(match, published)
            if period is not None:
                relative = rule.relative or POINTING.search(match[0]) is not None
                found.append(PeriodMention(Span(*match.span()), period, relative))
                position = match.end()
                break
    return found


def _rules_at(text: str, lowered: str, start: re.Match[str]) -> tuple[Rule, ...]:
    first = start[0]
    if first[0].isdecimal():
        return _STARTING["0"] if _DATING.match(lowered, start.start()) else ()
    word = fold(first.rstrip(_DIGITS))
    if word in _MAY_BE_OTHER:
        before = max(0, start.end() - _LONGEST_OTHER_WORD)
        if _OTHER_WORD.search(text, before, start.end()):
            return ()
    return _STARTING[word]


def dates_a_document(text: str, mention: PeriodMention) -> bool:
    """Tell whether a day is only the date of a numbered document ("61/2018/NĐ-CP ngày ...")."""
    before = text[max(0, mention.span.start - 100) : mention.span.start]
    return mention.period.grain is Grain.DAY and _DOCUMENT.search(before) is not None


def label(period: Period) -> str:
    """Write a period as ``2022``, ``2022-05``, ``2022-05-31``, ``2022-Q3`` or ``2021/2025``.

    Intervals are written by whole years, else whole months, else days, with a slash between
    the ends. An open end is left out: "trước ngày 15/7/2022" is ``2022-07-15``.
    """
    first, last = period.first or period.last, period.last or period.first
    if first is None or last is None:
        raise ValueError("a period needs at least one end")
    if period.grain is Grain.YEAR:
        return f"{first.year:04}"
    if period.grain is Grain.QUARTER:
        return f"{first.year:04}-Q{(first.month + 2) // 3}"
    if period.grain is Grain.MONTH:
        return first.isoformat()[:7]
    length = 10
    if first.day == 1 and last.day == monthrange(last.year, last.month)[1]:
        length = 4 if (first.month, last.month) == (1, 12) else 7
    ends = dict.fromkeys((first.isoformat()[:length], last.isoformat()[:length]))
    return "/".join(ends)


def parse_label(text: str) -> Period:
    """Read what ``label`` writes.

    Raises:
        ValueError: The text has no such form, names no real day, or ends before it starts.
    """
    parts = [_parse_part(part, text) for part in text.split("/")]
    if len(parts) == 1:
        return parts[0]
    if len(parts) == 2 and (whole := join(*parts)):
        return whole
    raise ValueError(f"not a period: {text!r}")


def _parse_part(part: str, whole: str) -> Period:
    match = _LABEL.fullmatch(part)
    values = (
        {name: int(value) for name, value in match.groupdict("").items() if value} if match else {}
    )
    period = period_of(Point(**values)) if values.get("year") else None
    if period is None:
        raise ValueError(f"not a period: {whole!r}")
    return period
