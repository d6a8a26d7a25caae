"""Scores -> one HTML page that needs no other file, no network and no script.

``render_page`` is the entry point. Everything that articles, questions or gold say is escaped;
the page's own policy forbids it to load or run anything.
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Sequence

from bot.evaluation.fault import Fault
from bot.evaluation.report.drawing import risk_picture
from bot.evaluation.report.figures import (
    METHOD,
    FaultGroup,
    Line,
    Table,
    fault_groups,
    figure_tables,
    headline,
    interval_words,
    sureness_tables,
)
from bot.evaluation.report.labels import title
from bot.evaluation.report.style import STYLE
from bot.evaluation.runner import Evaluation

_HEADS = ("đo gì", "kết quả", "khoảng 95 %", "", "chi tiết")
_FAULT_HEADS = ("ở đâu", "đáp án", "chương trình", "câu")
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def render_page(evaluations: Sequence[Evaluation]) -> str:
    """Write the page; with several collections a summary of them stands first."""
    parts = [
        "<!doctype html><html lang='vi'><head><meta charset='utf-8'>",
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        "<meta name='viewport' content='width=device-width,initial-scale=1'>",
        f"<title>Hỏi số: đánh giá</title><style>{STYLE}</style></head><body>",
        f"<h1>Hỏi số: đánh giá</h1><p>{_text(METHOD)}</p>",
    ]
    if len(evaluations) > 1:
        parts.append("<h2>Tóm tắt</h2>")
        parts += [
            _figures(Table(title(each.name, each.part), headline(each))) for each in evaluations
        ]
        parts.append(_together(evaluations))
    parts += [_section(evaluation) for evaluation in evaluations]
    return "\n".join([*parts, "</body></html>\n"])


def _together(evaluations: Sequence[Evaluation]) -> str:
    turns = [turn for each in evaluations if each.questions for turn in each.questions.turns]
    if not turns:
        return ""
    tables = "\n".join(map(_folded, sureness_tables(turns)))
    return f"<h3>Độ chắc chắn, tất cả các bộ</h3>{risk_picture(turns)}{tables}"


def _section(evaluation: Evaluation) -> str:
    parts = [f"<section><h2>{_text(title(evaluation.name, evaluation.part))}</h2>"]
    parts += [
        f"<p>Không đọc được {_text(name)}: {_text(reason)}</p>"
        for name, reason in evaluation.refused
    ]
    parts += [_folded(table) for table in figure_tables(evaluation)]
    if evaluation.questions:
        parts.append(risk_picture(evaluation.questions.turns))
    groups = fault_groups(evaluation)
    if groups:
        parts.append(f"<h3>Chỗ sai: {sum(len(group.faults) for group in groups)}</h3>")
        parts += [_faults(group) for group in groups]
    return "\n".join([*parts, "</section>"])


def _folded(table: Table) -> str:
    return (
        f"<details open><summary>{_text(table.title)}</summary>"
        f"{_table(_HEADS, map(_cells, table.lines))}</details>"
    )


def _figures(table: Table) -> str:
    return f"<h3>{_text(table.title)}</h3>{_table(_HEADS, map(_cells, table.lines))}"


def _cells(line: Line) -> tuple[str, ...]:
    return (
        _text(line.name),
        f"<b>{_text(line.figure)}</b>",
        _text(interval_words(line.interval)),
        _bar(line),
        _text(line.detail),
    )


def _bar(line: Line) -> str:
    """Draw a rate as a mark on a line from 0 to 1, and its interval as a band."""
    if line.rate is None:
        return ""
    low, high = line.interval or (line.rate, line.rate)
    return (
        "<span class='bar' aria-hidden='true'>"
        f"<i style='left:{low:.1%};width:{high - low:.1%}'></i>"
        f"<b style='left:{line.rate:.1%}'></b></span>"
    )


def _faults(group: FaultGroup) -> str:
    return (
        f"<details><summary>{_text(group.label)}: {len(group.faults)}</summary>"
        f"{_table(_FAULT_HEADS, map(_fault_cells, group.faults))}</details>"
    )


def _fault_cells(fault: Fault) -> tuple[str, ...]:
    rule = f"quy tắc {fault.rule}" if fault.rule else ""
    more = "".join(f"<br><small>{_text(part)}</small>" for part in (fault.about, rule) if part)
    return (
        _text(fault.where),
        _text(fault.wanted or "-"),
        _text(fault.given or "-"),
        _text(fault.sentence) + more,
    )


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Write a table; each cell carries its head, which a narrow screen shows beside it."""
    head = "".join(f"<th scope='col'>{_text(name)}</th>" for name in heads)
    body = "\n".join(
        "<tr>"
        + "".join(
            f"<td data-head='{_text(name)}'>{cell}</td>"
            for name, cell in zip(heads, row, strict=True)
        )
        + "</tr>"
        for row in rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>\n{body}\n</tbody></table>"


def _text(text: str) -> str:
    return html.escape(text, quote=True)
