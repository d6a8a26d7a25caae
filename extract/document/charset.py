"""The bytes of a page -> its characters, by the encoding that the page declares.

``decode_page`` is the entry point. A page that declares none is UTF-8 or refused; to guess
would give letters that nobody wrote.
"""

from __future__ import annotations

import codecs
import re

from extract.errors import ArticleError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(
    rb"""<meta\b[^>]*?\bcharset\s*=\s*["']?\s*([\w.:-]+)|<\?xml\b[^>]*?\bencoding\s*=\s*["']([\w.:-]+)""",
    re.IGNORECASE,
)
_HEAD = 8192
# Browsers read these names as the larger set of Windows.
_AS_BROWSERS = {"iso8859-1": "cp1252", "ascii": "cp1252"}
_UNDECLARED = (
    "trang không khai bảng mã và không phải UTF-8; hãy mở bằng trình duyệt rồi lưu lại trang"
)


def decode_page(name: str, data: bytes) -> str:
    """Decode a page.

    Letters that its encoding does not have become U+FFFD; the text drawn from the page
    tells whether they matter.

    Raises:
        ArticleError: It names an encoding that does not exist, or names none and is not
            UTF-8.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace").removeprefix("\ufeff")
    try:
        # A page that is UTF-8 throughout is that, whatever an old template declares.
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    declared = _DECLARED.search(data[:_HEAD])
    if declared is None:
        raise ArticleError(name, _UNDECLARED)
    label = (declared[1] or declared[2]).decode("ascii")
    try:
        encoding = codecs.lookup(label).name
        return data.decode(_AS_BROWSERS.get(encoding, encoding), "replace")
    except LookupError as error:
        message = f"trang khai bảng mã lạ “{label}”; hãy lưu lại trang với bảng mã UTF-8"
        raise ArticleError(name, message) from error
