"""A PDF -> its text, in the order of reading."""

from extract.document.pdf.reader import read_pdf

__all__ = ["read_pdf"]
