"""How an answer came about -> what a developer reads, as wide as the terminal allows.

``render_trace`` is the entry point; it gives text without colours.
"""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from bot.answer.trace import LeftOut, Nominee, Rule, Trace, Weighed
from bot.models import NotFound, Passages
from bot.question.models import Question
from bot.render.phrase import observed_words, one_line, place_words
from bot.terminal.signs import sign_words
from extract.models import Kind
from index.models import StoredObservation

if TYPE_CHECKING:
    from rich.table import Table

_WIDEST, _NARROWEST = 110, 40
_MOST_SIGNS, _MOST_READINGS = 6, 5
_WEAKEST = 0.01
_WHY = {
    "rank": "không nêu thứ hạng",
    "ruled out": "không thể là số được hỏi",
    "kind": "không đúng loại (số thực hiện, mục tiêu, tốc độ tăng)",
    "period": "không đúng kỳ hỏi",
}
_KINDS = {Kind.ACTUAL: "thực hiện", Kind.TARGET: "mục tiêu"}
_REASONS = {
    "no_indicator": "không có chỉ tiêu ấy",
    "no_place": "không có nơi ấy",
    "no_period": "không có kỳ ấy",
    "low_confidence": "không đủ chắc",
}
_RULES = {
    Rule.SMALL_TALK: "Lời chào hoặc câu hỏi về bot: không tìm số.",
    Rule.SURE: "Trả lời: cách hiểu được chọn có khả năng {chance}, ngưỡng là {threshold}.",
    Rule.LISTED: "Trả lời bằng danh sách hay phép đếm; không phải chọn giữa các cách hiểu.",
    Rule.PASSAGES: "Trả lời bằng đoạn văn phủ đủ ý của câu hỏi.",
    Rule.CLOSE: "Hỏi lại: mấy cách hiểu gần ngang nhau, cao nhất {chance}, ngưỡng là {threshold}.",
    Rule.OPEN: "Hỏi lại: câu chưa nói rõ chỉ tiêu nào hay nơi nào.",
    Rule.UNSURE: "Từ chối ({reason}): cách hiểu cao nhất chỉ {chance}, ngưỡng là {threshold}.",
    Rule.HELD_BACK: (
        "Từ chối ({reason}): cách hiểu cao nhất đạt {chance}, nhưng số ấy không nói điều được hỏi, "
        "hoặc số khớp hơn hẳn lại không đúng loại, đúng kỳ."
    ),
    Rule.MISSING: "Từ chối ({reason}): không còn số nào để chọn.",
}


def render_trace(trace: Trace, width: int | None = None) -> str:
    """Write a trace.

    Args:
        trace: What to tell.
        width: In letters; the terminal's when left out.
    """
    from rich.console import Console

    width = width or shutil.get_terminal_size((_WIDEST, 0)).columns
    file = io.StringIO()
    console = Console(
        file=file,
        width=max(_NARROWEST, min(width, _WIDEST)),
        color_system=None,
        highlight=False,
        markup=False,
    )
    for table in _tables(trace):
        console.print(table)
    lines = (line.rstrip() for line in file.getvalue().splitlines())
    return "\n".join(lines).strip("\n")


def _tables(trace: Trace) -> Iterator[Table]:
    yield _table("Câu hỏi", _heard_rows(trace))
    if trace.question is not None:
        yield _table("Được hiểu", _question_rows(trace.question, trace))
    for number, weighed in enumerate(trace.weighed, 1):
        more = f" {number}/{len(trace.weighed)}" if len(trace.weighed) > 1 else ""
        yield _table(f"Được cân{more}{_of_places(weighed)}", _weighed_rows(weighed))
        if weighed.left_out:
            title = f"Bị loại trước khi chọn: {weighed.left_out_of}"
            yield _table(title, map(_left_out_row, weighed.left_out))
    if trace.looked:
        yield _table("Đoạn văn đã xem", _passage_rows(trace))
    yield _table("Quyết định", [("", _decision(trace))])


def _table(title: str, rows: Iterable[tuple[str, str]]) -> Table:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.HORIZONTALS, show_header=False, title=title, title_justify="left")
    table.title_style = ""
    table.add_column(no_wrap=True)
    table.add_column(ratio=1, overflow="fold")
    for name, text in rows:
        table.add_row(Text(name), Text(text))
    return table


def _heard_rows(trace: Trace) -> Iterator[tuple[str, str]]:
    yield "đã gõ", one_line(trace.typed)
    if trace.text != trace.typed:
        yield "đọc là", one_line(trace.text)
    if trace.mended != trace.text:
        yield "đã sửa", one_line(trace.mended)


