"""Re-reads a number from its article before it is given.

``Verifier.verified`` is the entry point: what cannot be read again where the store says it
stands is not given. Baselines that the source states must stand in the same paragraph;
computed ones are kept, marked as computed.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from unicodedata import normalize

from extract.models import Observation
from extract.quantity import find_quantities, find_ranks
from extract.quantity.numeral import read_numeral
from extract.text import canonical, fold
from index.models import Citation, StoredObservation

# How far above a cell the heading stands that says "tỷ đồng".
_TABLE = 3000
_DIGITS = re.compile(r"\d[\d.,]*\d|\d")
_SCALES = (
    ("nghin", Decimal(10) ** 3),
    ("ngan", Decimal(10) ** 3),
    ("trieu", Decimal(10) ** 6),
    ("ty", Decimal(10) ** 9),
    ("ti", Decimal(10) ** 9),
    ("nghin ty", Decimal(10) ** 12),
)


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
        if not _is_written(stored.observation, citation, text):
            return None
        baselines = stored.observation.baselines
        if all(baseline.derived for baseline in baselines):
            return stored
        # What it is compared with may stand in the next sentence, but not further.
        paragraph = _numbers_of(_line_around(text, citation.start, citation.end))
        kept = tuple(b for b in baselines if b.derived or b.value in paragraph)
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
            part, whole = quantity.fraction.part, quantity.fraction.whole
            numbers.update((part, whole))
            if whole:
                numbers.add((part / whole * 100).quantize(Decimal("0.01")).normalize())
    numbers.update(Decimal(mention.rank.position) for mention in find_ranks(text))
    return frozenset(numbers)


def _is_written(observation: Observation, citation: Citation, text: str) -> bool:
    values = {observation.value, observation.value_to} - {None}
    number = text[citation.number_start : citation.number_end]
    digits = [read_numeral(run) for run in _DIGITS.findall(canonical(number).text)]
    written = {value for value in digits if value is not None}
    # Mostly it stands there as it is; units and headings take time to read.
    if not values.isdisjoint(written):
        return True
    written |= _numbers_of(number)
    if not digits:
        # "đứng đầu", "hai phần ba": words that only the sentence makes a number.
        written |= _numbers_of(citation.quote)
        written |= {part * 100 for part in written if part < 1}
    if not values.isdisjoint(written):
        return True
    scales = _scales_before(text, citation) if digits else []
    return not values.isdisjoint(value * scale for value in written for scale in scales)


def _scales_before(text: str, citation: Citation) -> list[Decimal]:
    before = fold(normalize("NFC", text[max(0, citation.start - _TABLE) : citation.end]))
    return [scale for word, scale in _SCALES if word in before]
