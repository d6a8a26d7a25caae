"""Files of formats whose readers may fail in any way -> text, read in a process apart."""

from extract.document.apart.limits import Limits
from extract.document.apart.reader import DocumentReader

__all__ = ["DocumentReader", "Limits"]
