"""The bytes of a file in any format we read -> the text that its article is read from.

``read_document`` is the entry point. The text of a ``.txt`` is the file's own, letter by
letter. That of a page, a PDF or a Word document is made: the headline first, the day where the
page declares it, then a paragraph a line; rows of tables have bars between their cells.
Citations of such an article point into the made text, which the store keeps.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib import import_module

from extract.article.decode import MAX_BYTES, decode, too_large
from extract.document.kind import find_kind
from extract.errors import ArticleError
from extract.formats import Kind

# Letters of the fonts before Unicode (TCVN3, VNI) show as signs that stand inside of words.
_LEGACY = re.compile(
    r"(?<=[a-zA-Z])[µ¸¶·¹¨»¾¼½©®«¬§¦¥¢£¤¯°±²³¿¡][a-zA-Z]?|[a-z][ÅÆÇËÎÑÖ×ÞØßÜåæçëîïñöøûüþÿ](?=[\s,.;])"
)
_VIETNAMESE = re.compile("[ăđơưĂĐƠƯ\u1ea0-\u1ef9]")
_UNKNOWN = re.compile(r"\(cid:\d+\)|\ufffd")
_MANY = 0.01
_LIBRARIES = ("trafilatura", *(f"extract.document.{name}" for name in ("web", "pdf", "word")))
_LEGACY_FONT = (
    "chữ dùng phông cũ (TCVN3 hoặc VNI), không phải Unicode; hãy chuyển mã sang Unicode rồi lưu lại"
)
_UNREADABLE = "chữ trong tệp không có bảng mã nên không đọc được; hãy lấy bản khác của bài"


@dataclass(frozen=True, slots=True)
class Document:
    """A file as text.

    Attributes:
        text: What ``parse_article`` takes.
        kind: What it was read from.
    """

    text: str
    kind: Kind


def read_document(name: str, data: bytes) -> Document:
    """Read a file.

    Args:
        name: Its name; the suffix says what it should be.
        data: All of it.

    Raises:
        ArticleError: It is no file that we read, damaged, locked, too large, or holds no
            text; the message says what to do.
    """
    if len(data) > MAX_BYTES:
        raise too_large(name)
    kind = find_kind(name, data)
    # The libraries behind these take time to load, and most corpora are plain texts.
    match kind:
        case Kind.TEXT:
            return Document(decode(data, name), kind)
        case Kind.WEB:
            from extract.document.web import read_web

            text = read_web(name, data)
        case Kind.PDF:
            from extract.document.pdf import read_pdf

            text = read_pdf(name, data)
        case Kind.WORD:
            from extract.document.word import read_word

            text = read_word(name, data)
    _check(name, text)
    return Document(text, kind)


def load_readers() -> None:
    """Load the libraries behind all formats at once, as who is to read many files may want."""
    for library in _LIBRARIES:
        import_module(library)


def _check(name: str, text: str) -> None:
    if len(text.encode()) > MAX_BYTES:
        raise too_large(name)
    letters = sum(letter.isalpha() for letter in text)
    if len(_UNKNOWN.findall(text)) > _MANY * letters:
        raise ArticleError(name, _UNREADABLE)
    if not _VIETNAMESE.search(text) and len(_LEGACY.findall(text)) > _MANY * letters:
        raise ArticleError(name, _LEGACY_FONT)
