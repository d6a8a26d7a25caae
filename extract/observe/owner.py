"""Whom a number is about: place and subject of a stretch of text.

``meet`` keeps the frame up to date as the reader moves over the text; ``coordinated``
finds the places or subjects joined by commas and "và" that share one number or one list.
"""

from __future__ import annotations

import re

from extract.grammar import Caseless
from extract.models import Level, Place, Span
from extract.observe import when
from extract.observe.aside import is_aside, is_compared, read_site
from extract.observe.frame import COUNTRY, Frame, Reading, Site
from extract.observe.mask import PLACE, QUANTITY, SUBJECT, within
from extract.observe.mentioned import LEVEL, is_mentioned_only
from extract.observe.office import find_offices
from extract.observe.paragraph import take_paragraph
from extract.observe.placed import read_place
from extract.observe.pointer import Kind, find_pointers, fits, resolve
from extract.observe.subject import is_office

Owner = tuple[Place | None, str | None]

_OF_DISTRICT = re.compile(r"(?!Cấp|Khối|Các)[A-ZĐ].* huyện$")
# A bracket that closes though it did not open here, and one that opens only.
_CLOSED = re.compile(r"[^()]*\)")
_OPENED = re.compile(r"\([^()]*$")
# "Diện tích dừa 23.140 ha, nhiều nhất là Càng Long 6.350 ha; sản lượng ...": back to the whole.
_ONLY_MOST = re.compile(
    rf"[{QUANTITY}][^;{PLACE}]*\b(?:nhiều|cao|lớn|đông|ít|thấp|nhỏ) nhất(?: là| ở| thuộc về| tại)?[^;{PLACE}{QUANTITY}]{{0,15}}[{PLACE}]+"
    rf"[^;{PLACE}]*;\s(?:tổng |số |sản lượng|giá trị|diện tích|doanh thu|năng suất|kim ngạch|tỷ lệ)[^;{PLACE}{SUBJECT}]*$"
)
# "Trong đó, 5 xã ...": a part of what the sentence before counted.
_GOES_ON = re.compile(r"\W*(?:Trong đó|Trong số (?:này|đó)|Số còn lại|Còn lại)\b")
# "Cả nước trên 12 bác sĩ. Toàn ngành có 1.512 bác sĩ.": the branch in the place that the text is about.
_BRANCH = re.compile(r"\b[Tt]oàn ngành\b")
# Ministries, and the provinces taken together, are the country's.
_OF_THE_STATE = re.compile(r"Bộ (?!phận|Chỉ huy|Tư lệnh|máy)|[Kk]hối (?:các )?bộ\b")
_NATIONWIDE = Caseless(
    r"(?:\b[1-6]?\d/)?\b(?:63|54|34) (?:tỉnh|địa phương)|\b(?:\d+|khối) bộ, (?:cơ quan|ngành)\b|\b\d+ bộ\b|\b(?:(?<!chuẩn )(?<!tiêu chí )(?<!cấp )(?<!lưới )(?<!điện )(?<!vụ công )(?<!dữ liệu )(?<!vườn )(?<!di tích )quốc gia|cả nước) (?:năm|là|đạt)\b"
    r"|\b(?:trên bình diện|chiến lược) quốc gia\b|\bcác bộ, ngành(?:,| và) (?:các )?địa phương\b",
)
# Most sentences have none of these.
_OF_NATIONWIDE = Caseless("63|54|34|bộ|quốc gia|cả nước")


