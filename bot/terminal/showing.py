"""An article of the index -> its text as it is stored, which citations point into.

``find_article`` is the entry point. The file itself is not read: it may have changed since, and
that of a page, PDF or Word document holds no text that offsets could count in.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from bot.corpus import Corpus
from bot.render.forms import Form
from extract.text import fold
from index.errors import ArticleMissing
from index.models import StoredArticle

_NEAR, _MOST_NEAR = 60.0, 3


def find_article(corpus: Corpus, name: str) -> StoredArticle:
    """Find an article by its file name, however its letters are composed.

    Args:
        corpus: Holds the articles.
        name: As typed; a path before it does not count.

    Raises:
        ArticleMissing: There is none; names that look alike are offered.
    """
    known = corpus.store.article(name)
    if known is not None:
        return known
    wanted = _key(name.replace("\\", "/").rsplit("/", 1)[-1])
    for article in corpus.store.articles():
        if _key(article.name) == wanted:
            return article
    raise ArticleMissing(name, _near(wanted, corpus.articles))


def article_form(article: StoredArticle, text: str) -> Form:
    """Write an article with its text as a JSON form."""
    return {
        "article": article.name,
        "title": article.title,
        "published": article.published.isoformat() if article.published else None,
        "publisher": article.publisher,
        "url": article.url,
        "declared": list(article.declared),
        "sha256": article.sha256,
        "text": text,
    }


def _key(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def _near(wanted: str, names: Iterable[str]) -> list[str]:
    # Loaded only where a name was mistyped.
    from rapidfuzz import fuzz, process

    choices = {name: fold(_key(name)) for name in names}
    found = process.extract(
        fold(wanted), choices, scorer=fuzz.WRatio, score_cutoff=_NEAR, limit=_MOST_NEAR
    )
    return [name for _, _, name in found]
