"""Articles and their passages. Spans count in the article file's text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from extract.models.mention import Span


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph of an article: the unit indexed and cited.

    Attributes:
        number: Counted from 1 over the article's kept paragraphs.
        span: Where it lies in the file's text.
        text: The paragraph in canonical form (see ``text.canonical``).
        offsets: For each character of ``text``, its index in the file's text, and at the
            end the index behind the last one.
    """

    number: int
    span: Span
    text: str
    offsets: tuple[int, ...]

    def span_in_file(self, span: Span) -> Span:
        """Map a stretch of ``text`` to the file's text."""
        return Span(self.offsets[span.start], self.offsets[span.end])


@dataclass(frozen=True, slots=True)
class Declared:
    """What ``sources.toml`` says of an article because its text does not.

    Attributes:
        evidence: How we know, in words.
    """

    place: str | None = None
    published: date | None = None
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    evidence: str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """A published page, read from one file.

    Attributes:
        name: File name, unique in a store.
        raw: The file's text as it lies on disk.
        title: The headline.
        published: Day of publication, ``None`` where neither text nor declaration says.
        passages: Paragraphs without page noise, in order; the headline is one only where it
            states a figure that they do not.
        publisher: The site or body that put it out, as its page or declaration says.
    """

    name: str
    raw: str
    title: str
    published: date | None
    passages: tuple[Passage, ...]
    declared: Declared = Declared()
    publisher: str | None = None
