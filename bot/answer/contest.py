"""The observations that a question can mean, weighed against each other and against none.

``Contest.among`` is the entry point. An observation's weight is the sum of its signs' (a
log-linear model); "none of them" stands in every contest as one more. What observations of one
reading weigh together, as a share of all, is how sure that reading is.
"""

from __future__ import annotations

import csv
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path

from bot.answer.entry import Entry
from bot.answer.holding import scope_about, times_of
from bot.answer.match import Matcher
from bot.answer.signs import (
    NEVER,
    OF_FORM,
    Scene,
    Sign,
    Stand,
    best_agreement,
    find_signs,
    led_share,
    read_signs,
    weigh,
)
from bot.question.measure import Scale
from bot.question.models import Question
from bot.question.siblings import kinds_of
from bot.question.units import AskedPlace
from bot.question.when import NONE
from index.lookup import Scope

NONE_OF_THEM = "none of them"
"""The sign of the reading that no observation is meant."""

RULED_OUT = -50.0
"""Weight of an observation that a sign rules out; its chance is none."""
_WEIGHTS = Path(__file__).parent / "weights.csv"
_others: list[Mapping[str, float]] = []
# Without a place, whatever shares a word comes near; what shares little is never meant.
_MOST = 30
# Of a place that says so little of what is asked, everything is looked at.
_LITTLE = 0.6


@dataclass(frozen=True, slots=True)
class Candidate:
    """An observation that may be meant.

    Attributes:
        weight: Sum of the signs' weights, less that of none being meant: above 0 it is likelier
            than none.
        scene: What it was weighed for.
        stand: How it stood there.
    """

    entry: Entry
    weight: float
    scene: Scene
    stand: Stand

    @property
    def signs(self) -> tuple[Sign, ...]:
        """What speaks for and against it, read anew each time."""
        return read_signs(self.scene, self.entry, self.stand)

    @property
    def free_weight(self) -> float:
        """What it would weigh in the form asked for, if its form is all that rules it out."""
        signs = self.signs
        if any(name.startswith(NEVER) and not name.startswith(OF_FORM) for name, _ in signs):
            return RULED_OUT
        weights = load_weights()
        return weigh(signs, weights) - weights.get(NONE_OF_THEM, 0.0)

    @property
    def chance(self) -> float:
        """How likely it is meant rather than nothing, 0 to 1."""
        return 1 / (1 + math.exp(-max(-50.0, self.weight)))


