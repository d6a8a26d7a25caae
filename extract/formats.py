"""File names -> the formats that articles are read from, told by their suffixes.

It loads nothing, so that every command can know the names of the files it may be given.
"""

from __future__ import annotations

import unicodedata
from enum import Enum, auto
from pathlib import PurePath


class Kind(Enum):
    """A format that articles are read from."""

    TEXT = auto()
    WEB = auto()
    PDF = auto()
    WORD = auto()


SUFFIXES = {
    ".txt": Kind.TEXT,
    ".html": Kind.WEB,
    ".htm": Kind.WEB,
    ".pdf": Kind.PDF,
    ".docx": Kind.WORD,
}
SUFFIX_LIST = ", ".join(SUFFIXES)
OTHER_DOCUMENTS = frozenset((".doc", ".docm", ".rtf", ".odt", ".mht", ".mhtml", ".xls", ".xlsx"))
"""Suffixes of documents that hold text but are not read; to be told of, not passed over."""
OLD_WORD = "văn bản Word kiểu cũ (.doc); hãy mở bằng Word rồi lưu thành .docx"

UNSEEN = frozenset(("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"))
"""Kinds of letters that nobody sees: controls, marks of direction, halves of letters, line ends."""


def suffix_of(name: str) -> str:
    """Give a file name's suffix in lower case, with its dot; ``""`` where it has none."""
    return PurePath(name).suffix.lower()


def reason_against_suffix(name: str) -> str | None:
    """Tell why no file of this name is read; ``None`` where it may be.

    A name without a suffix is taken for a text's.
    """
    suffix = suffix_of(name)
    if not suffix or suffix in SUFFIXES:
        return None
    if suffix == ".doc":
        return OLD_WORD
    if suffix in OTHER_DOCUMENTS:
        return f"không đọc được tệp {suffix}; hãy lưu thành .docx hoặc .pdf"
    return f"không nhận tệp có đuôi {suffix}; chỉ nhận {SUFFIX_LIST}"


def shows_all(name: str) -> bool:
    """Tell whether people see every letter of a name, in the order in which it is written."""
    return not any(unicodedata.category(letter) in UNSEEN for letter in name)
