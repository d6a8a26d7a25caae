"""The words of a page -> its lines, column after column.

``find_columns`` is the entry point. Words at one height make a row; where several rows in
succession leave the same gap free, the page has columns there, and the left one is read
first.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

# Shares of a letter's height: what parts the pieces of a row, what two words of a row may
# differ in height, and what parts two blocks of a column.
_GAP_OF_COLUMNS, _SAME_ROW, _GAP_OF_ROWS = 0.8, 0.5, 2.0
_OTHER_SIZE = 0.12
_FEWEST_ROWS = 3
_FEWEST_LETTERS = 12


@dataclass(frozen=True, slots=True)
class Word:
    """A word with its box, in points from the page's upper left corner."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    size: float
    font: str


@dataclass(frozen=True, slots=True)
class Line:
    """Words that stand beside each other, from left to right; never none."""

    words: tuple[Word, ...]

    @property
    def text(self) -> str:
        """What it says."""
        return " ".join(word.text for word in self.words)

    @property
    def x0(self) -> float:
        """Its left end."""
        return self.words[0].x0

    @property
    def x1(self) -> float:
        """Its right end."""
        return self.words[-1].x1

    @property
    def top(self) -> float:
        """Its upper edge."""
        return min(word.top for word in self.words)

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return max(word.bottom for word in self.words)

    @property
    def size(self) -> float:
        """The height of most of its letters."""
        return median(word.size for word in self.words)


Row = tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """Lines that are read one after the other, from top to bottom.

    Attributes:
        right: How far a full line of it reaches.
    """

    lines: tuple[Line, ...]
    right: float


def find_columns(words: Iterable[Word], right: float) -> list[Column]:
    """Find the columns of a page or of a part of it.

    Args:
        words: In any order.
        right: Where the text of the page ends.

    Returns:
        In the order of reading; text above and below columns is a column of its own.
    """
    return _in_columns([_pieces(row) for row in find_rows(words)], right)


def find_rows(words: Iterable[Word]) -> list[list[Word]]:
    """Find the words that stand at one height, from top to bottom, each row from the left."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: (word.top + word.bottom, word.x0)):
        middle = (word.top + word.bottom) / 2
        last = rows[-1][-1] if rows else None
        if last and middle - (last.top + last.bottom) / 2 <= _SAME_ROW * max(word.size, last.size):
            rows[-1].append(word)
        else:
            rows.append([word])
    return [sorted(row, key=lambda word: word.x0) for row in rows]


def _pieces(row: Sequence[Word]) -> Row:
    pieces: list[list[Word]] = [[row[0]]]
    for before, word in pairwise(row):
        if word.x0 - before.x1 > _GAP_OF_COLUMNS * max(word.size, before.size):
            pieces.append([])
        pieces[-1].append(word)
    return tuple(Line(tuple(piece)) for piece in pieces)


def _in_columns(rows: Sequence[Row], right: float) -> list[Column]:
    columns: list[Column] = []
    single: list[Line] = []
    start = 0
    while start < len(rows):
        end, gap = _columns_from(rows, start)
        if end == start:
            single.append(_whole(rows[start]))
            start += 1
            continue
        # One side may begin higher up than the other.
        while single and _is_beside(rows[start - 1], rows[start], gap):
            single.pop()
            start -= 1
        if single:
            columns.append(Column(tuple(single), right))
            single = []
        sides = [
            [side for row in rows[start:end] if (side := _side(row, gap, left))]
            for left in (True, False)
        ]
        columns.extend(_in_columns(sides[0], max(row[-1].x1 for row in sides[0])))
        columns.extend(_in_columns(sides[1], right))
        start = end
    if single:
        columns.append(Column(tuple(single), right))
    return columns


def _columns_from(rows: Sequence[Row], start: int) -> tuple[int, float]:
    """Find how far down from a row the page leaves one gap free, and where that is.

    Returns:
        The index behind the last such row, and the middle of the gap; the index of the
        row itself where there are no columns.
    """
    best = (start, 0.0)
    for left, right in pairwise(rows[start]):
        low, high, end, both = left.x1, right.x0, start, 0
        while end < len(rows) and (free := _free_within(rows[end], low, high)) is not None:
            if end > start and not _belong_together(rows[end - 1], rows[end]):
                break
            low, high = free
            both += len(rows[end]) > 1
            end += 1
        if both >= _FEWEST_ROWS and end > best[0] and _are_prose(rows[start:end], low):
            best = (end, (low + high) / 2)
    return best


def _is_beside(row: Row, below: Row, gap: float) -> bool:
    sides = {piece.x0 < gap for piece in row} | {piece.x1 < gap for piece in row}
    return len(sides) == 1 and _belong_together(row, below)


def _belong_together(row: Row, below: Row) -> bool:
    size, other = row[0].size, below[0].size
    apart = below[0].top - row[0].bottom
    return abs(size - other) <= _OTHER_SIZE * size and apart <= _GAP_OF_ROWS * size


def _free_within(row: Row, low: float, high: float) -> tuple[float, float] | None:
    """Narrow a gap to what a row leaves free of it; ``None`` where that is too little."""
    for piece in row:
        if piece.x1 <= (low + high) / 2:
            low = max(low, piece.x1)
        elif piece.x0 >= (low + high) / 2:
            high = min(high, piece.x0)
        else:
            return None
    return (low, high) if high - low >= row[0].size / 2 else None


def _are_prose(rows: Sequence[Row], gap: float) -> bool:
    """Tell columns of text from those of a table without lines, whose cells are short."""
    for left in (True, False):
        side = [len(_whole(row).text) for whole in rows if (row := _side(whole, gap, left))]
        if not side or median(side) < _FEWEST_LETTERS:
            return False
    return True


def _side(row: Row, gap: float, left: bool) -> Row:
    return tuple(piece for piece in row if (piece.x0 < gap) is left)


def _whole(row: Row) -> Line:
    return Line(tuple(word for piece in row for word in piece.words))
