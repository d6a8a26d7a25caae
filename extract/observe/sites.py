"""The numbers of a sentence in their surroundings.

``find_sites`` is the entry point.
"""

from __future__ import annotations

from decimal import Decimal

from extract.models import Quantity, Rank, Span
from extract.observe.clause import Piece, find_pieces
from extract.observe.frame import Site
from extract.observe.mask import Masked
from extract.observe.name.passing import is_passing


def find_sites(masked: Masked, sentence: Span) -> list[Site]:
    """Find the numbers of a sentence, ranks among them, in order."""
    inside = sorted(
        [
            *(subject.span for subject in masked.subjects),
            *(period.span for period in masked.periods),
            *(place.span for place in masked.places),
            *(rank.span for rank in masked.ranks),
            *(quantity.span for quantity in masked.quantities),
        ]
    )
    pieces = find_pieces(masked.text, sentence, inside)
    numbers = _numbers(masked, sentence)
    sites: list[Site] = []
    for index, (quantity, rank) in enumerate(numbers):
        before = numbers[index - 1][0] if index else None
        end = _clause_end(quantity.span.end, sentence, pieces)
        if index + 1 < len(numbers):
            end = max(quantity.span.end, min(end, numbers[index + 1][0].span.start))
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
        for quantity in masked.quantities
        if sentence.holds(quantity.span) and not is_passing(masked.text, quantity)
    ]
    for mention in masked.ranks:
        if sentence.holds(mention.span):
            position = Decimal(mention.rank.position)
            numbers.append((Quantity(mention.span, mention.span, position, "hạng"), mention.rank))
    return sorted(numbers, key=lambda number: number[0].span.start)


def _left_start(
    quantity: Quantity, before: Quantity | None, sentence: Span, pieces: list[Piece]
) -> int:
    if before is None:
        return sentence.start
    for piece in pieces:
        if piece.span.overlaps(before.span) and not piece.span.overlaps(quantity.span):
            return max(piece.span.end, before.span.end)
    return before.span.end


def _clause_end(start: int, sentence: Span, pieces: list[Piece]) -> int:
    """Where the clause ends that goes on behind a number: at a separator but a comma."""
    end = start
    for piece in pieces:
        if piece.span.start > start and piece.opener != ",":
            return end
        end = max(end, piece.span.end)
    return end if pieces else sentence.end


def _bracket(quantity: Quantity, pieces: list[Piece]) -> Span | None:
    for piece in pieces:
        if piece.span.overlaps(quantity.span):
            return piece.span if piece.depth else None
    return None
