"""Observations of the program against those of the gold, summed up over articles.

``score_observations`` is the entry point; ``pairing`` says who is matched with whom.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from bot.evaluation.fault import Fault
from bot.evaluation.gold import GoldObservation
from bot.evaluation.pairing import FIELDS, Pair, cites, pair_up
from bot.evaluation.reading import Reading, confidence_of
from bot.evaluation.saying import say_field, say_given, say_wanted
from bot.evaluation.tally import Counts, Measure, Tally, measure
from index.models import StoredObservation


@dataclass(slots=True)
class ObservationScore:
    """How well the articles were read.

    Attributes:
        values: For each article the counts of right values.
        stricts: The same where every strict field must be right, too.
        citations: Of the matched: the quote stands where it says, and states this number.
        verbatim: Of all that were given: the quote stands where it says.
        readings: What became of each that was given, the optional ones left out.
    """

    values: list[Counts] = field(default_factory=list)
    stricts: list[Counts] = field(default_factory=list)
    fields: dict[str, Tally] = field(default_factory=lambda: {name: Tally() for name in FIELDS})
    citations: Tally = field(default_factory=Tally)
    verbatim: Tally = field(default_factory=Tally)
    readings: list[Reading] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    @property
    def wanted(self) -> int:
        """How many the gold has, the optional ones left out."""
        return sum(one.wanted for one in self.values)

    @property
    def given(self) -> int:
        """How many the program gave, those matched with an optional one left out."""
        return sum(one.given for one in self.values)

    @property
    def value(self) -> Measure:
        """Precision, recall and F1 of the values alone."""
        return measure(tuple(self.values))

    @property
    def strict(self) -> Measure:
        """The same where every strict field must be right, too."""
        return measure(tuple(self.stricts))


def score_observations(
    golds: Iterable[GoldObservation],
    given: Iterable[StoredObservation],
    texts: Mapping[str, str],
) -> ObservationScore:
    """Judge the program's observations.

    Args:
        golds: What is right.
        given: What the program read; articles that the gold does not name are left out.
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
        _score_article(score, wanted, given_of[name], texts)
    return score


def is_verbatim(stored: StoredObservation, texts: Mapping[str, str]) -> bool:
    """Tell whether the quote of a citation stands in its article where it says."""
    one = stored.citation
    return bool(one.quote) and texts.get(one.article, "")[one.start : one.end] == one.quote


def _score_article(
    score: ObservationScore,
    golds: Sequence[GoldObservation],
    given: Sequence[StoredObservation],
    texts: Mapping[str, str],
) -> None:
    pairs = pair_up(golds, given)
    judged = [pair for pair in pairs if not golds[pair.wanted].optional]
    for pair in judged:
        _score_pair(score, golds[pair.wanted], given[pair.given], pair, texts)
    for stored in given:
        score.verbatim.add(is_verbatim(stored, texts))
    _list_unmatched(score, golds, given, pairs)
    wanted = sum(not gold.optional for gold in golds)
    count = len(given) - (len(pairs) - len(judged))
    score.values.append(Counts(len(judged), wanted, count))
    score.stricts.append(Counts(sum(pair.is_strict for pair in judged), wanted, count))


def _score_pair(
    score: ObservationScore,
    gold: GoldObservation,
    stored: StoredObservation,
    pair: Pair,
    texts: Mapping[str, str],
) -> None:
    quote, rule = stored.citation.quote, stored.observation.provenance.rule
    for name, is_right in pair.verdicts.items():
        if is_right is None:
            continue
        score.fields[name].add(is_right)
        if not is_right:
            wanted, told = say_field(name, gold, stored.observation)
            score.faults.append(
                Fault(name, gold.article, quote, wanted, told, say_wanted(gold), rule)
            )
    cited = is_verbatim(stored, texts) and cites(gold, quote)
    score.citations.add(cited)
    if not cited:
        wanted = gold.quotes[0]
        score.faults.append(
            Fault("citation", gold.article, quote, wanted, quote, say_wanted(gold), rule)
        )
    confidence = confidence_of(stored.observation)
    score.readings.append(Reading(rule, confidence, True, pair.is_strict))


def _list_unmatched(
    score: ObservationScore,
    golds: Sequence[GoldObservation],
    given: Sequence[StoredObservation],
    pairs: Sequence[Pair],
) -> None:
    found = {pair.wanted for pair in pairs}
    for i, gold in enumerate(golds):
        if i not in found and not gold.optional:
            fault = Fault("missed", gold.article, gold.quotes[0], say_wanted(gold), "")
            score.faults.append(fault)
    taken = {pair.given for pair in pairs}
    for j, stored in enumerate(given):
        if j in taken:
            continue
        one, where = stored.observation, stored.citation
        rule = one.provenance.rule
        fault = Fault("extra", where.article, where.quote, "", say_given(one), rule=rule)
        score.faults.append(fault)
        score.readings.append(Reading(rule, confidence_of(one), False, False))
