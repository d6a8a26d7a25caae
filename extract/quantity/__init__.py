"""Numbers with their units and comparators, and ranks, as a text names them."""

from extract.quantity.rank import find_ranks
from extract.quantity.reader import find_quantities

__all__ = ["find_quantities", "find_ranks"]
