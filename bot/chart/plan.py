"""Answer -> what is drawn of it, or why nothing is.

``chart_of`` is the entry point. Figures of one place and name over several periods make a
line; all others a bar each. Only numbers of one unit are drawn together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.chart import words
from bot.chart.levels import bar_levels, baseline_series, line_levels
from bot.chart.models import Chart, NoChart, Point, Series, Shape
from bot.models import Answer, Answered, Asked, Figure
from bot.question.when import newest
from bot.render.phrase import RANK_UNIT, one_line
from bot.render.sentences import among_words, difference_words, value_words
from bot.render.trend import Course, compare_in_time, courses_of, shared_name, who_words
from extract.models import Kind, Observation

MOST_BARS, MOST_POINTS, MOST_SERIES = 15, 40, 5
_NO_NUMBERS = "Câu trả lời không có số liệu nên không có gì để vẽ."
_ONE = (
    "Câu trả lời chỉ có một số, biểu đồ cần ít nhất hai. "
    "Bạn hỏi so sánh vài nơi, hoặc diễn biến qua các năm nhé."
)
_UNITS = "Các số có đơn vị khác nhau ({}) nên không vẽ chung một biểu đồ được."
_RANKS = "Thứ hạng không vẽ thành cột được, vì cột cao hơn không có nghĩa là tốt hơn."
_ALIKE = "Các số cùng về một nơi, một kỳ mà các bài ghi khác nhau, nên không vẽ thành biểu đồ."
_LIST = "Danh sách gồm nhiều chỉ tiêu khác nhau nên không vẽ thành biểu đồ."
_SEVERAL = "Nhiều chỉ tiêu"
_LEFT_OUT = "Không vẽ {} số nữa trong câu trả lời."


def chart_of(answer: Answer) -> Chart | NoChart:
    """Say what to draw of an answer."""
    if not isinstance(answer, Answered) or not answer.figures:
        return NoChart(_NO_NUMBERS)
    observations = [figure.stored.observation for figure in answer.figures]
    if len(observations) < 2:
        return NoChart(_ONE)
    if answer.asked is Asked.LIST:
        return NoChart(_LIST)
    units = list(dict.fromkeys(observation.unit for observation in observations))
    if len(units) > 1:
        return NoChart(_UNITS.format(", ".join(units)))
    if _is_course(answer, observations):
        return _line(answer.figures)
    if units == [RANK_UNIT]:
        return NoChart(_RANKS)
    return _bars(answer)


def _is_course(answer: Answered, observations: Sequence[Observation]) -> bool:
    if len({newest(observation) for observation in observations}) < 2:
        return False
    if any(observation.period is None for observation in observations):
        return False
    one_thing = len({(who_words(o), one_line(o.indicator)) for o in observations}) == 1
    return answer.asked is Asked.TREND or (one_thing and answer.asked is Asked.COMPARE)


def _line(figures: Sequence[Figure]) -> Chart | NoChart:
    # Those of a comparison stand as asked; time runs one way.
    courses = courses_of(figures[:MOST_POINTS])[:MOST_SERIES]
    observations = [figure.stored.observation for figure in figures]
    unit, scale = words.axis_of(observations)
    drawn: list[Figure] = []
    series: list[Series] = []
    joined = True
    title = shared_name(observations)
    for course in courses:
        here = sorted(
            (step.figure for step in course.steps), key=lambda f: newest(f.stored.observation)
        )
        drawn += here
        joined &= compare_in_time([figure.stored.observation for figure in here])
        points = tuple(_timed(figure, title, unit) for figure in here)
        series.append(Series(course.who, points))
    averages = baseline_series(drawn) if len(courses) == 1 else ()
    if len(courses) == 1 and not averages:
        series = [replace(series[0], name="")]
    shared = courses[0].who if len(courses) == 1 else ""
    return Chart(
        Shape.LINE,
        words.sentence_case(title),
        words.subtitle(shared, unit),
        unit,
        scale,
        (*series, *averages),
        line_levels(drawn) if len(courses) == 1 else (),
        joined=joined,
        is_rank=observations[0].unit == RANK_UNIT,
        notes=(*_ways(courses), *_notes(drawn, figures)),
        sources=words.sources_of(drawn),
    )


def _bars(answer: Answered) -> Chart | NoChart:
    figures = answer.figures
    drawn = figures[:MOST_BARS]
    observations = [figure.stored.observation for figure in drawn]
    labels, shared = words.tell_apart(observations)
    name = title = shared_name(observations)
    points = tuple(_point(figure, name, label) for figure, label in zip(drawn, labels, strict=True))
    if all(point.label == words.sentence_case(point.note or name) for point in points):
        # Several indicators of one place: what they share is no indicator.
        title, shared = shared or _SEVERAL, ""
        points = tuple(replace(point, note="") for point in points)
    if len({(point.label, point.note) for point in points}) < len(points):
        return NoChart(_ALIKE)
    unit, scale = words.axis_of(observations)
    return Chart(
        Shape.BARS,
        words.sentence_case(title),
        words.subtitle(shared, unit),
        unit,
        scale,
        (Series("", points),),
        bar_levels(drawn),
        notes=(*_told(answer), *_notes(drawn, figures)),
        sources=words.sources_of(drawn),
    )


def _point(figure: Figure, title: str, label: str) -> Point:
    observation = figure.stored.observation
    own = one_line(observation.indicator)
    return Point(
        label,
        value_words(observation),
        observation.value,
        observation.value_to,
        newest(observation)[0],
        "" if own == title else own,
        observation.kind is Kind.TARGET,
    )


def _timed(figure: Figure, title: str, unit: str) -> Point:
    observation = figure.stored.observation
    point = _point(figure, title, words.tick_words(observation.period or ""))
    return replace(point, words=words.short_value(observation, unit))


def _ways(courses: Sequence[Course]) -> list[str]:
    """Say what became of each; the same sentence about several is said once."""
    said = [
        f"{course.who}. {course.direction}" if len(courses) > 1 and course.who else course.direction
        for course in courses
        if course.direction
    ]
    return list(dict.fromkeys(filter(None, said)))


def _told(answer: Answered) -> list[str]:
    among = f"{among_words(answer)}." if answer.among else None
    difference = difference_words(answer)
    return [sentence for sentence in (among, difference and f"{difference}.") if sentence]


def _notes(drawn: Sequence[Figure], figures: Sequence[Figure]) -> tuple[str, ...]:
    notes = list(words.conflict_notes(drawn))
    if len(figures) > len(drawn):
        notes.append(_LEFT_OUT.format(len(figures) - len(drawn)))
    return tuple(notes)
