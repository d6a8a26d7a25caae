"""What a passage has been speaking of, and the observations in the making."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum, StrEnum, auto
from typing import NamedTuple

from extract.models import (
    Baseline,
    Bound,
    Change,
    Fraction,
    Kind,
    Level,
    Period,
    Place,
    Quantity,
    Rank,
    Reason,
    Span,
)
from extract.observe.mask import Masked
from extract.observe.name.look import Looks
from extract.observe.scene import Scene

COUNTRY = Place("Việt Nam", Level.COUNTRY)


class Rule(StrEnum):
    """How a number came to its name; kept as provenance."""

    NAME_BEFORE = "name before"
    NAME_BEHIND = "name behind"
    BARE_NAME = "bare name"
    INHERITED = "inherited"
    LISTED = "list"
    SHARE_OF_NOUN = "share of the noun behind"
    SHARE_OF_COUNT = "share of the count before"
    SHARE_OF_PLAN = "share of the plan"
    NAME_AROUND = "name before and behind"
    NAME_EARLIER = "name earlier in the sentence"
    INHERITED_FOR_ITEM = "inherited, for an item"
    INHERITED_FOR_NOUN = "inherited, for the noun behind"
    COUNT_OF_NOUN = "count of the noun behind"
    COUNT_OF_NOUN_BEFORE = "count of a noun before"
    COUNT_OF_GROUP = "count of a group"
    COUNT_WITH_VERB = "count with its verb"
    COUNT_IN_TOPIC = "count within the topic"
    BARE_COUNT = "bare count"
    GROWTH = "growth"
    COMPARED = "comparison"
    RANKED = "rank"
    CELL = "cell of a table"


class Fate(Enum):
    """What a number was read as, where it began no observation of its own."""

    IDLE = auto()
    """It measures nothing."""
    CHANGE = auto()
    LONE_CHANGE = auto()
    """A change that leads to a value, if one comes."""
    LEVEL = auto()
    RANK = auto()
    SAID_AGAIN = auto()
    """The number before it, in other words."""


@dataclass(frozen=True, slots=True)
class Name:
    """What a value measures, and the rule that said so.

    Attributes:
        unit: The noun it counts, where only the list that it stands in says so.
        confidence: How sure the choice among all proposed names is, 0 to 1.
    """

    words: str
    rule: Rule
    unit: str = ""
    confidence: float = 1.0


class Told(NamedTuple):
    """A name that the text has told, for the numbers that take it over.

    Attributes:
        sort: What its number is: a share, money, a score, a measure, a count.
        how: Whether its own words told it (``own``), its sentence, or what came before.
        shape: What stood before its number, in short.
        passage: Where it was told.
    """

    words: str
    unit: str
    sort: str
    how: str
    shape: str
    passage: Masked
    sentence: Span


@dataclass(slots=True)
class Draft:
    """An observation in the making; spans count in the text of the passage."""

    name: str
    place: Place | None
    subject: str | None
    period: Period | None
    kind: Kind
    value: Decimal
    unit: str
    bound: Bound
    number: Span
    quote: Span
    rule: Rule
    value_to: Decimal | None = None
    fraction: Fraction | None = None
    rank: Rank | None = None
    change: Change | None = None
    baselines: list[Baseline] = field(default_factory=list)
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Site:
    """One number in its surroundings.

    Attributes:
        quantity: The number; a rank stands as a quantity with the unit ``hạng``.
        rank: The rank itself, where the number is one.
        left: From the number before, or the sentence's start, to this one.
        right: From behind it to the next number or the end of the clause.
        sentence: The whole sentence.
        bracket: The piece in brackets that holds it, ``None`` outside.
    """

    quantity: Quantity
    rank: Rank | None
    left: Span
    right: Span
    sentence: Span
    bracket: Span | None


@dataclass(slots=True)
class Frame:
    """What the text has been speaking of.

    Attributes:
        topic: Words of the last name, whatever its unit.
        names: The last name for each unit.
        firsts: The first telling name for each unit: what the article is about.
        context: Words that complete a bare name ("điểm trung bình").
        period: When the next number is about.
        story: When the sentences of the passage are about, whatever one of them passes.
        ahead: Whether that is a plan, for later or for the rest of the year.
        resumed: What the sentence goes on with behind a semicolon.
        told: The last period of those the passage itself tells of.
        title: What the headline speaks of.
        about: The one office that the headline names.
        whole: Whether the sentence speaks of a place as a whole ("toàn tỉnh"), not of that office.
        origin: The value that a rise or fall began at ("tăng từ 88%").
        leading: The place at the first number of the sentence before.
        leading_subject: The subject there.
        paragraph_place: Whose paragraph it is ("Tại Ba Tri, ...").
        paragraph_subject: The same for an office.
        outside: The place and subject before the bracket that is open.
        named: The place of each level named last, the latest at the end, for "huyện này".
        abroad: Another place than the article's own, where the passage has turned to one.
        main: The last value that was not itself a comparison.
        growth: A rise or fall that may lead to a value ("giảm 4%, còn 34%").
        share: How much of the plan the last value is ("bằng 65% dự toán").
        changed: The value that the last change is said of, and where that change ends.
        waiting: A rank that waits for its value.
        organisation: The office named last, for "đơn vị đã trình".
        offices: All offices and groups named, the last one first, for "Sở đã trình".
        seats: In which district or commune a house is ("Bệnh viện huyện Ba Tri").
        sureness: How sure the name is that ``topic`` comes from.
        told_names: All names told in the article so far, in order.
        often: How often each was told.
        first_told: The first one of each unit.
        looks: The names that were proposed in the article, and what they look like.
        heads: Names of known indicators in the headline and lead, each with its units.
    """

    topic: str = ""
    names: dict[str, str] = field(default_factory=dict)
    firsts: dict[str, str] = field(default_factory=dict)
    context: str = ""
    place: Place | None = None
    subject: str | None = None
    organisation: str | None = None
    offices: tuple[str, ...] = ()
    seats: dict[str, Place] = field(default_factory=dict)
    period: Period | None = None
    story: Period | None = None
    ahead: bool = False
    resumed: Period | None = None
    told: Period | None = None
    title: str = ""
    about: str | None = None
    whole: bool = False
    main: Draft | None = None
    share: Draft | None = None
    growth: Draft | None = None
    waiting: Rank | None = None
    leading: Place | None = None
    leading_subject: str | None = None
    paragraph_place: Place | None = None
    paragraph_subject: str | None = None
    named: dict[Level, Place] = field(default_factory=dict)
    abroad: Place | None = None
    outside: tuple[Place | None, str | None] | None = None
    origin: Draft | None = None
    changed: tuple[Draft | None, int] | None = None
    sureness: float = 1.0
    told_names: list[Told] = field(default_factory=list)
    often: Counter[str] = field(default_factory=Counter)
    first_told: dict[str, Told] = field(default_factory=dict)
    looks: Looks = field(default_factory=Looks)
    heads: tuple[tuple[str, frozenset[str]], ...] = ()

    def compared(self, unit: str) -> Draft | None:
        """The value that a number of this unit is compared with."""
        if self.share is not None and (self.main is None or self.main.unit != unit):
            return self.share if self.share.unit == unit else self.main
        return self.main

    def next_passage(self, period: Period | None) -> Frame:
        """What the next passage may still refer to.

        Args:
            period: What the heading above it names.
        """
        return Frame(
            topic=self.topic,
            sureness=self.sureness,
            told_names=self.told_names,
            often=self.often,
            first_told=self.first_told,
            looks=self.looks,
            heads=self.heads,
            context=self.context,
            names=dict(self.names),
            firsts=dict(self.firsts),
            organisation=self.about or self.organisation,
            offices=self.offices,
            seats=self.seats,
            period=period,
            story=period,
            title=self.title,
            about=self.about,
            named=dict(self.named),
        )


@dataclass(slots=True)
class Reading:
    """A passage while it is read.

    Attributes:
        first: How many drafts there were when the sentence began.
        prior: How many there were when the sentence before it began.
        sentence: The sentence that is read.
        sites: All numbers read so far.
        fates: What those were read as that began no observation, by where they start.
    """

    masked: Masked
    scene: Scene
    frame: Frame
    planned: bool
    drafts: list[Draft] = field(default_factory=list)
    first: int = 0
    prior: int = 0
    sentence: Span = field(default_factory=lambda: Span(0, 0))
    sites: list[Site] = field(default_factory=list)
    fates: dict[int, Fate | Reason] = field(default_factory=dict)

    def note(self, site: Site, fate: Fate | Reason) -> None:
        """Keep what a number was read as, or why it was let go; what is known stays."""
        self.fates.setdefault(site.quantity.span.start, fate)

    def seen(self, span: Span) -> str:
        """Masked text of a stretch."""
        return self.masked.masked[span.start : span.end]

    def named(self, span: Span) -> str:
        """Masked text of a stretch, subjects in words."""
        return self.masked.named[span.start : span.end]

    def written(self, span: Span) -> str:
        """The words of a stretch."""
        return self.masked.text[span.start : span.end]
