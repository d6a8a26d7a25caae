"""A period where the reader of a passage meets it, and what it is told from: its article's today."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from extract.models import Period, PeriodMention, Span
from extract.observe.frame import Reading
from extract.observe.mask import PERIOD, QUANTITY, RANK
from extract.period.shift import month_of

_LOOK_BEFORE = 60
_ADJACENT = re.compile(rf"(?:[{PERIOD}]+\s(?:của\s)?)+$")
_OPENING = re.compile(r"\W*(?:[^,;]{0,100},\s)?(?:\w+\s){0,2}$")
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


def before_of(masked: str, span: Span) -> str:
    """What stands before a period, other periods that it joins left out."""
    before = masked[max(0, span.start - _LOOK_BEFORE) : span.start]
    return _ADJACENT.sub("", before)


def reported(reading: Reading) -> Period | None:
    """What the article reports on, where that is more than the month it was published in."""
    period = reading.scene.period
    return None if period == month_of(reading.scene.today) else period


def now(reading: Reading) -> date | None:
    """The day of publication, or the end of what the article reports on."""
    if reading.scene.today is not None or reading.scene.period is None:
        return reading.scene.today
    return reading.scene.period.last
