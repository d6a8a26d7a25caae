"""Several places or subjects before one number: each has it, or all have it together.

``coordinated`` finds those joined by commas and "và"; ``share_out`` tells whose one number
is. "A và B đều đạt 95%" says two things; "A và B góp 45 hồ sơ" says one, of the place that both
lie in and about both of them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.models import Level, Place, Span
from extract.observe import cue
from extract.observe.aside import is_aside
from extract.observe.frame import COUNTRY, Reading, Site
from extract.observe.mask import PLACE, SUBJECT, since, within

Owner = tuple[Place | None, str | None]

_TYPES = "tỉnh|huyện|thành phố|thị xã|quận|xã|phường|thị trấn"
_JOIN = rf"(?:,\s|\svà\s|,\svà\s|\scùng\s)(?:(?:các\s)?(?:{_TYPES})\s)?"
_RUNS = {mark: re.compile(rf"(?:[{mark}]+{_JOIN})+[{mark}]+") for mark in (PLACE, SUBJECT)}
_TYPE_BEFORE = re.compile(rf"(?:{_TYPES})\s$")
_EACH = re.compile(r"\b(?:đều|cùng|mỗi|từng|cũng|lần lượt|tương ứng|bằng nhau|như nhau)\b")
_TOGETHER = re.compile(r"\b(?:chiếm|góp|cộng lại|tổng cộng|gộp lại|tất cả)\b")
# Of two places one is never the sum of the other's.
_RATES = frozenset(("%", "điểm phần trăm", "điểm", "hạng", "lần", "ngày", "tuổi", "độ C"))
# "Tại A và B, tỷ lệ là 45%" is about them; "bổ sung người cho A và B, tỷ lệ là 45%" is not.
_OPENING = re.compile(
    rf"\W*(?:\w+\s)?(?:(?:Tại|Ở|Riêng|Với|tại|ở|riêng)\s)?(?:(?:các|hai|ba|bốn|năm)\s)?(?:(?i:{_TYPES})\s)?$"
)
_NEAR = 90


def coordinated(reading: Reading, stretch: Span) -> list[Owner]:
    """Find the last places, or subjects, joined by commas and "và" in a stretch.

    Returns:
        Two or more owners in order, or an empty list.
    """
    run = _last_run(reading, stretch)
    return [] if run is None else _owners(reading, run)


def share_out(reading: Reading, site: Site) -> list[Place]:
    """Find the places before a number that have it each.

    Where they have it together, the frame turns to the place that all lie in.

    Returns:
        Two or more places in order, or an empty list.
    """
    stretch = _tail(reading, site)
    run = _last_run(reading, stretch)
    places = [] if run is None else [place for place, _ in _owners(reading, run) if place]
    if run is None or not places:
        return []
    frame, between = reading.frame, reading.seen(Span(run.end, stretch.end))
    # What follows is about none of them alone.
    whole = frame.leading = whole_of(reading, places)
    if _EACH.search(between):
        return places
    if not _is_rate(site.quantity.unit) or _TOGETHER.search(between):
        if PLACE in between or not _of_one_level(places):
            return places
        frame.place, frame.subject = whole, _named_together(reading, run)
        return []
    opens = _OPENING.fullmatch(reading.seen(Span(site.left.start, run.start)))
    if between.startswith(",") and not opens:
        frame.place = whole
        return []
    return places


def is_one_of_several(reading: Reading, end: int) -> bool:
    """Tell whether more places follow the one that ends at a position: "ở A, B và C"."""
    following = next(since(reading.masked.places, end), None)
    if following is None:
        return False
    return re.fullmatch(_JOIN, reading.masked.masked[end : following.span.start]) is not None


def whole_of(reading: Reading, places: Sequence[Place]) -> Place:
    """Give the place that several are part of: the article's own, if it is none of them."""
    home = reading.scene.place
    return COUNTRY if home is None or home in places else home


def _last_run(reading: Reading, stretch: Span) -> Span | None:
    text = reading.seen(stretch)
    for mark in (PLACE, SUBJECT):
        match = cue.last_match(_RUNS[mark], text)
        if match is not None:
            return Span(stretch.start + match.start(), stretch.start + match.end())
    return None


def _owners(reading: Reading, run: Span) -> list[Owner]:
    places = list(within(reading.masked.places, run))
    if not places:
        return [(None, subject.name) for subject in within(reading.masked.subjects, run)]
    aside = any(
        is_aside(reading.masked, place, before)
        for before, place in zip((None, *places), places, strict=False)
    )
    return [] if aside else [(place.place, None) for place in places]


def _of_one_level(places: Sequence[Place]) -> bool:
    levels = {place.level for place in places}
    return len(levels) == 1 and levels <= {Level.PROVINCE, Level.DISTRICT, Level.COMMUNE}


def _named_together(reading: Reading, run: Span) -> str:
    before = _TYPE_BEFORE.search(reading.masked.text[reading.sentence.start : run.start])
    return f"{before[0] if before else ''}{reading.written(run)}"


def _is_rate(unit: str) -> bool:
    return unit in _RATES or "/" in unit or not unit


def _tail(reading: Reading, site: Site) -> Span:
    """What stands right before a number: owners further off do not share it."""
    left = reading.seen(site.left)
    if cue.RESPECTIVELY.search(left):
        return Span(site.left.end, site.left.end)
    return Span(max(site.left.start, site.left.end - _NEAR), site.left.end)
