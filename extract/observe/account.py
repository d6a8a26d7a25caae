"""What became of each number of a passage: none is lost without a word.

``settle`` is the entry point, behind the last sentence. A number is in an observation, or says
again what another says, or measures nothing by a rule; all others are loose, with the reason.
"""

from __future__ import annotations

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
    sure = [draft for draft in reading.drafts if draft.confidence >= LEAST_SURE]
    unsure = [draft for draft in reading.drafts if draft.confidence < LEAST_SURE]
    account = Account(sure, [], _passed(reading))
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


def _passed(reading: Reading) -> list[Span]:
    """Numbers that are no sites: they only frame another one."""
    read = {site.quantity.span for site in reading.sites}
    return [one.span for one in reading.masked.quantities if one.span not in read]


def _fate(reading: Reading, site: Site) -> Fate | Reason:
    return reading.fates.get(site.quantity.span.start, Reason.UNNAMED)


def _outcome(
    reading: Reading, site: Site, following: Site | None, drafts: list[Draft]
) -> Fate | Reason | None:
    """``IDLE``, why a number is loose, or ``None`` where an observation holds it."""
    if _is_told(reading, site, following, drafts):
        return None
    fate = _fate(reading, site)
    return _LET_GO.get(fate, Fate.IDLE) if isinstance(fate, Fate) else fate


def _is_told(reading: Reading, site: Site, following: Site | None, drafts: list[Draft]) -> bool:
    if any(draft.number == site.quantity.number for draft in drafts):
        return True
    fate = _fate(reading, site)
    if fate in (Fate.CHANGE, Fate.LONE_CHANGE):
        again = following is not None and _fate(reading, following) is Fate.SAID_AGAIN
        numbers = [site, *([following] if following is not None and again else [])]
        return any(_is_change(abs(one.quantity.value), drafts) for one in numbers)
    if fate is Fate.RANK:
        return any(draft.rank == site.rank for draft in drafts)
    here = (draft for draft in drafts if draft.quote == site.sentence)
    return fate is Reason.UNNAMED and any(_counts(site.quantity.value, draft) for draft in here)


def _is_change(value: Decimal, drafts: list[Draft]) -> bool:
    """Whether a value's change is so much, or what it was before is computed from that."""
    for draft in drafts:
        if draft.change is not None and draft.change.value == value:
            return True
        computed = (one for one in draft.baselines if one.derived)
        if any(abs(draft.value - one.value) == value for one in computed):
            return True
    return False


def _counts(value: Decimal, draft: Draft) -> bool:
    fraction = draft.fraction
    return fraction is not None and value in (fraction.part, fraction.whole)
