"""A sentence and a number in it -> the part around the number that holds no other's words."""

from __future__ import annotations

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


def _ends_clause(text: str, position: int) -> bool:
    if text[position] not in _CLAUSE_ENDS:
        return False
    before, after = text[position - 1 : position], text[position + 1 : position + 2]
    return not (before.isdigit() and after.isdigit())
