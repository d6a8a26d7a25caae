"""The words before a level that a value is compared with: "cùng kỳ là 8%", "kế hoạch là 20".

``read_level`` is the entry point; it reads the clause that ends where the number begins, in
masked text. ``RULES`` holds the ways to say it; each rule's examples are in
``tests/gold/level.toml`` under the rule's name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from extract.grammar import Caseless
from extract.models import BaselineKind, Kind
from extract.observe.mask import PERIOD, PLACE, SUBJECT

_CONTRAST = r"(?:trong khi đó|trong khi|còn|mà|thì|song|nhưng|dù|tuy|so với|so|và|đó|trước đó)\s"
_GAP = (
    r"(?:(?:vẫn|mới|chỉ|còn|đã|tuy|cũng|khá|rất|chưa|tới|đến|gần)\s)*"
    r"(?:(?:cao|thấp) (?:xa|hẳn|vượt trội)|cao hơn|thấp hơn|nhiều hơn|ít hơn|hơn|kém|thua|vượt|trên|dưới|bằng|cách|bỏ xa|đứng sau|xếp sau|đuổi kịp|"
    r"không (?:thay )?đổi|tương đương|ngang(?: bằng)?|xấp xỉ|giữ nguyên|đạt|đủ|chạm|nhỉnh hơn|lên|xuống|tăng|giảm|hạ|rút|nhích|từ)\s(?:(?:khá|rất|xa|lên|xuống|từ|nhiều|một chút|chút ít|đôi chút)\s)*"
)
_LEAD = rf"(?:{_CONTRAST}|{_GAP})*"
_PRONOUN = r"(?:(?:các )?(?:con số|tỷ lệ|tỉ lệ|mức|chỉ số|số)(?: (?:này|đó|ấy|chung|bình quân|trung bình|tương ứng|tăng|giảm|tăng trưởng))*\s)?"
_LINK = (
    r"(?:\s*(?:là|đạt|chỉ|mới|còn|ở|mức|được|có|khoảng|tới|đến|trên|dưới|tương ứng|với|con số|ước|vẫn|đã|cũng|thì|"
    r"hơn|này|đó|lần lượt|gần|lên|lãi|lỗ|xảy ra|ghi nhận|đón|bán|thu|bắt|phát hiện|giải ngân|chỉ có)(?=\s|$))*\s*"
)
_WHEN = (
    rf"(?:(?:cuối|đầu|hồi|vào|cả|dịp này|dịp|thời gian này|kỳ này|trong|của|ở|tại|cùng kỳ|giữa|cùng thời điểm|cùng giai đoạn|thời điểm|kết quả|ước thực hiện|thực hiện|tính đến)\s)*"
    rf"(?:[{PERIOD}]+|trước đây|ban đầu|đầu năm|đầu kỳ|năm trước|năm ngoái|(?:trước đó|cách đây) \S+ (?:năm|tháng|quý|tuần)|(?:(?:lần|đợt|kỳ|cuộc) (?:khảo sát|điều tra|đánh giá|chấm điểm|kiểm tra|thống kê|bầu cử)|nhiệm kỳ|năm học|niên vụ|niên khóa|giai đoạn|vụ|tuần|tháng|quý|kỳ|mùa|đợt|khóa|lần) (?:trước|liền trước)|tuần rồi|lúc đầu|khi đó)"
    rf"(?:\s(?:trước đó|đó|liền trước|[{PERIOD}]+))?(?:\scủa [{PLACE}]+)?"
)
_PLAN = r"(?:mức |mốc |con số )?(?:kế hoạch|mục tiêu(?! quốc gia)|chỉ tiêu|dự toán|nghị quyết|kịch bản|yêu cầu|quy định|định mức được giao|đích|KH\b)"
_MEASURE = r"(?:tỷ|tỉ|chỉ|số|tổng|mức|điểm|thu|chi|giá|kim|doanh|sản|diện|vốn|nợ|dư)\s"
_PHRASE = r"[^,;:()]{0,60}?"
_WHOLE = (
    r"(?:(?:mức|mặt bằng|bình quân|trung bình|trung vị|điểm|giá trị|tỷ lệ|số|chung)\s)*"
    rf"(?:(?:của|cả|toàn|các)\s)*(?:tỉnh|huyện|thành phố|ngành|vùng|khu vực|tuyến|khối|xã|thị xã)\b(?:\s[^,;:(){PLACE}]{{1,30}}?)?"
)

_MEAN = (
    r"(?:mức )?(?:bình quân|trung bình)(?: chung)?(?: của)?(?: các| toàn| cả)? "
    rf"(?:(?:tỉnh|huyện|thành phố|vùng|khu vực|khối|xã|ngành)\b(?:\s[^,;:(){PLACE}]{{1,30}}?)?|[{SUBJECT}]+)"
)


@dataclass(frozen=True, slots=True)
class Rule:
    """One way to say what a value is compared with.

    Attributes:
        name: Key of the rule's gold cases.
        pattern: The whole clause up to the number.
        kind: What sort of thing it is compared with.
        cues: Words in lower case of which its clause has one.
        claim: Whether the level is reached or asked for.
        opens: Whether a sentence may begin so and speak of the value before it.
    """

    name: str
    pattern: re.Pattern[str]
    kind: BaselineKind
    cues: tuple[str, ...]
    claim: Kind = Kind.ACTUAL
    opens: bool = False


def _clause(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\W*{pattern}(?:\(\s*)?", re.IGNORECASE)


RULES = (
    Rule(
        "time before",
        _clause(
            rf"(?:{_LEAD}{_PRONOUN}{_WHEN}\s?{_PRONOUN}{_LINK}|(?:(?:trong khi|còn|và)\s)?{_WHEN}\sbằng\s)"
        ),
        BaselineKind.PREVIOUS,
        (PERIOD, "trước", "đầu", "rồi", "khi đó"),
        opens=True,
    ),
    Rule(
        "plan",
        _clause(rf"{_LEAD}(?:{_PRONOUN}(?:của )?)?{_PLAN}{_PHRASE}{_LINK}"),
        BaselineKind.OTHER,
        (
            "kế hoạch",
            "mục tiêu",
            "chỉ tiêu",
            "dự toán",
            "nghị quyết",
            "kịch bản",
            "yêu cầu",
            "quy định",
            "giao",
            "đích",
        ),
        Kind.TARGET,
        opens=True,
    ),
    Rule(
        "whole",
        _clause(
            rf"(?:(?:{_CONTRAST}|{_GAP})+{_PRONOUN}{_WHOLE}{_LINK}|{_WHOLE}\s\(|(?:{_CONTRAST}|{_GAP})*{_MEAN}{_LINK})"
        ),
        BaselineKind.OTHER,
        ("tỉnh", "huyện", "thành phố", "ngành", "vùng", "khu vực", "tuyến", "khối", "xã", SUBJECT),
    ),
    Rule(
        "rival",
        _clause(
            rf"(?:[^,;:()]{{0,40}}\s)?(?:hơn|kém|thua|bỏ xa|cách|đứng sau|xếp sau)\s[^,;:()]{{0,40}}?[{PLACE}{SUBJECT}]+\s(?:\(|mức|là|với|đạt)?\s*"
        ),
        BaselineKind.OTHER,
        (PLACE, SUBJECT),
    ),
    Rule(
        "one more rival",
        _clause(rf"(?:(?:và|hay)\s)?[{PLACE}{SUBJECT}]+\s(?=\()"),
        BaselineKind.OTHER,
        (PLACE, SUBJECT),
    ),
    Rule(
        "country",
        _clause(
            rf"(?:(?:{_CONTRAST}|{_GAP})+[^,;:(){PLACE}]{{0,30}}[{PLACE}]+{_LINK}\(?|{_PRONOUN}của [{PLACE}]+{_LINK}"
            rf"|(?:mức )?(?:bình quân|trung bình)(?: chung)?(?: của)? [{PLACE}]+{_LINK})"
        ),
        BaselineKind.NATIONAL,
        (PLACE,),
        opens=True,
    ),
    Rule(
        "country alone",
        _clause(rf"(?:[,;]\s*)?[{PLACE}]+(?:\s*(?:là|chỉ|mới|ở mức)(?=\s))+\s*"),
        BaselineKind.NATIONAL,
        (PLACE,),
    ),
    Rule(
        "mark",
        _clause(
            rf"(?:{_CONTRAST}|{_GAP})*(?:mức(?: tăng(?: trưởng)?| giảm)?|mức(?:\s(?!lên|tới|đạt|là|còn|xuống|này|đó)[^\W\d_]+){{1,4}}(?=\s*$)|mốc|con số|so với|từ)\s*"
        ),
        BaselineKind.OTHER,
        ("mức", "mốc", "con số", "so với", "từ"),
    ),
    Rule(
        "instead",
        _clause(r"thay (?:vì|cho)\s(?:mức\s)?"),
        BaselineKind.PREVIOUS,
        ("thay vì", "thay cho"),
    ),
    Rule(
        "need",
        _clause(rf"(?:{_CONTRAST}|{_GAP})+(?:tổng )?nhu cầu\b[^,;:()]{{0,25}}?{_LINK}"),
        BaselineKind.OTHER,
        ("nhu cầu",),
    ),
    Rule(
        "limit",
        _clause(
            rf"{_LEAD}(?:mức )?(?:ngưỡng|giới hạn|quy chuẩn|tiêu chuẩn cho phép|định mức|mức chuẩn|(?:mức )?trần|(?:mức )?sàn)\b[^,;:()]{{0,25}}?{_LINK}"
        ),
        BaselineKind.OTHER,
        ("ngưỡng", "định mức", "mức", "trần", "sàn", "giới hạn", "quy chuẩn", "tiêu chuẩn"),
    ),
    Rule(
        "another",
        _clause(
            rf"trong khi\s(?!đó|các\s|(?:địa phương|đơn vị|nơi|tỉnh|huyện|xã|phường|bộ|sở|ngành|khối|cả|toàn|của)\b|{_MEASURE})[^,;:(){PLACE}{SUBJECT}{PERIOD}]{{2,45}}?\s(?:là|chỉ|mới|đạt|còn){_LINK}"
        ),
        BaselineKind.OTHER,
        ("trong khi",),
    ),
    Rule(
        "another in brackets",
        _clause(
            r"(?:[^,;:()]{0,40}\s)?(?:cao hơn|thấp hơn|nhiều hơn|ít hơn|nhanh hơn|chậm hơn|vượt|thua)\s[^,;:()\d]{2,50}\s(?=\()"
        ),
        BaselineKind.OTHER,
        (" (",),
    ),
)

STANDS_ALONE = Caseless(rf"\W*{_PRONOUN}(?:của )?{_PLAN}")
"""A plan that is only named, with no word that holds a value against it."""


@lru_cache(maxsize=1024)
def read_level(clause: str) -> Rule | None:
    """Find what the words before a number compare a value with.

    Args:
        clause: Masked text from the last separator to the number.

    Returns:
        The first rule that covers the whole clause, ``None`` where none does.
    """
    lowered = clause.lower()
    for rule in RULES:
        if any(cue in lowered for cue in rule.cues) and rule.pattern.fullmatch(clause):
            return rule
    return None
