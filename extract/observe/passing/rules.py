"""Ways in which a number only frames another one: the grammar of ``reader``, a row for each.

"Của 63 tỉnh", "cả hai huyện", "tàu từ 15 m trở lên", "loại 30 con/kg", "trên một vạn dân",
"đơn vị nào dưới 90%". Each rule's examples are in ``tests/gold/passing.toml`` under its name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.grammar import Caseless
from extract.observe.mask import PLACE, QUANTITY
from extract.observe.name.passing import GROUP_NOUN
from extract.text import UPPER

WINDOW = 80
"""How many letters before a number a rule may look at."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One way in which a number measures nothing. What is ``None`` may be anything.

    Attributes:
        name: Key of the rule's gold cases.
        unit: What its unit must begin with.
        written: What the mention, from its comparator to its unit, must begin with.
        before: What must end where the mention begins; places and other numbers are marks.
        behind: What must stand right behind it.
        exempt: What, ending where the mention begins, lifts the rule.
        unless: What, right behind it, lifts the rule.
    """

    name: str
    unit: Caseless | re.Pattern[str] | None = None
    written: Caseless | re.Pattern[str] | None = None
    before: Caseless | re.Pattern[str] | None = None
    behind: Caseless | re.Pattern[str] | None = None
    exempt: Caseless | re.Pattern[str] | None = None
    unless: Caseless | re.Pattern[str] | None = None


def _begins(pattern: str) -> Caseless:
    return Caseless(pattern)


def _ends(pattern: str) -> Caseless:
    return Caseless(rf"(?:{pattern})\s*\Z")


_LOOSE = _begins(
    r"(?:địa phương|đơn vị|tỉnh|thành|huyện|địa bàn|nước|chỉ số|sàn|môn|đô thị|trụ cột|lĩnh vực|nhóm|khâu|"
    r"vị trí|mặt|tiêu chí|chương trình|yếu tố|nội dung|nhiệm vụ|trung tâm|quốc gia|vấn đề|điểm|cấp|vùng|việc|điều|"
    r"lý do|nguyên nhân|bài học|đột phá|câu hỏi|miền|hướng|trọng tâm|đầu tàu)\b"
)
_SPELLED = re.compile(r"\D+\Z")
_BOUNDED = _begins(r"(?:trên|dưới|chưa|không|từ|quá|hơn|tối đa|tối thiểu|ít nhất|[<>≤≥])\b")
_AREAS = _begins(
    r"(?:xã|phường|huyện|thị xã|thị trấn|quận|thôn|bản|tỉnh|thành phố|địa phương|địa bàn)\b"
)
_SIZES = re.compile(r"(?:[cm]?m|km|ha|m2|kg|g|tấn|CV|HP|kW|MW|DWT|GT|lít|mã lực|m3|inch)\b")
_ALWAYS_SIZES = re.compile(r"(?:kV|KV|MB|KB|GB|DWT|CV|HP|inch)\b")
_PROPER = rf"(?:[{PLACE}]+|[{UPPER}][^\W\d_]*(?:\s[{UPPER}][^\W\d_]*)*)"

RULES = (
    Rule(
        "whole",
        unit=GROUP_NOUN,
        before=_ends(r"\b(?:của|trong|trong số|trong tổng số|trên tổng số|giữa|khắp)"),
    ),
    Rule("all_of", unit=_begins(rf"{_LOOSE.pattern}|(?:vụ|mùa|bên|đợt)\b"), before=_ends(r"\bcả")),
    Rule("all_provinces", unit=_begins("tỉnh"), written=re.compile(r"\D*(?:63|34)\b")),
    Rule(
        "spelled",
        unit=_LOOSE,
        written=_SPELLED,
        exempt=_ends(r"\b(?:(?:chỉ|mới|còn|vẫn) )?(?:có|còn)|\bphát hiện"),
        unless=_begins(
            r"\s*(?:[^\s,;.:]+\s){0,3}?(?:dưới|trên|bị|chưa|không|chậm|vượt|sụt giảm|tăng|giảm)\b"
            r"(?![^,;.:]*\bnhất\b)"
        ),
    ),
    Rule("figures", unit=_begins(r"con\Z"), behind=_begins(r"\s+số\b")),
    Rule(
        "age",
        unit=_begins(r"(?:tháng )?tuổi\b"),
        exempt=Caseless(r"tuổi thọ|trung bình|bình quân"),
    ),
    Rule(
        "of_age",
        before=_ends(r"\btuổi"),
        exempt=_ends(r"(?:tuổi thọ|số tuổi|tháng tuổi).{0,20}"),
    ),
    Rule(
        "size",
        unit=_SIZES,
        written=re.compile(r".*\btrở (?:lên|xuống)\Z"),
        exempt=_ends(
            r"\b(?:đạt|phấn đấu|phải|tăng|trồng|còn|là|năng suất(?: bình quân)?|sản lượng)"
        ),
    ),
    Rule(
        "grade",
        unit=re.compile(rf"{_SIZES.pattern}|\S+/\S+"),
        before=_ends(r"(?<!xếp )(?<!phân )\b(?:loại|cỡ)"),
    ),
    Rule("grade_by_weight", unit=re.compile(r"\S+/kg\b"), written=_begins(r"cỡ\b")),
    Rule(
        "rating",
        unit=_ALWAYS_SIZES,
        exempt=Caseless(r"\btổng (?:công suất|trọng tải|dung lượng|chiều dài)\b"),
    ),
    Rule(
        "per",
        unit=_begins(r"(?:dân|người|lao động|hộ|trẻ|phụ nữ)\b"),
        written=_begins(
            r"(?:trên |trong )?(?:10{2,6}|1(?:\.000)+|(?:một|1) (?:vạn|nghìn|ngàn|triệu|trăm))\s"
        ),
        before=_ends(rf"(?:[{QUANTITY}]|\b(?:trên|tính trên|/)|[^\W\d_])"),
        exempt=_ends(r"\b(?:có|được|đạt|là|cho|hơn|gần|với|khoảng|gồm|tới|cả|số|và)"),
    ),
    Rule(
        "named_one_by_one",
        unit=_AREAS,
        written=_SPELLED,
        behind=re.compile(rf"\s*[{PLACE}]+(?:,|\s(?:và|với|-|cùng))\s"),
    ),
    Rule(
        "named_places_of",
        written=_SPELLED,
        behind=re.compile(
            rf"(?:\s(?!là|gồm|ở|tại|có)[^\W\d_{UPPER}]+){{1,3}}\s{_PROPER}(?:,|\svà)\s{_PROPER}"
        ),
    ),
    Rule(
        "listed_by_dashes",
        written=_SPELLED,
        behind=re.compile(r"[^,;.:()–-]{3,40}(?:\s[-–]\s[^,;.:()–-]{2,40}){2}"),
    ),
    Rule("of_all", before=_ends(r"\b(?:trong|trên) tổng(?: số)?")),
    Rule(
        "seats",
        unit=_begins(r"chỗ\b"),
        before=_ends(r"\b(?:xe|ô tô|máy bay|tàu)\b[^,;.:]{0,20}"),
    ),
    Rule(
        "how_often",
        unit=_begins(r"(?:buổi|lần|lượt|ngày|bữa)\Z"),
        written=_SPELLED,
        behind=_begins(r"\s(?:một|mỗi) (?:ngày|tuần|tháng|năm)\b"),
    ),
    Rule("per_one", written=_begins(r"một\b"), before=_ends(r"\bmỗi\b[^,;.:]*")),
    Rule("framing", before=_ends(r"\b(?:mỗi|lần thứ|thứ|khóa|đợt)|\bcứ\b[^,;.:]*")),
    Rule("group_size", unit=GROUP_NOUN, before=_ends(r"\bnhóm")),
    Rule("each_from", written=_begins(r"từ\b.*trở"), before=_ends(r"\bmỗi \w+")),
    Rule("scale", before=_ends(r"\bthang (?:điểm|đo)(?: (?:là|tối đa))?")),
    Rule(
        "whichever",
        written=_BOUNDED,
        before=_ends(rf"(?<!thế )(?<!khi )\bnào\b[^,;.:{QUANTITY}]{{0,50}}"),
    ),
    Rule(
        "those_that",
        written=_BOUNDED,
        before=_ends(rf"\b(?:những|các)\b[^,;.:{QUANTITY}]{{1,60}}"),
        behind=_begins(
            rf"[^,;.:{QUANTITY}]{{0,30}}?\s(?:phải|thì|sẽ|bị|cần|báo cáo|không được|chịu)\b"
        ),
        exempt=Caseless(r"\b(?:phải|phấn đấu|đã)\b"),
    ),
    Rule(
        "none_so",
        written=_BOUNDED,
        before=_ends(
            rf"\bkhông (?:còn|có) (?:xã|phường|huyện|thôn|bản|ấp|đơn vị|địa phương|trường|sở)\b[^,;.:{QUANTITY}]{{0,30}}"
        ),
    ),
    Rule(
        "those_counted",
        written=_BOUNDED,
        behind=re.compile(rf"\s(?:là|có|chiếm|gồm)\s(?:\w+\s)?[{QUANTITY}]"),
        exempt=_ends(r"\b(?:đạt|là|còn|được|với|tăng|giảm|có|thu|chi)"),
    ),
    Rule(
        "programme",
        before=re.compile(
            r"\b(?:Đề án|Chương trình|Phong trào|Chiến dịch|Cuộc vận động)(?: (?:trồng|xây dựng|phát triển))? [\"“]?\Z"
        ),
        unless=_begins(r"\s*(?:được|đã|đang|có)\b"),
    ),
    Rule(
        "works",
        unit=_begins(r"\Z"),
        written=re.compile(r"[1-9]\Z"),
        before=re.compile(
            r"\b(?i:nhà máy|nhiệt điện|thủy điện|điện gió|khu công nghiệp|KCN|cầu|cảng|dự án)\b"
            rf"[^,;.:]{{0,30}}?(?:[{PLACE}]|\b[{UPPER}][^\W\d]*) \Z"
        ),
    ),
)
