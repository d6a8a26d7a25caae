"""What kind of file lies under a name: told by its first bytes, held against its suffix.

``find_kind`` is the entry point. A file is read as what its suffix says; where the bytes say
otherwise it is refused, with the suffix it should have.
"""

from __future__ import annotations

import re

from extract.article.decode import decode
from extract.errors import ArticleError
from extract.formats import OLD_WORD, SUFFIXES, Kind, reason_against_suffix, suffix_of

_SHOWN = {
    Kind.TEXT: ("văn bản thường", ".txt"),
    Kind.WEB: ("trang HTML", ".html"),
    Kind.PDF: ("tệp PDF", ".pdf"),
    Kind.WORD: ("văn bản Word", ".docx"),
}
_PDF, _ZIP, _OLE, _RTF = b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"{\\rtf"
# A PDF may have some bytes before its mark; readers look for it in the first kilobyte.
_PDF_WITHIN = 1024
_WORD_PART = b"word/document.xml"
_LOCKED_PART = "EncryptedPackage".encode("utf-16-le")
# What stands before the page is taken once: comments could be parted in endless ways.
_WEB = re.compile(
    rb"\s*+(?>(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*)<(?:!doctype\s+html|html|head|body)\b",
    re.I | re.S,
)
_BLANK = b"\xef\xbb\xbf \t\r\n\x00"
_LOCKED = "tệp có mật khẩu; hãy mở tệp rồi lưu lại không đặt mật khẩu"


def find_kind(name: str, data: bytes) -> Kind:
    """Tell what a file is to be read as.

    Args:
        name: Its name.
        data: All of it.

    Raises:
        ArticleError: Its suffix is not one of ours, it is empty, or it holds something else
            than its suffix says.
    """
    reason = reason_against_suffix(name)
    if reason is not None:
        raise ArticleError(name, reason)
    if not data.strip(_BLANK):
        # Says that the file is empty.
        decode(data, name)
    wanted = SUFFIXES.get(suffix_of(name), Kind.TEXT)
    found = _kind_of(name, data)
    if found is wanted or (found is None and wanted in (Kind.TEXT, Kind.WEB)):
        return wanted
    if found is None:
        shown, _ = _SHOWN[wanted]
        raise ArticleError(name, f"tệp hỏng, hoặc không phải {shown}; hãy tải lại tệp")
    shown, suffix = _SHOWN[found]
    binary = "tệp nhị phân, " if wanted is Kind.TEXT and found is not Kind.WEB else ""
    raise ArticleError(name, f"{binary}nội dung là {shown}; hãy đổi đuôi tên tệp thành {suffix}")


def _kind_of(name: str, data: bytes) -> Kind | None:
    """Tell by its bytes what a file is; ``None`` for plain text and what is unknown."""
    if _PDF in data[:_PDF_WITHIN]:
        return Kind.PDF
    if data.startswith(_ZIP):
        return Kind.WORD if _WORD_PART in data else None
    if data.startswith(_OLE):
        raise ArticleError(name, _LOCKED if _LOCKED_PART in data else OLD_WORD)
    if data.startswith(_RTF):
        raise ArticleError(name, "văn bản RTF; hãy mở bằng Word rồi lưu thành .docx")
    return Kind.WEB if _WEB.match(data.removeprefix(_BLANK[:3])) else None
