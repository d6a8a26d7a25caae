"""The period that an article reports on: what its numbers describe if they name none.

``read_reported`` is the entry point. Headline, the lines above the text and the first two
paragraphs are read in this order; the first period that a row of ``RULES`` takes is the one.
A year named there only to be compared with ("tăng so với năm 2022") is passed over.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from extract.models import Article, Grain, Period
from extract.period.reader import find_periods
from extract.period.shift import month_of
from extract.text import canonical

_LEAD_PASSAGES = 2
_LONGEST_LINE = 160
_MASTHEAD_LINES = 8
_LONGEST_DAYS = 366
# A school year or a winter crop is written as two years.
_LONGEST_UNDATED_DAYS = 731
_LATELY_DAYS = 100
_LATELY_YEAR_DAYS = 240
_COMPARED = re.compile(
    r"(?:so với|so|hơn|kém|gấp|từ|giữa|trong khi)(?:\s\w+){0,4}\s*$|\bcùng k[ỳì]\s*$", re.IGNORECASE
)
_COUNTED_UP_TO = re.compile(r"\b(?:đến|tới|hết)(?: hết)?(?: ngày)?\s*$", re.IGNORECASE)
# "Năm 2022, con số này là 98%": looked back to.
_OF_THIS = re.compile(
    r",?\s(?:con số|tỷ lệ|tỉ lệ|mức|chỉ số|kết quả|số)(?: \w+){0,2} (?:này|đó|ấy|trên)\b"
)
_LOOK_BEFORE = 80
_LOOK_BEHIND = 80
_JUST_ANNOUNCED = re.compile(r"\b(?:vừa|mới) (?:được )?công bố\b")
_ADDRESSED = re.compile(r"\W*(?:Kính (?:thưa|gửi|trình)|Thưa)\b|\([^()]*\)$")
# "Hội nghị triển khai công tác năm 2025": held to plan that year, and telling of the one before.
SET_OUT = re.compile(r"\b(?:triển khai|phương hướng)\b[^.;:\d]{0,60}", re.IGNORECASE)
_CAPTION = re.compile(r"\W*(?:Ảnh|Trong ảnh|Biểu đồ|Nguồn)\b")
# "năm qua", "9 tháng qua"; other pointing words look back to what is compared.
_PASSED = re.compile(r"\b(?:năm|quý|tháng) (?:vừa )?qua$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Found:
    """A period named above the text or in its first paragraphs.

    Attributes:
        period: Closed at both ends.
        published: The day of publication, where it is known.
        before: The words before it.
        behind: The words behind it.
        titled: Whether the headline or a line below it names it.
    """

    period: Period
    published: date | None
    before: str
    behind: str
    titled: bool

    @property
    def age(self) -> int | None:
        """How many days before publication it ended."""
        if self.published is None or self.period.last is None:
            return None
        return (self.published - self.period.last).days


@dataclass(frozen=True, slots=True)
class Rule:
    """A period that an article may report on.

    Attributes:
        name: Key of the rule's gold cases.
        fits: Whether the article reports on a period.
    """

    name: str
    fits: Callable[[Found], bool]


def _is_stretch(found: Found) -> bool:
    return found.period.grain is not Grain.DAY and found.period.first != found.period.last


def _is_day_reached(found: Found) -> bool:
    return not _is_stretch(found) and _COUNTED_UP_TO.search(found.before) is not None


def _ended_lately(found: Found) -> bool:
    lately = _LATELY_YEAR_DAYS if found.period.grain is Grain.YEAR else _LATELY_DAYS
    return _is_stretch(found) and found.age is not None and 0 <= found.age <= lately


def _is_last_year(found: Found) -> bool:
    first, published = found.period.first, found.published
    if first is None or published is None or found.period.grain is not Grain.YEAR:
        return False
    return found.titled and first.year == published.year - 1


def _is_announced(found: Found) -> bool:
    around = _JUST_ANNOUNCED.search(found.before) or _JUST_ANNOUNCED.search(found.behind)
    return _is_stretch(found) and around is not None and (found.age or -1) >= 0


def _is_running_year(found: Found) -> bool:
    whole = found.titled and found.period.grain is Grain.YEAR and _is_stretch(found)
    return whole and found.age is not None and -_LONGEST_DAYS < found.age < 0


RULES = (
    Rule("ended lately", _ended_lately),
    Rule("last year, in the headline", _is_last_year),
    Rule("just announced", _is_announced),
    Rule("this year, in the headline", _is_running_year),
    Rule(
        "up to a day",
        lambda found: _is_day_reached(found) and 0 <= (found.age or 0) <= _LATELY_DAYS,
    ),
    Rule("undated article", lambda found: found.published is None and _is_stretch(found)),
)


def read_reported(article: Article) -> Period | None:
    """Read the period that an article reports on.

    Returns:
        ``None`` where it names none; its numbers are then of the month of publication. Where
        that is not known either, the month of the first day it names.
    """
    named = list(_named(article))
    for one in named:
        if any(rule.fits(one) for rule in RULES):
            return one.period
    days = [one.period for one in named if not _is_stretch(one)]
    # Without a day of publication, the month of what it tells of first is the nearest to it.
    return month_of(days[0].first) if days and article.published is None else None


def head_of(article: Article) -> int:
    """Count the first passages that are only the lines of a letter's or report's head."""
    for index, passage in enumerate(article.passages[:_MASTHEAD_LINES]):
        if _is_told(passage.text):
            return index
    return 0


def day_of_writing(article: Article, reported: Period | None) -> date | None:
    """The day that pointing words count from: of publication, else the end of what is reported.

    Args:
        article: The article.
        reported: The period it reports on.
    """
    if article.published is not None or reported is None:
        return article.published
    return reported.last


def _named(article: Article) -> Iterator[Found]:
    longest = _LONGEST_UNDATED_DAYS if article.published is None else _LONGEST_DAYS
    for titled, text in _above_and_first(article):
        for mention in find_periods(text, article.published):
            period = mention.period
            pointing = mention.relative and _PASSED.search(text[: mention.span.end]) is None
            if pointing or period.first is None or period.last is None:
                continue
            before = text[max(0, mention.span.start - _LOOK_BEFORE) : mention.span.start]
            passed = _COMPARED.search(before) is not None
            set_out = SET_OUT.search(before)
            passed = passed or (set_out is not None and set_out.end() == len(before))
            behind = text[mention.span.end : mention.span.end + _LOOK_BEHIND]
            passed = passed or _OF_THIS.match(behind) is not None
            if not passed and (period.last - period.first).days <= longest:
                yield Found(period, article.published, before, behind, titled)


def _above_and_first(article: Article) -> Iterator[tuple[bool, str]]:
    # Where a page has no headline, its first sentence stands for one, and names years as text does.
    first = article.passages[0].text if article.passages else ""
    yield not first.startswith(article.title), article.title
    body = article.passages[0].span.start if article.passages else len(article.raw)
    for line in article.raw[:body].splitlines()[:_MASTHEAD_LINES]:
        yield True, canonical(line).text
    head = head_of(article)
    for index, passage in enumerate(article.passages[: head + _LEAD_PASSAGES]):
        yield index < head, passage.text


def _is_told(text: str) -> bool:
    if len(text) <= _LONGEST_LINE and _ADDRESSED.match(text):
        return False
    return (
        _CAPTION.match(text) is not None
        or len(text) > _LONGEST_LINE
        or text.endswith((".", ":", "?", "!", ";", ")"))
    )
