"""Whom and when a number is about: place, subject and period of a stretch of text.

``meet`` keeps the frame up to date as the reader moves over the text; ``coordinated``
finds the places or subjects joined by commas and "và" that share one number or one list.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from extract.models import Grain, Level, Period, Place, Span
from extract.observe import cue
from extract.observe.frame import COUNTRY, Reading
from extract.observe.mask import PERIOD, PLACE, QUANTITY, SUBJECT, since, within

Owner = tuple[Place | None, str | None]

_COMPARED = re.compile(
    r"(?:so với|hơn|kém|thua|bằng|với)(?:\s(?:mức|trung bình|bình quân|chung|của|cả|mục tiêu|so))*\s*$",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"(?:so với|so|hơn|kém|thua|hồi|cùng kỳ|Nghị quyết|Quyết định)(?:\s\w+){0,4}\s*$", re.IGNORECASE
)
# "Kế hoạch số 12/KH-UBND về ... năm 2022": the year belongs to the document's title.
_DOCUMENT = re.compile(
    r"\b(?:Kế hoạch|Quyết định|Nghị quyết|Chỉ thị|Công văn|Đề án|Chương trình|Nghị định|Thông tư|Thông báo|Báo cáo)\s"
    rf"(?:số\s)?\d+\S*/\S+(?:\s(?:ngày\s)?[{PERIOD}]+)?(?:[^.;,]{{0,60}}|\s(?:về|của)\s[^.;]*)$"
)
# No title is longer, nor what stands between "theo" and its office.
_LONGEST_TITLE = 1_000
_BEHIND_NUMBER = re.compile(r"[^,;.]{0,40}?\s(?:vào|trong|của|hồi|cuối|đầu)\s?$")
_BRACKET = re.compile(r"\((?:tính |thời điểm |số liệu )*(?:đến|tới|trong|cuối)?\s?$")
# "phường Tân Quang (thành phố Tuyên Quang)": the bracket says where the place lies.
_CONTAINER = re.compile(rf"[{PLACE}]\s\($")
_SOURCE_BEFORE = re.compile(
    r"(?:theo|báo cáo của|số liệu của|tổng hợp của|đánh giá của|thống kê của|hướng dẫn của|với|do|đề nghị|giao|trình|"
    r"yêu cầu|gửi|phối hợp|cùng)\s*$",
    re.IGNORECASE,
)
_SOURCE_BEHIND = re.compile(
    r"\s*(?:cho biết|cho thấy|thông tin|cho hay|kiến nghị|báo cáo|công bố|đề nghị|yêu cầu|đánh giá|chủ trì|phối hợp|tham mưu)"
)
_PRONOUN_OFFICE = re.compile(
    r"^\W*(?:Sở|Trung tâm|Đơn vị|Ban|Cục|Bộ)\s(?:đã|cũng|đang|hiện|chỉ|mới)\b"
)
_PRONOUN_PLACE = re.compile(
    r"(?:^\W*(?:Cũng|Riêng)?\s*(?:[Hh]uyện|[Tt]hành phố|[Tt]hị xã|[Xx]ã|[Pp]hường|[Đđ]ịa phương|[Nn]ơi|[Tt]ỉnh)"
    r"\s(?:này|đây|đã|cũng|còn|hiện|có|đạt)\b"
    r"|\b(?:huyện|thị xã|thành phố|xã|phường|địa phương|nơi|tỉnh)\s(?:\w+\s\w+\s)?này\b"
    r"|(?<!các )(?<!cấp )(?<!toàn )\b(?:huyện|thị xã|xã|phường)\s(?:đã|đang|cũng)\b)"
)
# Ministries, and the provinces taken together, are the country's.
_OF_THE_STATE = re.compile(r"Bộ (?!phận|Chỉ huy|Tư lệnh|máy)|[Kk]hối (?:các )?bộ\b")
_NATIONWIDE = re.compile(
    r"(?:\b[1-6]?\d/)?\b(?:63|54|34) (?:tỉnh|địa phương)|\b(?:\d+|khối) bộ, (?:cơ quan|ngành)\b|\b\d+ bộ\b|\b(?:quốc gia|cả nước) (?:năm|là|đạt)\b"
    r"|\btrên bình diện quốc gia\b",
    re.IGNORECASE,
)
# "Tại <place>, ...", "Ở <office>, ...": what the whole paragraph is about.
_PARAGRAPH_OWNER = re.compile(rf"^\W*(?:Tại|Ở|Riêng|Riêng tại)\s(?:[{PLACE}]+|[{SUBJECT}]+)")


def begin_sentence(reading: Reading, sentence: Span) -> None:
    """Forget what a new sentence does not take over."""
    frame, text = reading.frame, reading.seen(sentence)
    if not _PRONOUN_PLACE.search(text):
        lead = frame.leading
        outside = lead is not None and not _within(lead, reading.scene.place)
        carried = outside and lead is not None and lead.level is not Level.DISTRICT
        frame.place = lead if carried else frame.paragraph_place
    elif frame.place is None:
        frame.place = frame.local
    frame.subject = frame.paragraph_subject
    if _PRONOUN_OFFICE.match(text):
        frame.subject = frame.organisation
    frame.waiting = None
    frame.origin = None
    frame.main = None
    frame.share = None
    frame.growth = None
    frame.changed = None


def _within(place: Place, home: Place | None) -> bool:
    return home is not None and (
        place == home or place.province == home.name or place.name == home.province
    )


def end_sentence(reading: Reading, sentence: Span) -> None:
    """Remember the office that a short form may later stand for, and whose paragraph it is."""
    if sentence.start == 0 and _PARAGRAPH_OWNER.match(reading.seen(sentence)):
        frame = reading.frame
        frame.paragraph_place, frame.paragraph_subject = frame.leading, frame.leading_subject
    for subject in within(reading.masked.subjects, sentence):
        if subject.name[:1].isupper():
            reading.frame.organisation = subject.name


def meet(reading: Reading, stretch: Span) -> None:
    """Take up the places, subjects and periods of a stretch; the last of each counts."""
    met = _meet_places(reading, stretch)
    _meet_subjects(reading, stretch, met)
    _meet_periods(reading, stretch)


def _meet_places(reading: Reading, stretch: Span) -> int:
    """Take up the last place, and tell where it stands."""
    frame, masked = reading.frame, reading.masked
    met = -1
    for place in within(masked.places, stretch):
        named = not _preceded(reading, place.span, _CONTAINER)
        if named and not _preceded(reading, place.span, _COMPARED):
            frame.place, frame.subject, met = place.place, None, place.span.start
            if place.place.level in (Level.DISTRICT, Level.COMMUNE):
                frame.local = place.place
    for home in cue.HOME.finditer(masked.masked, stretch.start, stretch.end):
        if home.start() > met and not re.match(rf"\s*[{PLACE}]", masked.masked[home.end() :]):
            province = cue.PROVINCE_HOME.match(home[0]) is not None
            frame.place, frame.subject = own_place(reading, province=province), None
            met = home.start()
    return met


def _meet_subjects(reading: Reading, stretch: Span, met: int) -> None:
    frame, masked = reading.frame, reading.masked
    for subject in within(masked.subjects, stretch):
        if not _is_source(reading, subject.span):
            frame.subject = subject.name
            if _OF_THE_STATE.match(subject.name) and subject.span.start > met:
                frame.place = COUNTRY
    for whole in _NATIONWIDE.finditer(masked.text, stretch.start, stretch.end):
        if whole.start() > met:
            frame.place = COUNTRY


def _meet_periods(reading: Reading, stretch: Span) -> None:
    frame, masked = reading.frame, reading.masked
    if cue.NOW.search(masked.masked, stretch.start, stretch.end):
        frame.period = month_of(reading.scene.today)
    for period in within(masked.periods, stretch):
        if period.relative:
            continue
        before = masked.masked[stretch.start : period.span.start]
        behind_number = stretch.start > 0 and masked.masked[stretch.start - 1] == QUANTITY
        if behind_number and _BEHIND_NUMBER.match(before):
            continue
        # A period in brackets dates the number before it alone.
        bracketed = _preceded(reading, period.span, _BRACKET)
        titled = _DOCUMENT.search(before, max(0, len(before) - _LONGEST_TITLE))
        if not bracketed and not titled and not is_past(reading, period.span):
            frame.period = period.period
            # A day is when something happened; a story is told of a longer time.
            if period.period.grain is not Grain.DAY:
                frame.told = frame.told or period.period


def month_of(day: date | None) -> Period | None:
    """The month a day lies in."""
    if day is None:
        return None
    last = (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    return Period(day.replace(day=1), last, Grain.MONTH)


def own_place(reading: Reading, *, province: bool = False) -> Place | None:
    """The article's own place, or the province it lies in."""
    home = reading.scene.place
    if province and home is not None and home.level in (Level.DISTRICT, Level.COMMUNE):
        return Place(home.province, Level.PROVINCE) if home.province else None
    return home


