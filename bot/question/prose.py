"""Questions that want words, not a number: who, why, when, what a document says.

``asks_for_text`` is the entry point.
"""

from __future__ import annotations

import re

from extract.text import lenient

_COUNTS = re.compile(r"(?<!\w)(?:bao nhiêu|mấy|nhiêu|tỷ lệ bao|mức nào|thứ mấy|hạng mấy)(?!\w)")
_WANTS_WORDS = re.compile(
    r"(?<!\w)(?:ai|vì sao|tại sao|do đâu|sao lại|lý do|nguyên nhân|khi nào|bao giờ|lúc nào|hồi nào|ngày nào|tháng nào|năm nào"
    r"|trước khi nào|hạn chót|thời hạn nào|nói về|nói gì|về việc gì|về chuyện gì|là gì|làm gì|để làm gì|những gì|điều gì|việc gì|chuyện gì"
    r"|cái gì|gồm gì|gồm những|gì|ở đâu|gọi số nào|số nào|cách nào|bằng cách|thế nào là|như thế nào là|giải pháp|khó khăn|vướng mắc"
    r"|nội dung|quy định|trách nhiệm|được giao nhiệm vụ|ai là|ra sao để|làm sao để|làm thế nào)(?!\w)"
)
_WHO = re.compile(
    r"(?<!\w)(?:cơ quan|đơn vị|sở|bộ|ban|phòng|tổ chức|công ty|trường|người|cán bộ|tỉnh|báo|ông|bà) nào (?!.*(?:nhất|hơn|đầu|cuối|chót|bét))"
)
_WHY_FIRST = re.compile(r"^\W*sao (?!\w*\W*$)")
_DOCUMENT = re.compile(r"\d+/(?:\d{4}/)?[a-zđ]{2,}[-\w]*", re.IGNORECASE)


# Words that the answer holds where the question does not.
_EXPECTED = (
    (
        re.compile(
            lenient(r"(?<!\w)(?:vì sao|tại sao|do đâu|sao|lý do|nguyên nhân)(?!\w)"), re.IGNORECASE
        ),
        "nguyên nhân do",
    ),
    (
        re.compile(lenient(r"(?<!\w)(?:gọi|liên hệ|đường dây nóng|số nào)(?!\w)"), re.IGNORECASE),
        "số điện thoại",
    ),
)


def for_search(text: str) -> str:
    """Add to a question what a passage that answers it is likely to say.

    Args:
        text: Canonical, as typed.
    """
    expected = [words for pattern, words in _EXPECTED if pattern.search(text)]
    return " ".join((text, *expected))


def counts(text: str) -> bool:
    """Tell whether a question, with full marks, says that it wants a number."""
    return _COUNTS.search(text) is not None


def asks_for_text(text: str) -> bool:
    """Tell whether a question wants a passage.

    Args:
        text: Lower case with full marks.
    """
    if counts(text):
        return False
    patterns = (_WANTS_WORDS, _WHO, _WHY_FIRST, _DOCUMENT)
    return any(pattern.search(text) for pattern in patterns)
