"""What became of each number of a passage: none is lost without a word.

``settle`` is the entry point, behind the last sentence. A number is in an observation, or says
again what another says, or measures nothing by a rule; all others are loose, with the reason.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import zip_longest

from extract.models import Reason, Span
from extract.observe.frame import Draft, Fate, Reading, Site

LEAST_SURE = 0.3
"""A name less sure than this is right in about half of the cases: too few to be told."""

_LET_GO = {
    Fate.CHANGE: Reason.SECOND_CHANGE,
    Fate.LONE_CHANGE: Reason.CHANGE_WITHOUT_VALUE,
    Fate.LEVEL: Reason.LEVEL_WITHOUT_VALUE,
    Fate.RANK: Reason.RANK_WITHOUT_NAME,
}


@dataclass(frozen=True, slots=True)
class Loose:
    """A number that nothing was made of; spans count in the passage."""

    number: Span
    quote: Span
    reason: Reason


@dataclass(frozen=True, slots=True)
class Account:
    """The numbers of a passage, each in one place only.

    Attributes:
        drafts: Sure enough to be told, in order of their numbers.
        idle: Numbers that measure nothing.
    """

    drafts: list[Draft]
    loose: list[Loose]
    idle: list[Span]


def settle(reading: Reading) -> Account:
    """Tell what became of each number of a passage that has been read."""
    drafts = [draft for draft in reading.drafts if draft.confidence >= LEAST_SURE]
    sure = _Told(drafts)
    unsure = _Told([draft for draft in reading.drafts if draft.confidence < LEAST_SURE])
    account = Account(drafts, [], _passed(reading))
    outcome: Fate | Reason | None = None
    for site, following in zip_longest(reading.sites, reading.sites[1:]):
        if _fate(reading, site) is not Fate.SAID_AGAIN:
            outcome = _outcome(reading, site, following, sure)
            if isinstance(outcome, Reason) and _is_told(reading, site, following, unsure):
                outcome = Reason.UNSURE
        if outcome is Fate.IDLE:
            account.idle.append(site.quantity.span)
        elif isinstance(outcome, Reason):
            account.loose.append(Loose(site.quantity.span, site.sentence, outcome))
    return account


class _Told:
    """All that drafts hold, to be looked up by number; a passage may have thousands.

    Attributes:
        changes: Sizes of changes, and of those that an earlier value was computed from.
        parts: Parts and wholes, each with its sentence.
    """

    def __init__(self, drafts: Sequence[Draft]) -> None:
        self.numbers = {draft.number for draft in drafts}
        self.ranks = {draft.rank for draft in drafts if draft.rank is not None}
        self.changes = {abs(d.change.value) for d in drafts if d.change is not None}
        self.parts: set[tuple[Span, Decimal]] = set()
        for draft in drafts:
            computed = (one for one in draft.baselines if one.derived)
            self.changes |= {abs(draft.value - one.value) for one in computed}
            if draft.fraction is not None:
                whole = (draft.fraction.part, draft.fraction.whole)
                self.parts |= {(draft.quote, value) for value in whole}


def _passed(reading: Reading) -> list[Span]:
    """Numbers that are no sites: they only frame another one."""
    read = {site.quantity.span for site in reading.sites}
    return [one.span for one in reading.masked.quantities if one.span not in read]


def _fate(reading: Reading, site: Site) -> Fate | Reason:
    return reading.fates.get(site.quantity.span.start, Reason.UNNAMED)


def _outcome(
    reading: Reading, site: Site, following: Site | None, told: _Told
) -> Fate | Reason | None:
    """``IDLE``, why a number is loose, or ``None`` where an observation holds it."""
    if _is_told(reading, site, following, told):
        return None
    fate = _fate(reading, site)
    return _LET_GO.get(fate, Fate.IDLE) if isinstance(fate, Fate) else fate


def _is_told(reading: Reading, site: Site, following: Site | None, told: _Told) -> bool:
    if site.quantity.number in told.numbers:
        return True
    fate = _fate(reading, site)
    if fate in (Fate.CHANGE, Fate.LONE_CHANGE):
        again = following is not None and _fate(reading, following) is Fate.SAID_AGAIN
        numbers = [site, *([following] if following is not None and again else [])]
        return any(abs(one.quantity.value) in told.changes for one in numbers)
    if fate is Fate.RANK:
        return site.rank in told.ranks
    return fate is Reason.UNNAMED and (site.sentence, site.quantity.value) in told.parts
