"""Rates of growth that are written as values: "tốc độ tăng trưởng đạt 8%", "mức tăng còn 7,6%".

``take_own_rates``, at the end of a sentence, lets such a rate be its own change.
"""

from __future__ import annotations

import re

from extract.grammar import Caseless
from extract.models import Change, Direction, Span
from extract.observe.compare.derive import POINTS
from extract.observe.frame import Draft, Reading, Rule

_RATE = Caseless(
    r"(?:tốc độ |mức |tỷ lệ |tỉ lệ |đà )?(?:kéo |cắt |sụt )?(?:giảm|tăng trưởng|tăng)\b(?! cường| nghèo)|(?:tỷ lệ |mức )vượt\b"
)
# "mức tăng lên tới 12%", "hoàn thành mức tăng GRDP cả năm 7%".
_TOLD = Caseless(
    r"\b(?:mức|tốc độ|đà|nhịp độ) (?P<way>tăng|giảm)(?! cường| nghèo)(?! [^,;]*\b(?:đạt|chiếm|đóng góp|vượt)\b)"
)
# "Địa phương có mức tăng cao gồm Phú Thọ (28%), Bắc Ninh (17%)".
_LISTS = Caseless(r"\b(?:gồm|là|như|có)\b|:")
_OTHERWISE = Caseless(
    r"\b(?:đạt|chiếm|tỷ lệ|tỉ lệ|bằng|còn|kế hoạch|dự toán|chỉ tiêu|mục tiêu|đóng góp|tăng|giảm)\b|;\s*riêng"
)
_HEAD = re.compile(r"^(?:mức|tốc độ|tỷ lệ|tỉ lệ) (?:tăng trưởng |tăng |giảm )?")
_REACH = 90


def take_own_rates(reading: Reading) -> None:
    """Let the rates of growth of a sentence be their own changes."""
    listed: Direction | None = None
    for draft in reading.drafts[reading.first :]:
        words = _before(reading, draft)
        told = None if draft.change is not None else _direction(reading, draft, words)
        if told is None and listed is not None and not _OTHERWISE.search(words):
            told = listed
        if told is not None and _is_rate(draft):
            draft.change = Change(abs(draft.value), draft.unit.split("/")[0], told, None)
        named = _TOLD.search(words)
        lists = named is not None and _LISTS.search(words, named.end()) is not None
        listed = told if lists else listed if told == listed else None


def _is_rate(draft: Draft) -> bool:
    return draft.change is None and draft.unit.split("/")[0] in ("%", POINTS)


def _direction(reading: Reading, draft: Draft, words: str) -> Direction | None:
    match = _RATE.match(draft.name)
    if match is not None:
        return Direction.DOWN if "giảm" in match[0].lower() else Direction.UP
    told = _TOLD.search(words)
    if told is not None:
        return Direction.DOWN if told["way"].lower() == "giảm" else Direction.UP
    return _inherited(reading, draft)


def _inherited(reading: Reading, draft: Draft) -> Direction | None:
    """ "GRDP tăng 8,1%. Riêng quý II, con số này là 9%": what its name was told of is a growth."""
    if draft.rule is not Rule.INHERITED:
        return None
    for known in reversed(reading.drafts[: reading.first]):
        if _HEAD.sub("", known.name) == _HEAD.sub("", draft.name) and known is not draft:
            grown = known.rule is Rule.GROWTH and known.change is not None
            return known.change.direction if grown and known.change is not None else None
    return None


def _before(reading: Reading, draft: Draft) -> str:
    """The words between the number before, or the sentence's start, and a value."""
    last = reading.masked.last_quantity(draft.number.start)
    start = max(reading.sentence.start, draft.number.start - _REACH)
    start = max(start, last.span.end) if last is not None else start
    return reading.written(Span(start, max(start, draft.number.start)))
