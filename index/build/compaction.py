"""Which parts of a store are merged when another is added.

Sizes fall by a factor of four or more from part to part, so there are at most eight of them up to a
million articles, and an article is copied once for each fourfold growth of what came after it.
"""

from __future__ import annotations

from collections.abc import Sequence

from index.manifest import PartEntry

_FACTOR = 4
# Parts below this cost next to nothing to copy.
_LEAST = 64
_MOST_HIDDEN = 1 / 3


def merged_count(parts: Sequence[PartEntry]) -> int:
    """Tell how many parts, the newest ones, are to become one.

    Args:
        parts: Oldest first, with the one just written.

    Returns:
        0 where all stay as they are, else at least 2.
    """
    sizes = [held(part) for part in parts]
    hidden = sum(part.hidden for part in parts)
    if len(parts) > 1 and hidden > max(_LEAST, _MOST_HIDDEN * sum(sizes)):
        return len(parts)
    size, count = max(sizes[-1], _LEAST), 1
    for before in reversed(sizes[:-1]):
        if before >= _FACTOR * size:
            break
        size, count = size + before, count + 1
    return count if count > 1 else 0


def held(part: PartEntry) -> int:
    """Tell how many articles lie in a part, hidden by later ones or not."""
    return part.counts.articles + part.hidden
