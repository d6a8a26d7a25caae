"""Two names, each with its unit -> whether they name one thing.

``compare`` is the entry point. The catalogue speaks first: two of its entries are never one
thing, two names of one entry always are. Names it does not list are one thing if they say the
same but for words of office life; where they say much in common and nothing that sets them
apart, it is unknown.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from extract.indicator.identify import How, Identifier, Match
from extract.indicator.wording import Description, describe, scale_of, unit_fits

_ALIKE, _UNLIKE = 0.8, 0.5
_LISTED = frozenset({How.NAME, How.PHRASE, How.THRESHOLD})
# Said or left out at will in the names of one thing.
_LOOSE = frozenset(
    {
        "rate",
        "dossier",
        "service",
        "performed",
        "citizens",
        "used",
        "average",
        "revenue",
        "spending",
    }
)

Named = tuple[str, str]
"""A name as written, and its unit."""


class Verdict(StrEnum):
    """Whether two names name one thing."""

    SAME = "same"
    DIFFERENT = "different"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Sameness:
    """A verdict and its reason.

    Attributes:
        reason: ``entry`` (the catalogue says so), ``unit``, ``head`` (a number is not a
            share), ``aspect`` (one says "quá hạn", "cận nghèo", ... and the other does not)
            or ``words``.
    """

    verdict: Verdict
    reason: str


def compare(
    one: Named, other: Named, identifier: Identifier, apart: Callable[[str, str], bool]
) -> Sameness:
    """Compare two names.

    Args:
        one: A name and its unit.
        other: A name and its unit.
        identifier: Knows the catalogue.
        apart: Tells whether two of its ids are near-misses.
    """
    matches = identifier.identify(*one), identifier.identify(*other)
    names = describe(one[0]), describe(other[0])
    told = _by_entry(*matches, apart)
    if told is Verdict.SAME and How.THRESHOLD in (matches[0].how, matches[1].how):
        # "số xã dưới 10%" counts other communes than "số xã trên 50%".
        return Sameness(Verdict.SAME if names[0] == names[1] else Verdict.DIFFERENT, "words")
    if told is Verdict.SAME and How.ALIKE in (matches[0].how, matches[1].how):
        told = told if names[0].nested(names[1]) or _LISTED & {m.how for m in matches} else None
    if told is not None:
        return Sameness(told, "entry")
    if not _units_agree(one[1], other[1]):
        return Sameness(Verdict.DIFFERENT, "unit")
    sides = _sides(one[0], matches[0], identifier), _sides(other[0], matches[1], identifier)
    verdicts = [_by_words(a, b, identifier) for a in sides[0] for b in sides[1]]
    # An entry has many names; the one that is worded like the other's counts.
    ranks = [Verdict.SAME, Verdict.UNKNOWN, Verdict.DIFFERENT]
    return min(verdicts, key=lambda said: ranks.index(said.verdict))


def _by_entry(one: Match, other: Match, apart: Callable[[str, str], bool]) -> Verdict | None:
    if one.id is None or other.id is None:
        return None
    if one.id == other.id:
        return Verdict.SAME
    sure = one.how in _LISTED and other.how in _LISTED
    return Verdict.DIFFERENT if sure or apart(one.id, other.id) else Verdict.UNKNOWN


def _sides(name: str, match: Match, identifier: Identifier) -> list[Description]:
    names = identifier.names_of(match.id) if match.id is not None else ()
    return [describe(each) for each in dict.fromkeys((name, *names))]


def _units_agree(one: str, other: str) -> bool:
    if not one or not other:
        return True
    return unit_fits(one, (other,)) if scale_of(one) is scale_of(other) else False


def _by_words(one: Description, other: Description, identifier: Identifier) -> Sameness:
    if one.head and other.head and one.head != other.head:
        return Sameness(Verdict.DIFFERENT, "head")
    differing = identifier.aspects(one) ^ identifier.aspects(other)
    if differing - _LOOSE:
        return Sameness(Verdict.DIFFERENT, "aspect")
    likeness = one.likeness(other)
    if likeness >= _ALIKE and one.core == other.core and not differing:
        return Sameness(Verdict.SAME, "words")
    return Sameness(Verdict.UNKNOWN if likeness >= _UNLIKE else Verdict.DIFFERENT, "words")
