"""The bytes of an article file -> its text, or the reason why it has none.

``decode`` is the entry point. A text is strict UTF-8: guessing another encoding would give
letters, and offsets, that are not those of the file. A byte order mark stays in the text,
so that offsets count from the file's first character.
"""

from __future__ import annotations

import re

from extract.errors import ArticleError

MAX_BYTES = 10_000_000

_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_CONTROLS = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")
# Signatures of what most often lies among articles under a wrong name.
_BINARY_STARTS = (
    b"%PDF",
    b"PK\x03\x04",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
    b"\xd0\xcf\x11\xe0",
)
_SAVE_AS_UTF8 = "hãy mở bằng trình soạn thảo và lưu lại với bảng mã UTF-8"


def decode(data: bytes, name: str) -> str:
    """Decode an article file.

    Args:
        data: The whole file.
        name: Its name, for the message.

    Returns:
        The text, line ends and byte order mark kept.

    Raises:
        ArticleError: It is too large, empty, binary, or not UTF-8.
    """
    if len(data) > MAX_BYTES:
        raise too_large(name)
    if not data.strip(b"\xef\xbb\xbf \t\r\n\x00"):
        raise ArticleError(name, "tệp rỗng; hãy lưu lại bài viết hoặc xóa tệp này")
    if data.startswith(_UTF16_MARKS) or _looks_utf16(data):
        raise ArticleError(name, f"tệp dùng bảng mã UTF-16 hoặc UTF-32; {_SAVE_AS_UTF8}")
    if _looks_binary(data):
        raise ArticleError(
            name,
            "tệp nhị phân, không phải văn bản; hãy lấy bản .txt, .html, .pdf hoặc .docx của bài",
        )
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ArticleError(name, _not_utf8(data, error)) from error


def too_large(name: str) -> ArticleError:
    """Build the error for a file beyond ``MAX_BYTES``."""
    limit = MAX_BYTES // 1_000_000
    return ArticleError(name, f"tệp lớn hơn {limit} MB; hãy tách thành từng bài một tệp")


def _looks_utf16(data: bytes) -> bool:
    sample = data[:4096]
    nulls = sample.count(0)
    # Latin letters in UTF-16 and UTF-32 have a zero byte beside every letter; in a binary
    # file zeros come in runs and at odd and even places alike.
    if nulls < len(sample) // 5:
        return False
    return min(sample[::2].count(0), sample[1::2].count(0)) < nulls // 10 or (
        sample[::4].count(0) < nulls // 10 and sample[3::4].count(0) > len(sample) // 5
    )


def _looks_binary(data: bytes) -> bool:
    if data.startswith(_BINARY_STARTS) or b"\x00" in data:
        return True
    return len(_CONTROLS.findall(data)) > len(data) // 100


def _not_utf8(data: bytes, error: UnicodeDecodeError) -> str:
    if error.reason == "unexpected end of data":
        return "tệp bị cắt giữa một chữ ở cuối (UTF-8); hãy tải lại bài viết"
    try:
        data[: error.start].decode("ascii")
    except UnicodeDecodeError:
        return f"byte thứ {error.start + 1} không phải UTF-8; hãy tải lại bài viết hoặc sửa chỗ đó"
    return (
        "tệp không phải UTF-8 (có thể là windows-1258, TCVN3 hoặc VNI); "
        f"hãy chuyển mã, ví dụ “iconv -f CP1258 -t UTF-8”, hoặc {_SAVE_AS_UTF8}"
    )