def _question_rows(question: Question, trace: Trace) -> Iterator[tuple[str, str]]:
    yield "chỉ tiêu", one_line(question.wanted.words) or "-"
    terms = (f"{term.replace('_', '+')} {_number(weight)}" for term, weight in trace.terms)
    yield "từ", "; ".join(terms) or "-"
    if trace.entries:
        yield "mục bảng", ", ".join(trace.entries)
    if question.wanted.measures:
        measures = (f"{m.scale}:{m.noun}".rstrip(":") for m in question.wanted.measures)
        yield "đơn vị", "; ".join(measures)
    yield "nơi", _places_words(question)
    periods = (f"{p.first or '…'} đến {p.last or '…'}" for p in question.periods)
    yield "kỳ", "; ".join(periods) or "-"
    yield "hỏi", ", ".join(question.asked) or "value"
    if question.rules:
        yield "quy tắc", ", ".join(question.rules)
    if question.parts:
        yield "nhiều số", "; ".join(one_line(p.wordings[0].words) for p in question.parts)
    if trace.carried:
        yield "lấy lại", ", ".join(trace.carried)


def _places_words(question: Question) -> str:
    named = []
    for place in question.places:
        units = (place_words(unit.name, unit.province) or unit.name for unit in place.candidates)
        named.append(f"{place.words} ({'; '.join(units) or 'không biết nơi này'})")
    if question.whole_country:
        named.append("cả nước")
    return ", ".join(named) or "-"


def _of_places(weighed: Weighed) -> str:
    names = ", ".join(place.words for place in weighed.question.places)
    return f" · {names}" if names else ""


def _weighed_rows(weighed: Weighed) -> Iterator[tuple[str, str]]:
    for reading in weighed.readings[:_MOST_READINGS]:
        first = reading.candidates[0].entry.stored.observation
        about = f" ({first.subject})" if first.subject else ""
        yield _percent(reading.chance), f"cách hiểu: {first.indicator}{about}"
    if len(weighed.readings) > _MOST_READINGS:
        yield "", f"và {len(weighed.readings) - _MOST_READINGS} cách hiểu nữa"
    yield _percent(weighed.none), "không số nào trong kho là số được hỏi"
    for nominee in weighed.nominees:
        yield _percent(nominee.chance), _nominee(nominee)
    if weighed.among > len(weighed.nominees):
        yield "", f"và {weighed.among - len(weighed.nominees)} số nữa"


def _nominee(nominee: Nominee) -> str:
    told = [p for p in nominee.parts if abs(p.adds) >= _WEAKEST][:_MOST_SIGNS]
    signs = "; ".join(f"{_signed(p.adds)} {sign_words(p.sign)}" for p in told)
    stored = nominee.candidate.entry.stored
    source = stored.observation.provenance
    weight = f"điểm {_signed(nominee.candidate.weight)}"
    read = f"quy tắc {source.rule}, tin {_number(source.confidence)}"
    return f"{_observation(stored)}\n{weight}: {signs}\n{stored.citation.article}, {read}"


def _left_out_row(one: LeftOut) -> tuple[str, str]:
    never = f" ({'; '.join(map(sign_words, one.never))})" if one.never else ""
    what = _observation(one.candidate.entry.stored)
    return _signed(one.weight), f"{what}: {_WHY[one.why]}{never}"


def _observation(stored: StoredObservation) -> str:
    one = stored.observation
    where = place_words(one.place, one.province) or "không rõ nơi"
    parts = (observed_words(one), one.indicator, one.subject, where, one.period or "không rõ kỳ")
    return " · ".join(filter(None, (*parts, _KINDS[one.kind])))


def _passage_rows(trace: Trace) -> Iterator[tuple[str, str]]:
    given = trace.answer.hits if isinstance(trace.answer, Passages) else ()
    for hit in trace.looked:
        mark = "được đưa ra" if hit in given else "không đưa ra"
        where = f"{hit.passage.article}, đoạn {hit.passage.number}"
        yield f"phủ {_percent(hit.coverage)}", f"điểm {_number(hit.score)} · {where} · {mark}"


def _decision(trace: Trace) -> str:
    reason = ""
    if isinstance(trace.answer, NotFound):
        missing = f": {trace.answer.missing}" if trace.answer.missing else ""
        reason = _REASONS[trace.answer.reason] + missing
    return _RULES[trace.rule].format(
        chance=_percent(trace.chance or 0.0),
        threshold=_percent(trace.threshold),
        reason=reason,
    )


def _percent(share: float) -> str:
    return f"{share * 100:.1f}%".replace(".", ",")


def _number(number: float) -> str:
    return f"{number:.2f}".replace(".", ",")


def _signed(number: float) -> str:
    return f"{number:+.2f}".replace(".", ",")
