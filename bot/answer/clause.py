"""A sentence and a number in it -> the part around the number that holds no other's words."""

from __future__ import annotations

import re

# "Đón 12 triệu lượt nhưng khách quốc tế chỉ 312.500 lượt" says two things.
_TURN = re.compile(r"(?<!\w)(?:nhưng|còn|trong khi|song|mà|và)(?!\w)", re.IGNORECASE)
_CLAUSE_ENDS = frozenset(";:().,")


def clause_around(sentence: str, start: int, end: int) -> tuple[int, int]:
    """Find the clause of a number.

    Args:
        sentence: Where it stands.
        start: Its first index.
        end: The index behind it.

    Returns:
        The clause's first index and the one behind it.
    """
    while start > 0 and not _ends_clause(sentence, start - 1):
        start -= 1
    while end < len(sentence) and not _ends_clause(sentence, end):
        end += 1
    return start, end


def said_of(sentence: str, start: int, end: int) -> str:
    """Give the words of a number's clause that are said of it, as far as a turn in it tells.

    Args:
        sentence: Where it stands.
        start: Its first index.
        end: The index behind it.
    """
    first, last = clause_around(sentence, start, end)
    before, after = sentence[first:start], sentence[end:last]
    return f"{_TURN.split(before)[-1]}{sentence[start:end]}{_TURN.split(after)[0]}"


def _ends_clause(text: str, position: int) -> bool:
    if text[position] not in _CLAUSE_ENDS:
        return False
    before, after = text[position - 1 : position], text[position + 1 : position + 2]
    return not (before.isdigit() and after.isdigit())
