"""The name of what a number measures, from the words on its left and right.

``read_left`` and ``read_right`` cut the telling words out of the text around a number;
``name_rate``, ``name_count`` and ``name_measure`` put them together. Names keep the text's
own words, without place, period and the words that only link.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from extract.grammar import Caseless
from extract.observe.cue import (
    ADVERBIAL,
    COPULA,
    FIRST_OF_HEAD,
    HEAD,
    MARK_RUN,
    NOT_A_NOUN,
    REPORTING,
    TAIL,
    TRUE_RATE,
    Tail,
    end_of_goal,
    last_match,
)
from extract.observe.mask import COMMA, DASH, PERIOD, PLACE, SUBJECT
from extract.observe.name import judge, wording
from extract.observe.name.goal import is_goal_only
from extract.observe.name.link import without_linked
from extract.text import UPPER

_OWN_PLACE = Caseless(
    r"(?<!sản phẩm)(?<!sản phẩm\s)(?<!nhà nước)(?<!nhà nước\s)(?<!ngân sách)(?<!ngân sách\s)\s*\b(?:của|trên địa bàn|trên toàn|ở|tại|trong|toàn)\s+(?:toàn\s)?(?:tỉnh|thành phố|huyện|thị xã|địa phương|xã(?!\s(?:hội|viên))|phường|địa bàn|khối)"
    r"(?:\s(?:ta|này|nhà))?(?=\s|$|,)",
)
_PREDICATE = Caseless(
    r"\s+(?:đã|đang|vẫn|cũng|tiếp tục|có xu hướng|được nâng|được cải thiện|liên tục|mới chỉ|chỉ)\s+"
    r"(?:tăng|giảm|được nâng|cải thiện|đạt|chuyển biến|vượt|cao|thấp|có|duy trì|nhích).*$",
)
# ", nổi bật là Bảo Lâm (41%)": goes on with what was named before.
_POINTING = Caseless(
    r"^(?:nổi bật|đáng kể|đáng chú ý|tiêu biểu|điển hình|đơn cử|cụ thể|(?:có thể|phải) kể(?: đến)?)(?: nhất)?(?: (?:là|như|có))?$"
)
_TREND = Caseless(r"\s(?:tăng|giảm)\s(?:dần|mạnh|nhẹ|đều|rõ|đáng kể|nhanh|sâu|liên tục|khá)\b.*$")
_RIGHT_END = Caseless(
    r"\s(?:so với|tăng|giảm|trong đó|thấp hơn|cao hơn|vượt|đứng thứ|đứng|xếp|tương ứng|(?<!mặt )bằng|nhờ|"
    r"nhưng|song|tại đây|và(?=\s*$)|với(?=\s*$)|(?:và|với)\s(?:tổng|trên|hơn|gần|các|toàn|cấp|riêng)|là|gồm|bao gồm|từ ngày|"
    rf"(?:trong|đến|vào|của|ở|tại|trên địa bàn|cho)\s(?=[{PERIOD}{PLACE}])|qua(?=\s)|theo(?=\s)|để|nhằm|do)(?=\s|$|[{PERIOD}{PLACE}]).*$",
)
_NEW_CLAUSE = re.compile(
    rf"\s*(?:trong đó|với|đồng thời|tuy|(?:nhiều|ít|lớn|nhỏ|đông) hơn|so với|tăng|giảm|gấp|cao|thấp|vượt|đạt|đứng|xếp|chiếm|bằng|tương|chủ yếu|nhất là|"
    rf"riêng|còn|nhưng|song|gồm|do|nhờ|qua|theo|để|nhằm|sau|trước|tập trung|kế|tiếp|cụ thể|hoàn thành|trở|từ|đã|nâng(?! cao)|đưa|giúp|góp phần|khiến|phát hiện|con số|tuần trước|"
    rf"toàn|tỷ lệ|tỉ lệ|số|tổng|năng suất|sản lượng|diện tích|doanh thu|giá trị|thu nhập|lợi nhuận|kim ngạch|mức(?! độ| \d)|điểm|[{PLACE}{PERIOD}{SUBJECT}]|[{UPPER}])"
)
_RIGHT_TAIL = Tail(
    "và|với|trong đó|có|đạt|đã|là|của|được|cho|về|tại|ở|trong|hiện|nay|chỉ|mới|còn|đều",
    ("không đạt", "chưa đạt", "thôn mới", "mặt bằng"),
    behind_marks=False,
)
_ABOUT = Caseless(r"\s*(?:về|đối với|trong lĩnh vực|với|theo kết quả|kết quả)\s")
_SUPERLATIVE = Caseless(
    r"\s(?:cao|thấp|nhiều|ít|lớn|nhỏ|tốt|đông|nặng|khá|kém|xa|mạnh|nhanh|chậm|dài|sâu)\snhất"
    r"(?:\s(?:tỉnh|huyện|cả nước|vùng|khu vực|toàn quốc|là|với|ở|có|thuộc về))*$",
)
# "45 trường đạt chuẩn": the verb is what tells.
_FIRM_START = Caseless(
    r"(?:về đích|đạt (?:chuẩn|và vượt|tiêu chí|tiêu chuẩn|danh hiệu|giải|yêu cầu|loại)|được (?:công nhận|cấp|nâng cấp)|có việc làm)\b",
)
_PLACE_WORDS = ("tỉnh", "thành phố", "huyện", "xã", "địa phương", "phường", "địa bàn", "khối")
_FIRM_END = Caseless(r"\b(?:thực|phát|xuất|thể|biểu|đại) hiện$|\bđi vào$")
_LAST_OF_FIRM_END = frozenset(("hiện", "vào"))
_ACRONYM = re.compile(r"\(([A-ZĐ][A-Z0-9Đ-]+)\)")
_LIST_MARK = re.compile(r"^\s*(?:\d+(?:\.\d+)*[.)]|[IVX]+\.|[a-zđ]\)|[-–+•*])\s+")
_ASIDE = re.compile(r"\s*\([^()]*\)\s*")
_LONGEST_CONTEXT, _LONGEST_PART = 30, 6
_OWN_CLAUSE = Caseless(
    r"(?:tăng|giảm|đạt|vượt|với|đến|hiện|nay|đã|đang|chỉ|mới|bằng|chiếm|so|cao|thấp|nhiều|ít|gồm|có|làm|tương|cũng|vẫn|"
    r"theo|trong|từ|nhưng|song|và|kết quả|toàn)\b",
)
_PUNCTUATION = " ,;:.-–+•*()[]\"“”'/"
_DONE = re.compile(r"^.*[\s](?:đã|đang|vừa|hiện đang)\s(?=\S)")
# Brackets round a short form ("(GRDP)") belong to the name and separate nothing.
_OPEN, _CLOSE = "\u2768", "\u2769"
_SEPARATOR = re.compile(r"[,:](?=\s)|\s[-–]\s|[;()]")
# "Số hồ sơ đã giải quyết": what was done is part of what is counted.
_COUNT_START = Caseless(r"\s*(?:trong đó,?\s)?(?:tổng số|số|số lượng|lượng)\s(?!liệu|hóa)")
_MEASURE_HEAD = Caseless(
    r"(?:điểm|số|tổng|mức|giá trị|kim ngạch|doanh thu|thu nhập|tỷ lệ|tỉ lệ|chỉ số|riêng|trong đó|còn|cấp)\b",
)
_MEASURED = Caseless(
    r"^(?:tỷ lệ|tỉ lệ|tỷ trọng|tỉ trọng|chỉ số|mức|số|tổng|tốc độ|tỷ suất|công suất|lượng|điểm|kim ngạch|giá trị|doanh thu|thu nhập|chỉ tiêu|"
    r"sản lượng|diện tích|năng suất|chiều dài|khối lượng|kinh phí|hệ số|mật độ|quy mô)\b",
)


class Left(NamedTuple):
    """What stands left of a number.

    Attributes:
        label: The telling words, ``""`` where there are none of its own.
        near: The telling words between the last separator and the number.
        verb: The telling words between the last mention and the number.
        copula: Whether a verb of being links them to the number ("đạt", "là").
        context: Earlier words of the clause, that may complete a bare label.
    """

    label: str
    near: str
    verb: str
    copula: bool
    context: str


@lru_cache(maxsize=1024)
def tidy(words: str, *, tail: Tail = TAIL) -> str:
    """Strip marks, linking words and punctuation from both ends of a name."""
    if "(" in words:
        words = _ACRONYM.sub(rf"{_OPEN}\1{_CLOSE}", words)
    # Marks are not printable; few names have any.
    marked = not words.isprintable()
    if marked:
        words = without_linked(words)
    lowered = words.lower()
    for place in _PLACE_WORDS:
        if place in lowered:
            words = _OWN_PLACE.sub(" ", words)
            break
    if marked:
        words = MARK_RUN.sub(" ", words)
    words = " ".join(words.replace(COMMA, ",").replace(DASH, "-").split()).strip(_PUNCTUATION)
    while True:
        shorter = _without_ends(words, tail)
        if shorter == words:
            return wording.COUNT_OF.sub("", words).replace(_OPEN, "(").replace(_CLOSE, ")")
        words = shorter


def _without_ends(words: str, tail: Tail) -> str:
    if "nhất" in words.lower():
        words = _SUPERLATIVE.sub("", words)
    # Which word stands at an end is known sooner than whether a pattern fits there.
    last = words.rpartition(" ")[2].lower()
    if last in tail.last_words or not last.isalpha():
        firm = last in _LAST_OF_FIRM_END and _FIRM_END.search(words)
        words = words if firm else tail.cut(words)
    words = words.strip(_PUNCTUATION)
    first = words.partition(" ")[0].lower()
    if (first in FIRST_OF_HEAD or not first.isalpha()) and not _FIRM_START.match(words):
        head = HEAD.match(words)
        words = words[head.end() :].strip(_PUNCTUATION) if head else words
    return words


def tidy_behind(words: str) -> str:
    """As ``tidy``, for words behind a number."""
    return tidy(words, tail=_RIGHT_TAIL)


@lru_cache(maxsize=2048)
def read_left(left: str) -> Left:
    """Find the label in masked text that ends where the number begins."""
    found = _read_left(left)
    if is_goal_only(found.label):
        return Left("", "", "", found.copula, found.context)
    return found


def _read_left(left: str) -> Left:
    copula = COPULA.search(MARK_RUN.sub(" ", left)) is not None
    left = REPORTING.sub("", _LIST_MARK.sub("", left))
    if "(" in left:
        left = _ASIDE.sub(" ", _ACRONYM.sub(rf"{_OPEN}\1{_CLOSE}", left))
    goal = end_of_goal(left)
    left = left[goal:] if goal and judge.says(tidy(left[goal:])) else left
    pieces = _SEPARATOR.split(left)
    last = pieces[-1]
    near = _POINTING.sub("", tidy(_cut_subject(last)))
    verb = tidy(MARK_RUN.split(_cut_subject(last))[-1]) or near
    found = last_match(TRUE_RATE, left)
    rate = found.start() if found else None
    if rate is not None:
        words = _TREND.sub("", _PREDICATE.sub("", _without_late_pieces(left[rate:])))
        label = tidy(words)
        in_last = rate >= len(left) - len(last)
        stated = judge.telling(label) or (in_last and copula and judge.says(label))
        if stated and (in_last or not near or _is_list(left[:rate], words, last)):
            return Left(label, label if in_last else near, verb, copula, tidy(left[:rate]))
    named = [_POINTING.sub("", tidy(_cut_subject(piece))) for piece in pieces]
    if not near and left.rstrip().endswith(":") and _last(named):
        return Left(_last(named), _last(named), "", copula=True, context="")
    if near:
        near = _listed(left) or near
        opening = ADVERBIAL.match(left) or left.lstrip().startswith("Về ")
        context = tidy(left[: len(left) - len(last)]) if opening else ""
        context = _last(named[:-1]) if len(context.split()) > _LONGEST_CONTEXT else context
        return Left(near, near, verb, copula, context)
    plain = [
        name if not ADVERBIAL.match(piece) else ""
        for name, piece in zip(named, pieces, strict=True)
    ]
    told = [name if _ABOUT.match(piece) else "" for name, piece in zip(named, pieces, strict=True)]
    label = _last(plain) or _last(told)
    context = _last([name for name in named if name and name != label])
    return Left(label, near, verb, copula, context)


def _listed(left: str) -> str:
    """A name that is itself a list: "; công nghiệp, xây dựng", "thu gom, xử lý"."""
    parts = re.split(r",\s", re.split(r"[;:()]|\s[-–]\s", left)[-1])
    whole = all(
        part.strip()
        and not MARK_RUN.search(part)
        and not ADVERBIAL.match(part)
        and len(part.split()) <= _LONGEST_PART
        for part in parts[:-1]
    )
    last = parts[-1].strip()
    own = _MEASURE_HEAD.match(last) or _OWN_CLAUSE.match(last) or MARK_RUN.match(last)
    if len(parts) == 1 or not whole or own or _OWN_CLAUSE.match(parts[0].strip()):
        return ""
    return tidy(", ".join(parts))


def _is_list(before: str, words: str, last: str) -> bool:
    """Whether a rate's words go on over commas up to the number ("hồ sơ, giấy tờ")."""
    piece = _SEPARATOR.split(before)[-1]
    return (
        not ADVERBIAL.match(piece)
        and words.rstrip().endswith(last.rstrip())
        and not re.match(rf"\s*[{PLACE}{PERIOD}{SUBJECT}]", last)
        and not _MEASURE_HEAD.match(last.strip())
    )


