"""A file in any format we read -> the plain text that an article is read from."""

from extract.document.apart import DocumentReader, Limits
from extract.document.reader import Document, read_document

__all__ = ["Document", "DocumentReader", "Limits", "read_document"]
