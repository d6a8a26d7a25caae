"""An uploaded file -> what it would bring to the index, or why it is refused.

``Checker.check`` is the entry point. It reads as ``reindex`` would, and writes nothing.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from bot.corpus import Corpus
from bot.render.phrase import observed_words, one_line, where_and_when
from bot.worker.messages import Checked, Refused
from extract.article import parse_article
from extract.document import DocumentReader, Limits
from extract.errors import ArticleError
from extract.indicator import using
from extract.models import Declared, Observation
from extract.observe import observe
from index.build import content_key
from index.build.content import read_bytes

_EXAMPLES = 3
# Sooner than the bot ends a worker that checks an article.
_LIMITS = Limits(processor_s=10, wall_s=15.0)


class Checker:
    """Checks articles against a corpus."""

    def __init__(self, corpus: Corpus) -> None:
        """Compare with what a corpus holds."""
        self._corpus = corpus

    def check(self, path: Path, name: str) -> Checked | Refused:
        """Read a file as an article.

        Args:
            path: Where it lies.
            name: What it shall be called.
        """
        try:
            data = read_bytes(path)
            # Closed at once: it would hold memory until the next upload.
            with DocumentReader(_LIMITS) as reader:
                text = reader.read(name, data).text
            article = parse_article(name, text, Declared())
        except ArticleError as error:
            return Refused(error.message)
        twin = self._corpus.store.name_of_content(content_key(article.raw))
        if twin is not None and twin != name:
            return Refused(f"trùng nội dung với {twin} đã có trong chỉ mục; không cần thêm")
        with using(self._corpus.catalogue):
            observations = observe(article)
        held = self._corpus.articles.get(name)
        same = held is not None and held.sha256 == hashlib.sha256(data).hexdigest()
        return Checked(
            name=name,
            title=article.title,
            published=article.published.isoformat() if article.published else None,
            passages=len(article.passages),
            observations=len(observations),
            replaces=held is not None and not same,
            same=same,
            examples=tuple(map(_words, sorted(observations, key=_lacks)[:_EXAMPLES])),
        )


def _lacks(observation: Observation) -> int:
    """Count what an example should name and does not."""
    return (observation.place is None) + (observation.period is None)


def _words(observation: Observation) -> str:
    parts = (observed_words(observation), observation.indicator, where_and_when(observation))
    return " · ".join(one_line(part) for part in parts if part)
