"""When a number is about: the period of a stretch of text.

``meet_periods`` keeps the frame's period up to date as the reader moves over the text;
``dated_beside`` reads the period that dates one number alone; ``carried``
hands on to the next passage. The text goes on with some periods ("Năm 2023, tỉnh ..."), others
hold only to the end of their sentence or to a semicolon: see ``period_role``.
"""

from __future__ import annotations

import re
from datetime import date

from extract.grammar import Caseless
from extract.models import Grain, Period, PeriodMention, Span
from extract.observe import cue
from extract.observe.claim import asks
from extract.observe.frame import Frame, Reading, Site
from extract.observe.mask import PERIOD, QUANTITY, since, within
from extract.observe.met_period import Met, Reach, before_of, now, reported
from extract.observe.period_role import DATED_NEAR, NOW, YEAR_AGO, is_compared, role_of
from extract.period.shift import (
    is_bygone,
    is_to_come,
    later,
    month_of,
    moved,
    whole_year,
    year_before,
)

_DATED_BEHIND = re.compile(
    rf"[^{PERIOD}{QUANTITY},;.()]{{0,40}}?(?<!\svà)\s(?:vào|trong|của|đến|cuối|hết|tới)\s[{PERIOD}]"
)
_DATED_IN_BRACKETS = re.compile(
    rf"[^;()]{{0,80}}\((?:tính |thời điểm |số liệu )*(?:đến|tới|trong)?\s?[{PERIOD}]+\)"
)
_BEFORE_BRACKET = Caseless(
    rf"[{PERIOD}]\s?\((?:(?:là|đạt|mới|chỉ|còn|khoảng|gần|hơn|trên|tỷ lệ)\s)*$"
)
_LONGEST_OPENING = 40
_DIGITS_OF_YEAR = re.compile(r"\d{4}")
_THAT_YEAR = re.compile(r"\bnăm (?:ấy|đó)\b")
PASSED_YEAR = Caseless(r"năm (?:vừa )?qua")
_SAME_TIME = Caseless(r"\b(?:cùng thời điểm|thời điểm này|giờ này)\s$")
_MORE = re.compile(
    r"\W*(?:Trong đó|Theo đó|Cụ thể|Riêng|Cùng với|Đồng thời|Trong số|(?:Một|Hai|Ba|Bốn|Năm) là|Thứ (?:nhất|hai|ba|tư|năm))\b"
)
_MUST = re.compile(
    r"[^,;.]{0,12}\b(?:phải|cần|sẽ|phấn đấu|hoàn thành|xong)\b|,[^,;.]{1,30}\b(?:phải|cần|sẽ|phấn đấu|yêu cầu)\b"
)
_SEASON = Caseless(r"\b(?:năm học|niên vụ)\b")
_NEAR = 40
_NEXT_WORD = 10
_NOW_HAS = re.compile(
    r"(?<!năm )(?<!hôm )\bnay (?:ước )?(?:đã|còn|chỉ|có|là|lên|mới|đạt|giảm|tăng)\b"
)
_CONTRASTED = re.compile(r"\b(?:thì|và|còn|nhưng|song)\b")


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
    if story is None or reading.planned or not is_to_come(story, now(reading)):
        return False
    return not asks(reading, reading.sentence) and _MORE.match(sentence) is None


def meet_periods(reading: Reading, stretch: Span) -> None:
    """Take up the periods of a stretch; the last one counts."""
    frame, masked = reading.frame, reading.masked.masked
    present = cue.NOW.search(masked, stretch.start, stretch.end) or _NOW_HAS.search(
        masked, stretch.start, stretch.end
    )
    if present:
        frame.period = month_of(reading.scene.today)
        _come_back(reading, present.start())
    position = stretch.start
    for mention in within(reading.masked.periods, stretch):
        if ";" in masked[position : mention.span.start]:
            frame.period = frame.resumed
        position = mention.span.end
        met = Met(reading, stretch, mention, before_of(masked, mention.span))
        _take(frame, role_of(met).reach, met)
    if ";" in masked[position : stretch.end]:
        frame.period = frame.resumed
    if present and present.start() >= position:
        frame.period = month_of(reading.scene.today)


def _come_back(reading: Reading, position: int) -> None:
    """A sentence that begins with what there is now leaves the year told before it."""
    begun = Span(reading.sentence.start, position)
    if not any(within(reading.masked.periods, begun)):
        frame = reading.frame
        frame.story = frame.told = None


def _take(frame: Frame, reach: Reach, met: Met) -> None:
    if reach > Reach.NOWHERE:
        frame.period = _settled(met)
    if reach >= Reach.SENTENCE:
        frame.resumed = frame.period
    if reach >= Reach.PARAGRAPH:
        frame.story, frame.ahead = frame.period, reach is Reach.PARAGRAPH
    if reach is Reach.ARTICLE:
        frame.told = later(frame.told, frame.period)


