"""A sentence -> how each of its numbers got its name: what was proposed, from where, how likely.

``render_names`` is the entry point. The text is read as an article of its own, so nothing that an
indexed article said before it is known.
"""

from __future__ import annotations

from bot.render.phrase import one_line
from extract.article import parse_article
from extract.errors import ExtractError
from extract.models import Declared
from extract.observe import observe
from extract.observe.name import choice
from extract.observe.name.choice import Choice

_MOST_PROPOSALS = 5
_NOTHING = "Không số nào trong câu có tên để chọn."
_SOURCES = {
    "B": "quy tắc",
    "L": "ngay trước",
    "R": "ngay sau",
    "LR": "trước và sau",
    "S": "đầu câu",
    "U": "đơn vị đếm",
    "D": "đã nêu",
    "C": "chỉ tiêu ở đầu bài",
    "V": "đã nêu đủ tên",
    "T": "đang nói đến",
    "H": "tiêu đề",
    "X": "bối cảnh",
    "N": "đã nêu cùng đơn vị",
    "F": "nêu đầu tiên cùng đơn vị",
    "DL": "đã nêu, cho mục này",
    "DR": "đã nêu, cho danh từ sau",
    "P": "so với kế hoạch",
}


def render_names(text: str) -> str:
    """Write, for each number that is named, the likeliest proposals; the chosen one is starred.

    Args:
        text: One or more sentences.
    """
    seen: list[Choice] = []
    try:
        with choice.watching(seen.append):
            observe(parse_article("", text, Declared(title="Tin")))
    except ExtractError:
        return _NOTHING
    return "\n".join(line for made in seen for line in _lines(made)) or _NOTHING


def _lines(made: Choice) -> list[str]:
    span = made.site.quantity.span
    number = one_line(made.reading.masked.text[span.start : span.end])
    ranked = sorted(range(len(made.proposals)), key=lambda at: -made.chances[at])
    shown = ranked[:_MOST_PROPOSALS]
    if made.best not in shown:
        shown = [*shown[:-1], made.best]
    lines = [f"“{number}”: {made.proposals[made.best].words} (tin cậy {made.confidence:.0%})"]
    for at in shown:
        proposal = made.proposals[at]
        sources = ", ".join(_SOURCES.get(one, one) for one in sorted(proposal.sources))
        star = "*" if at == made.best else " "
        weighed = f"{made.chances[at]:4.0%} {made.weights[at]:+6.1f}"
        lines.append(f" {star} {weighed}  {proposal.words}  [{sources}]")
    hidden = len(made.proposals) - len(shown)
    return lines + ([f"   … và {hidden} tên nữa"] if hidden else [])
