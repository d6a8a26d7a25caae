"""Answer -> terminal text, in Vietnamese, short.

``render_text`` is the entry point. A number that was computed here, not read, is said to be
("tính ra", "còn cách").
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import assert_never

from bot.models import (
    Answer,
    Answered,
    Asked,
    Choice,
    Clarify,
    Help,
    NotFound,
    Passages,
    Reason,
)
from bot.render.beside import details
from bot.render.phrase import (
    cut_around,
    gap_words,
    observed_words,
    one_line,
    quote_words,
    where_and_when,
)
from extract.models import Kind, Observation
from index.models import Citation, Hit, StoredArticle, StoredObservation

_LISTED = frozenset({Asked.COMPARE, Asked.HIGHEST, Asked.LOWEST, Asked.COUNT})
_DECLARED = {"place": "địa phương", "published": "ngày đăng", "title": "tên bài"}
_LONGEST_PASSAGE = 600


def render_text(answer: Answer, articles: Mapping[str, StoredArticle]) -> str:
    """Write an answer for a terminal.

    Args:
        answer: What the engine said.
        articles: By file name; those that passages of the answer come from are named.
    """
    match answer:
        case Answered():
            lines = _answered(answer)
        case Passages():
            lines = [line for hit in answer.hits for line in _passage(hit, articles)]
        case Clarify():
            lines = ["Câu hỏi này hiểu được theo vài cách. Ý bạn là:", *_choices(answer.choices)]
        case NotFound():
            lines = [_not_found(answer), *_merged(answer)]
            if answer.nearest:
                lines += ["Hiện có:", *_choices(answer.nearest)]
        case Help():
            lines = _help(answer)
        case _:
            assert_never(answer)
    return "\n".join(lines)


def _answered(answer: Answered) -> list[str]:
    listed = len(answer.figures) > 1 and answer.asked in _LISTED
    lines = _list(answer) if listed else _main_and_others(answer)
    if answer.carried:
        carried = ", ".join(one_line(words).strip(" ?!.,;") for words in answer.carried)
        lines.append(f"(Hiểu theo câu trước: {carried}.)")
    return lines


def _main_and_others(answer: Answered) -> list[str]:
    main, *others = answer.figures
    conflicts = [f"Bài khác ghi: {_short(other)}" for other in main.conflicts]
    lines = [_head(main.stored.observation), *details(main, answer.asked), *conflicts]
    if answer.among:
        lines.insert(1, f"{_among(answer)}.")
    lines += [quote_words(main.stored.citation), _source(main.stored.citation)]
    if others:
        lines.append("Ngoài ra:")
        lines += [_short(figure.stored) for figure in others]
    return lines


def _list(answer: Answered) -> list[str]:
    lines = [f"{_among(answer)}:"] if answer.among else []
    for position, figure in enumerate(answer.figures, start=1):
        citation = figure.stored.citation
        lines.append(f"{position}. {_head(figure.stored.observation)}")
        lines += [f"   {line}" for line in (quote_words(citation), _source(citation))]
    if answer.difference is not None:
        first, second = (figure.stored.observation for figure in answer.figures[:2])
        more = "cao hơn" if answer.difference > 0 else "thấp hơn"
        lines.append(
            f"Tính ra: {_told_apart(first, second)} và {_told_apart(second, first)} bằng nhau"
            if not answer.difference
            else f"Tính ra: {_told_apart(first, second)} {more} {_told_apart(second, first)} "
            f"{gap_words(answer.difference, first.unit)}"
        )
    return lines


def _among(answer: Answered) -> str:
    observation = answer.figures[0].stored.observation
    ranked = "đơn vị" if observation.subject else "địa phương"
    if answer.among == 1:
        return f"Các bài chỉ có số liệu của 1 {ranked}, chưa đủ để xếp hạng"
    extreme = "Thấp nhất" if answer.asked is Asked.LOWEST else "Cao nhất"
    return f"{extreme} trong {answer.among} {ranked} có số liệu"


def _told_apart(observation: Observation, other: Observation) -> str:
    same_indicator = observation.indicator == other.indicator
    return (same_indicator and where_and_when(observation)) or one_line(observation.indicator)


def _head(observation: Observation) -> str:
    value = one_line(observed_words(observation))
    if observation.kind is Kind.TARGET:
        value = f"Mục tiêu {value}"
    parts = (value, one_line(observation.indicator), one_line(where_and_when(observation)))
    return " · ".join(part for part in parts if part)


def _short(stored: StoredObservation) -> str:
    return f"{_head(stored.observation)} ({_where(stored.citation)})"


def _source(citation: Citation) -> str:
    declared = [_DECLARED[name] for name in citation.declared if name in _DECLARED]
    notes = f" ({', '.join(declared)}: theo khai báo nguồn)" if declared else ""
    address = f" · {one_line(citation.url)}" if citation.url else ""
    return f"Nguồn: {_where(citation)}{notes}{address}"


def _where(citation: Citation) -> str:
    day = f"{citation.published:%d/%m/%Y}" if citation.published else None
    parts = (one_line(citation.title), f"đoạn {citation.paragraph}", day)
    return " · ".join(part for part in parts if part)


def _passage(hit: Hit, articles: Mapping[str, StoredArticle]) -> list[str]:
    passage = hit.passage
    article = articles.get(passage.article)
    title = one_line(article.title) if article else passage.article
    day = f" · {article.published:%d/%m/%Y}" if article and article.published else ""
    return [
        f"“{cut_around(passage.text, 0, 0, _LONGEST_PASSAGE)}”",
        f"Nguồn: {title} · đoạn {passage.number}{day}",
    ]


def _choices(choices: Iterable[Choice]) -> list[str]:
    return [f"{n}. {one_line(choice.label)}" for n, choice in enumerate(choices, start=1)]


def _not_found(answer: NotFound) -> str:
    missing = one_line(answer.missing or "")
    match answer.reason:
        case Reason.NO_INDICATOR:
            return f"Các bài đã đọc không có số liệu về {missing or 'điều này'}."
        case Reason.NO_PLACE:
            return f"Các bài đã đọc không có số liệu này của {missing or 'địa phương đó'}."
        case Reason.NO_PERIOD:
            return f"Các bài đã đọc không có số liệu này cho {missing or 'thời gian đó'}."
        case Reason.LOW_CONFIDENCE:
            return (
                "Tôi chưa chắc hiểu đúng câu hỏi nên không đưa số nào. "
                "Bạn ghi rõ chỉ tiêu, địa phương và thời gian giúp nhé."
            )
        case _:
            assert_never(answer.reason)


def _merged(answer: NotFound) -> list[str]:
    if not answer.merged:
        return []
    whole = one_line(answer.missing or "tỉnh mới")
    return [f"Từ 1/7/2025, {', '.join(answer.merged)} là một phần của {whole}."]


def _help(answer: Help) -> list[str]:
    opening = {
        "greeting": "Chào bạn! Bạn cần số liệu nào?",
        "thanks": "Không có gì. Bạn cần số nào nữa cứ hỏi.",
    }.get(
        answer.topic,
        "Tôi tìm số liệu trong các bài báo đã đọc và luôn kèm câu gốc. "
        "Số nào các bài không nêu thì tôi nói là không có.",
    )
    if not answer.examples:
        return [opening]
    return [opening, "Ví dụ:", *(f"- {one_line(example)}" for example in answer.examples)]
