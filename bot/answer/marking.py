"""A passage and the question it answers -> the sentence of it that tells most.

``best_sentence`` is the entry point. A sentence gains by the question's words, pairs of
neighbours twice, and by what the kind of question expects: a name for "ai", a day for "khi
nào", a cause for "vì sao", a number of a document for "văn bản nào".
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.question.prose import OFFICE, PAPER, WHEN, WHY
from extract.text import fold, lenient
from index.passages.segment import Cut, cut

_PAIR = 2.0
_EXPECTED = 2.5
_LEAST = 2.0


@dataclass(frozen=True, slots=True)
class _Kind:
    asked: re.Pattern[str]
    told: re.Pattern[str]


def _kind(asked: str, told: str) -> _Kind:
    return _Kind(re.compile(lenient(rf"(?<!\w)(?:{asked})(?!\w)"), re.IGNORECASE), re.compile(told))


_REASONS = _kind(
    f"{WHY}|sao",
    r"(?i)(?<!\w)(?:do|vì|bởi|nguyên nhân|lý do|xuất phát từ|nên|dẫn đến|khiến|tại vì|nhờ|điểm nghẽn|ảnh hưởng|không còn)(?!\w)",
)
_REASON = re.compile(
    r"(?i)(?<!\w)(?:nguyên nhân|lý do|xuất phát từ|(?:là|chủ yếu|một phần) do)(?!\w)"
)
_PAPERS = _kind(
    f"{PAPER} (?:nào|gì|số mấy|số nào|số bao nhiêu)|căn cứ nào|(?<!gọi )số mấy",
    r"\d+/(?:\d{4}/)?[A-ZĐ]{2,}|(?:[Qq]uyết định|[Nn]ghị quyết|[Kk]ế hoạch|[Cc]hỉ thị|[Cc]ông văn) số",
)
_KINDS = (
    _kind(
        "ai|người nào|ông nào|bà nào|đồng chí nào|cán bộ nào|lãnh đạo nào|chủ đầu tư nào",
        r"(?:[ÔôBb](?:ng|à)|[Đđ]ồng chí|[Gg]iám đốc|[Cc]hủ tịch|[Bb]í thư|[Tt]rưởng|[Aa]nh|[Cc]hị|(?:[Ss]ở|[Bb]an|[Cc]ục) [A-ZĐ])\b[^.;]{0,60}[A-ZĐ]\w+ [A-ZĐÂÊÔƠƯ]\w+|[Gg]iao (?:cho )?[A-ZĐ]",
    ),
    _kind(
        f"{OFFICE} (?:nào|mô)",
        r"(?:[Ss]ở|[Bb]ộ|[Bb]an|[Cc]ục|[Hh]iệp hội|[Tt]rung tâm|[Cc]ông ty|[Pp]hòng|[Cc]hi cục|[Ll]iên đoàn|[Vv]iện|[Tt]rường|[Vv]ăn phòng|[Tt]hanh tra|[Ôô]ng|[Bb]à) [A-ZĐÂÔƠƯ]|UBND|[Cc]ông an",
    ),
    _kind(
        WHEN,
        r"(?i)\b(?:ngày|tháng|quý|năm)\s+(?:\d|[IVX]+\b)|\d{1,2}[/.-]\d{1,2}|\btrước\s+ngày|\b(?:chậm|muộn) nhất|\b\d+ ngày\b|\b\d{1,2} giờ\b",
    ),
    _REASONS,
    _PAPERS,
    _kind(
        "khó gì|khó khăn gì|khó chi|khó khăn|vướng mắc|vướng gì|cái khó|trở ngại",
        r"(?i)(?<!\w)(?:khó|khó khăn|vướng|vướng mắc|hạn chế|trở ngại|điểm nghẽn|thiếu|bất cập|tồn tại)(?!\w)",
    ),
    _kind(
        "(?:làm|phải làm|cần làm|tính làm) (?:những |cái |việc )?(?:gì|chi)|giải pháp|biện pháp|cách nào|xử lý thế nào|làm thế nào",
        r"(?i)(?<!\w)(?:yêu cầu|chỉ đạo|giao|phải|cần|sẽ|đề nghị|tập trung|khởi công|giải pháp|đặt mục tiêu|phấn đấu|tổ chức|triển khai|chấn chỉnh|tăng cường|lập)(?!\w)",
    ),
    _kind(
        "gọi số nào|gọi số mấy|số nào|số điện thoại|đường dây nóng|liên hệ",
        r"(?<!\d)[01][\d. ]{6,}\d",
    ),
)


def is_met(question: str, text: str) -> bool | None:
    """Tell whether a text holds such a thing as a question wants first: a name, a day, a cause.

    Args:
        question: As typed.
        text: In canonical form.

    Returns:
        ``None`` where the question does not say what it wants.
    """
    told = _wanted(question)
    return told.search(text) is not None if told else None


def says_why(question: str, text: str) -> bool:
    """Tell whether a question asks for a reason and a text says in so many words that it gives one.

    Args:
        question: As typed.
        text: In canonical form.
    """
    return _wanted(question) is _REASONS.told and _REASON.search(text) is not None


def wants_paper(question: str) -> bool:
    """Tell whether a question asks which document says so, or what its number is.

    Args:
        question: As typed.
    """
    return _wanted(question) is _PAPERS.told


def _wanted(question: str) -> re.Pattern[str] | None:
    asked = [(match.start(), kind) for kind in _KINDS if (match := kind.asked.search(question))]
    return min(asked, key=lambda pair: pair[0])[1].told if asked else None


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
    told = _wanted(question)
    sentences = [text[span.start : span.end].strip() for span in find_sentences(text)]
    gained = [(_gain(sentence, wanted, told), sentence) for sentence in sentences]
    if not gained:
        return ""
    best, sentence = max(gained, key=lambda pair: pair[0])
    return sentence if best >= _LEAST else ""


def _gain(sentence: str, wanted: Cut, told: re.Pattern[str] | None) -> float:
    held = cut(sentence).folded()
    words = set(wanted.terms) & set(held.terms)
    pairs = set(wanted.pairs) & set(held.pairs)
    shared = sum(1.0 for word in words if len(fold(word)) > 1)
    gain = shared + _PAIR * len(pairs)
    if gain and told is not None and told.search(sentence):
        gain *= _EXPECTED
    return gain
