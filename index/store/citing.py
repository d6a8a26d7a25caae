"""Observations beside what their readers see of where they come from."""

from __future__ import annotations

from datetime import date

from extract.models import Observation, Provenance
from index.models import Citation, StoredArticle, StoredObservation

Of = tuple[str, str, date | None, str | None, str | None]
"""Name, title, day, publisher and address of an article."""


def make_observation(
    identity: int, observation: Observation, article: StoredArticle, text: str
) -> StoredObservation:
    """Put an observation of an article beside its citation."""
    source = observation.provenance
    of = article.name, article.title, article.published, article.publisher, article.url
    quote = text[source.quote.start : source.quote.end]
    return StoredObservation(identity, observation, cited(source, of, quote))


def cited(source: Provenance, of: Of, quote: str) -> Citation:
    """Make the citation of an observation of an article."""
    name, title, published, publisher, url = of
    return Citation(
        article=name,
        title=title,
        published=published,
        publisher=publisher,
        url=url,
        paragraph=source.paragraph,
        quote=quote,
        start=source.quote.start,
        end=source.quote.end,
        number_start=source.number.start,
        number_end=source.number.end,
        declared=source.declared,
    )
