"""A passage and the question it answers -> the sentence of it that tells most.

``best_sentence`` is the entry point. A sentence gains by the question's words, pairs of
neighbours twice, and by what the kind of question expects: a name for "ai", a day for "khi
nào", a cause for "vì sao", a number of a document for "văn bản nào".
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.text import fold, lenient
from index.segment import Cut, cut

_PAIR = 2.0
_EXPECTED = 2.5
_LEAST = 2.0


@dataclass(frozen=True, slots=True)
class _Kind:
    asked: re.Pattern[str]
    told: re.Pattern[str]


def _kind(asked: str, told: str) -> _Kind:
    return _Kind(re.compile(lenient(rf"(?<!\w)(?:{asked})(?!\w)"), re.IGNORECASE), re.compile(told))


_KINDS = (
    _kind(
        "ai|người nào|ông nào|bà nào|đồng chí nào|cán bộ nào",
        r"(?:[ÔôBb](?:ng|à)|[Đđ]ồng chí|[Gg]iám đốc|[Cc]hủ tịch|[Bb]í thư|[Tt]rưởng)\b[^.;]{0,60}[A-ZĐ]\w+ [A-ZĐÂÊÔƠƯ]\w+",
    ),
    _kind(
        "khi nào|bao giờ|lúc nào|ngày nào|tháng nào|năm nào|hạn chót|thời hạn nào|hồi nào",
        r"(?i)\b(?:ngày|tháng|quý|năm)\s+(?:\d|[IVX]+\b)|\d{1,2}[/.-]\d{1,2}|\btrước\s+ngày",
    ),
    _kind(
        "vì sao|tại sao|sao lại|lý do|nguyên nhân|do đâu",
        r"(?i)(?<!\w)(?:do|vì|bởi|nguyên nhân|xuất phát từ|là vì|nên)(?!\w)",
    ),
    _kind(
        "văn bản nào|quyết định nào|nghị quyết nào|kế hoạch nào|công văn nào|chỉ thị nào|văn bản gì|căn cứ nào",
        r"\d+/(?:\d{4}/)?[A-ZĐ]{2,}|(?:[Qq]uyết định|[Nn]ghị quyết|[Kk]ế hoạch|[Cc]hỉ thị|[Cc]ông văn) số",
    ),
    _kind("gọi số nào|số nào|số điện thoại|đường dây nóng|liên hệ", r"(?<!\d)[01][\d. ]{6,}\d"),
)


def best_sentence(text: str, question: str) -> str:
    """Choose the sentence of a passage that tells most of what is asked.

    Args:
        text: A passage, in canonical form.
        question: As typed.

    Returns:
        The sentence as it stands in the passage; ``""`` where none stands out.
    """
    # The readers of articles take time to load, and only questions for words need them.
    from extract.observe.clause import find_sentences

    wanted = cut(question, question=True).folded()
    expected = [kind.told for kind in _KINDS if kind.asked.search(question)]
    sentences = [text[span.start : span.end].strip() for span in find_sentences(text)]
    gained = [(_gain(sentence, wanted, expected), sentence) for sentence in sentences]
    if not gained:
        return ""
    best, sentence = max(gained, key=lambda pair: pair[0])
    return sentence if best >= _LEAST else ""


def _gain(sentence: str, wanted: Cut, expected: list[re.Pattern[str]]) -> float:
    held = cut(sentence).folded()
    words = set(wanted.terms) & set(held.terms)
    pairs = set(wanted.pairs) & set(held.pairs)
    shared = sum(1.0 for word in words if len(fold(word)) > 1)
    gain = shared + _PAIR * len(pairs)
    if gain and any(pattern.search(sentence) for pattern in expected):
        gain *= _EXPECTED
    return gain
