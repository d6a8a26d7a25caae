"""What the readers find in a text, as frozen values.

Offsets are Python string indices (code points), half-open. A mention's ``span`` counts in
the text that was read; an observation's spans count in the article file's text, decoded
as UTF-8, as it lies on disk.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum


@dataclass(frozen=True, slots=True, order=True)
class Span:
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


class Kind(StrEnum):
    """What a number claims: that it is so, or that it is to be reached."""

    ACTUAL = "actual"
    TARGET = "target"


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


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph of an article: the unit indexed and cited.

    Attributes:
        number: Counted from 1 over the article's kept paragraphs.
        span: Where it lies in the file's text.
        text: The paragraph in canonical form (see ``text.canonical``).
        offsets: For each character of ``text``, its index in the file's text, and at the
            end the index behind the last one.
    """

    number: int
    span: Span
    text: str
    offsets: tuple[int, ...]

    def span_in_file(self, span: Span) -> Span:
        """Map a stretch of ``text`` to the file's text."""
        return Span(self.offsets[span.start], self.offsets[span.end])


@dataclass(frozen=True, slots=True)
class Declared:
    """What ``sources.toml`` says of an article because its text does not.

    Attributes:
        evidence: How we know, in words.
    """

    place: str | None = None
    published: date | None = None
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    evidence: str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """A published page, read from one file.

    Attributes:
        name: File name, unique in a store.
        raw: The file's text as it lies on disk.
        title: The headline.
        published: Day of publication, ``None`` where neither text nor declaration says.
        passages: Paragraphs without page noise, in order; the headline is not one.
        publisher: The site or body that put it out, as its page or declaration says.
    """

    name: str
    raw: str
    title: str
    published: date | None
    passages: tuple[Passage, ...]
    declared: Declared = Declared()
    publisher: str | None = None


class BaselineKind(StrEnum):
    """What a value is compared with."""

    NATIONAL = "national"
    PREVIOUS = "previous"
    OTHER = "other"


class Direction(StrEnum):
    """Whether a value rose or fell, or lies above or below."""

    UP = "up"
    DOWN = "down"


@dataclass(frozen=True, slots=True)
class Baseline:
    """What the source itself compares a value with.

    Attributes:
        label: The source's words for it: "trung bình cả nước", "năm 2018".
        period: As ``Observation.period``, where the text names one.
        derived: Computed from the value and its stated difference, not written.
    """

    kind: BaselineKind
    label: str
    value: Decimal
    unit: str
    period: str | None = None
    derived: bool = False


@dataclass(frozen=True, slots=True)
class Change:
    """A rise, a fall or a gap, as stated; ``value`` is never negative."""

    value: Decimal
    unit: str
    direction: Direction
    against: str | None = None


@dataclass(frozen=True, slots=True)
class Provenance:
    """How we came by an observation.

    Attributes:
        article: File name.
        paragraph: ``Passage.number``.
        quote: The sentence that states it, in the file's text.
        number: The number itself, in the file's text, inside ``quote``.
        rule: Name of the rule that tied the number to what it measures.
        declared: Names of the fields that come from ``sources.toml``, not from the text.
    """

    article: str
    paragraph: int
    quote: Span
    number: Span
    rule: str
    declared: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Observation:
    """One statistical observation: an indicator's value for a place and a period.

    Attributes:
        indicator: What is measured, in the text's own words, without place and period.
        place: As ``Place.name``; ``None`` where neither text nor declaration names it.
        province: For a district or commune, its province.
        subject: The organisation or group inside the place, if not the place as a whole.
        period: ``2022``, ``2022-05``, ``2022-05-31``, ``2022-Q3`` or ``2024-01/2024-06``.
        value: Multipliers expanded.
        value_to: The upper end of a range.
        unit: As ``Quantity.unit``; ``hạng`` where the fact is only a rank.
        baselines: What the source compares it with, the main one first.
    """

    indicator: str
    place: str | None
    province: str | None
    subject: str | None
    period: str | None
    kind: Kind
    value: Decimal
    unit: str
    provenance: Provenance
    bound: Bound = Bound.EXACT
    value_to: Decimal | None = None
    baselines: tuple[Baseline, ...] = ()
    change: Change | None = None
    rank: Rank | None = None
    fraction: Fraction | None = None
