"""A file in any format we read -> the plain text that an article is read from."""

from extract.document.reader import Document, read_document

__all__ = ["Document", "read_document"]
