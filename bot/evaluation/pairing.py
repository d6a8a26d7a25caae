"""The gold's observations of one article against the program's: who is whom, which fields agree.

``pair_up`` is the entry point. Equal values are matched one to one, the pair that agrees best
first. A field that the gold leaves empty is not judged, a baseline excepted: one that no source
states is a fault.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.evaluation.compare import (
    NAME_AGREES,
    covers,
    name_agreement,
    same_place,
    same_unit,
    same_year,
    spaced,
)
from bot.evaluation.gold import GoldObservation
from extract.models import Observation
from index.models import StoredObservation

STRICT = ("indicator", "unit", "place", "subject", "period", "kind", "bound")
FIELDS = (*STRICT, "baseline", "change", "rank", "fraction")
_PERCENTS = {"%", "điểm phần trăm"}
# A quote that agrees is worth two fields: the same number may stand in several sentences.
_QUOTE_WEIGHT = 2

# Whether each field is right; None where the gold has nothing to say.
Verdicts = dict[str, bool | None]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two observations of one value: positions in the two lists, and what is right."""

    wanted: int
    given: int
    verdicts: Verdicts

    @property
    def is_strict(self) -> bool:
        """Whether no strict field is wrong."""
        return all(self.verdicts[name] is not False for name in STRICT)


def pair_up(golds: Sequence[GoldObservation], given: Sequence[StoredObservation]) -> list[Pair]:
    """Match the observations of one article, best agreement first."""
    candidates: list[tuple[float, Pair]] = []
    for i, gold in enumerate(golds):
        for j, stored in enumerate(given):
            if gold.value == stored.observation.value:
                pair = Pair(i, j, judge(gold, stored.observation))
                candidates.append((_agreement(gold, stored, pair.verdicts), pair))
    pairs: list[Pair] = []
    wanted_taken: set[int] = set()
    given_taken: set[int] = set()
    for _, pair in sorted(candidates, key=lambda candidate: -candidate[0]):
        if pair.wanted not in wanted_taken and pair.given not in given_taken:
            wanted_taken.add(pair.wanted)
            given_taken.add(pair.given)
            pairs.append(pair)
    return pairs


def _agreement(gold: GoldObservation, stored: StoredObservation, verdicts: Verdicts) -> float:
    fields = sum(verdicts[name] is not False for name in STRICT)
    quotes = _QUOTE_WEIGHT * cites(gold, stored.citation.quote)
    return fields + quotes + _name_agreement(gold, stored.observation)


def judge(gold: GoldObservation, one: Observation) -> Verdicts:
    """Tell which fields of a matched observation are right."""
    change, rank, fraction = gold.change, gold.rank, gold.fraction
    return {
        "indicator": _name_agreement(gold, one) >= NAME_AGREES,
        "unit": _has_unit(gold, one),
        "place": same_place(gold.place, one.place) if gold.place else None,
        "subject": covers(gold.subject, one.subject, one.indicator, one.place)
        if gold.subject
        else None,
        "period": same_year(gold.period, one.period) if gold.period else None,
        "kind": gold.kind == one.kind,
        "bound": gold.bound == one.bound,
        "baseline": _has_baseline(gold, one),
        "change": one.change is not None and one.change.value == change.value if change else None,
        "rank": one.rank is not None and one.rank.position == rank.position if rank else None,
        "fraction": one.fraction is not None and one.fraction.whole == fraction.whole
        if fraction
        else None,
    }


def cites(gold: GoldObservation, quote: str) -> bool:
    """Tell whether a quote and one of the gold's are about the same words."""
    shown = spaced(quote)
    return bool(shown) and any(spaced(q) in shown or shown in spaced(q) for q in gold.quotes)


def _name_agreement(gold: GoldObservation, one: Observation) -> float:
    return name_agreement((gold.indicator, *gold.aliases), one.indicator)


def _has_unit(gold: GoldObservation, one: Observation) -> bool:
    # Of a fall that stands alone ("giảm 4% hộ nghèo") both units are right.
    is_only_a_change = gold.change is not None and gold.value == gold.change.value
    return same_unit(gold.unit, one.unit) or (
        is_only_a_change and {gold.unit, one.unit} == _PERCENTS
    )


def _has_baseline(gold: GoldObservation, one: Observation) -> bool | None:
    stated = {baseline.value for baseline in one.baselines}
    if not gold.baseline:
        return False if stated else None
    return any(baseline.value in stated for baseline in gold.baseline)
