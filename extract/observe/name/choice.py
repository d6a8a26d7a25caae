"""The name of a number, chosen among all that are proposed.

``choose`` is the entry point. Each proposal is weighed by its signs (see ``evidence``); the
heaviest is the name, and its share of all weight is how sure the choice is.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from operator import mul

from extract.observe.frame import Name, Reading, Rule, Site, Told
from extract.observe.name.evidence import of_proposal, of_source, weights_of_sources
from extract.observe.name.look import Looks
from extract.observe.name.named_by import rule_of
from extract.observe.name.proposal import Proposal, propose
from extract.observe.name.situation import Situation, situate
from extract.observe.name.value_name import name_value
from extract.observe.name.weights import Part, Sign

_AGREES = 0.55
_SAME, _NEARLY = 0.7, 0.9
_PUT_TOGETHER = frozenset({"LR", "DL", "DR", "S"})
# Names that differ in these alone are of two things, however much alike.
_TELL_APART = frozenset(
    ("cận", "tái", "ngoại", "nội", "xuất", "nhập", "đúng", "trước", "trễ", "quá")
)
_OF_SENTENCE = frozenset({"L", "S"})
_AT_HAND = frozenset({"L", "S", "R", "LR", "U"})
_AS_HOPEFUL = 0.05


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice with all that was proposed.

    Attributes:
        ruled: The name that the rules gave.
        signs: What speaks for each proposal, those of its sources among them.
        weights: Their weights, in the order of the proposals.
        chances: The same as shares of 1.
        best: Which one was chosen.
        confidence: The chance of all names like it, 0 to 1.
    """

    reading: Reading
    site: Site
    ruled: Name | None
    proposals: tuple[Proposal, ...]
    signs: tuple[tuple[Sign, ...], ...]
    weights: tuple[float, ...]
    chances: tuple[float, ...]
    best: int
    confidence: float


Watch = Callable[[Choice], None]
_watches: list[Watch] = []


@contextmanager
def watching(watch: Watch) -> Iterator[None]:
    """Let every choice be seen while the context lasts, for traces and for fitting."""
    _watches.append(watch)
    try:
        yield
    finally:
        _watches.remove(watch)


def choose(reading: Reading, site: Site) -> Name | None:
    """Choose the name of a number and remember it for those behind it.

    Returns:
        ``None`` where nothing names it.
    """
    ruled = name_value(reading, site)
    if ruled is None or not ruled.words:
        return None
    proposals = propose(reading, site, ruled)
    if not proposals:
        # A name that is nothing but signs.
        return None
    looks = reading.frame.looks
    situation = situate(reading, site, noun_behind=any("R" in one.sources for one in proposals))
    likeness = _likeness(proposals, looks)
    weights = _weigh(proposals, situation, likeness, looks)
    chances = _chances(weights)
    # The name most like all that may be right: near-equal names share their chances.
    hopes = [sum(map(mul, row, chances)) for row in likeness]
    best = _likeliest_of_best(hopes, chances)
    best = _plainest(proposals, likeness[best], hopes, best)
    best = _said_here(proposals, chances, best)
    if not looks.weights.by_sign or _sets_limit(ruled, situation.sort):
        best = next((at for at, one in enumerate(proposals) if "B" in one.sources), best)
    chosen = proposals[best]
    alike = zip(chances, likeness[best], strict=True)
    confidence = min(1.0, sum(chance for chance, share in alike if share >= _AGREES))
    if _watches:
        signs = tuple(_signs(proposals, situation, likeness, looks))
        known = (tuple(proposals), signs, tuple(weights), tuple(chances), best, confidence)
        for watch in _watches:
            watch(Choice(reading, site, ruled, *known))
    unit = ruled.unit if "B" in chosen.sources else ""
    _remember(reading, site, chosen, situation)
    return Name(chosen.words, rule_of(chosen, ruled, situation.sort), unit, confidence)


def _likeliest_of_best(hopes: list[float], chances: list[float]) -> int:
    # Of names that are hardly less hopeful, one that the text says reads better than a mixture.
    least = max(hopes) - _AS_HOPEFUL
    hopeful = (at for at, hope in enumerate(hopes) if hope >= least)
    return max(hopeful, key=chances.__getitem__)


