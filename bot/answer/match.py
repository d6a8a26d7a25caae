"""What a question calls an indicator -> the observations whose words are near it.

``Matcher.near`` is the entry point: it finds the observations that share words with what is
sought and tells how much of it each accounts for; rare words weigh more. Which of them is
meant is weighed by ``bot.answer.signs`` and ``bot.answer.contest``.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field
from functools import lru_cache
from math import log

from bot.answer.describer import Describer
from bot.answer.entry import Entry
from bot.question.measure import Measure, Scale, measure_of
from bot.question.related import load_related, spaced
from bot.question.siblings import kinds_of, load_siblings
from index.lookup import SURELY, Lookup, Near, Scope

_PAIR, _APART = 0.5, 0.6
_SOFT = 0.35
_UNHEARD = 0.6
_MOST_TERMS = 50_000
# How much of a question, and how many syllables, a name must be for the question to be about it.
_MOSTLY, _FEWEST = 0.75, 2
# What is numbered, not counted: the second area is not the third.
_CLASS = re.compile(
    r"(?<!\w)(?:khu vực|vùng|mức|mức độ|loại|nhóm|lớp|đợt|quận|bậc|khóa|giai đoạn|hạng) "
    r"(?P<number>\d{1,2}|[ivx]{1,4})(?![\w%])"
)

# Who asks for trade both ways asks for neither way.
_BOTH_WAYS = re.compile(r"(?<!\w)xuất(?:,| và| -)? ?nhập khẩu(?!\w)")
# "1719", "5g"; not the "2" of "hai cấp".
_NUMBERED = re.compile(r"^(?=.*\d)[^_]{2,}$")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a question calls an indicator.

    Attributes:
        words: The question without place, period and what only asks; marks restored.
        terms: ``Wording.terms_of`` the words.
        measures: What may be counted in; empty where nothing is said.
    """

    words: str
    terms: tuple[str, ...]
    measures: tuple[Measure, ...] = ()


@dataclass(frozen=True, slots=True)
class Sought:
    """A question's side of the comparison, computed once for all observations.

    Attributes:
        weights: Of each term, by how few names hold it.
        total: Sum of the weights; 0 where nothing tells.
        words: All words, in the wording of the table.
        aspects: What changes what is measured ("quá hạn").
        ids: Entries of the catalogue that the words name.
        named: Those that most of the words name; the rest of the words say more of it.
        related: Of a syllable, the phrases that may stand for the one it is part of.
        heard: The syllables that some name or sentence holds.
        kinds: The exclusive kinds that the words name a member of, with its members.
        classes: Terms of the numbers that tell a class from others ("khu vực 3").
        pairs: Of a syllable, its pairs with its neighbours.
        numbered: The terms that are numbers, or hold one ("5g").
        led: Whether what leads an observation holds a syllable, as far as that is known.
    """

    weights: Mapping[str, float]
    total: float
    words: Set[str]
    aspects: Set[str]
    ids: Set[str]
    named: Set[str]
    related: Mapping[str, tuple[str, ...]]
    heard: Set[str]
    kinds: Mapping[int, Set[int]]
    classes: tuple[str, ...]
    pairs: Mapping[str, tuple[str, ...]]
    numbered: tuple[str, ...] = ()
    led: dict[tuple[Entry, str], bool] = field(default_factory=dict)


