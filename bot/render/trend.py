"""The figures of a trend -> lines a period, and how the last differs from the first.

``courses_of`` is the entry point. A rise is computed only between values that compare: exact
ones, and sums only of periods about as long.
"""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.models import Answered, Asked, Figure
from bot.question.measure import Scale, measure_of
from bot.question.when import are_as_long, newest
from bot.render.phrase import RANK_UNIT, gap_words, one_line, period_words, place_words
from bot.render.sentences import value_words
from extract.models import Bound, Observation
from index.models import Citation

ONE_PERIOD = "Các bài chỉ có số liệu của một kỳ nên chưa thấy được diễn biến."
_UNEVEN = "Các kỳ dài ngắn khác nhau nên không tính mức tăng, giảm."
# These say how things stand; all else may be a sum over its period.
_STANDING = (Scale.PERCENT, Scale.POINTS, Scale.RANK)


# File name, start and end of a sentence.
_Sentence = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Step:
    """One period of a course.

    Attributes:
        period: In words; ``""`` where it is not known.
        value: In words.
        note: The figure's own name of the indicator, where that is not the heading's.
        cited: Number of the sentence it is read from, from 1 over all courses.
    """

    figure: Figure
    period: str
    value: str
    note: str
    cited: int


@dataclass(frozen=True, slots=True)
class Course:
    """What became of one indicator in one place.

    Attributes:
        name: The indicator.
        who: Whose it is: subject and place; ``""`` where neither is known.
        direction: A sentence on the way from the first to the last; ``None`` where there is
            no such way.
    """

    name: str
    who: str
    steps: tuple[Step, ...]
    direction: str | None


def is_trend(answer: Answered) -> bool:
    """Tell whether an answer follows something over periods, not one period told by several."""
    periods = {newest(figure.stored.observation) for figure in answer.figures}
    return answer.asked is Asked.TREND and len(periods) > 1


def courses_of(figures: Iterable[Figure]) -> list[Course]:
    """Cut the figures of a trend into the courses of single places or offices, in order."""
    figures = tuple(figures)
    name = shared_name([figure.stored.observation for figure in figures])
    numbers: dict[_Sentence, int] = {}
    for figure in figures:
        numbers.setdefault(_sentence_of(figure), len(numbers) + 1)
    steps = [_step(name, figure, numbers[_sentence_of(figure)]) for figure in figures]
    groups = itertools.groupby(steps, key=lambda step: who_words(step.figure.stored.observation))
    return [_course(name, who, tuple(group)) for who, group in groups]


def shared_name(observations: Sequence[Observation]) -> str:
    """Choose one name for what several observations measure: the commonest, then the shortest."""
    counts = Counter(one_line(observation.indicator) for observation in observations)
    return min(counts, key=lambda name: (-counts[name], len(name), name))


def who_words(observation: Observation) -> str:
    """Write whose number it is: subject and place."""
    parts = (observation.subject, place_words(observation.place, observation.province))
    return one_line(", ".join(part for part in parts if part))


def cited_by(courses: Iterable[Course]) -> list[Citation]:
    """Collect the sentences that courses are read from, each once; ``Step.cited`` counts in them."""
    found: dict[int, Citation] = {}
    for step in (step for course in courses for step in course.steps):
        found.setdefault(step.cited, step.figure.stored.citation)
    return [found[number] for number in sorted(found)]


def compare_in_time(observations: Sequence[Observation]) -> bool:
    """Tell whether a rise from one observation to the next means anything."""
    first = observations[0]
    if any(observation.unit != first.unit for observation in observations):
        return False
    if measure_of(first.unit).scale in _STANDING:
        return True
    return all(itertools.starmap(are_as_long, itertools.pairwise(observations)))


def _sentence_of(figure: Figure) -> _Sentence:
    where = figure.stored.citation
    return where.article, where.start, where.end


def _course(name: str, who: str, steps: tuple[Step, ...]) -> Course:
    return Course(name, who, steps, _direction(steps))


def _step(name: str, figure: Figure, cited: int) -> Step:
    observation = figure.stored.observation
    own = one_line(observation.indicator)
    period = period_words(observation.period) if observation.period else ""
    return Step(figure, period, value_words(observation), "" if own == name else own, cited)


def _direction(steps: Sequence[Step]) -> str | None:
    observations = [step.figure.stored.observation for step in steps]
    first, last = observations[0], observations[-1]
    if len(steps) < 2 or any(observation.unit != first.unit for observation in observations):
        return None
    if not compare_in_time(observations):
        return _UNEVEN
    if not all(map(_is_exact, (first, last))):
        return None
    way = f"Tính ra: từ {steps[0].period} đến {steps[-1].period}"
    gap = last.value - first.value
    up, down = ("xuống", "lên") if first.unit == RANK_UNIT else ("tăng", "giảm")
    verb = up if gap > 0 else down
    moved = f"{verb} {gap_words(gap, first.unit)}" if gap else "không đổi"
    return f"{way} {moved}{_between(steps, verb)}."


def _between(steps: Sequence[Step], verb: str) -> str:
    observations = [step.figure.stored.observation for step in steps]
    values = [observation.value for observation in observations]
    if len(values) < 3 or not all(map(_is_exact, observations)):
        return ""
    gaps = [after - before for before, after in itertools.pairwise(values)]
    if all(gap > 0 for gap in gaps) or all(gap < 0 for gap in gaps):
        return f", kỳ nào cũng {verb}"
    best, worst = (min, max) if observations[0].unit == RANK_UNIT else (max, min)
    highest, lowest = values.index(best(values)), values.index(worst(values))
    said = (("cao nhất", highest), ("thấp nhất", lowest))
    return "; " + ", ".join(f"{w} {steps[n].value} ({steps[n].period})" for w, n in said)


def _is_exact(observation: Observation) -> bool:
    return observation.bound is Bound.EXACT and observation.value_to is None
