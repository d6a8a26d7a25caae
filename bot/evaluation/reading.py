"""What became of each observation that was given, by the rule that made it and its confidence.

``by_rule`` and ``by_tenth`` sum up. A confidence keeps its word where, of the observations
that carry 0.8, eight of ten are right in every field.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from bot.evaluation.tally import Tally
from extract.models import Observation

_TENTHS = 10


@dataclass(frozen=True, slots=True)
class Reading:
    """One observation that the program gave.

    Attributes:
        confidence: 0 to 1; ``None`` where the observation carries none.
        found: Whether the gold has its value.
        strict: Whether every strict field is right, too.
    """

    rule: str
    confidence: float | None
    found: bool
    strict: bool


@dataclass(slots=True)
class Group:
    """Readings that have something in common: precision of their values and all fields.

    Attributes:
        confidence: The sum over the readings, 0 where they carry none.
    """

    found: Tally = field(default_factory=Tally)
    strict: Tally = field(default_factory=Tally)
    confidence: float = 0.0

    def add(self, reading: Reading) -> None:
        """Count one more."""
        self.found.add(reading.found)
        self.strict.add(reading.strict)
        self.confidence += reading.confidence or 0.0

    @property
    def mean_confidence(self) -> float:
        """The mean over the readings; 0 where there is none."""
        return self.confidence / self.found.of if self.found.of else 0.0


def by_rule(readings: Iterable[Reading]) -> dict[str, Group]:
    """Sum up by rule, the rule with most readings first, then by name."""
    groups: dict[str, Group] = defaultdict(Group)
    for reading in readings:
        groups[reading.rule].add(reading)
    return dict(sorted(groups.items(), key=lambda item: (-item[1].found.of, item[0])))


def by_tenth(readings: Iterable[Reading]) -> dict[int, Group]:
    """Sum up by tenth of confidence, 0 to 9 in order, empty ones and unknown ones left out.

    Full confidence belongs to the last tenth.
    """
    groups: dict[int, Group] = defaultdict(Group)
    for reading in readings:
        if reading.confidence is not None:
            groups[min(int(reading.confidence * _TENTHS), _TENTHS - 1)].add(reading)
    return dict(sorted(groups.items()))


def confidence_of(one: Observation) -> float | None:
    """Give the confidence that an observation or its provenance carries; ``None`` if neither."""
    for holder in (one, one.provenance):
        value = getattr(holder, "confidence", None)
        if value is not None:
            return float(value)
    return None