def begin_sentence(reading: Reading, sentence: Span) -> None:
    """Forget what a new sentence does not take over."""
    reading.sentence = sentence
    when.begin_sentence(reading)
    frame, text = reading.frame, reading.seen(sentence)
    frame.abroad = _turned(reading)
    frame.place = _pointed(reading, sentence) or frame.abroad or frame.paragraph_place
    if frame.place == COUNTRY and _BRANCH.search(text):
        frame.place = frame.abroad = None
    if _GOES_ON.match(text):
        frame.place = frame.leading
    frame.subject = frame.paragraph_subject
    frame.whole = False
    pointed = find_offices(reading, sentence)
    if pointed:
        frame.subject = pointed[0].name
        frame.place = frame.seats.get(frame.subject, frame.place)
    elif frame.subject is None and _goes_on(reading, sentence):
        frame.subject = frame.leading_subject
        frame.place = frame.seats.get(frame.subject or "", frame.place)
    frame.waiting = None
    frame.outside = None
    frame.origin = None
    frame.main = None
    frame.share = None
    frame.growth = None
    frame.changed = None


def _goes_on(reading: Reading, sentence: Span) -> bool:
    """ "Công ty lãi 5 tỷ đồng. Nộp ngân sách 2 tỷ đồng.": a house or level, and nobody else."""
    lead, masked = reading.frame.leading_subject, reading.masked
    if lead is None or not (is_office(lead) or LEVEL.match(lead)):
        return False
    if find_pointers(reading, sentence):
        return False
    return not any((*within(masked.places, sentence), *within(masked.subjects, sentence)))


def _turned(reading: Reading) -> Place | None:
    """The other place that the sentence before was about; a district of it leaves it so."""
    frame = reading.frame
    lead = frame.leading
    if lead is None or _within(lead, reading.scene.place) or _tells_several(reading):
        return None
    if lead.level in (Level.DISTRICT, Level.COMMUNE):
        return frame.abroad if _within(lead, frame.abroad) else None
    return lead


def _tells_several(reading: Reading) -> bool:
    """Whether the sentence before listed provinces, so that the text has turned to none."""
    told = {one.place for one in reading.drafts[reading.first :] if one.place is not None}
    return len([place for place in told if place.level is Level.PROVINCE]) > 1


def _pointed(reading: Reading, sentence: Span) -> Place | None:
    """The place that a sentence points to wherever in it: "Có 5 xã của huyện này ..."."""
    for pointer in find_pointers(reading, sentence):
        if pointer.rule.nearest:
            return resolve(reading, pointer)
    return None


def _within(place: Place, home: Place | None) -> bool:
    return home is not None and (
        place == home or place.province == home.name or place.name == home.province
    )


def end_sentence(reading: Reading, sentence: Span) -> None:
    """Remember the office that a short form may later stand for, and whose paragraph it is."""
    take_paragraph(reading, sentence)
    for subject in within(reading.masked.subjects, sentence):
        frame = reading.frame
        seat = next(within(reading.masked.places, Span(subject.span.end, sentence.end)), None)
        if (
            seat is not None
            and seat.span.start <= subject.span.end + 2
            and seat.place.level in (Level.DISTRICT, Level.COMMUNE)
            and is_office(subject.name)
        ):
            frame.seats[subject.name] = seat.place
        frame.offices = (subject.name, *(one for one in frame.offices if one != subject.name))
        if subject.name[:1].isupper():
            frame.organisation = subject.name


def meet(reading: Reading, stretch: Span) -> None:
    """Take up the places, subjects and periods of a stretch; the last of each counts.

    Whom a bracket with numbers turns to is left again where it closes.
    """
    frame, text = reading.frame, reading.seen(stretch)
    start, closed = stretch.start, _CLOSED.match(text)
    if closed is not None and frame.outside is not None:
        start += closed.end()
        _meet_owners(reading, Span(stretch.start, start))
        frame.place, frame.subject = frame.outside
        frame.outside = None
    opened = _OPENED.search(text, start - stretch.start)
    if opened is not None:
        end = stretch.start + opened.start()
        _meet_owners(reading, Span(start, end))
        frame.outside, start = (frame.place, frame.subject), end
    _meet_owners(reading, Span(start, stretch.end))
    if ";" in text and _ONLY_MOST.search(
        reading.masked.masked, reading.sentence.start, stretch.end
    ):
        frame.place, frame.subject = frame.leading, frame.leading_subject
    when.meet_periods(reading, stretch)