class Contest:
    """One question against the observations of a store.

    Attributes:
        weighed: What ``among`` has given so far, for who wants to know how an answer came about.
    """

    def __init__(
        self, question: Question, matcher: Matcher, weights: Mapping[str, float] | None = None
    ) -> None:
        """Prepare; nothing is weighed before it is asked for.

        Args:
            question: With everything that earlier turns lend it.
            matcher: Holds the observations.
            weights: By sign; the program's own when left out.
        """
        self._question = question
        self._matcher = matcher
        self._weights = load_weights() if weights is None else weights
        self._sought = matcher.sought(question.wanted)
        self.weighed: list[Sequence[Candidate]] = []
        self._about: dict[AskedPlace, Sequence[Candidate]] = {}

    def among(self, scope: Scope[Entry]) -> list[Candidate]:
        """Weigh some of the observations.

        Args:
            scope: Which.

        Returns:
            The weightiest first; equal weights in order of their articles.
        """
        asked = replace(scope, times=times_of(self._question))
        given = self._matcher.near(self._sought, asked, _MOST)
        shares = self._with_led(given.shares, scope)
        near = [(share, entry) for entry, share in shares.items()]
        scene = replace(self._scene, related=given.related, told=self._kinds_told(shares))
        best = max((share for share, _ in near), default=0.0)
        whole: dict[Scale, float] = defaultdict(float)
        for share, entry in near:
            if not entry.observation.subject:
                whole[entry.measure.scale] = max(share, whole[entry.measure.scale])
        rates = {e.stored.citation.quote for _, e in near if e.measure.scale is Scale.PERCENT}
        behind = _behind(shares)
        found = [
            self._weighed(
                scene,
                entry,
                Stand(
                    share,
                    best,
                    whole[entry.measure.scale],
                    _is_rated(entry, rates),
                    behind.get(entry, ()),
                ),
            )
            for share, entry in near
        ]
        found.sort(key=lambda c: (-c.weight, c.entry.order))
        self.weighed.append(found)
        return found

    def about(self, place: AskedPlace) -> Sequence[Candidate]:
        """Weigh the observations about a place, once; see ``among``."""
        if place not in self._about:
            self._about[place] = self.among(scope_about((place,)))
        return self._about[place]

    def _kinds_told(self, near: Iterable[Entry]) -> frozenset[int]:
        # Kinds of which something near has the member asked for in its name.
        question, asked = self._question, self._sought.kinds
        measures = question.wanted.measures
        told: set[int] = set()
        for entry in near if asked else ():
            fits = not measures or any(
                m.fits(entry.measure, entry.name, entry.terms) == 1 for m in measures
            )
            if fits and (not question.periods or best_agreement(question, entry) > NONE):
                own = kinds_of(entry.members)
                told |= {kind for kind in asked if asked[kind] & own.get(kind, set())}
        return frozenset(told)

    def _with_led(self, shares: Mapping[Entry, float], scope: Scope[Entry]) -> dict[Entry, float]:
        # What a sentence leaves out the one before it may have said.
        found = dict(shares)
        if scope.places is None or not self._sought.total:
            return found
        if max(shares.values(), default=0.0) < _LITTLE:
            found |= dict.fromkeys(
                (e for e in self._matcher.lookup.pool(scope, most=_MOST) if e not in found), 0.0
            )
        for entry, share in found.items():
            found[entry] = share + led_share(entry, self._sought)
        return {entry: share for entry, share in found.items() if share}

    @cached_property
    def everywhere(self) -> list[Candidate]:
        """The candidates of all places."""
        return self.among(Scope())

    @cached_property
    def _scene(self) -> Scene:
        times = times_of(self._question)
        best = self._matcher.lookup.best(self._sought, times) if self._sought.total else 0.0
        return Scene(self._question, self._sought, {}, self._matcher, best)

    def _weighed(self, scene: Scene, entry: Entry, stand: Stand) -> Candidate:
        signs = find_signs(scene, entry, stand)
        if signs is None:
            return Candidate(entry, RULED_OUT, scene, stand)
        weight = weigh(signs, self._weights) - self._weights.get(NONE_OF_THEM, 0.0)
        return Candidate(entry, weight, scene, stand)


def _behind(entries: Iterable[Entry]) -> dict[Entry, tuple[Entry, ...]]:
    sentences: dict[tuple[str, int], list[Entry]] = defaultdict(list)
    for entry in entries:
        citation = entry.stored.citation
        sentences[citation.article, citation.start].append(entry)
    found: dict[Entry, tuple[Entry, ...]] = {}
    for told in sentences.values():
        told.sort(key=lambda e: (e.stored.citation.number_start, e.order))
        for place, entry in enumerate(told):
            found[entry] = tuple(told[place + 1 :])
    return found


def _is_rated(entry: Entry, rates: Set[str]) -> bool:
    return entry.measure.scale is Scale.COUNT and entry.stored.citation.quote in rates


def chances(groups: Sequence[Sequence[Candidate]]) -> list[float]:
    """Share out all chances between readings and none of them; the rest to 1 is none's.

    Args:
        groups: The candidates of each reading. How many they are says nothing of whether the
            reading is meant, so it weighs what the weightiest of them does.
    """
    top = max((c.weight for group in groups for c in group), default=0.0)
    top = max(top, 0.0)
    powers = [max(math.exp(c.weight - top) for c in group) for group in groups]
    total = sum(powers) + math.exp(-top)
    return [power / total for power in powers]


@contextmanager
def using(weights: Mapping[str, float]) -> Iterator[None]:
    """Weigh by other weights than the program's own while the context lasts, for fitting."""
    _others.append(weights)
    try:
        yield
    finally:
        _others.pop()


def load_weights() -> Mapping[str, float]:
    """Give the weights of the signs; their file is read once."""
    return _others[-1] if _others else read_weights(_WEIGHTS)


@lru_cache(maxsize=2)
def read_weights(path: Path) -> Mapping[str, float]:
    """Read a file of weights."""
    with path.open(encoding="utf-8", newline="") as file:
        return {sign: float(weight) for sign, weight in csv.reader(file)}
