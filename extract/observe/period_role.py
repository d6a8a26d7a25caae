"""What a period named in a sentence does there: dates what follows, or only one number, or none.

``role_of`` is the entry point; ``ROLES`` holds the ways, tried in order, each with how far
behind itself the period then counts. Each role's examples are in ``tests/gold/when.toml``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from extract.grammar import Caseless
from extract.models import Grain, Span
from extract.observe.claim import asks
from extract.observe.mask import PERIOD, QUANTITY
from extract.observe.met_period import Met, Reach, before_of, now, reported
from extract.period.shift import is_bygone, is_to_come

_COMPARED = Caseless(
    rf"\b(?:so với|so|hơn|kém|thua|gấp(?: [{QUANTITY}]+)?|gấp (?:đôi|rưỡi)|Nghị quyết|Quyết định)(?:\s\w+){{0,4}}\s*$",
)
# "Kế hoạch số 12/KH-UBND về ... năm 2022": the year belongs to the document's title.
_TITLED = re.compile(
    r"\b(?:Kế hoạch|Quyết định|Nghị quyết|Chỉ thị|Công văn|Đề án|Chương trình|Nghị định|Thông tư|Thông báo|Báo cáo)\s"
    rf"(?:số\s)?\d+[^\s/]*/[^\s,;]+(?:\s(?:ngày\s)?[{PERIOD}]+)?(?P<words>[^.;,]{{0,60}}|\s(?:về|của)\s[^.;]*)$"
)
# "Theo chuẩn nghèo đa chiều giai đoạn 2022 - 2025": how long the norm holds.
_NORM = Caseless(
    r"\bchuẩn(?: (?:hộ nghèo|nghèo|tiếp cận|đa chiều|mới|quốc gia|của|áp dụng|cho|trong))*(?: quốc gia)? $"
)
_ORDERS = re.compile(r"\b(?:đặt|phấn đấu|xác định|đề ra|yêu cầu|nêu|quy định|giao)\b")
# No title is longer.
_LONGEST_TITLE = 1_000
_BEHIND_NUMBER = re.compile(r"[^,;.]{0,40}?\s(?:vào|trong|của|hồi|cuối|đầu)\s?$")
_BRACKETED = re.compile(r"\((?:tính |thời điểm |số liệu )*(?:đến|tới|trong|cuối)?\s?$")
_COUNTED_UP_TO = Caseless(r"\b(?:tính|số liệu|cập nhật|đến|tới|hết)(?:\s(?:đến|tới|hết|ngày))*\s*$")
# "31,4% năm 2019 nay còn 24,8%": right behind the number, and the clause ends there.
DATED_NEAR = re.compile(
    r"(?:\s(?!(?:thì|và|đến|từ|so|hơn|kém|là|đạt(?! chuẩn)|còn|nhưng|mà|đã|cùng|bằng|với|kỳ|như|trước|sau|kế|dự|chỉ|mục|nghị)\b)[^\W\d_]+){0,3}"
    rf"\s[{PERIOD}]+(?=\s*(?:$|[,;.)(]|(?:nay|và|lên|xuống|còn|trong khi|nhưng)\b))"
)
_RISEN_FROM = re.compile(
    DATED_NEAR.pattern[: DATED_NEAR.pattern.index("(?=")] + r"(?=\s(?:nay|lên|xuống|còn)\b)"
)
_CLAUSE_START = Caseless(
    r"(?:^|[,;:(.–-])\s*(?:(?:và|còn|riêng|nhưng|song|trong|hồi|của|con số này|tỷ lệ này|số này|trong khi|tương ứng|mức|cuối|đầu|cùng thời điểm|thời điểm này|giờ này)\s)*$",
)
_BEGUN = Caseless(
    r"(?<![,;.:(–-] )\b(?!(?:tính|dồn|kế|riêng|chỉ|và|kể|ngay|kê)\b)[^\W\d_]+ (?:kể )?từ (?:cuối |đầu |giữa )?$",
)
_ANNOUNCED = re.compile(
    r"\b(?:công bố|ban hành|diễn ra|tổ chức|ký|họp|thông qua|phê duyệt|trao|báo cáo)(?:\s\w+){0,3}\s$"
)
NOW = Caseless(r"(?:đến|tới|hiện) (?:nay|tại)")
_NAME_ONLY = re.compile(r"\W*[^\W\d_]+(?:\s[^\W\d_]+){2,}\s(?:trong )?")
_VALUED = re.compile(
    rf"\s?(?:là|đạt|ước|ước đạt|chỉ|còn|:)\s?(?:khoảng |gần |hơn |trên )?{QUANTITY}"
)
_PASSED = Caseless(r"\b(?:năm|quý|tháng|tuần) (?:vừa )?qua$")
YEAR_AGO = Caseless(r"(?:năm (?:ngoái|trước)|năm học (?:liền )?trước|niên vụ trước|cùng k[ỳì])")
_YEARS_AGO = Caseless(
    r"(?:cách đây )?(?:\d+|một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười) năm(?: (?:về )?trước)?"
)
# "312 lượt, trong khi dịp này năm 2021 chỉ có 142 lượt".
_CONTRASTED = Caseless(r"\btrong khi(?: đó)?(?:,)?(?:\s\w+){0,4}\s*$")
# "Năm 2022, con số này là 98%.": what the sentence before has told of a later time.
_OF_THIS = Caseless(
    r",?\s(?:con số|tỷ lệ|tỉ lệ|mức|chỉ số|kết quả|số|tổng số)(?: \w+){0,2} (?:này|đó|ấy|trên)\b"
)
_PART_OF_POINTED_YEAR = Caseless(r"(?!cùng|năm|cả)\S.* năm (?:nay|ngoái|trước)")
# What ended lately is still what a text reports on.
_LATELY_DAYS = 160


@dataclass(frozen=True, slots=True)
class Role:
    """What a period named in a sentence does there.

    Attributes:
        name: Key of the role's gold cases.
        fits: Whether a period plays it; the first role that fits is taken.
        reach: How far behind itself the period counts.
    """

    name: str
    fits: Callable[[Met], bool]
    reach: Reach


def role_of(met: Met) -> Role:
    """Tell what a period does in its sentence."""
    return next(role for role in ROLES if role.fits(met))


def is_compared(masked: str, span: Span) -> bool:
    """Whether a period is only what a value is compared with."""
    return _COMPARED.search(before_of(masked, span)) is not None


def _is_titled(met: Met) -> bool:
    before = met.reading.masked.masked[met.stretch.start : met.mention.span.start]
    title = _TITLED.search(before, max(0, len(before) - _LONGEST_TITLE))
    return title is not None and _ORDERS.search(title["words"]) is None


def _dates_number(met: Met) -> bool:
    if met.heads:
        return False
    start = met.stretch.start
    masked = met.reading.masked.masked
    if _BEHIND_NUMBER.match(masked, start, met.mention.span.start):
        return True
    near = _RISEN_FROM.match(masked, start)
    return near is not None and near.end() == met.mention.span.end


def _is_ahead(met: Met) -> bool:
    period, today = met.mention.period, now(met.reading)
    if today is None or period.last is None or period.last <= today:
        return False
    over = is_to_come(period, today)
    return over or asks(met.reading, met.reading.sentence)


def _begins(met: Met) -> bool:
    """Whether a sentence is told of it; behind a semicolon, what has not begun is a deadline."""
    return met.heads and (not met.follows or not is_to_come(met.mention.period, now(met.reading)))


def _looks_back(met: Met) -> bool:
    story, last = met.reading.frame.story or reported(met.reading), met.mention.period.last
    if story is None:
        return is_bygone(met.mention.period, met.reading.scene.earliest)
    return story is not None and story.first is not None and last is not None and last < story.first


def _completes_name(met: Met) -> bool:
    """ "Thu nhập của người dân năm 2025 là 58 triệu đồng": the year of one value."""
    last, today = met.mention.period.last, met.reading.scene.earliest
    if last is None or today is None or (today - last).days <= _LATELY_DAYS:
        return False
    masked, span = met.reading.masked.masked, met.mention.span
    before = masked[met.reading.sentence.start : span.start]
    return _NAME_ONLY.fullmatch(before) is not None and _VALUED.match(masked, span.end) is not None


def _is_earlier(met: Met) -> bool:
    story, last = met.reading.frame.story or met.reading.scene.period, met.mention.period.last
    return story is not None and story.first is not None and last is not None and last < story.first


def _contrasts(met: Met) -> bool:
    return _CONTRASTED.search(met.before) is not None and _is_earlier(met)


def _recalls(met: Met) -> bool:
    behind = met.reading.masked.masked[met.mention.span.end : met.reading.sentence.end]
    return _OF_THIS.match(behind) is not None and _is_earlier(met)


def _passes(met: Met) -> bool:
    """ "Năm 2017, tỷ lệ này là 81%." within a paragraph about today."""
    within_paragraph = met.reading.sentence.start > 0
    return within_paragraph and is_bygone(met.mention.period, met.reading.scene.earliest)


def _points_back(met: Met) -> bool:
    if met.words.lower().startswith(("cùng kỳ ", "cùng kì ")):
        return True
    return (
        YEAR_AGO.fullmatch(met.words) is not None and _CLAUSE_START.search(met.before) is not None
    )


def _begins_back(met: Met) -> bool:
    """ "Năm ngoái, toàn tỉnh đạt 5,1; riêng Ba Tri đạt 5,4.": all of the sentence."""
    if _YEARS_AGO.fullmatch(met.words):
        return True
    begun = met.mention.span.start - met.reading.sentence.start
    behind = met.reading.masked.masked[met.mention.span.end :]
    return begun <= 1 and behind.startswith(",") and _points_back(met)


def _only_points(met: Met) -> bool:
    return met.mention.relative and _PART_OF_POINTED_YEAR.fullmatch(met.words) is None


def _is_since_start(met: Met) -> bool:
    words = met.words.lower()
    return words.startswith("từ đầu ") or (
        words == "đầu năm" and met.before.lower().endswith("từ ")
    )


def _is_this_year(met: Met) -> bool:
    return met.words.lower() in ("năm nay", "năm học này")


def _comes_to_this_year(met: Met) -> bool:
    """ "Năm 2022 là 5%, năm 2023 là 6%, năm nay ước 7%.": the text goes on about the last."""
    story, first = met.reading.frame.story, met.mention.period.first
    if not _is_this_year(met) or story is None or story.last is None or first is None:
        return False
    return story.last < first


def _is_beginning(met: Met) -> bool:
    """ "Nền tảng vận hành từ tháng 2/2022 nay có ...": when something began."""
    return _BEGUN.search(met.before) is not None and met.mention.period.grain is not Grain.INTERVAL


def _turns_aside(met: Met) -> bool:
    return met.follows or not met.heads


def _is_said(met: Met) -> bool:
    """ "Chỉ số năm 2023 do Bộ công bố ngày 17/4": its number has a period already."""
    before = met.reading.masked.masked[met.stretch.start : met.mention.span.start]
    return PERIOD in before and _ANNOUNCED.search(before) is not None


def _is_event(met: Met) -> bool:
    period = met.mention.period
    day = period.grain is Grain.DAY and not met.mention.relative
    return day and _COUNTED_UP_TO.search(met.before) is None


ROLES = (
    Role("title of a document", _is_titled, Reach.NOWHERE),
    Role("of a norm", lambda met: _NORM.search(met.before) is not None, Reach.NOWHERE),
    Role("brackets", lambda met: _BRACKETED.search(met.before) is not None, Reach.NOWHERE),
    Role("behind a number", _dates_number, Reach.NOWHERE),
    Role("compared with", lambda met: _COMPARED.search(met.before) is not None, Reach.NOWHERE),
    Role("up to now", lambda met: NOW.fullmatch(met.words) is not None, Reach.SENTENCE),
    Role("a year ago, at the head", _begins_back, Reach.SENTENCE),
    Role("a year ago", _points_back, Reach.CLAUSE),
    Role("since the year began", _is_since_start, Reach.ARTICLE),
    Role("since when", _is_beginning, Reach.NOWHERE),
    Role("the whole year", lambda met: met.words.lower() == "cả năm", Reach.SENTENCE),
    Role("this year, after others", _comes_to_this_year, Reach.PARAGRAPH),
    Role("this year", _is_this_year, Reach.SENTENCE),
    Role("what has passed", lambda met: _PASSED.search(met.words) is not None, Reach.ARTICLE),
    Role("pointing words", _only_points, Reach.NOWHERE),
    Role("day of announcement", lambda met: _is_event(met) and _is_said(met), Reach.NOWHERE),
    Role("a day's event", _is_event, Reach.SENTENCE),
    Role("ahead, at the head", lambda met: _begins(met) and _is_ahead(met), Reach.PARAGRAPH),
    Role("ahead", _is_ahead, Reach.CLAUSE),
    Role("a look back", lambda met: _turns_aside(met) and _looks_back(met), Reach.CLAUSE),
    Role("held against", _contrasts, Reach.CLAUSE),
    Role("named of old", lambda met: not met.opens and _looks_back(met), Reach.SENTENCE),
    Role("within a name", _completes_name, Reach.SENTENCE),
    Role("long past, in passing", _passes, Reach.SENTENCE),
    Role("the same thing, earlier", _recalls, Reach.SENTENCE),
    Role("what is told", lambda _: True, Reach.ARTICLE),
)
"""What periods do in a sentence, in the order in which they are tried."""