def _without_late_pieces(words: str) -> str:
    """A rate's own words run on over commas only while they are a list of nouns."""
    parts = words.split(", ")
    kept = parts[0]
    for part in parts[1:]:
        if re.match(rf"\s*(?:đến|tính|trong|sau|từ|hiện|nay|riêng|so|[{PERIOD}{PLACE}])", part):
            break
        kept += ", " + part
    return kept


def _cut_subject(piece: str) -> str:
    """What was done, without who did it: the words behind the last auxiliary."""
    done = "đã" in piece or "đang" in piece or "vừa" in piece
    match = _DONE.match(piece) if done else None
    if match and tidy(piece[match.end() :]) and not _COUNT_START.match(piece):
        return piece[match.end() :]
    return piece


def _last(names: list[str]) -> str:
    return next((name for name in reversed(names) if name), "")


@lru_cache(maxsize=2048)
def read_right(right: str) -> str:
    """Find the noun phrase in masked text that begins where the number ends.

    Args:
        right: Masked text up to the next number or the end of the clause; what stands
            behind a comma is taken only while it continues the phrase.
    """
    right = wording.up_to_quote(right)
    start = right.strip()
    if not start or not (start[0].isalnum() or start[0] in '“"') or NOT_A_NOUN.match(start):
        return ""
    if wording.opens_no_noun(start):
        return ""
    parts = re.split(r",\s", right)
    kept = parts[0]
    for part in parts[1:]:
        if _RIGHT_END.search(" " + kept) or _NEW_CLAUSE.match(part) or len(part.split()) > 14:
            break
        kept += ", " + part
    return tidy(_RIGHT_END.sub("", " " + kept), tail=_RIGHT_TAIL)


def opens_clause(piece: str) -> bool:
    """Whether what stands behind a comma is a clause of its own."""
    return _NEW_CLAUSE.match(piece) is not None


def with_head(head: str, name: str) -> str:
    """Put "tỷ lệ" or "số" before a name that does not begin with such a word."""
    if _MEASURED.match(name):
        return name
    return f"{head} {name}"


def lower_first(name: str) -> str:
    """Lower the first letter of a sentence's first word; leave names and short forms alone."""
    words = name.split(" ", 1)
    proper = len(words) > 1 and words[1][:1].isupper()
    if not proper and ((words[0][:1].isupper() and words[0][1:].islower()) or len(words[0]) == 1):
        return name[:1].lower() + name[1:]
    return name
