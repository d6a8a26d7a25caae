"""A score -> tables on a terminal; tab-separated lines elsewhere.

``print_evaluation`` is the entry point.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.evaluation.fault import Fault
from bot.evaluation.report.figures import (
    METHOD,
    FaultGroup,
    Table,
    fault_groups,
    figure_tables,
    interval_words,
    sureness_tables,
)
from bot.evaluation.report.labels import title
from bot.evaluation.runner import Evaluation
from bot.render.phrase import one_line
from bot.terminal.listing import print_table


def print_evaluation(evaluation: Evaluation, *, faults: bool) -> None:
    """Print what was measured.

    Args:
        evaluation: The score.
        faults: Whether to list each fault; if not, only how many there are of each kind.
    """
    print(f"== {one_line(title(evaluation.name, evaluation.part))} ==")
    for name, reason in evaluation.refused:
        print(f"Không đọc được {one_line(name)}: {one_line(reason)}")
    for table in figure_tables(evaluation):
        _print_figures(table)
    print(METHOD)
    groups = fault_groups(evaluation)
    if faults:
        for group in groups:
            _print_faults(group)
    elif groups:
        _print_counts(groups)


def print_sureness(evaluations: Sequence[Evaluation]) -> None:
    """Print how sure the answers to all collections were, where several have questions."""
    scores = [each.questions for each in evaluations if each.questions]
    if len(scores) < 2:
        return
    print("== tất cả các bộ ==")
    for table in sureness_tables([turn for score in scores for turn in score.turns]):
        _print_figures(table)


def _print_figures(table: Table) -> None:
    print(f"\n{table.title}")
    head = ("đo gì", "kết quả", "khoảng 95 %", "chi tiết")
    print_table(
        head,
        (
            (one_line(line.name), line.figure, interval_words(line.interval), line.detail)
            for line in table.lines
        ),
    )


def _print_counts(groups: list[FaultGroup]) -> None:
    print("\nChỗ sai theo loại (--faults liệt kê từng chỗ)")
    print_table(("loại", "số chỗ"), ((g.label, str(len(g.faults))) for g in groups))


def _print_faults(group: FaultGroup) -> None:
    print(f"\n{group.label}: {len(group.faults)}")
    head = ("ở đâu", "đáp án", "chương trình", "số liệu", "quy tắc", "câu")
    print_table(head, (tuple(map(one_line, _cells(fault))) for fault in group.faults))


def _cells(fault: Fault) -> tuple[str, ...]:
    return (
        fault.where,
        fault.wanted or "-",
        fault.given or "-",
        fault.about or "-",
        fault.rule or "-",
        fault.sentence,
    )
