"""Re-reads a number from its article before it is given.

``Verifier.verified`` is the entry point: what cannot be read again where the store says it
stands is not given. Baselines that the source states must stand in the same paragraph;
computed ones are kept, marked as computed.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from extract.models import Baseline, Observation
from extract.quantity import find_quantities
from extract.rank import find_ranks
from extract.text import canonical
from index.models import StoredObservation


class Verifier:
    """Reads numbers again in the articles."""

    def __init__(self, text_of: Callable[[str], str]) -> None:
        """Verify against articles.

        Args:
            text_of: The text of an article file, by its name.
        """
        self._text_of = text_of

    def verified(self, stored: StoredObservation) -> StoredObservation | None:
        """Read an observation again.

        Returns:
            The observation without the baselines that its paragraph does not state; ``None``
            where the quote or the number is not where the store says.
        """
        citation = stored.citation
        text = self._text_of(citation.article)
        if text[citation.start : citation.end] != citation.quote:
            return None
        if not citation.start <= citation.number_start < citation.number_end <= citation.end:
            return None
        stated = _numbers_of(citation.quote)
        if stored.observation.value not in stated:
            return None
        number = text[citation.number_start : citation.number_end]
        if not _is_written(stored.observation, number):
            return None
        # What it is compared with may stand in the next sentence, but not further.
        paragraph = _numbers_of(_line_around(text, citation.start, citation.end))
        kept = tuple(b for b in stored.observation.baselines if _is_stated(b, paragraph))
        return replace(stored, observation=replace(stored.observation, baselines=kept))


def _line_around(text: str, start: int, end: int) -> str:
    stop = text.find("\n", end)
    return text[text.rfind("\n", 0, start) + 1 : stop if stop >= 0 else len(text)]


@lru_cache(maxsize=512)
def _numbers_of(quote: str) -> frozenset[Decimal]:
    text = canonical(quote).text
    numbers: set[Decimal] = set()
    for quantity in find_quantities(text):
        numbers.add(quantity.value)
        if quantity.value_to is not None:
            numbers.add(quantity.value_to)
        if quantity.fraction is not None:
            numbers.update((quantity.fraction.part, quantity.fraction.whole))
    numbers.update(Decimal(mention.rank.position) for mention in find_ranks(text))
    return frozenset(numbers)


def _is_written(observation: Observation, number: str) -> bool:
    wanted = {observation.value, observation.value_to}
    read = _numbers_of(number)
    # Alone, without its unit, a number may not be a quantity any more ("đứng đầu").
    return not read or bool(wanted & read) or not any(map(str.isdigit, number))


def _is_stated(baseline: Baseline, stated: frozenset[Decimal]) -> bool:
    return baseline.derived or baseline.value in stated
