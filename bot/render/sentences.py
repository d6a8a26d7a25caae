"""Sentences that the terminal and the chat say alike.

Each is one line without what its face adds: numbers of a list, links, buttons.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from bot.models import Answered, Asked, Clarify, Help, NotFound, Passages, Reason
from bot.render.phrase import gap_words, observed_words, one_line, where_and_when
from extract.models import Kind, Observation

LISTED = frozenset({Asked.COMPARE, Asked.HIGHEST, Asked.LOWEST, Asked.COUNT, Asked.LIST})
RANKED = frozenset({Asked.HIGHEST, Asked.LOWEST})
WHICH = "Câu hỏi này hiểu được theo vài cách. Ý bạn là:"
THERE_IS = "Hiện có:"
_DECLARED = {"place": "địa phương", "published": "ngày đăng", "title": "tên bài"}


def value_words(observation: Observation) -> str:
    """Write a value; one to be reached is said to be a target."""
    value = one_line(observed_words(observation))
    return f"Mục tiêu {value}" if observation.kind is Kind.TARGET else value


def among_words(answer: Answered) -> str:
    """Say among how many places or offices a ranking was made."""
    observation = answer.figures[0].stored.observation
    ranked = "đơn vị" if observation.subject else "địa phương"
    if answer.among == 1:
        return f"Các bài chỉ có số liệu của 1 {ranked}, chưa đủ để xếp hạng"
    extreme = "Thấp nhất" if answer.asked is Asked.LOWEST else "Cao nhất"
    return f"{extreme} trong {answer.among} {ranked} có số liệu"


def difference_words(answer: Answered) -> str | None:
    """Say how the first of two compared figures differs from the second."""
    if answer.difference is None:
        return None
    first, second = (figure.stored.observation for figure in answer.figures[:2])
    one, other = _told_apart(first, second), _told_apart(second, first)
    if not answer.difference:
        return f"Tính ra: {one} và {other} bằng nhau"
    more = "cao hơn" if answer.difference > 0 else "thấp hơn"
    return f"Tính ra: {one} {more} {other} {gap_words(answer.difference, first.unit)}"


def carried_words(answer: Answered | Passages | Clarify | NotFound) -> str | None:
    """Say what was taken over from the turns before."""
    if not answer.carried:
        return None
    carried = ", ".join(
        one_line(words).strip(" ?!.,;").removesuffix(" của") for words in answer.carried
    )
    return f"Vẫn hỏi về: {carried}."


def notes_of(answer: Answered) -> list[str]:
    """Say what a reader must know of the places of the figures."""
    return [f"Lưu ý: {one_line(note)}" for note in answer.notes]


def declared_words(fields: Iterable[str]) -> str | None:
    """Say which fields come from a declaration, not from the text.

    Args:
        fields: Names, as ``Citation.declared`` or ``StoredArticle.declared``.
    """
    declared = [_DECLARED[name] for name in fields if name in _DECLARED]
    return f"({', '.join(declared)}: theo khai báo nguồn)" if declared else None


def missing_words(answer: NotFound) -> str:
    """Say what the articles do not have."""
    missing = one_line(answer.missing or "")
    match answer.reason:
        case Reason.NO_INDICATOR:
            about = "" if missing.startswith("con số") else "số liệu về "
            return f"Các bài đã đọc không có {about}{missing or 'điều này'}."
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


def merged_words(answer: NotFound) -> str | None:
    """Say which old provinces went into the one asked for, or which it went into."""
    if answer.into:
        part = one_line(answer.asked or "tỉnh cũ")
        return f"Từ 1/7/2025, {part} là một phần của {one_line(answer.into)}."
    if not answer.merged:
        return None
    whole = one_line(answer.asked or answer.missing or "tỉnh mới")
    return f"Từ 1/7/2025, {', '.join(answer.merged)} là một phần của {whole}."


def help_words(answer: Help) -> str:
    """Greet, or say what the program does."""
    return {
        "greeting": "Chào bạn! Bạn cần số liệu nào?",
        "thanks": "Không có gì. Bạn cần số nào nữa cứ hỏi.",
    }.get(
        answer.topic,
        "Tôi tìm số liệu trong các bài báo đã đọc và luôn kèm câu gốc. "
        "Số nào các bài không nêu thì tôi nói là không có.",
    )


def _told_apart(observation: Observation, other: Observation) -> str:
    same_indicator = observation.indicator == other.indicator
    return (same_indicator and where_and_when(observation)) or one_line(observation.indicator)
