"""Numbers, ranks, periods, places and abbreviations as named in a text.

Spans count in the text that was read.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple


class Span(NamedTuple):
    """A stretch of text, ``text[start:end]``."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def holds(self, other: Span) -> bool:
        """Tell whether ``other`` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end


class Bound(StrEnum):
    """How the true value relates to the number written."""

    EXACT = "="
    ABOUT = "~"
    ABOVE = ">"
    AT_LEAST = ">="
    BELOW = "<"
    AT_MOST = "<="


class Level(StrEnum):
    """The tier of a place."""

    COUNTRY = "country"
    REGION = "region"
    PROVINCE = "province"
    DISTRICT = "district"
    COMMUNE = "commune"


class Grain(StrEnum):
    """The unit in which a period was named; decides how it is written back."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    INTERVAL = "interval"


@dataclass(frozen=True, slots=True)
class Fraction:
    """A part of a whole: "110/329 dịch vụ". Multipliers are expanded."""

    part: Decimal
    whole: Decimal


@dataclass(frozen=True, slots=True)
class Rank:
    """A position, counted from 1, among ``of`` places where the text says how many."""

    position: int
    of: int | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit and comparator; says nothing of what it measures.

    Attributes:
        span: From the comparator ("trên") to the end of the unit.
        number: The digits or number words alone, multiplier included ("6,5 triệu").
        value: Multipliers expanded ("6,5 triệu" is 6500000).
        value_to: The upper end of a range, else ``None``.
        unit: ``%``, ``điểm phần trăm``, ``đồng``, ``USD``, or the noun that is counted, as
            the text writes it ("hồ sơ"); ``""`` for a plain number.
        bound: What the words around the number make of it.
        fraction: For "110/329 dịch vụ"; ``value`` is then the part.
    """

    span: Span
    number: Span
    value: Decimal
    unit: str
    bound: Bound = Bound.EXACT
    value_to: Decimal | None = None
    fraction: Fraction | None = None


@dataclass(frozen=True, slots=True)
class RankMention:
    """A rank as named in a text: "đứng thứ 5 trên tổng số 8 huyện"."""

    span: Span
    rank: Rank


@dataclass(frozen=True, slots=True)
class Period:
    """A closed range of days; an end is ``None`` where it is open ("trước ngày ...").

    ``grain`` decides only how it is written (see ``period.label``); two periods are the
    same when their days are.
    """

    first: date | None
    last: date | None
    grain: Grain


@dataclass(frozen=True, slots=True)
class PeriodMention:
    """A period as named in a text.

    Attributes:
        relative: ``True`` for words that only point ("cùng kỳ", "năm trước"), read against
            the day of publication.
    """

    span: Span
    period: Period
    relative: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """An administrative unit.

    Attributes:
        name: Without its type word: "Đồng Tháp", "Ngã Bảy"; the country is "Việt Nam".
        level: Its tier.
        code: The statistics office's code; ``""`` for the country, regions and communes.
        system: ``"63"`` (before 1 July 2025) or ``"34"``. A code means a place only
            together with its system.
        province: Name of the province that a district or commune lies in, else ``None``.
    """

    name: str
    level: Level
    code: str = ""
    system: str = "63"
    province: str | None = None


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A place as named in a text.

    Attributes:
        span: From the type word ("tỉnh", "thị xã") to the end of the name.
        place: The reading; where several units share the name and nothing decides, the
            first of ``candidates``.
        candidates: All readings, in order of code; one for a name that is unambiguous.
        typed: Whether a type word stands before the name.
    """

    span: Span
    place: Place
    candidates: tuple[Place, ...]
    typed: bool = False

    @property
    def ambiguous(self) -> bool:
        """Whether nothing in the text decides between the candidates."""
        return len(self.candidates) > 1


@dataclass(frozen=True, slots=True)
class AbbreviationMention:
    """An abbreviation and what it stands for.

    Attributes:
        ambiguous: Whether its letters can stand for other things, too.
    """

    span: Span
    expansion: str
    ambiguous: bool = False
