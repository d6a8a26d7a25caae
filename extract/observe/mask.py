"""A passage in which every mention stands as a run of one mark.

``mask`` is the entry point. Patterns over the masked text see the structure ("tỷ lệ hộ
nghèo của <place> còn <quantity>") and keep the positions of the passage.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from extract.models import PeriodMention, PlaceMention, Quantity, RankMention, Span
from extract.observe.subject import SubjectMention, find_subjects
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
"""A comma inside a subject ("các sở, ngành"), which separates nothing."""
MARKS = PERIOD + PLACE + SUBJECT + QUANTITY + RANK


@dataclass(frozen=True, slots=True)
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


def mask(text: str, published: date | None, province: str | None) -> Masked:
    """Find all mentions in a canonical text and mark them.

    Args:
        text: Canonical text.
        published: The day relative periods count from; also decides the map of places.
        province: The article's own province, which settles shared district names.
    """
    ranks = find_ranks(text)
    taken = [mention.span for mention in ranks]
    quantities = [q for q in find_quantities(text) if not _touches(q.span, taken)]
    taken += [q.span for q in quantities]
    periods = [p for p in find_periods(text, published) if not _touches(p.span, taken)]
    taken += [p.span for p in periods]
    found = find_places(text, on=published, province=province)
    places = [p for p in map(_without_type, found, [taken] * len(found)) if p is not None]
    subjects = _subjects(text, taken, places)
    masked = list(text)
    marked = ((QUANTITY, quantities), (RANK, ranks), (PERIOD, periods), (PLACE, places))
    for mark, mentions in marked:
        for mention in mentions:
            _fill(masked, mention.span, mark)
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


def _without_type(place: PlaceMention, taken: list[Span]) -> PlaceMention | None:
    """A place clear of numbers; "ba huyện" counts the "huyện" before the first of their names."""
    if not _touches(place.span, taken):
        return place
    name = Span(place.span.end - len(place.place.name), place.span.end)
    return None if _touches(name, taken) else replace(place, span=name)


def _subjects(text: str, taken: list[Span], places: list[PlaceMention]) -> list[SubjectMention]:
    """Subjects clear of numbers; a place inside one ("Sở Y tế Hà Nội") ends it."""
    found: list[SubjectMention] = []
    for subject in find_subjects(text):
        inside = [p.span for p in places if p.span.overlaps(subject.span)]
        end = min((span.start for span in inside), default=subject.span.end)
        while end > subject.span.start and text[end - 1] in " ,-–":
            end -= 1
        span = Span(subject.span.start, end)
        if end > subject.span.start and not _touches(span, taken):
            found.append(SubjectMention(span, text[span.start : span.end]))
    return found


def _touches(span: Span, taken: Iterable[Span]) -> bool:
    return any(span.overlaps(other) for other in taken)


def _fill(letters: list[str], span: Span, mark: str) -> None:
    letters[span.start : span.end] = mark * (span.end - span.start)
