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
from extract.text import cut_words, lenient, spellings

# A rule is tried only at the words that it can begin with, with all, some or no marks.
_STARTING: dict[str, tuple[Rule, ...]] = {}
for _rule in RULES:
    for _spelling in {s for start in _rule.starts.split() for s in spellings(start)}:
        _STARTING[_spelling] = (*_STARTING.get(_spelling, ()), _rule)
# Numbers that none of the rules for digits can begin with are most of all.
_DATING = re.compile(
    lenient(r"\d{1,4}(?: ?[-–—]| ?[/.] ?\d| (?:tháng|quý|đến|tới)|t)|(?:19|20)\d\d"),
    re.IGNORECASE,
)
_TERSE = re.compile(r"t ?\d|q[1-4]", re.IGNORECASE)
# "Hà Nam 2023", "vốn đầu tư 2021-2025": here "nam" and "tư" end another word.
_OTHER_WORD = re.compile(
    r"(?<!\w)(?:(?:đầu|dau|thứ|thu|phụ|phu) t[ưu]|(?:hà|quảng|việt|miền|ha|quang|viet|mien) nam)$",
    re.IGNORECASE,
)
_LONGEST_OTHER_WORD = 9
_MAY_BE_OTHER = frozenset(("từ", "tư", "tu", "năm", "nam"))
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
    starts, words = cut_words(text)
    for start, word in zip(starts, words, strict=True):
        if start < position:
            continue
        for rule in _rules_at(text, start, word):
            match = rule.pattern.match(text, start)
            if match is None:
                continue
            period = rule.read(match, published)
            if period is not None:
                relative = rule.relative or POINTING.search(match[0]) is not None
                found.append(PeriodMention(Span(*match.span()), period, relative))
                position = match.end()
                break
    return found


def _rules_at(text: str, start: int, word: str) -> tuple[Rule, ...]:
    rules = _STARTING.get(word)
    if rules is None:
        if word[0].isdecimal():
            rules = _STARTING["0"] if _DATING.match(text, start) else ()
        elif word[0] in "tq" and _TERSE.match(text, start):
            rules = _STARTING[word[0]]
    elif word in _MAY_BE_OTHER:
        end = start + len(word)
        if _OTHER_WORD.search(text, max(0, end - _LONGEST_OTHER_WORD), end):
            rules = ()
    # An underscore joins words to a name.
    return rules if rules and text[start - 1 : start] != "_" else ()


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