def _settled(met: Met) -> Period | None:
    """The period that a mention means where it stands: "cùng kỳ" is read against the story."""
    reading, period = met.reading, met.mention.period
    story = reading.frame.story or reading.scene.period
    if NOW.fullmatch(met.words):
        return month_of(reading.scene.today) or reading.frame.period
    if YEAR_AGO.fullmatch(met.words) and met.words.lower() != "năm ngoái":
        if _SEASON.search(met.words) and (story is None or not _spans_years(story)):
            return period
        back = year_before(story)
        whole = met.words.lower() == "năm trước" and not _SAME_TIME.search(met.before)
        return whole_year(back) if whole else back
    if PASSED_YEAR.fullmatch(met.words):
        told = reported(reading)
        return told if told is not None and told.grain is Grain.YEAR else period
    if met.words.lower() == "đầu năm":
        return _since(period.first, reading)
    if met.words.lower() == "cả năm":
        around = Span(
            reading.sentence.start, min(met.mention.span.end + _NEXT_WORD, reading.sentence.end)
        )
        return period if asks(reading, around) else whole_year(reported(reading) or story)
    return _unfolded(reading, met.mention)


def _spans_years(story: Period) -> bool:
    """Whether it is a school year."""
    return story.first is not None and story.last is not None and story.first.year < story.last.year


def _unfolded(reading: Reading, mention: PeriodMention) -> Period:
    """A time of the year that is asked for is the next one: "trước 31/10 phải hoàn thành"."""
    period, today = mention.period, now(reading)
    if today is None or period.last is None or period.last >= today or mention.relative:
        return period
    if _DIGITS_OF_YEAR.search(reading.written(mention.span)) or period.grain is Grain.YEAR:
        return period
    behind = Span(mention.span.end, min(mention.span.end + _NEAR, reading.sentence.end))
    asked = reading.planned or _MUST.match(reading.written(behind)) is not None
    next_one = moved(period, 1)
    return next_one if asked and next_one.last is not None and next_one.last > today else period


def _since(first: date | None, reading: Reading) -> Period | None:
    month = month_of(reading.scene.today)
    return month and Period(first, month.last, Grain.INTERVAL)


def carried(frame: Frame, today: date | None, *, opened: bool) -> Period | None:
    """What a passage hands on to the next.

    Args:
        frame: Behind the passage.
        today: The day of publication; what was long ago by then is not handed on.
        opened: Whether it ends with a colon or a question, which the next one answers.
    """
    if opened:
        return frame.story
    # A plan, for later or for the rest of the year, is not what the next paragraph reports on.
    story = None if frame.ahead else frame.told or frame.story
    return None if is_bygone(story, today) else story


def dated_beside(reading: Reading, site: Site) -> Period | None:
    """Read the period that dates one number alone, before its brackets or behind it.

    Args:
        reading: The passage.
        site: The number: "70% vào năm 2028", "(tính đến tháng 5.2022)", "năm 2021 (87,6%)".
    """
    return _dated_before(reading, site) or _dated_behind(
        reading, site.quantity.span.end, site.sentence.end
    )


def _dated_before(reading: Reading, site: Site) -> Period | None:
    """In brackets: the period that stands in them, else the one that they follow."""
    if site.bracket is None:
        return None
    masked, number = reading.masked.masked, site.quantity.span.start
    inside = list(within(reading.masked.periods, Span(site.bracket.start, number)))
    if inside:
        said = inside[-1].relative or is_compared(masked, inside[-1].span)
        return None if said else inside[-1].period
    match = _BEFORE_BRACKET.search(
        masked, max(site.sentence.start, number - _LONGEST_OPENING), number
    )
    if match is None:
        return None
    periods = within(reading.masked.periods, site.sentence)
    end = match.start() + 1
    return next((one.period for one in periods if one.span.end == end and not one.relative), None)


def _dated_behind(reading: Reading, start: int, end: int) -> Period | None:
    masked = reading.masked.masked
    match = (
        _DATED_BEHIND.match(masked, start, end)
        or _DATED_IN_BRACKETS.match(masked, start, end)
        or DATED_NEAR.match(masked, start, end)
    )
    if match is None:
        return None
    mention = next(since(reading.masked.periods, start), None)
    if mention is None or mention.span.start > match.end() or mention.relative:
        return None
    if _CONTRASTED.search(masked, start, mention.span.start):
        return None
    return None if is_compared(masked, mention.span) else _unfolded(reading, mention)
