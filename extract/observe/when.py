"""When a number is about: the period of a stretch of text.

``meet_periods`` keeps the frame's period up to date as the reader moves over the text;
``dated_behind`` reads the period that stands behind a number and dates it alone. What a
period does in its sentence is a row of ``ROLES``: the text goes on with some ("Năm 2023,
tỉnh ..."), others hold only to the end of their sentence or to a semicolon (a look back, a
deadline, the day of a meeting), others date nothing behind them ("so với năm 2022").
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from extract.models import Grain, Period, PeriodMention, Span
from extract.observe import cue
from extract.observe.frame import Frame, Reading
from extract.observe.mask import PERIOD, QUANTITY, RANK, since, within
from extract.observe.scene.reported import month_of

_LOOK_BEFORE = 60
_ADJACENT = re.compile(rf"(?:[{PERIOD}]+\s(?:của\s)?)+$")
_COMPARED = re.compile(
    r"(?:so với|so|hơn|kém|thua|hồi|gấp|gấp (?:đôi|rưỡi)|Nghị quyết|Quyết định)(?:\s\w+){0,4}\s*$",
    re.IGNORECASE,
)
# "Kế hoạch số 12/KH-UBND về ... năm 2022": the year belongs to the document's title.
_TITLED = re.compile(
    r"\b(?:Kế hoạch|Quyết định|Nghị quyết|Chỉ thị|Công văn|Đề án|Chương trình|Nghị định|Thông tư|Thông báo|Báo cáo)\s"
    rf"(?:số\s)?\d+[^\s/]*/[^\s,;]+(?:\s(?:ngày\s)?[{PERIOD}]+)?(?P<words>[^.;,]{{0,60}}|\s(?:về|của)\s[^.;]*)$"
)
_ORDERS = re.compile(r"\b(?:đặt|phấn đấu|xác định|đề ra|yêu cầu|nêu|quy định|giao)\b")
# No title is longer.
_LONGEST_TITLE = 1_000
_BEHIND_NUMBER = re.compile(r"[^,;.]{0,40}?\s(?:vào|trong|của|hồi|cuối|đầu)\s?$")
_BRACKETED = re.compile(r"\((?:tính |thời điểm |số liệu )*(?:đến|tới|trong|cuối)?\s?$")
_COUNTED_UP_TO = re.compile(
    r"\b(?:tính|số liệu|cập nhật|đến|tới|hết)(?:\s(?:đến|tới|hết|ngày))*\s*$", re.IGNORECASE
)
_DATED_BEHIND = re.compile(
    rf"[^{PERIOD}{QUANTITY},;.()]{{0,40}}?(?<!\svà)\s(?:vào|trong|của|đến|cuối|hết|tới)\s[{PERIOD}]"
)
_DATED_IN_BRACKETS = re.compile(
    rf"[^;()]{{0,80}}\((?:tính |thời điểm |số liệu )*(?:đến|tới|trong)?\s?[{PERIOD}]+\)"
)
# "31,4% năm 2019 nay còn 24,8%": right behind the number, and the clause ends there.
_DATED_NEAR = re.compile(
    r"(?:\s(?!(?:thì|và|đến|từ|so|hơn|kém|là|đạt|còn|nhưng|mà|đã|cùng|bằng|với|kỳ|như|trước|sau|kế|dự|chỉ|mục|nghị)\b)[^\W\d_]+){0,3}"
    rf"\s[{PERIOD}]+(?=\s*(?:$|[,;.)(]|(?:nay|và|lên|xuống|còn|trong khi|nhưng)\b))"
)
_RISEN_FROM = re.compile(
    _DATED_NEAR.pattern[: _DATED_NEAR.pattern.index("(?=")] + r"(?=\s(?:nay|lên|xuống|còn)\b)"
)
_CLAUSE_START = re.compile(
    r"(?:^|[,;:(.–-])\s*(?:(?:và|còn|riêng|nhưng|song|trong|hồi|của|con số này|tỷ lệ này|số này|trong khi|tương ứng|mức)\s)*$",
    re.IGNORECASE,
)
_OPENING = re.compile(r"\W*(?:[^,;]{0,100},\s)?(?:\w+\s){0,2}$")
_NOW = re.compile(r"(?:đến|tới|hiện) (?:nay|tại)", re.IGNORECASE)
_YEAR_AGO = re.compile(r"(?:năm (?:ngoái|trước)|cùng k[ỳì])", re.IGNORECASE)
_PAST_YEAR = re.compile(r"năm (?:trước|qua)", re.IGNORECASE)
_DIGITS_OF_YEAR = re.compile(r"\d{4}")
_THAT_YEAR = re.compile(r"\bnăm (?:ấy|đó)\b")
_MORE = re.compile(
    r"\W*(?:Trong đó|Cụ thể|Riêng|Cùng với|Đồng thời|Trong số|(?:Một|Hai|Ba|Bốn|Năm) là|Thứ (?:nhất|hai|ba|tư|năm))\b"
)
_MUST = re.compile(r"[^,;.]{0,12}\b(?:phải|cần|sẽ|phấn đấu|hoàn thành|xong)\b")
_NEAR = 30
_NOW_HAS = re.compile(r"\bnay (?:đã|còn|chỉ|có|là|lên|mới)\b")
_CONTRASTED = re.compile(r"\b(?:thì|và|còn|nhưng|song)\b")
_PART_OF_POINTED_YEAR = re.compile(r"(?!cùng|năm|cả)\S.* năm (?:nay|ngoái|trước)", re.IGNORECASE)
_FEBRUARY = 2
_NUMBERS = QUANTITY + RANK


class Reach(IntEnum):
    """How far behind itself a period counts."""

    NOWHERE = 0
    CLAUSE = 1
    SENTENCE = 2
    PARAGRAPH = 3
    ARTICLE = 4


@dataclass(frozen=True, slots=True)
class Met:
    """A period where the reader meets it.

    Attributes:
        reading: The passage.
        stretch: From the number before, or the sentence's start, to the next number.
        mention: The period.
        before: What stands before it, other periods that it joins ("cùng kỳ năm 2018") left out.
    """

    reading: Reading
    stretch: Span
    mention: PeriodMention
    before: str

    @property
    def words(self) -> str:
        """How the period is written."""
        return self.reading.written(self.mention.span)

    @property
    def heads(self) -> bool:
        """Whether no number stands before it in its sentence or behind the last semicolon."""
        start = self.stretch.start
        masked = self.reading.masked.masked
        first = start == self.reading.sentence.start or masked[start - 1] not in _NUMBERS
        return first or self.follows

    @property
    def follows(self) -> bool:
        """Whether a semicolon stands between the number before and it."""
        masked = self.reading.masked.masked
        return ";" in masked[self.stretch.start : self.mention.span.start]

    @property
    def opens(self) -> bool:
        """Whether its sentence or paragraph begins with it: "Theo Cục Thống kê, năm 2020 ..."."""
        begun = Span(self.reading.sentence.start, self.mention.span.start)
        if begun.start == 0 and self.heads:
            return True
        return _OPENING.match(self.reading.masked.masked, begun.start, begun.end) is not None


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


def begin_sentence(reading: Reading) -> None:
    """Leave behind what the sentence before only passed."""
    frame, sentence = reading.frame, reading.written(reading.sentence)
    if frame.resumed is not None and _THAT_YEAR.search(sentence):
        frame.period = frame.resumed
        return
    if _is_left(reading, sentence):
        frame.story = None
    frame.period = frame.resumed = frame.story


def _is_left(reading: Reading, sentence: str) -> bool:
    """Whether a plan is left for what there is: the sentence neither asks nor goes into detail."""
    story = reading.frame.story
    if story is None or reading.planned or not is_to_come(story, _now(reading)):
        return False
    return cue.TARGET.search(sentence) is None and _MORE.match(sentence) is None


def meet_periods(reading: Reading, stretch: Span) -> None:
    """Take up the periods of a stretch; the last one counts."""
    frame, masked = reading.frame, reading.masked.masked
    now = cue.NOW.search(masked, stretch.start, stretch.end) or _NOW_HAS.search(
        masked, stretch.start, stretch.end
    )
    if now:
        frame.period = month_of(reading.scene.today)
    position = stretch.start
    for mention in within(reading.masked.periods, stretch):
        if ";" in masked[position : mention.span.start]:
            frame.period = frame.resumed
        position = mention.span.end
        met = Met(reading, stretch, mention, _before(masked, mention.span))
        _take(frame, role_of(met).reach, met)
    if ";" in masked[position : stretch.end]:
        frame.period = frame.resumed
    if now and now.start() >= position:
        frame.period = month_of(reading.scene.today)


def _take(frame: Frame, reach: Reach, met: Met) -> None:
    if reach > Reach.NOWHERE:
        frame.period = _settled(met)
    if reach >= Reach.SENTENCE:
        frame.resumed = frame.period
    if reach >= Reach.PARAGRAPH:
        frame.story, frame.ahead = frame.period, reach is Reach.PARAGRAPH
    if reach is Reach.ARTICLE:
        frame.told = later(frame.told, frame.period)


def role_of(met: Met) -> Role:
    """Tell what a period does in its sentence."""
    return next(role for role in ROLES if role.fits(met))


def _before(masked: str, span: Span) -> str:
    before = masked[max(0, span.start - _LOOK_BEFORE) : span.start]
    return _ADJACENT.sub("", before)


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
    period, today = met.mention.period, _now(met.reading)
    if today is None or period.last is None or period.last <= today:
        return False
    over = is_to_come(period, today)
    sentence = met.reading.sentence
    return (
        over or cue.TARGET.search(met.reading.masked.text, sentence.start, sentence.end) is not None
    )


def is_to_come(period: Period, today: date | None) -> bool:
    """Whether a period has not begun; the end of this year is part of this year."""
    if today is None or period.first is None or period.first <= today:
        return False
    return period.grain is not Grain.YEAR or period.first.year > today.year


def _begins(met: Met) -> bool:
    """Whether a sentence is told of it; behind a semicolon, what has not begun is a deadline."""
    return met.heads and (not met.follows or not is_to_come(met.mention.period, _now(met.reading)))


def _looks_back(met: Met) -> bool:
    story, last = met.reading.frame.story or _reported(met.reading), met.mention.period.last
    return story is not None and story.first is not None and last is not None and last < story.first


def _reported(reading: Reading) -> Period | None:
    """What the article reports on, where that is more than the month it was published in."""
    period = reading.scene.period
    return None if period == month_of(reading.scene.today) else period


def _points_back(met: Met) -> bool:
    if met.words.lower().startswith(("cùng kỳ ", "cùng kì ")):
        return True
    return (
        _YEAR_AGO.fullmatch(met.words) is not None and _CLAUSE_START.search(met.before) is not None
    )


def _only_points(met: Met) -> bool:
    return met.mention.relative and _PART_OF_POINTED_YEAR.fullmatch(met.words) is None


def _is_since_start(met: Met) -> bool:
    return met.words.lower() == "đầu năm" and met.before.lower().endswith("từ ")


def _is_event(met: Met) -> bool:
    period = met.mention.period
    day = period.grain is Grain.DAY and not met.mention.relative
    return day and _COUNTED_UP_TO.search(met.before) is None


ROLES = (
    Role("title of a document", _is_titled, Reach.NOWHERE),
    Role("brackets", lambda met: _BRACKETED.search(met.before) is not None, Reach.NOWHERE),
    Role("behind a number", _dates_number, Reach.NOWHERE),
    Role("compared with", lambda met: _COMPARED.search(met.before) is not None, Reach.NOWHERE),
    Role("up to now", lambda met: _NOW.fullmatch(met.words) is not None, Reach.SENTENCE),
    Role("a year ago", _points_back, Reach.CLAUSE),
    Role("since the year began", _is_since_start, Reach.ARTICLE),
    Role("the whole year", lambda met: met.words.lower() == "cả năm", Reach.SENTENCE),
    Role("this year", lambda met: met.words.lower() == "năm nay", Reach.SENTENCE),
    Role("the past year", lambda met: met.words.lower() == "năm qua", Reach.ARTICLE),
    Role("pointing words", _only_points, Reach.NOWHERE),
    Role("a day's event", _is_event, Reach.SENTENCE),
    Role("ahead, at the head", lambda met: _begins(met) and _is_ahead(met), Reach.PARAGRAPH),
    Role("ahead", _is_ahead, Reach.CLAUSE),
    Role("a look back", lambda met: not met.heads and _looks_back(met), Reach.CLAUSE),
    Role("named of old", lambda met: not met.opens and _looks_back(met), Reach.SENTENCE),
    Role("what is told", lambda _: True, Reach.ARTICLE),
)
"""What periods do in a sentence, in the order in which they are tried."""


def _settled(met: Met) -> Period | None:
    """The period that a mention means where it stands: "cùng kỳ" is read against the story."""
    reading, period = met.reading, met.mention.period
    story = reading.frame.story or reading.scene.period
    if _NOW.fullmatch(met.words):
        return month_of(reading.scene.today) or reading.frame.period
    if _YEAR_AGO.fullmatch(met.words):
        back = year_before(story)
        return _whole_year(back) if met.words.lower() == "năm trước" else back
    if met.words.lower() == "đầu năm":
        return _since(period.first, reading)
    if met.words.lower() == "cả năm":
        return _whole_year(_reported(reading) or story)
    return _unfolded(reading, met.mention)


def _unfolded(reading: Reading, mention: PeriodMention) -> Period:
    """A time of the year that is asked for is the next one: "trước 31/10 phải hoàn thành"."""
    period, today = mention.period, _now(reading)
    if today is None or period.last is None or period.last >= today or mention.relative:
        return period
    if _DIGITS_OF_YEAR.search(reading.written(mention.span)) or period.grain is Grain.YEAR:
        return period
    behind = Span(mention.span.end, min(mention.span.end + _NEAR, reading.sentence.end))
    asked = reading.planned or _MUST.match(reading.written(behind)) is not None
    moved = _moved(period, 1)
    return moved if asked and moved.last is not None and moved.last > today else period


def _since(first: date | None, reading: Reading) -> Period | None:
    month = month_of(reading.scene.today)
    return month and Period(first, month.last, Grain.INTERVAL)


def _whole_year(period: Period | None) -> Period | None:
    if period is None or period.last is None:
        return None
    year = period.last.year
    return Period(date(year, 1, 1), date(year, 12, 31), Grain.YEAR)


def _now(reading: Reading) -> date | None:
    """The day of publication, or the end of what the article reports on."""
    if reading.scene.today is not None or reading.scene.period is None:
        return reading.scene.today
    return reading.scene.period.last


def year_before(period: Period | None) -> Period | None:
    """The same part of the year before."""
    return None if period is None else _moved(period, -1)


def _moved(period: Period, years: int) -> Period:
    first, last = (
        day and day.replace(year=day.year + years, day=min(day.day, _last_day(day.month)))
        for day in (period.first, period.last)
    )
    return Period(first, last, period.grain)


def _last_day(month: int) -> int:
    return 28 if month == _FEBRUARY else 31


def carried(frame: Frame, *, opened: bool) -> Period | None:
    """What a passage hands on to the next.

    Args:
        frame: Behind the passage.
        opened: Whether it ends with a colon or a question, which the next one answers.
    """
    if opened:
        return frame.story
    # A plan, for later or for the rest of the year, is not what the next paragraph reports on.
    return None if frame.ahead else frame.told or frame.story


def later(one: Period | None, other: Period | None) -> Period | None:
    """The one that ended last: a look back is not what the story goes on with."""
    if one is None or other is None or one.last is None or other.last is None:
        return other or one
    return one if one.last > other.last else other


def dated_behind(reading: Reading, start: int, end: int) -> Period | None:
    """Read the period named behind a number: "70% vào năm 2028", "(tính đến tháng 5.2022)".

    Args:
        reading: The passage.
        start: Where the number ends.
        end: Where its sentence ends.
    """
    masked = reading.masked.masked
    match = (
        _DATED_BEHIND.match(masked, start, end)
        or _DATED_IN_BRACKETS.match(masked, start, end)
        or _DATED_NEAR.match(masked, start, end)
    )
    if match is None:
        return None
    mention = next(since(reading.masked.periods, start), None)
    if mention is None or mention.span.start > match.end() or mention.relative:
        return None
    if _CONTRASTED.search(masked, start, mention.span.start):
        return None
    compared = _COMPARED.search(_before(masked, mention.span))
    return None if compared else _unfolded(reading, mention)
