"""A page as a crawler saved it -> Article: headline, day of publication, paragraphs."""

from extract.article.reader import parse_article

__all__ = ["parse_article"]
