"""An article that has just been read, as the indexes beside the store take it in."""

from __future__ import annotations

from index.models import StoredArticle, StoredPassage
from index.sink import Document, key_of
from index.store.citing import make_observation
from index.store.models import ReadArticle


def document_of(read: ReadArticle) -> Document:
    """Make what ``Store.documents`` will give of an article once it is kept."""
    article, number = read.article, read.number
    stored = StoredArticle(
        *(article.name, article.title, article.published, article.publisher),
        *(article.declared.url, read.file.sha256),
    )
    return Document(
        number=number,
        name=article.name,
        passages=[
            StoredPassage(
                *(article.name, passage.number, passage.span.start, passage.span.end),
                *(passage.text, key_of(number, passage.number)),
            )
            for passage in article.passages
        ],
        words=read.words,
        observations=[
            make_observation(key_of(number, ordinal), observation, stored, article.raw)
            for ordinal, observation in enumerate(read.observed.observations, 1)
        ],
    )
