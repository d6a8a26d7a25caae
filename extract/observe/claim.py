"""Whether a number is claimed or asked for.

``read_kind`` is the entry point. Each row of ``CUES`` is a way to claim or to ask. A firm cue
("phấn đấu", "đã") governs all numbers behind it in its sentence, a loose one ("kế hoạch",
"vượt") those of its own clause; a cue that only describes what is counted ("23 điểm đen đã
rà soát", "tổng số phải giải quyết") governs none.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import lru_cache

from extract.grammar import Caseless, longest_of
from extract.models import Bound, Kind, Period, Span
from extract.observe.frame import Reading, Site
from extract.observe.mask import PERIOD, PLACE, QUANTITY, SUBJECT, within
from extract.period.shift import is_to_come

# What an office is given to have, not to reach.
_ALLOTTED = frozenset({"đồng", "USD", "biên chế", "giường", "giường bệnh"})


@dataclass(frozen=True, slots=True)
class Cue:
    """A way to claim a number, or to ask for it.

    Attributes:
        name: Key of the cue's gold cases.
        kind: What the numbers behind it are.
        firm: Whether it governs its whole sentence, not only its clause.
        pattern: Over text in which places, offices and numbers are masked.
    """

    name: str
    kind: Kind
    firm: bool
    pattern: str


CUES = (
    Cue(
        "strive",
        Kind.TARGET,
        True,
        r"phấn đấu|kỳ vọng|quyết tâm|hướng tới|đặt (?:mục tiêu|kế hoạch|chỉ tiêu|đích)|(?<!tiêu )(?<!hoạch )(?:đặt ra|đề ra)"
        r"|xác định(?= (?:đến|năm))|tập trung(?=: [a-zđ])|đang kêu gọi|đăng ký(?=(?: với [^,;.]{1,30})? (?:hoàn thành|giải))",
    ),
    Cue("foresee", Kind.TARGET, True, rf"sẽ|dự kiến(?! {QUANTITY})"),
    Cue("foreseen value", Kind.TARGET, False, rf"dự kiến(?= {QUANTITY})"),
    Cue("coming", Kind.TARGET, True, r"(?:giai đoạn|thời gian|nhiệm kỳ) tới|từ nay đến"),
    Cue("ask", Kind.TARGET, True, r"yêu cầu|(?<!theo )đề nghị"),
    Cue(
        "assign",
        Kind.TARGET,
        True,
        r"(?<!toán )(?<!tiêu )(?<!được )(?<!hoạch )(?<!đã )(?<!bàn )(?<!điểm đầu )(?<!vốn )giao"
        rf"(?! thông| dịch| tiếp| lưu| đất| nhận| thương| hàng| diện| nộp| nhau| dịch| {QUANTITY})",
    ),
    Cue(
        "goals listed",
        Kind.TARGET,
        True,
        rf"(?:mục tiêu|chỉ tiêu|kế hoạch(?! vốn)|nhiệm vụ)(?=[^;.,:{QUANTITY}]{{0,80}}(?::| là ))|theo (?:kế hoạch|lộ trình)(?=,)",
    ),
    Cue("plan", Kind.TARGET, False, r"(?<!ngoài )kế hoạch(?! vốn)|định hướng"),
    Cue("goal", Kind.TARGET, False, r"(?:mục tiêu(?! quốc gia)|chỉ tiêu)(?! này| đó| khác)"),
    Cue("given", Kind.TARGET, False, rf"được giao(?= {QUANTITY})"),
    Cue(
        "must",
        Kind.TARGET,
        False,
        rf"(?<!không )(?<!hiện )(?<!đang )(?<!vẫn )(?<!đã )phải(?! chịu| trả| kể| nói| sơ tán| di dời| nhập viện| cấp cứu| tạm| dừng| ngừng| nghỉ| đóng cửa| cách ly| điều trị| bồi thường)"
        rf"|(?<!chuyên )cần(?! thiết| cẩu| câu| nhiều nhất| {QUANTITY})",
    ),
    Cue("secure", Kind.TARGET, False, r"(?<!công tác )(?:bảo đảm|đảm bảo)|để đạt|nhằm"),
    Cue(
        "done",
        Kind.ACTUAL,
        True,
        r"đã|kết quả|thực tế|ghi nhận|ước đạt|thực (?:thu|chi|kê|đạt|có|nhận)",
    ),
    Cue(
        "now",
        Kind.ACTUAL,
        True,
        rf"(?:đến|tới) nay|(?<!năm )(?<!ngày )(?<!hôm )nay(?= (?:mới |có |là )?{QUANTITY})|tính đến|(?<!thực )(?<!thể )(?<!phát )hiện(?! đại| ra| rõ)|chỉ đạt|mới chỉ"
        r"|(?<!thôn )(?<!đổi )mới (?:đạt|bằng|có|được|giải|xong|hoàn thành|khởi công)",
    ),
    Cue("exceed", Kind.ACTUAL, False, r"vượt|(?<!để )đạt được|ước"),
    Cue("happen", Kind.ACTUAL, False, r"vẫn|đang|xảy ra"),
)
"""Ways to claim and to ask; where two match at one place, the first counts."""


def pattern_of(cues: tuple[Cue, ...]) -> Caseless:
    """Write a pattern that finds all cues, each in a group ``cue0``, ``cue1``, ..."""
    rows = "|".join(f"(?P<cue{index}>{cue.pattern})" for index, cue in enumerate(cues))
    # The rows are tried only where a word stands that one of them begins with.
    first = longest_of(word for cue in cues for word in _first_words(cue.pattern))
    return Caseless(rf"\b(?={first}\b)(?:{rows})(?!\w)")


_NOT_BEFORE = re.compile(r"\(\?<!\\?[^()]*\)")
_FIRST = re.compile(r"(?:^|\|)(?:\(\?:)?(\w+)|(?<=[^\W\d])\|(\w+)")


def _first_words(pattern: str) -> list[str]:
    """The words that what matches may begin with; a few more do no harm."""
    return [one or other for one, other in _FIRST.findall(_NOT_BEFORE.sub("", pattern))]


_CUE = pattern_of(CUES)
_ASKING = pattern_of(tuple(cue for cue in CUES if cue.kind is Kind.TARGET))
_PLANS = frozenset({"plan", "goal", "goals listed", "assign"})
_PERIODS = re.compile(rf"{PERIOD}+")
_NEW_CLAUSE = re.compile(r";|,? (?:nhưng|song|tuy nhiên|trong khi)\b|, (?:còn|tuy)\b")
_CLAIM_END = re.compile(r"[,;:.]|\s(?:và|còn|song|nhưng|đến|năm)\s")
_STATED = Caseless(
    rf"(?:so với|vượt|bằng|theo|đạt|hoàn thành|thực hiện|[{QUANTITY}])(?: mức| các)?\s*$",
)
_GROUP = Caseless(r"\b(?:nhóm|từng|bộ|các|những|hệ thống|số)\s$")
_DESCRIBES = Caseless(rf"[{QUANTITY}](?:\s(?!qua\b)\w+){{0,3}}\s$|(?<!con )\bsố(?:\s\w+){{0,3}}\s$")
_COUNTED = re.compile(rf"[{QUANTITY}]\s$")
_REACHED = Caseless(r" (?:đạt|giảm|tăng)\b")
_AIMED_AT = Caseless(rf"(?:\s(?:giao|đề ra|đặt ra|của|cả|là|mức|năm|[{PERIOD}]+))*\s\(?$")
_DATED_BRACKET = re.compile(rf"{PERIOD} ?\(")
_DETAILS = re.compile(r"\W*(?:Trong đó|Bao gồm|Gồm|Cụ thể|Phân theo|Chia ra|Chia theo|Trong số)\b")
_ORDER = re.compile(r"\W*(?:Thêm|Kéo|Nâng|Đưa|Giữ|Duy trì|Phủ|Hoàn thành|Bảo đảm|Xóa|Không để)\b")
_HABIT = Caseless(r"\b(?:mỗi|hằng|hàng|có) (?:năm|ngày|tháng|hôm|tuần)\b")
_DONE_BEFORE = re.compile(rf"{QUANTITY}(?:\s\w+){{0,4}},\s$")
_WHO = re.compile(rf"\s(?:[{PLACE}{SUBJECT}]|các|toàn|từng|mỗi|những|[A-ZĐ])")
_GAP = Caseless(r"\b(?:vượt|hơn|kém|thấp|tăng|giảm)\s$")
_BEHIND = 80
_DONE_BEHIND = re.compile(
    rf"[^,{QUANTITY}]*?\s(?:đã|đang)\b(?! (?:ghi|nêu|đề ra|đặt ra|giao|xác định)\b)"
)
_TO_DO_BEHIND = re.compile(rf"[^,;.{QUANTITY}]{{0,60}}?\s(?:sẽ\b|trước (?:ngày |tháng )?\d)")


@dataclass(frozen=True, slots=True)
class _Met:
    """A cue where a sentence has it; positions count in the sentence."""

    cue: Cue
    start: int
    end: int


def asks(reading: Reading, stretch: Span) -> bool:
    """Tell whether a stretch of a passage asks for something, whatever it is."""
    return _ASKING.search(reading.masked.masked, stretch.start, stretch.end) is not None


def read_kind(reading: Reading, site: Site, period: Period | None) -> Kind:
    """Tell whether a number is claimed or asked for.

    Args:
        reading: The passage.
        site: The number.
        period: When the number is about.
    """
    today = reading.scene.today
    if _is_record(reading, site, period):
        return Kind.ACTUAL
    said = _said(reading, site)
    if said is not None:
        return said
    if (period is not None and is_to_come(period, today)) or _goes_on_asking(reading):
        return Kind.TARGET
    named = any(within(reading.masked.periods, site.sentence))
    ended = period.last if period is not None and named else None
    past = ended is not None and today is not None and ended < today
    if reading.planned and not past:
        return Kind.TARGET
    return Kind.TARGET if site.quantity.bound is Bound.AT_LEAST else Kind.ACTUAL


def _is_record(reading: Reading, site: Site, period: Period | None) -> bool:
    """ "phấn đấu giảm 5% so với năm 2022 (58 người)": what stood in the books of that year."""
    today, start = reading.scene.today, site.bracket and site.bracket.start
    if not start or period is None or period.last is None or today is None or period.last >= today:
        return False
    return _DATED_BRACKET.search(reading.masked.masked, max(0, start - 3), start + 1) is not None


def _goes_on_asking(reading: Reading) -> bool:
    """ "... phấn đấu giảm nghèo 1%. Thêm 10 xã về đích.": an order behind an order."""
    before = reading.drafts[reading.prior : reading.first]
    if not before or any(draft.kind is not Kind.TARGET for draft in before):
        return False
    sentence = reading.written(reading.sentence)
    return _ORDER.match(sentence) is not None or _DETAILS.match(sentence) is not None


def _said(reading: Reading, site: Site) -> Kind | None:
    """What the words around a number say; ``None`` where they say nothing."""
    sentence = _spoken(reading.masked.text, reading.masked.masked)[
        site.sentence.start : site.sentence.end
    ]
    number = site.quantity.span.start - site.sentence.start
    behind = sentence[site.quantity.span.end - site.sentence.start :][:_BEHIND]
    met = _met(sentence)
    before = met[: bisect_left(met, number, key=lambda one: one.start)]
    governing = [one for one in before if _governs(one, sentence, number, site)]
    firm = next((one for one in reversed(governing) if one.cue.firm), None)
    if _DONE_BEHIND.match(behind) and (firm is None or firm.cue.kind is Kind.ACTUAL):
        return Kind.ACTUAL
    clauses = _clauses(sentence)
    clause = clauses[bisect_right(clauses, number) - 1]
    loose = next(
        (one for one in reversed(governing) if not one.cue.firm and one.start >= clause), None
    )
    if loose is not None and (firm is None or loose.start > firm.start):
        # "Phấn đấu thu 24.000 tỷ đồng, vượt 7% dự toán; ...": what is exceeded is still asked for.
        return loose.cue.kind if firm is None or loose.cue.kind is Kind.TARGET else firm.cue.kind
    if firm is not None:
        return firm.cue.kind
    return Kind.TARGET if _TO_DO_BEHIND.match(behind) else None


@lru_cache(maxsize=4)
def _spoken(text: str, masked: str) -> str:
    """A passage in which places, offices and numbers are masked, but not its periods."""
    return _PERIODS.sub(lambda match: text[match.start() : match.end()], masked)


def forget() -> None:
    """Forget the cues and the clauses of the sentences read last."""
    _met.cache_clear()
    _clauses.cache_clear()


@lru_cache(maxsize=4)
def _clauses(sentence: str) -> tuple[int, ...]:
    """Where the clauses of a sentence begin, in order."""
    return (0, *(match.end() for match in _NEW_CLAUSE.finditer(sentence)))


@lru_cache(maxsize=4)
def _met(sentence: str) -> tuple[_Met, ...]:
    return tuple(
        _Met(CUES[int((match.lastgroup or "")[len("cue") :])], match.start(), match.end())
        for match in _CUE.finditer(sentence)
    )


def _governs(met: _Met, sentence: str, number: int, site: Site) -> bool:
    before, between = sentence[: met.start], sentence[met.end : number]
    closed = between.find(")")
    if closed >= 0 and "(" not in between[:closed]:
        return False
    if met.cue.name in _PLANS:
        if _GROUP.search(before):
            return False
        if between == " (" or (_AIMED_AT.fullmatch(between) and not _GAP.search(before)):
            return True
        return not _STATED.search(before) and not _is_denominator(before, between, site)
    if met.cue.name == "given":
        return site.quantity.unit not in _ALLOTTED
    if met.cue.name == "ask" and (_COUNTED.search(before) or _is_listed(before, between)):
        return False
    if met.cue.name == "must" and _HABIT.search(before):
        return False
    described = _DESCRIBES.search(before) is not None and not _REACHED.match(between)
    return met.cue.name not in ("must", "done") or not described


def _is_listed(before: str, between: str) -> bool:
    """ "rà soát 1.620 thủ tục, đề nghị bãi bỏ 214": one of the things that were done."""
    return _DONE_BEFORE.search(before) is not None and _WHO.match(between) is None


def _is_denominator(before: str, between: str, site: Site) -> bool:
    """ "bằng 51% mức nghị quyết giao; thu nội địa ...": the plan that a share is of."""
    if site.bracket is not None and not _CLAIM_END.search(between.rpartition("(")[0]):
        return False
    number = before.rfind(QUANTITY)
    return number >= 0 and not _CLAIM_END.search(before[number:])