def _plainest(proposals: list[Proposal], alike: list[float], hopes: list[float], best: int) -> int:
    """Give the rules' own name in place of one put together that says nearly the same."""
    if proposals[best].sources - _PUT_TOGETHER:
        return best
    for at, one in enumerate(proposals):
        if "B" in one.sources and alike[at] >= _SAME and hopes[at] >= _NEARLY * hopes[best]:
            return at
    return best


def _said_here(proposals: list[Proposal], chances: list[float], best: int) -> int:
    """Give the sentence's own "tỷ lệ hộ nghèo" in place of "tỷ lệ hộ cận nghèo" told before."""
    told = proposals[best]
    if told.sources & _AT_HAND:
        return best
    own = (
        at
        for at, one in enumerate(proposals)
        if one.sources & _OF_SENTENCE and one.syllables ^ told.syllables <= _TELL_APART
    )
    return max(own, key=chances.__getitem__, default=best)


def _chances(weights: list[float]) -> list[float]:
    top = max(weights)
    powers = [math.exp(weight - top) for weight in weights]
    total = sum(powers)
    return [power / total for power in powers]


def _sets_limit(ruled: Name, sort: str) -> bool:
    """Whether a name tells by which limit a group was counted: "số xã có tỷ lệ trên 75%"."""
    counted = ruled.rule is Rule.COUNT_OF_NOUN and sort == "group"
    return counted and any(letter.isdigit() for letter in ruled.words)


def _weigh(
    proposals: list[Proposal], situation: Situation, likeness: list[list[float]], looks: Looks
) -> list[float]:
    sources = weights_of_sources(situation, looks.weights)
    found: list[float] = []
    for proposal, row in zip(proposals, likeness, strict=True):
        total = sum(map(sources.__getitem__, proposal.sources))
        total += looks.at(proposal.words, proposal.syllables).weight
        for strength, family, key in of_proposal(proposal, situation, _agreement(row), looks):
            total += strength * family[key]
        found.append(total)
    return found


def _signs(
    proposals: list[Proposal], situation: Situation, likeness: list[list[float]], looks: Looks
) -> Iterator[tuple[Sign, ...]]:
    for proposal, row in zip(proposals, likeness, strict=True):
        shared = [s for one in sorted(proposal.sources) for s in of_source(one, situation)]
        parts: list[Part] = of_proposal(proposal, situation, _agreement(row), looks)
        parts += looks.parts(looks.at(proposal.words, proposal.syllables))
        own = ((sign, strength) for strength, of, key in parts for sign in of.signs(key))
        yield (*shared, *own)


def _likeness(proposals: list[Proposal], looks: Looks) -> list[list[float]]:
    """Token F1 of each two proposals."""
    masks = [looks.mask(proposal.syllables) for proposal in proposals]
    sizes = [len(proposal.syllables) for proposal in proposals]
    found = [[1.0] * len(masks) for _ in masks]
    for at, one in enumerate(masks):
        size, row = sizes[at], found[at]
        for other_at in range(at):
            shared = (one & masks[other_at]).bit_count()
            alike = 2 * shared / (size + sizes[other_at]) if shared else 0.0
            row[other_at] = found[other_at][at] = alike
    return found


def _agreement(row: list[float]) -> float:
    return len([alike for alike in row if alike >= _AGREES]) / len(row)


def _remember(reading: Reading, site: Site, chosen: Proposal, situation: Situation) -> None:
    """Let the numbers behind refer to a name."""
    told = Told(
        chosen.words,
        site.quantity.unit,
        situation.sort,
        _how(chosen.sources),
        situation.shape,
        reading.masked,
        site.sentence,
    )
    frame = reading.frame
    frame.told_names.append(told)
    frame.often[told.words] += 1
    frame.first_told.setdefault(told.unit, told)


def _how(sources: set[str]) -> str:
    if sources & {"L", "R", "LR"}:
        return "own"
    if "S" in sources:
        return "sent"
    return "inh" if sources & {"D", "T", "H", "N", "F", "X"} else "mix"
