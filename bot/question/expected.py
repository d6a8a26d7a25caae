"""A source -> the usage that its questions are expected to keep to.

``usage_of`` is the entry point: of a small source every text is read, of a large one its index
is asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.question.indexed import Indexed
from bot.question.related import load_related
from bot.question.usage import Learned, Usage
from bot.question.where import place_names
from bot.question.wording import load_wording
from bot.source import Source
from extract.abbreviation import expand
from extract.indicator import Catalogue
from extract.text import canonical
from index.models import StoredObservation


def usage_of(source: Source) -> Usage:
    """Tell what is usually said in questions about a source."""
    # What people say in other words than the articles is said, too.
    phrases = (*load_wording().phrases, *load_related().phrases)
    names = _names(source.catalogue)
    if source.vocabulary is not None:
        return Indexed(Learned((*phrases, *names), place_names(())), source.vocabulary)
    texts = dict.fromkeys((*_texts(source.observations()), *names))
    return Learned((*phrases, *texts), place_names(source.places()))


def _names(catalogue: Catalogue) -> Iterator[str]:
    for indicator in catalogue.indicators.values():
        yield indicator.name
        yield from indicator.aliases


def _texts(observations: Iterable[StoredObservation]) -> Iterator[str]:
    for stored in observations:
        observation = stored.observation
        yield expand(canonical(observation.indicator).text)
        yield observation.subject or ""
        yield observation.unit
        yield stored.citation.quote
