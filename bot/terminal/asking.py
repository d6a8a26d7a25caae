"""What a user typed -> a question that may be asked, or the reason why not."""

from __future__ import annotations

LONGEST_QUESTION = 2_000


class QuestionError(Exception):
    """A question that cannot be asked; the message says why, in Vietnamese."""


def check_question(text: str) -> str:
    """Give a question back if it may be asked.

    Raises:
        QuestionError: It is longer than ``LONGEST_QUESTION`` characters.
    """
    if len(text) > LONGEST_QUESTION:
        length, most = (f"{n:,}".replace(",", ".") for n in (len(text), LONGEST_QUESTION))
        raise QuestionError(
            f"Câu hỏi dài {length} ký tự; nhiều nhất là {most}. Hãy hỏi ngắn hơn, mỗi câu một ý."
        )
    return text
