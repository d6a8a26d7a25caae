"""A score -> a table for the terminal, a JSON form, and a page that stands alone.

What is kept aside is only ever scored: its faults are in no report.
"""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Iterable, Sequence

from bot.evaluation.observations import ObservationScore
from bot.evaluation.questions import QuestionScore
from bot.evaluation.runner import Evaluation
from bot.evaluation.tally import Tally
from bot.render.forms import Form

Row = tuple[str, str, str]
_STYLE = (
    "body{font:15px/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a}"
    "table{border-collapse:collapse;width:100%;margin:1rem 0}td,th{text-align:left;padding:.3rem .6rem;"
    "border-bottom:1px solid #ddd;vertical-align:top}th{background:#f4f4f4}"
    "td:nth-child(2){white-space:nowrap}@media(prefers-color-scheme:dark){body{background:#161616;color:#ddd}"
    "th{background:#262626}td,th{border-color:#333}}"
)


def score_rows(evaluation: Evaluation) -> list[Row]:
    """Write a score as rows: what, the figure, and its counts or interval."""
    rows: list[Row] = []
    if evaluation.observations:
        rows += _observation_rows(evaluation.observations)
    if evaluation.questions:
        rows += _question_rows(evaluation.questions)
    return rows


def _observation_rows(score: ObservationScore) -> list[Row]:
    counts = f"{score.wanted} trong đáp án, {score.given} đọc được"
    rows = [
        _f1_row("số liệu: đúng giá trị (F1)", score.value_f1, counts),
        _f1_row("số liệu: đúng mọi trường (F1)", score.strict_f1, counts),
        _tally_row("trích dẫn nguyên văn", score.citations),
    ]
    return rows + [_tally_row(f"trường {name}", tally) for name, tally in score.fields.items()]


def _question_rows(score: QuestionScore) -> list[Row]:
    rows = [
        _tally_row("câu hỏi: đúng cả hội thoại", score.conversations),
        _tally_row("số đưa ra là đúng", score.numbers),
        _tally_row("câu có đáp số được trả lời đúng", score.answerable),
        _tally_row("câu không có đáp số được từ chối", score.refused),
        ("số đưa ra khi các bài không nói", str(score.invented), ""),
    ]
    return rows + [_tally_row(f"loại {tag}", tally) for tag, tally in sorted(score.tags.items())]


def _f1_row(name: str, measures: tuple[float, float, float], counts: str) -> Row:
    precision, recall, both = measures
    return name, f"{both:.3f}", f"P {precision:.3f}, R {recall:.3f}; {counts}"


def _tally_row(name: str, tally: Tally) -> Row:
    low, high = tally.interval
    figure = f"{tally.rate:.3f}" if tally.of else "-"
    return name, figure, f"{tally.right}/{tally.of}; 95%: {low:.3f}-{high:.3f}"


def fault_rows(evaluation: Evaluation) -> list[Row]:
    """List what is wrong, sorted by kind, the commonest first; empty for the part kept aside."""
    if evaluation.part == "aside":
        return []
    found: list[tuple[str, Row]] = []
    if evaluation.observations:
        for fault in evaluation.observations.faults:
            told = f"{fault.wanted or '-'} ⟶ {fault.given or '-'}"
            found.append((fault.sort, (fault.sort, fault.article, f"{told} | {fault.quote}")))
    if evaluation.questions:
        for wrong in evaluation.questions.wrong:
            sort = f"answer: {wrong.faults[0]}"
            told = f"{'; '.join(wrong.faults)} ⟶ {wrong.given} | {wrong.question}"
            found.append((sort, (sort, f"{wrong.id}.{wrong.turn}", told)))
    often = Counter(sort for sort, _ in found)
    return [row for sort, row in sorted(found, key=lambda one: (-often[one[0]], one[0]))]


def evaluation_form(evaluation: Evaluation) -> Form:
    """Write a score in JSON; rates are fractions, intervals ``[low, high]``."""
    form: Form = {"name": evaluation.name, "part": evaluation.part}
    if evaluation.observations:
        score = evaluation.observations
        form["observations"] = {
            "gold": score.wanted,
            "predicted": score.given,
            "value": _f1_form(score.value_f1),
            "strict": _f1_form(score.strict_f1),
            "fields": {name: _tally_form(tally) for name, tally in score.fields.items()},
            "citation": _tally_form(score.citations),
        }
    if evaluation.questions:
        asked = evaluation.questions
        form["questions"] = {
            "conversations": _tally_form(asked.conversations),
            "precision": _tally_form(asked.numbers),
            "coverage": _tally_form(asked.answerable),
            "refused": _tally_form(asked.refused),
            "invented": asked.invented,
            "tags": {tag: _tally_form(tally) for tag, tally in sorted(asked.tags.items())},
        }
    form["faults"] = [
        {"sort": sort, "where": where, "what": what} for sort, where, what in fault_rows(evaluation)
    ]
    return form


def _f1_form(measures: tuple[float, float, float]) -> Form:
    names = ("precision", "recall", "f1")
    return {name: round(figure, 4) for name, figure in zip(names, measures, strict=True)}


def _tally_form(tally: Tally) -> Form:
    return {
        "right": tally.right,
        "of": tally.of,
        "rate": round(tally.rate, 4),
        "interval": [round(bound, 4) for bound in tally.interval],
    }


def render_page(evaluations: Sequence[Evaluation]) -> str:
    """Write a page that needs no other file and no network."""
    parts = [
        "<!doctype html><html lang='vi'><head><meta charset='utf-8'>",
        "<meta name='viewport' content='width=device-width'>",
        f"<title>Hỏi số: đánh giá</title><style>{_STYLE}</style></head><body>",
        "<h1>Hỏi số: đánh giá</h1>",
    ]
    for evaluation in evaluations:
        part = f" ({evaluation.part})" if evaluation.part else ""
        parts.append(f"<h2>{html.escape(evaluation.name)}{part}</h2>")
        parts.append(_table(("đo gì", "kết quả", "chi tiết"), score_rows(evaluation)))
        faults = fault_rows(evaluation)
        if faults:
            parts.append(f"<details><summary>{len(faults)} chỗ sai, xếp theo loại</summary>")
            parts.append(_table(("loại", "ở đâu", "đáp án ⟶ chương trình"), faults))
            parts.append("</details>")
    return "".join([*parts, "</body></html>\n"])


def _table(heads: Row, rows: Iterable[Row]) -> str:
    def line(cells: Row, tag: str) -> str:
        return "<tr>" + "".join(f"<{tag}>{html.escape(cell)}</{tag}>" for cell in cells) + "</tr>"

    return f"<table>{line(heads, 'th')}{''.join(line(row, 'td') for row in rows)}</table>"
