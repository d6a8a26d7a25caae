"""What the store keeps and the search returns, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from extract.models import Observation, Unattached


@dataclass(frozen=True, slots=True)
class StoredArticle:
    """An article as the store keeps it, without its text.

    Attributes:
        name: File name, unique in the store.
        sha256: Hash of the file's bytes, in hexadecimal.
        declared: Names of the fields that come from ``sources.toml``, not from the text.
        evidence: How the declared fields are known, in words.
    """

    name: str
    title: str
    published: date | None
    publisher: str | None
    url: str | None
    sha256: str
    declared: tuple[str, ...] = ()
    evidence: str | None = None


@dataclass(frozen=True, slots=True)
class StoredPassage:
    """A paragraph; ``start`` and ``end`` count in the article file's text, half-open.

    Attributes:
        key: Tells it from all others of the store, see ``index.keys.key_of``.
    """

    article: str
    number: int
    start: int
    end: int
    text: str
    key: int = 0


@dataclass(frozen=True, slots=True)
class Citation:
    """What the reader sees of an observation's provenance.

    Attributes:
        article: File name.
        quote: The sentence; equals the article file's text from ``start`` to ``end``.
        paragraph: Number of the passage, from 1.
        number_start: Where the number itself stands in the article file's text.
        number_end: The index behind it.
        declared: Names of the observation's fields that were declared, not read.
    """

    article: str
    title: str
    published: date | None
    publisher: str | None
    url: str | None
    paragraph: int
    quote: str
    start: int
    end: int
    number_start: int
    number_end: int
    declared: tuple[str, ...] = ()


Order = tuple[str, int]
"""What puts observations in order; see ``StoredObservation.order``."""


@dataclass(frozen=True, slots=True)
class StoredObservation:
    """An observation with its citation.

    Attributes:
        id: Tells it from all others of the store; of an article, later ones have greater ids.
    """

    id: int
    observation: Observation
    citation: Citation

    @property
    def order(self) -> Order:
        """What lists are in order of where nothing else tells: the article, then its text.

        Unlike ``id`` it is the same however the store came to hold its articles.
        """
        return self.citation.article, self.id


@dataclass(frozen=True, slots=True)
class StoredUnattached:
    """A number that no observation holds; ``quote`` is the sentence or row that states it."""

    unattached: Unattached
    quote: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found for a query.

    Attributes:
        score: BM25 over the weighted fields; comparable within one query only.
        coverage: Share of the query, weighted by idf, that the passage holds; 0 to 1.
            Says whether the hit is good enough; the score does not.
        rank: From 1.
    """

    passage: StoredPassage
    score: float
    coverage: float
    rank: int
