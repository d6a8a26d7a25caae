"""What the headings of an article say of the passages below them.

``read_sections`` is the entry point: which passages stand under a plan ("II. MỤC TIÊU NĂM
2025"), and which period a heading names for what follows it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from extract.models import Article, Period
from extract.observe.scene.reported import SET_OUT, head_of
from extract.period.reader import find_periods
from extract.text import canonical

_PLAN = re.compile(
    r"\b(?:mục tiêu|chỉ tiêu|nhiệm vụ|phương hướng|giải pháp|kế hoạch|định hướng|(?<!phản ánh )(?<!phản ánh, )(?<!phản ánh và )(?<!đơn )(?<!lời )kiến nghị|yêu cầu)\b",
    re.IGNORECASE,
)
_RESULT = re.compile(
    r"\b(?:kết quả|tình hình|đánh giá|thực trạng|tổng kết|sơ kết|báo cáo)\b", re.IGNORECASE
)
_LONGEST_HEADING = 120
_LONGEST_SHOUT = 80
_MASTHEAD_LINES = 12
_NAMED_PART = r"(?:Phần|PHẦN|Chương|CHƯƠNG|Mục|MỤC|Điều|ĐIỀU)\s(?:[IVX]+|\d+|thứ|THỨ)\b"
_CHAPTER = re.compile(rf"^(?:[IVX]+[.\s]|[A-ZĐ]\.|{_NAMED_PART})")
_HEADING = re.compile(rf"^(?:[IVX]+\.|[IVX]+\s?[-–]|[A-ZĐ]\.|\d+\.|\d+\.\d+\.?|{_NAMED_PART})\s*\S")
# "Sở Kế hoạch và Đầu tư": the office plans, the heading does not.
_OFFICE = re.compile(
    r"\b(?:sở|phòng|ban|bộ|ngành|vụ|viện) kế hoạch\b|\bkế hoạch (?:và|&|-) (?:đầu tư|tài chính)\b",
    re.IGNORECASE,
)
_GIVEN = re.compile(r"\b(?:được|đã|đang) (?:\w+ )?giao\b", re.IGNORECASE)
_COUNTED_UP_TO = re.compile(r"\b(?:đến|tới|hết)(?: ngày)?\s*$", re.IGNORECASE)
_BULLET = re.compile(r"^(?:[-–+•*]|[a-zđ]\)|\d+(?:\.\d+)*[.)])\s*\S")
_PART = re.compile(r"^(?:[IVX]+\.|\d+\.|[A-ZĐ]\.)\s*\S")
_FEWEST_PARTS = 2
_PLAN_VERB = re.compile(
    r"\b(?:yêu cầu|giao|phấn đấu|mục tiêu|chỉ tiêu|nhiệm vụ|đề nghị)\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Sections:
    """What headings say, by ``Passage.number``.

    Attributes:
        planned: Passages under a plan's heading, its sub-headings, or in a plan's list.
        periods: The period that the heading above a passage names, where one does.
        numbered: Whether the article is a document of numbered parts, each about its own
            matter, rather than a story told from one paragraph to the next.
    """

    planned: frozenset[int]
    periods: Mapping[int, Period]
    numbered: bool


def read_sections(article: Article, today: date | None) -> Sections:
    """Read the headings of an article.

    Args:
        article: The article.
        today: The day that pointing words count from.
    """
    planned: set[int] = set()
    periods: dict[int, Period] = {}
    plan = _plan_of(article, today)
    chapter = section = lead = False
    above: tuple[Period | None, Period | None] = (None, None)
    head = head_of(article)
    for index, passage in enumerate(article.passages):
        text = passage.text
        bullet = _BULLET.match(text) is not None
        if _is_heading(text):
            own = _is_plan(text)
            top = _CHAPTER.match(text) is not None or text.isupper()
            chapter, section = (own, own) if top else (chapter, chapter or own)
            set_out = index < head and SET_OUT.match(text) is not None
            named = None if set_out else _period_of(text, today)
            above = (named, named) if top else (above[0], named or above[0])
            lead = False
        elif not bullet:
            lead = False
        if section or (lead and bullet):
            planned.add(passage.number)
        period = above[1] or above[0] or (plan if passage.number in planned else None)
        if period is not None:
            periods[passage.number] = period
        if text.endswith(":"):
            last = text[max(text.rfind(". "), 0) :]
            lead = _asks(last)
    parts = sum(_PART.match(passage.text) is not None for passage in article.passages)
    return Sections(frozenset(planned), periods, parts >= _FEWEST_PARTS)


def _is_plan(heading: str) -> bool:
    return _PLAN.search(_OFFICE.sub("", heading)) is not None and not _RESULT.search(heading)


def _asks(lead: str) -> bool:
    return _PLAN_VERB.search(_GIVEN.sub("", lead)) is not None and not _RESULT.search(lead)


def _plan_of(article: Article, today: date | None) -> Period | None:
    """The period that a plan's own title names: the headline, or a line above the text."""
    body = article.passages[0].span.start if article.passages else len(article.raw)
    above = [canonical(line).text for line in article.raw[:body].splitlines()[:_MASTHEAD_LINES]]
    for line in (article.title, *above):
        period = _period_of(line, today) if _is_plan(line) else None
        if period is not None:
            return period
    return None


def _period_of(text: str, published: date | None) -> Period | None:
    for mention in find_periods(text, published):
        day = mention.period.first == mention.period.last
        if not mention.relative and (not day or _COUNTED_UP_TO.search(text[: mention.span.start])):
            return mention.period
    return None


def _is_heading(text: str) -> bool:
    if text.isupper() and len(text) < _LONGEST_SHOUT and " " in text:
        return True
    return (
        _HEADING.match(text) is not None
        and len(text) < _LONGEST_HEADING
        and not text.endswith((".", ";", ":"))
    )