def _meet_owners(reading: Reading, stretch: Span) -> None:
    _meet_subjects(reading, stretch, _meet_places(reading, stretch))


def _meet_places(reading: Reading, stretch: Span) -> int:
    """Take up the last place, and tell where it stands."""
    frame, masked = reading.frame, reading.masked
    met, before = -1, None
    for place in within(masked.places, stretch):
        site = read_site(masked, place)
        if site is not None:
            frame.subject, frame.place = site, own_place(reading)
        elif not is_aside(masked, place, before):
            frame.place, frame.subject, met = place.place, None, place.span.start
            frame.named.pop(place.place.level, None)
            frame.named[place.place.level] = place.place
        before = place
    named = frame.place if met >= 0 else None
    for pointer in find_pointers(reading, stretch):
        # "Tại Cà Mau, toàn tỉnh có ...": the province just named.
        just_named = fits(reading, named, pointer)
        compared = is_compared(masked, pointer.span.start)
        if pointer.span.start > met and not just_named and not compared:
            meant = resolve(reading, pointer)
            # "Khu vực này" may be no region, but a part of the place.
            whole = pointer.rule.whole and (meant is not None or pointer.kind is not Kind.REGION)
            if meant is not None or whole:
                frame.place = meant or own_place(reading)
                met = pointer.span.start
            if whole:
                frame.subject, frame.whole = None, True
    return met


def _meet_subjects(reading: Reading, stretch: Span, met: int) -> None:
    frame, masked = reading.frame, reading.masked
    for subject in within(masked.subjects, stretch):
        if not is_mentioned_only(reading, subject):
            frame.subject = _in_full(frame, subject.name)
            if subject.span.start > met:
                frame.place = _place_of_office(reading, subject.name)
        elif _OF_DISTRICT.match(subject.name) and subject.span.start > met:
            frame.place = _place_of_office(reading, subject.name)
    if not _OF_NATIONWIDE.search(masked.text, stretch.start, stretch.end):
        return
    for whole in _NATIONWIDE.finditer(masked.text, stretch.start, stretch.end):
        if whole.start() > met:
            frame.place = COUNTRY


def _in_full(frame: Frame, name: str) -> str:
    """ "Cảng Hòa Phú" behind "Công ty cổ phần Cảng Hòa Phú" is that company."""
    known = (*frame.offices, *((frame.about,) if frame.about else ()))
    return next((one for one in known if one.endswith(f" {name}") and is_office(one)), name)


def _place_of_office(reading: Reading, name: str) -> Place | None:
    """A ministry is the country's, and "Ban Quản lý dự án tỉnh" the province's."""
    if _OF_THE_STATE.match(name):
        return COUNTRY
    if name[0].isupper() and name.endswith(" tỉnh") and reading.scene.place is not None:
        return own_place(reading, province=True)
    if name.endswith(" còn lại"):
        return own_place(reading)
    if _OF_DISTRICT.match(name):
        return reading.frame.named.get(Level.DISTRICT, reading.frame.place)
    return reading.frame.place


def place_of(reading: Reading, site: Site) -> Place | None:
    """The place of one number: what the words around it say, or what the text speaks of."""
    frame, home = reading.frame, reading.scene.place
    read = read_place(reading, site)
    if read is None:
        return frame.place or home
    place, rule = read
    if rule.lasts and frame.place in (None, home):
        # "Có 53/54 tỉnh triển khai, tiêm được 5 triệu liều": the sentence is about them all.
        frame.place = frame.leading = place
    return place


def own_place(reading: Reading, *, province: bool = False) -> Place | None:
    """The article's own place, or the province it lies in."""
    home = reading.scene.place
    if province and home is not None and home.level in (Level.DISTRICT, Level.COMMUNE):
        return Place(home.province, Level.PROVINCE) if home.province else None
    return home
