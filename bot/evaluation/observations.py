"""Observations of the program against those of the gold, article by article.

``score_observations`` is the entry point. Within an article equal values are matched one
to one, the pair that agrees best first; then each field of a pair is judged. A field that
the gold leaves empty is not judged, a baseline excepted: one that no source states is a
fault.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from bot.evaluation.compare import (
    NAME_AGREES,
    name_agreement,
    same_number,
    same_place,
    same_unit,
    same_year,
    spaced,
    telling,
)
from bot.evaluation.gold import GoldObservation
from bot.evaluation.tally import Tally, f1
from index.models import StoredObservation

STRICT = ("indicator", "unit", "place", "subject", "period", "kind", "bound")
FIELDS = (*STRICT, "baseline", "change", "rank", "fraction")
_PERCENT = {"%", "điểm phần trăm"}


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong.

    Attributes:
        sort: ``missed``, ``extra``, or the name of a field.
        wanted: What the gold has; ``""`` for an extra one.
        given: What the program has; ``""`` for a missed one.
        quote: The sentence.
    """

    sort: str
    article: str
    wanted: str
    given: str
    quote: str


@dataclass(slots=True)
class ObservationScore:
    """How well the articles were read."""

    wanted: int = 0
    given: int = 0
    found: int = 0
    strict: int = 0
    fields: dict[str, Tally] = field(default_factory=lambda: {name: Tally() for name in FIELDS})
    citations: Tally = field(default_factory=Tally)
    faults: list[Fault] = field(default_factory=list)

    @property
    def value_f1(self) -> tuple[float, float, float]:
        """Precision, recall and F1 of the values alone."""
        return f1(self.found, self.wanted, self.given)

    @property
    def strict_f1(self) -> tuple[float, float, float]:
        """The same where every strict field must be right, too."""
        return f1(self.strict, self.wanted, self.given)


def score_observations(
    golds: Iterable[GoldObservation],
    given: Iterable[StoredObservation],
    texts: Mapping[str, str],
) -> ObservationScore:
    """Judge the program's observations.

    Args:
        golds: What is right.
        given: What the program read.
        texts: The articles' texts by name, for checking the citations.
    """
    wanted_of: dict[str, list[GoldObservation]] = defaultdict(list)
    given_of: dict[str, list[StoredObservation]] = defaultdict(list)
    for gold in golds:
        wanted_of[gold.article].append(gold)
    for stored in given:
        given_of[stored.citation.article].append(stored)
    score = ObservationScore()
    for name, wanted in sorted(wanted_of.items()):
        _score_article(score, wanted, given_of[name], texts.get(name, ""))
    return score


def _score_article(
    score: ObservationScore,
    golds: Sequence[GoldObservation],
    given: Sequence[StoredObservation],
    text: str,
) -> None:
    pairs = _pair(golds, given)
    taken = {j for _, j in pairs}
    score.wanted += sum(not gold.optional for gold in golds)
    score.given += len(given)
    for i, j in pairs:
        gold, stored = golds[i], given[j]
        if gold.optional:
            score.given -= 1
            continue
        _score_pair(score, gold, stored, text)
    matched = {i for i, _ in pairs}
    for i, gold in enumerate(golds):
        if i not in matched and not gold.optional:
            score.faults.append(Fault("missed", gold.article, _say(gold), "", gold.quotes[0]))
    for j, stored in enumerate(given):
        if j not in taken:
            one = stored.citation
            score.faults.append(Fault("extra", one.article, "", _told(stored), one.quote))


def _score_pair(
    score: ObservationScore, gold: GoldObservation, stored: StoredObservation, text: str
) -> None:
    right = _judge(gold, stored)
    score.found += 1
    score.strict += all(right[name] is not False for name in STRICT)
    for name, verdict in right.items():
        if verdict is None:
            continue
        score.fields[name].add(verdict)
        if not verdict:
            wanted, told = _field(gold, stored, name)
            score.faults.append(Fault(name, gold.article, wanted, told, stored.citation.quote))
    one = stored.citation
    verbatim = text[one.start : one.end] == one.quote and bool(one.quote)
    score.citations.add(verbatim and _cites(gold, one.quote))


def _pair(
    golds: Sequence[GoldObservation], given: Sequence[StoredObservation]
) -> list[tuple[int, int]]:
    candidates: list[tuple[float, int, int]] = []
    for i, gold in enumerate(golds):
        for j, stored in enumerate(given):
            if gold.value != stored.observation.value:
                continue
            right = _judge(gold, stored)
            agreement = sum(right[name] is not False for name in STRICT)
            agreement += 2 * _cites(gold, stored.citation.quote)
            name = name_agreement((gold.indicator, *gold.aliases), stored.observation.indicator)
            candidates.append((agreement + name, i, j))
    pairs: list[tuple[int, int]] = []
    left: set[int] = set()
    right_side: set[int] = set()
    for _, i, j in sorted(candidates, key=lambda candidate: -candidate[0]):
        if i not in left and j not in right_side:
            left.add(i)
            right_side.add(j)
            pairs.append((i, j))
    return pairs


def _judge(gold: GoldObservation, stored: StoredObservation) -> dict[str, bool | None]:
    one = stored.observation
    names = (gold.indicator, *gold.aliases)
    alone = gold.change is not None and gold.value == gold.change.value
    return {
        "indicator": name_agreement(names, one.indicator) >= NAME_AGREES,
        "unit": same_unit(gold.unit, one.unit) or (alone and {gold.unit, one.unit} == _PERCENT),
        "place": same_place(gold.place, one.place) if gold.place else None,
        "subject": _has_subject(gold.subject, stored) if gold.subject else None,
        "period": same_year(gold.period, one.period) if gold.period else None,
        "kind": gold.kind == str(one.kind),
        "bound": gold.bound == str(one.bound),
        "baseline": _has_baseline(gold, stored),
        "change": same_number(gold.change.value, one.change and one.change.value)
        if gold.change
        else None,
        "rank": gold.rank.position == (one.rank.position if one.rank else None)
        if gold.rank
        else None,
        "fraction": same_number(gold.fraction.whole, one.fraction and one.fraction.whole)
        if gold.fraction
        else None,
    }


def _has_subject(subject: str, stored: StoredObservation) -> bool:
    wanted = telling(subject)
    one = stored.observation
    given = telling(one.subject) | telling(one.indicator) | telling(one.place)
    return 2 * len(wanted & given) >= len(wanted)


def _has_baseline(gold: GoldObservation, stored: StoredObservation) -> bool | None:
    stated = [baseline.value for baseline in stored.observation.baselines]
    if not gold.baseline:
        return False if stated else None
    return any(baseline.value in stated for baseline in gold.baseline)


def _cites(gold: GoldObservation, quote: str) -> bool:
    shown = spaced(quote)
    return any(spaced(one) in shown or shown in spaced(one) for one in gold.quotes)


def _field(gold: GoldObservation, stored: StoredObservation, name: str) -> tuple[str, str]:
    if name == "baseline":
        told: object = [str(one.value) for one in stored.observation.baselines]
        return str([str(one.value) for one in gold.baseline]), str(told)
    return str(getattr(gold, name)), str(getattr(stored.observation, name))


def _say(gold: GoldObservation) -> str:
    return f"{_number(gold.value)} {gold.unit} · {gold.indicator} · {gold.place or '-'}"


def _told(stored: StoredObservation) -> str:
    one = stored.observation
    return f"{_number(one.value)} {one.unit} · {one.indicator} · {one.place or '-'}"


def _number(value: Decimal) -> str:
    return f"{value:f}"
