"""The numbers of a sentence in their surroundings.

``find_sites`` is the entry point.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from decimal import Decimal
from itertools import islice, takewhile

from extract.models import Bound, Quantity, Rank, Span
from extract.observe.clause import Piece, find_pieces
from extract.observe.frame import Site
from extract.observe.mask import Masked, within
from extract.observe.passing import is_passing

# "Tốp 10", "nhóm 20 tỉnh dẫn đầu": which place within is left open.
_GROUP = re.compile(r"(?:tốp|top|nhóm)\s", re.IGNORECASE)


class _Pieces:
    """The pieces of a sentence, found by where they lie."""

    def __init__(self, pieces: list[Piece]) -> None:
        self._pieces = pieces
        self._starts = [piece.span.start for piece in pieces]

    def __bool__(self) -> bool:
        return bool(self._pieces)

    def since(self, position: int) -> Iterator[Piece]:
        """Give the last piece that begins at a position or before it, and those behind."""
        first = max(0, bisect_right(self._starts, position) - 1)
        return islice(self._pieces, first, None)

    def around(self, span: Span) -> Iterator[Piece]:
        """Give the pieces that share a character with a stretch."""
        upto = takewhile(lambda piece: piece.span.start < span.end, self.since(span.start))
        return (piece for piece in upto if piece.span.overlaps(span))


def find_sites(masked: Masked, sentence: Span) -> list[Site]:
    """Find the numbers of a sentence, ranks among them, in order."""
    pieces = _Pieces(find_pieces(masked.named, sentence, masked.stretches))
    numbers = _numbers(masked, sentence)
    sites: list[Site] = []
    for index, (quantity, rank) in enumerate(numbers):
        before = numbers[index - 1][0] if index else None
        following = numbers[index + 1][0].span.start if index + 1 < len(numbers) else sentence.end
        end = _clause_end(quantity.span.end, following, sentence, pieces)
        sites.append(
            Site(
                quantity,
                rank,
                Span(_left_start(quantity, before, sentence, pieces), quantity.span.start),
                Span(quantity.span.end, end),
                sentence,
                _bracket(quantity, pieces),
            )
        )
    return sites


def _numbers(masked: Masked, sentence: Span) -> list[tuple[Quantity, Rank | None]]:
    numbers: list[tuple[Quantity, Rank | None]] = [
        (quantity, None)
        for quantity in within(masked.quantities, sentence)
        if not is_passing(masked, quantity)
    ]
    for mention in within(masked.ranks, sentence):
        position = Decimal(mention.rank.position)
        grouped = _GROUP.match(masked.text, mention.span.start) is not None
        bound = Bound.AT_MOST if grouped else Bound.EXACT
        ranked = Quantity(mention.span, mention.span, position, "hạng", bound)
        numbers.append((ranked, mention.rank))
    return sorted(numbers, key=lambda number: number[0].span.start)


def _left_start(
    quantity: Quantity, before: Quantity | None, sentence: Span, pieces: _Pieces
) -> int:
    if before is None:
        return sentence.start
    for piece in pieces.around(before.span):
        if not piece.span.overlaps(quantity.span):
            return max(piece.span.end, before.span.end)
    return before.span.end


def _clause_end(start: int, following: int, sentence: Span, pieces: _Pieces) -> int:
    """Where the clause ends that goes on behind a number: at a separator but a comma.

    It ends where the next number begins at the latest.
    """
    end = start
    for piece in pieces.since(start):
        if end >= following or (piece.span.start > start and piece.opener != ","):
            break
        end = max(end, piece.span.end)
    else:
        end = end if pieces else sentence.end
    return max(start, min(end, following))


def _bracket(quantity: Quantity, pieces: _Pieces) -> Span | None:
    piece = next(pieces.around(quantity.span), None)
    return piece.span if piece and piece.depth else None
