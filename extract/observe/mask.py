"""A passage in which every mention stands as a run of one mark.

``mask`` is the entry point. Patterns over the masked text see the structure ("tỷ lệ hộ
nghèo của <place> còn <quantity>") and keep the positions of the passage.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import islice, takewhile
from typing import Protocol, TypeVar

from extract.models import PeriodMention, PlaceMention, Quantity, RankMention, Span
from extract.observe.clause import Stretches
from extract.observe.compound import find_joints
from extract.observe.scene.communes import Communes
from extract.observe.subject import SubjectMention, find_subjects, full_name
from extract.period.reader import find_periods
from extract.place.reader import find_places
from extract.quantity.rank import find_ranks
from extract.quantity.reader import find_quantities

PERIOD = "\ue001"
PLACE = "\ue002"
SUBJECT = "\ue003"
QUANTITY = "\ue004"
RANK = "\ue005"
COMMA = "\u201a"
"""A comma inside a subject ("các sở, ngành") or a compound, which separates nothing."""
DASH = "\u2012"
"""The same for a dash."""
# The province's own house, beside others of its kind: "Công an tỉnh", "Bệnh viện Đa khoa tỉnh".
_TOLD_BY_LEVEL = re.compile(
    r"(?:Công an|Bệnh viện|Trung tâm|Tòa án|Viện kiểm sát|BHXH|CDC|Ủy ban MTTQ|Đài)\b"
)
_LEVEL_OF_PLACE = re.compile(r" (?:tỉnh|huyện|thành phố|thị xã|xã|phường)(?= )")
MARKS = f"{PERIOD}-{RANK}"
"""All marks, to stand inside a character class; a range is matched faster than a list."""


@dataclass(frozen=True)
class Masked:
    """A passage's text with its mentions; all spans count in ``text``.

    Attributes:
        text: Canonical text.
        masked: The same length, each mention a run of its mark.
        named: As ``masked``, with subjects left in words.
    """

    text: str
    masked: str
    named: str
    quantities: tuple[Quantity, ...]
    ranks: tuple[RankMention, ...]
    periods: tuple[PeriodMention, ...]
    places: tuple[PlaceMention, ...]
    subjects: tuple[SubjectMention, ...]

    @cached_property
    def stretches(self) -> Stretches:
        """Where the mentions are."""
        kinds = (self.subjects, self.periods, self.places, self.ranks, self.quantities)
        return Stretches(mention.span for mentions in kinds for mention in mentions)

    def last_quantity(self, end: int) -> Quantity | None:
        """Give the last quantity that ends at a position or before it."""
        behind = bisect_right(self.quantities, end, key=lambda quantity: quantity.span.end)
        return self.quantities[behind - 1] if behind else None


class _Mention(Protocol):
    @property
    def span(self) -> Span: ...


_M = TypeVar("_M", bound=_Mention)


def since(mentions: Sequence[_M], start: int) -> Iterator[_M]:
    """Give the mentions that begin at a position or behind it.

    Args:
        mentions: Of one kind, in order.
        start: The position.
    """
    first = bisect_left(mentions, start, key=lambda mention: mention.span.start)
    return islice(mentions, first, None)


def within(mentions: Sequence[_M], stretch: Span) -> Iterator[_M]:
    """Give the mentions that lie in a stretch; a long paragraph has many elsewhere.

    Args:
        mentions: Of one kind, in order.
        stretch: Where to look.
    """
    begun = takewhile(
        lambda mention: mention.span.start < stretch.end, since(mentions, stretch.start)
    )
    return (mention for mention in begun if stretch.holds(mention.span))


def mask(
    text: str, published: date | None, province: str | None, communes: Communes | None = None
) -> Masked:
    """Find all mentions in a canonical text and mark them.

    Args:
        text: Canonical text.
        published: The day relative periods count from; also decides the map of places.
        province: The article's own province, which settles shared district names.
        communes: Those that the article names in full somewhere.
    """
    ranks = find_ranks(text)
    taken = _Taken(text)
    taken.add(ranks)
    found = _with_communes(find_places(text, on=published, province=province), text, communes)
    # "xã A Lưới 2": the number is part of the name.
    numbered = [one.span for one in found if one.place.name[-1:].isdigit()]
    quantities = [
        q
        for q in find_quantities(text)
        if not taken.touches(q.span) and not any(q.span.overlaps(name) for name in numbered)
    ]
    taken.add(quantities)
    periods = [p for p in find_periods(text, published) if not taken.touches(p.span)]
    taken.add(periods)
    named_subjects = find_subjects(text)
    sites = [one.span for one in named_subjects if one.whole]
    outside = [p for p in found if not any(p.span.overlaps(site) for site in sites)]
    places = [p for p in (_without_type(place, taken) for place in outside) if p is not None]
    subjects = _subjects(text, named_subjects, taken, places)
    masked = list(text)
    marked = ((QUANTITY, quantities), (RANK, ranks), (PERIOD, periods), (PLACE, places))
    for mark, mentions in marked:
        for mention in mentions:
            _fill(masked, mention.span, mark)
    for joint in find_joints(text):
        if "," in (comma := masked[joint.start]):
            masked[joint.start] = COMMA
        elif comma == " " and masked[joint.start + 1] in "-–":
            masked[joint.start + 1] = DASH
    named = list(masked)
    for subject in subjects:
        span = slice(subject.span.start, subject.span.end)
        named[span] = [COMMA if letter == "," else letter for letter in named[span]]
        _fill(masked, subject.span, SUBJECT)
    return Masked(
        text,
        "".join(masked),
        "".join(named),
        tuple(quantities),
        tuple(ranks),
        tuple(periods),
        tuple(places),
        tuple(subjects),
    )


def _with_communes(
    places: list[PlaceMention], text: str, communes: Communes | None
) -> list[PlaceMention]:
    bare = communes.find(text) if communes is not None else []
    free = [one for one in bare if not any(one.span.overlaps(p.span) for p in places)]
    return sorted((*places, *free), key=lambda mention: mention.span) if free else places


def _without_type(place: PlaceMention, taken: _Taken) -> PlaceMention | None:
    """A place clear of numbers; "ba huyện" counts the "huyện" before the first of their names."""
    if not taken.touches(place.span):
        return place
    name = Span(place.span.end - len(place.place.name), place.span.end)
    return None if taken.touches(name) else replace(place, span=name)


def _subjects(
    text: str, named: list[SubjectMention], taken: _Taken, places: list[PlaceMention]
) -> list[SubjectMention]:
    """Subjects clear of numbers; a place inside one ("Sở Y tế Hà Nội") ends it."""
    found: list[SubjectMention] = []
    for subject in named:
        inside = [p.span for p in places if p.span.overlaps(subject.span)]
        end = min((span.start for span in inside), default=subject.span.end)
        while end > subject.span.start and text[end - 1] in " ,-–":
            end -= 1
        span = Span(subject.span.start, end)
        if subject.counted:
            # "19 sở, ban, ngành": the first noun is the unit of the count.
            start = taken.clear_from(span.start)
            if span.start < start:
                behind = Span(start, max(start, end))
                found.append(replace(subject, span=behind, name=text[span.start : end]))
        elif end > subject.span.start and not taken.touches(span):
            name = text[span.start : span.end]
            if type_word := _LEVEL_OF_PLACE.match(text, end):
                name += type_word[0] if _TOLD_BY_LEVEL.match(name) else ""
            found.append(SubjectMention(span, full_name(name)))
    return [subject for subject in found if subject.name not in ("các", "Các")]


class _Taken:
    """The letters of a text that belong to a mention already."""

    def __init__(self, text: str) -> None:
        self._letters = bytearray(len(text))

    def add(self, mentions: Iterable[Quantity | RankMention | PeriodMention]) -> None:
        for mention in mentions:
            start, end = mention.span.start, mention.span.end
            self._letters[start:end] = b"\1" * (end - start)

    def clear_from(self, start: int) -> int:
        """Give the first free position from a taken one on."""
        free = self._letters.find(0, start)
        return free if free >= 0 else len(self._letters)

    def touches(self, span: Span) -> bool:
        return self._letters.find(1, span.start, span.end) >= 0


def _fill(letters: list[str], span: Span, mark: str) -> None:
    letters[span.start : span.end] = mark * (span.end - span.start)
