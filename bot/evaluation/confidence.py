"""How sure answers were and whether they were right -> risk, coverage and calibration.

``curve`` tells of each threshold what share of the answerable turns would be answered
(coverage) and what share of the numbers given would be wrong (risk; El-Yaniv and Wiener, On the
foundations of noise-free selective classification, 2010). ``calibration`` holds how sure
answers were against how often they were right, in tenths (Guo et al., On calibration of modern
neural networks, 2017).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from bot.answer.pick import SURE, Reading
from bot.answer.trace import Trace
from bot.evaluation.answers import is_wanted
from bot.evaluation.gold import Expectation
from bot.evaluation.tally import Tally
from bot.models import Answer, Answered

THRESHOLDS = tuple(sorted({*(n / 10 for n in range(1, 10)), 0.95, 0.99, SURE}))
"""Those that are told of; the one in use is among them."""
_TENTHS = 10

Explain = Callable[[str], Trace | None]


@dataclass(frozen=True, slots=True)
class Sureness:
    """One judged turn.

    Attributes:
        chance: Of the reading given; where none was, of the likeliest. ``None`` where nothing
            was weighed.
        is_given: A number was given.
        is_right: The number given is right; where none was, the likeliest one would have been.
        is_answerable: The turn wants a number, and nothing else.
    """

    chance: float | None
    is_given: bool
    is_right: bool
    is_answerable: bool

    def is_given_at(self, threshold: float) -> bool:
        """Tell whether a number would be given from a threshold on.

        What is refused although it is sure enough lacks something else.
        """
        if self.is_given:
            return threshold <= SURE or self.chance is None or self.chance >= threshold
        return self.chance is not None and threshold <= self.chance < SURE


@dataclass(frozen=True, slots=True)
class Point:
    """What one threshold leads to.

    Attributes:
        risk: Of the numbers given: how many are wrong; here ``right`` counts the wrong ones.
        coverage: Of the answerable turns: how many get a number, right or wrong.
    """

    threshold: float
    risk: Tally
    coverage: Tally


@dataclass(slots=True)
class Bin:
    """Turns about as sure.

    Attributes:
        tenth: 0 to 9; full sureness belongs to the last.
        chance: The sum over the turns.
    """

    tenth: int
    right: Tally = field(default_factory=Tally)
    chance: float = 0.0

    @property
    def mean_chance(self) -> float:
        """The mean over the turns; 0 where there is none."""
        return self.chance / self.right.of if self.right.of else 0.0


def sureness_of(
    expected: Expectation, answer: Answer, trace: Trace | None, *, is_right: bool
) -> Sureness:
    """Note how sure an answer is, and whether it, or what was held back, is right.

    Args:
        expected: What the gold has.
        answer: What was said.
        trace: How it came about, if it is known.
        is_right: Whether the answer has no mistake.
    """
    is_answerable = expected.status == ("answered",)
    if isinstance(answer, Answered):
        return Sureness(answer.confidence, True, is_right, is_answerable)
    # What was said before again is not weighed again.
    is_weighed = trace is not None and trace.answer is answer and bool(trace.weighed)
    readings = [r for one in trace.weighed for r in one.readings] if trace and is_weighed else []
    if not readings:
        return Sureness(0.0 if is_weighed else None, False, False, is_answerable)
    best = max(readings, key=lambda reading: reading.chance)
    return Sureness(best.chance, False, _would_be_right(expected, best), is_answerable)


def curve(turns: Sequence[Sureness], thresholds: Sequence[float] = THRESHOLDS) -> tuple[Point, ...]:
    """Give risk and coverage at each threshold, in the order of the thresholds."""
    points = []
    for threshold in thresholds:
        point = Point(threshold, Tally(), Tally())
        for turn in turns:
            is_given = turn.is_given_at(threshold)
            if is_given:
                point.risk.add(not turn.is_right)
            if turn.is_answerable:
                point.coverage.add(is_given)
        points.append(point)
    return tuple(points)


def calibration(turns: Sequence[Sureness]) -> tuple[Bin, ...]:
    """Sum up by tenth of sureness, given or held back; empty tenths are left out."""
    bins = [Bin(tenth) for tenth in range(_TENTHS)]
    for turn in turns:
        if turn.chance is not None and (turn.is_given or turn.chance < SURE):
            one = bins[min(int(turn.chance * _TENTHS), _TENTHS - 1)]
            one.right.add(turn.is_right)
            one.chance += turn.chance
    return tuple(one for one in bins if one.right.of)


def calibration_error(turns: Sequence[Sureness]) -> float | None:
    """Give the expected calibration error of the numbers given, in ten bins.

    Returns:
        The mean distance of how sure a tenth is from how often it is right, each by how many it
        has; ``None`` where no number was given that was weighed.
    """
    bins = calibration([turn for turn in turns if turn.is_given])
    total = sum(one.right.of for one in bins)
    if not total:
        return None
    return sum(one.right.of * abs(one.mean_chance - one.right.rate) for one in bins) / total


def _would_be_right(expected: Expectation, reading: Reading) -> bool:
    if "answered" not in expected.status or not expected.values:
        return False
    return is_wanted(expected.values[0], reading.candidates[0].entry.observation)