def _preceded(reading: Reading, span: Span, pattern: re.Pattern[str]) -> bool:
    return pattern.search(reading.masked.masked[max(0, span.start - 40) : span.start]) is not None


def is_past(reading: Reading, span: Span) -> bool:
    """Whether a period is only what a value is compared with."""
    return _preceded(reading, span, _PAST)


def _is_source(reading: Reading, span: Span) -> bool:
    behind = reading.masked.masked[span.end : span.end + 30]
    before = reading.masked.named[max(0, span.start - _LONGEST_TITLE) : span.start]
    piece = re.split(r"[,;]\s", before)[-1]
    if re.match(r"\s*(?:Theo|theo|Qua|Căn cứ)\b", re.split(r"[.!?]\s", piece)[-1]):
        return True
    return _preceded(reading, span, _SOURCE_BEFORE) or _SOURCE_BEHIND.match(behind) is not None


def period_behind(reading: Reading, start: int, end: int) -> Period | None:
    """ "đạt 70% vào năm 2028", "(tính đến tháng 5.2022)": the period named behind a number."""
    text = reading.masked.masked[start:end]
    match = re.match(
        rf"[^{PERIOD},;.()]{{0,40}}?\s(?:vào|trong|của|đến|cuối|hết|tới)\s[{PERIOD}]", text
    ) or re.match(
        rf"[^;()]{{0,80}}\((?:tính |thời điểm |số liệu )*(?:đến|tới|trong)?\s?[{PERIOD}]+\)", text
    )
    if match is None:
        return None
    period = next(since(reading.masked.periods, start), None)
    if period is None or period.span.start > start + match.end():
        return None
    return None if is_past(reading, period.span) or period.relative else period.period


def coordinated(reading: Reading, stretch: Span) -> list[Owner]:
    """Find the last places, or subjects, joined by commas and "và" in a stretch.

    Returns:
        Two or more owners in order, or an empty list.
    """
    text = reading.seen(stretch)
    for mark in (PLACE, SUBJECT):
        join = r"(?:,\s|\svà\s|,\svà\s|\scùng\s)(?:(?:các\s)?(?:tỉnh|huyện|thành phố|thị xã)\s)?"
        match = cue.last_match(re.compile(rf"(?:[{mark}]+{join})+[{mark}]+"), text)
        if match is None:
            continue
        found = Span(stretch.start + match.start(), stretch.start + match.end())
        if mark == PLACE:
            return [(p.place, None) for p in within(reading.masked.places, found)]
        return [(None, s.name) for s in within(reading.masked.subjects, found)]
    return []
