"""The name of a number, chosen among all that are proposed.

``choose`` is the entry point. Each proposal is weighed by its signs (see ``evidence``); the
heaviest is the name, and its share of all weight is how sure the choice is. The weights stand in
``tables/name_weights.csv`` and were fitted on annotated articles (see ``bot.evaluation.fitting``).
"""

from __future__ import annotations

import csv
import math
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache

from extract.lexicon import TABLES
from extract.observe.frame import Name, Reading, Rule, Site, Told
from extract.observe.name.evidence import Sign, Situation, of_proposal, of_source, situate
from extract.observe.name.proposal import Proposal, propose, rule_of
from extract.observe.name.value_name import name_value

_WEIGHTS = TABLES / "name_weights.csv"
_AGREES = 0.55


@dataclass(frozen=True, slots=True)
class Choice:
    """One choice with all that was proposed.

    Attributes:
        ruled: The name that the rules gave.
        signs: What speaks for each proposal, those of its sources among them.
        weights: Their weights, in the order of the proposals.
        best: Which one was chosen.
    """

    reading: Reading
    site: Site
    ruled: Name | None
    proposals: tuple[Proposal, ...]
    signs: tuple[tuple[Sign, ...], ...]
    weights: tuple[float, ...]
    best: int


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


@lru_cache(maxsize=1)
def load_weights() -> Mapping[str, float]:
    """Read the weights of the signs; once, in about 5 ms."""
    with _WEIGHTS.open(encoding="utf-8", newline="") as file:
        return {sign: float(weight) for sign, weight in csv.reader(file)}


def choose(reading: Reading, site: Site) -> Name | None:
    """Choose the name of a number and remember it for those behind it.

    Returns:
        ``None`` where nothing names it.
    """
    ruled = name_value(reading, site)
    if ruled is None or not ruled.words:
        return None
    proposals = propose(reading, site, ruled)
    situation = situate(reading, site, noun_behind=any("R" in one.sources for one in proposals))
    weights = _weigh(proposals, situation, reading)
    best = max(range(len(weights)), key=weights.__getitem__)
    if _sets_limit(ruled, situation.sort):
        best = next(at for at, one in enumerate(proposals) if "B" in one.sources)
    if _watches:
        signs = tuple(_signs(proposals, situation, reading))
        seen = Choice(reading, site, ruled, tuple(proposals), signs, tuple(weights), best)
        for watch in _watches:
            watch(seen)
    chosen = proposals[best]
    total = sum(math.exp(weight - weights[best]) for weight in weights)
    unit = ruled.unit if ruled is not None and "B" in chosen.sources else ""
    _remember(reading, site, chosen, situation)
    return Name(chosen.words, rule_of(chosen, ruled, situation.sort), unit, 1 / total)


def _sets_limit(ruled: Name, sort: str) -> bool:
    """Whether a name tells by which limit a group was counted: "số xã có tỷ lệ trên 75%"."""
    counted = ruled.rule is Rule.COUNT_OF_NOUN and sort == "group"
    return counted and any(letter.isdigit() for letter in ruled.words)


def _weigh(proposals: list[Proposal], situation: Situation, reading: Reading) -> list[float]:
    weights, pairs = load_weights(), reading.frame.pairs
    sources: dict[str, float] = {}
    found: list[float] = []
    for proposal, agreement in zip(proposals, _agreements(proposals), strict=True):
        total = 0.0
        for source in proposal.sources:
            if source not in sources:
                signs = of_source(source, situation)
                sources[source] = sum(weights.get(sign, 0.0) for sign in signs)
            total += sources[source]
        for sign, strength in of_proposal(proposal, situation, pairs, agreement):
            total += weights.get(sign, 0.0) * strength
        found.append(total)
    return found


def _signs(
    proposals: list[Proposal], situation: Situation, reading: Reading
) -> Iterator[tuple[Sign, ...]]:
    for proposal, agreement in zip(proposals, _agreements(proposals), strict=True):
        shared = ((s, 1.0) for one in sorted(proposal.sources) for s in of_source(one, situation))
        yield (*shared, *of_proposal(proposal, situation, reading.frame.pairs, agreement))


def _agreements(proposals: list[Proposal]) -> list[float]:
    """The share of all proposals that name nearly the same, for each."""
    sets = [proposal.syllables for proposal in proposals]
    counts = [1] * len(sets)
    for at, one in enumerate(sets):
        for other_at in range(at + 1, len(sets)):
            other = sets[other_at]
            if 2 * len(one & other) >= _AGREES * (len(one) + len(other)):
                counts[at] += 1
                counts[other_at] += 1
    return [count / len(sets) for count in counts]


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
    reading.frame.told_names.append(told)


def _how(sources: set[str]) -> str:
    if sources & {"L", "R", "LR"}:
        return "own"
    if "S" in sources:
        return "sent"
    return "inh" if sources & {"D", "T", "H", "N", "F", "X"} else "mix"