def pairs_of(terms: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Sort the pairs among terms by the syllables that they are of."""
    pairs: dict[str, list[str]] = defaultdict(list)
    for pair in terms:
        first, _, second = pair.partition("_")
        if second:
            pairs[first].append(pair)
            pairs[second].append(pair)
    return {syllable: tuple(of_it) for syllable, of_it in pairs.items()}


# What asks stands around the name of what is asked for.
_ASKING = r"(?<!\w)(?:là|đạt|được|có|còn|chiếm|của|ở|tại|thì|đã|hiện nay|hiện|nay|bao nhiêu|mấy|phần trăm|cho hỏi)(?!\w)"
_AROUND = re.compile(rf"^(?:[^\w%]+|{_ASKING})+|(?:[^\w%]+|{_ASKING})+$")


class Matcher:
    """Compares observations with what a question calls an indicator."""

    def __init__(self, lookup: Lookup[Entry], describer: Describer) -> None:
        """Look up in a store; the describer is the lookup's own."""
        self.lookup = lookup
        self._describer = describer
        self._weigh = lru_cache(maxsize=_MOST_TERMS)(self._rarity)

    def sought(self, wanted: Wanted) -> Sought:
        """Weigh what a question calls an indicator."""
        describer = self._describer
        weights = {term: weight for term in wanted.terms if (weight := self.weight(term))}
        related = load_related().of(wanted.words)
        standard = describer.wording.standard(wanted.words)
        return Sought(
            weights,
            sum(weights.values()),
            frozenset(re.findall(r"\w+", standard)),
            describer.aspects(_BOTH_WAYS.sub(" ", wanted.words)),
            frozenset(describer.catalogue.find(_AROUND.sub("", wanted.words))),
            self._named(wanted),
            {
                t: kept
                for t, others in related.items()
                if t in weights and (kept := self._known(others))
            },
            frozenset(term for term in weights if self._documents(term)),
            _kinds_asked(wanted.words, standard),
            tuple(
                term
                for match in _CLASS.finditer(standard)
                for term in describer.wording.terms_of(match["number"])
            ),
            pairs_of(wanted.terms),
            tuple(filter(_NUMBERED.search, weights)),
        )

    def _named(self, wanted: Wanted) -> frozenset[str]:
        mentions = self._describer.catalogue.mentions.find(wanted.words)
        if not mentions:
            return frozenset()
        longest = max(mentions, key=lambda mention: mention.span.end - mention.span.start)
        terms = self._describer.wording.terms_of(
            wanted.words[longest.span.start : longest.span.end]
        )
        named = sum("_" not in term for term in terms)
        most = named >= _MOSTLY * sum("_" not in term for term in wanted.terms)
        return frozenset(longest.ids if most and named >= _FEWEST else ())

    def _known(self, phrases: Iterable[str]) -> tuple[str, ...]:
        return tuple(phrase for phrase in phrases if self.lookup.holds(phrase))

    def near(self, sought: Sought, scope: Scope[Entry], most: int) -> Near[Entry]:
        """Find the observations that share a word with what is sought, or a related one.

        Args:
            sought: What is sought.
            scope: Where.
            most: As for ``Lookup.near``.
        """
        return self.lookup.near(sought, scope, most) if sought.total else Near({}, {})

    def named_like(self, entry: Entry) -> Sought | None:
        """Seek what shares words with an observation's name; ``None`` where none tells."""
        weights = {term: weight for term in entry.terms if (weight := self.weight(term))}
        total = sum(weights.values())
        nothing: frozenset[str] = frozenset()
        if not total:
            return None
        return Sought(weights, total, nothing, nothing, nothing, nothing, {}, nothing, {}, (), {})

    def alike(self, entry: Entry, among: Iterable[Entry], floor: float) -> list[Entry]:
        """Choose the observations that account for most of an observation's own name.

        Args:
            entry: The observation.
            among: Where to look.
            floor: The least share of the name's weight.

        Returns:
            The likest first; equal ones in order of their ids.
        """
        weights = {term: weight for term in entry.terms if (weight := self.weight(term))}
        total = sum(weights.values())
        if not total:
            return []
        shares = [(_gained(other, weights) / total, other) for other in among]
        kept = [(share, other) for share, other in shares if share >= floor]
        return [other for _, other in sorted(kept, key=lambda p: (-p[0], p[1].order))]

    def are_apart(self, ones: Iterable[str], others: Iterable[str]) -> bool:
        """Tell whether the catalogue keeps all of some entries apart from all of others."""
        catalogue = self._describer.catalogue
        others = tuple(others)
        return all(catalogue.apart(one, other) for one in ones for other in others)

    def scales_of(self, ids: Iterable[str]) -> set[Scale]:
        """Tell on which scales some entries of the catalogue are counted."""
        indicators = self._describer.catalogue.indicators
        return {measure_of(unit).scale for id_ in ids for unit in indicators[id_].units}

    def weight(self, term: str) -> float:
        """Weigh a term: the fewer names hold it, the more it tells."""
        return self._weigh(term)

    def _documents(self, term: str) -> int:
        named = self.lookup.named(term) + self._describer.named[term]
        # Of what no name holds it only counts whether any sentence does.
        return named or int(self.lookup.is_said(term))

    def _rarity(self, term: str) -> float:
        count = self.lookup.count + len(self._describer.names)
        holders = self._documents(term)
        if not holders:
            # Nobody ever said it: a pair is then no pair, a word may still be the point.
            return 0.0 if "_" in term else _UNHEARD * log(1 + count) / 2
        factor = _PAIR if "_" in term else 1.0
        if not self._describer.wording.soft.isdisjoint(term.split("_")):
            factor *= _SOFT
        return factor * log(1 + count / holders) / 2


def _kinds_asked(words: str, standard: str) -> Mapping[int, Set[int]]:
    # Another wording may say more of a kind that is asked for, or of one that people mix up.
    siblings = load_siblings()
    kinds = kinds_of(siblings.of(spaced(words)))
    for kind, members in kinds_of(siblings.of(spaced(standard))).items():
        if kind in kinds or kind in siblings.loose:
            kinds[kind] = kinds.get(kind, set()) | members
    return kinds


def _gained(entry: Entry, weights: Mapping[str, float]) -> float:
    fields, gained = entry.fields, 0.0
    for term, weight in weights.items():
        field = fields.get(term)
        surely = SURELY[field] if field is not None else 0.0
        if surely < _APART and "_" in term:
            first, _, second = term.partition("_")
            if first in entry.terms and second in entry.terms:
                surely = _APART
        gained += weight * surely
    return gained
