"""A score -> the tables of figures that the terminal and the page both show.

``figure_tables`` is the entry point. ``fault_groups`` sorts what is wrong; of the part kept
aside it tells nothing, since that part is only ever scored.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.answer.pick import SURE
from bot.evaluation.confidence import (
    Bin,
    Point,
    Sureness,
    calibration,
    calibration_error,
    curve,
)
from bot.evaluation.fault import Fault
from bot.evaluation.observations import ObservationScore
from bot.evaluation.questions import QuestionScore
from bot.evaluation.reading import Group, by_rule, by_tenth
from bot.evaluation.report.labels import decimal, field_label, sort_label
from bot.evaluation.runner import Evaluation
from bot.evaluation.tally import RESAMPLES, SEED, Interval, Measure, Tally

_NOTHING = "-"
METHOD = (
    "Khoảng 95 %: Wilson cho tỷ lệ; với F1, lấy lại mẫu theo bài "
    f"{RESAMPLES} lần, hạt giống {SEED}."
)


@dataclass(frozen=True, slots=True)
class Line:
    """One figure.

    Attributes:
        rate: 0 to 1; ``None`` where there was nothing to count, or it is no rate.
        figure: The rate, or a count, as a person reads it.
        interval: 95 % of the rate, if it can be told.
        detail: The counts behind it.
    """

    name: str
    rate: float | None
    figure: str
    interval: Interval | None
    detail: str


@dataclass(frozen=True, slots=True)
class Table:
    """Figures of one kind."""

    title: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class FaultGroup:
    """All faults of one kind, in order of where they are."""

    sort: str
    label: str
    faults: tuple[Fault, ...]


def interval_words(interval: Interval | None) -> str:
    """Write an interval: "0,912-0,954"."""
    return "-".join(map(decimal, interval)) if interval else _NOTHING


def headline(evaluation: Evaluation) -> tuple[Line, ...]:
    """Choose the few figures that say most."""
    lines: list[Line] = []
    if evaluation.observations:
        lines += _reading_lines(evaluation.observations)[:2]
    if evaluation.questions:
        lines += _answer_lines(evaluation.questions)[:3]
    return tuple(lines)


def figure_tables(evaluation: Evaluation) -> list[Table]:
    """Put a score into tables, those without a line left out."""
    tables: list[Table] = []
    if evaluation.observations:
        tables += _observation_tables(evaluation.observations)
    if evaluation.questions:
        tables += _question_tables(evaluation.questions)
    return [table for table in tables if table.lines]


def fault_groups(evaluation: Evaluation) -> list[FaultGroup]:
    """Sort what is wrong by kind, the commonest first; empty for the part kept aside."""
    if evaluation.part == "aside":
        return []
    groups: dict[str, list[Fault]] = defaultdict(list)
    for score in (evaluation.observations, evaluation.questions):
        for fault in score.faults if score else ():
            groups[fault.sort].append(fault)
    ordered = sorted(groups.items(), key=lambda item: (-len(item[1]), item[0]))
    return [FaultGroup(sort, sort_label(sort), tuple(faults)) for sort, faults in ordered]


def _observation_tables(score: ObservationScore) -> Iterable[Table]:
    yield Table("Đọc số liệu", tuple(_reading_lines(score)))
    fields = (_rate(field_label(name), tally) for name, tally in score.fields.items())
    yield Table("Từng trường của các số liệu tìm thấy", tuple(fields))
    rules = (_group(rule, group) for rule, group in by_rule(score.readings).items())
    yield Table("Từng quy tắc đọc: đúng mọi trường", tuple(rules))
    tenths = (_tenth(tenth, group) for tenth, group in by_tenth(score.readings).items())
    yield Table("Độ tin cậy chương trình tự chấm và tỷ lệ đúng mọi trường", tuple(tenths))


def _question_tables(score: QuestionScore) -> Iterable[Table]:
    yield Table("Trả lời câu hỏi", tuple(_answer_lines(score)))
    tags = (_rate(tag, tally) for tag, tally in sorted(score.tags.items()))
    yield Table("Từng loại câu hỏi", tuple(tags))
    yield from sureness_tables(score.turns)


def sureness_tables(turns: Sequence[Sureness]) -> Iterable[Table]:
    """Put how sure turns were into tables: risk and coverage by threshold, and calibration."""
    if not turns:
        return
    yield Table("Ngưỡng trả lời: rủi ro và độ phủ", tuple(map(_point, curve(turns))))
    error = calibration_error(turns)
    lines = [_bin(one) for one in calibration(turns)]
    if error is not None:
        name = "lệch trung bình của các số đã đưa ra (ECE)"
        lines.append(Line(name, None, decimal(error), None, "mười khoảng"))
    yield Table("Khả năng chương trình tự tính và tỷ lệ đúng", tuple(lines))


def _reading_lines(score: ObservationScore) -> list[Line]:
    counts = f"{score.wanted} trong đáp án, {score.given} đọc được"
    return [
        _f1("đúng mọi trường chính (F1)", score.strict, counts),
        _f1("đúng giá trị (F1)", score.value, counts),
        _rate("trích dẫn nguyên văn và đúng câu", score.citations),
        _rate("trích dẫn nguyên văn, mọi số đọc được", score.verbatim),
    ]


def _answer_lines(score: QuestionScore) -> list[Line]:
    invented = str(score.invented)
    return [
        _rate("đúng cả hội thoại", score.conversations),
        _rate("số đưa ra là đúng", score.numbers),
        _rate("câu có đáp số được trả lời đúng", score.answerable),
        _rate("câu không có đáp số được từ chối", score.refused),
        Line("số đưa ra khi các bài không nói", None, invented, None, "lượt trả lời"),
    ]


def _f1(name: str, measured: Measure, counts: str) -> Line:
    detail = f"P {decimal(measured.precision)}, R {decimal(measured.recall)}; {counts}"
    return Line(name, measured.f1, decimal(measured.f1), measured.interval, detail)


def _rate(name: str, tally: Tally, more: str = "") -> Line:
    if not tally.of:
        return Line(name, None, _NOTHING, None, f"0/0{more}")
    figure, detail = decimal(tally.rate), f"{tally.right}/{tally.of}{more}"
    return Line(name, tally.rate, figure, tally.interval, detail)


def _group(name: str, group: Group, more: str = "") -> Line:
    value = f"; đúng giá trị {decimal(group.found.rate)}{more}"
    return _rate(name, group.strict, value)


def _tenth(tenth: int, group: Group) -> Line:
    name = f"từ {decimal(tenth / 10, 1)} đến {decimal((tenth + 1) / 10, 1)}"
    return _group(name, group, f"; độ tin cậy trung bình {decimal(group.mean_confidence)}")


def _point(point: Point) -> Line:
    used = " (đang dùng)" if point.threshold == SURE else ""
    covered = (
        f"; độ phủ {decimal(point.coverage.rate)} ({point.coverage.right}/{point.coverage.of})"
    )
    return _rate(f"số sai, ngưỡng {decimal(point.threshold, 2)}{used}", point.risk, covered)


def _bin(one: Bin) -> Line:
    name = f"từ {decimal(one.tenth / 10, 1)} đến {decimal((one.tenth + 1) / 10, 1)}"
    return _rate(name, one.right, f"; khả năng trung bình {decimal(one.mean_chance)}")
