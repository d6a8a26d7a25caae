"""Words that point to an office named before: "Công ty sẽ bỏ ra", "của ngành", "bệnh viện này".

``find_offices`` is the entry point. ``RULES`` holds the ways to point; each rule's examples
are in ``tests/gold/office.toml`` under the rule's name. The noun says which office is meant:
the last one whose name begins with it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.grammar import Caseless
from extract.models import Span
from extract.observe.frame import Reading
from extract.observe.mask import MARKS, PERIOD, SUBJECT, Masked
from extract.observe.subject import is_office

_HEADS = (
    "công ty|tổng công ty|tập đoàn|hợp tác xã|sở|trung tâm|bệnh viện|ngân hàng|chi cục|cục|bộ|cảng|hội|viện|trường|quỹ|"
    "ngành|văn phòng|kho bạc|lực lượng|nhà trường|nhà máy|trạm|bưu điện|chi nhánh|điện lực"
)
# These name no kind of office, so that any one may be meant.
_ANY = "đơn vị|cơ quan|doanh nghiệp"
_REGIONS = "khu vực|vùng"
_PARTS = f"khối|{_REGIONS}"
_DEPARTMENT = re.compile(r"(?:Sở|Bộ|Cục|Chi cục|Tổng cục) (\w.*?)(?: tỉnh| huyện| thành phố)?$")
_FORCE = re.compile(r"Công an|Bộ đội|Đồn|Cảnh sát|Kiểm lâm|Chi cục Kiểm lâm")
_DOES = (
    "đã|đang|sẽ|còn|cũng|chỉ|mới|có|chuyển|tiếp nhận|xử lý|thu|chi|đạt|dự kiến|phấn đấu|đặt|giải quyết|triển khai|huy động|"
    "kiểm tra|phát hiện|thụ lý|tổ chức|cung cấp|phục vụ|sản xuất|nộp|lãi|vận hành|hiện|trình|đầu tư|tiếp|giao|cấp|"
    "được|thực hiện|bố trí|hoàn thành|lắp đặt|quản lý|đón|tuyển|đào tạo|điều trị|khám|tư vấn|khởi công|ký|đưa|duy trì|kết nối|"
    "giới thiệu|lập|xử phạt|thanh tra|rà soát|chi trả|cho vay|tăng|giảm|vượt|xuất|mua|bán|ghi nhận|đăng ký|thực kê|"
    "giải ngân|bàn giao|khai thác|sử dụng|nhận|phát hành|cơ cấu|thu hồi|vay|đóng góp|tiêu thụ|vận chuyển|cứu|bắt"
)


@dataclass(frozen=True, slots=True)
class Rule:
    """One way to point to an office.

    Attributes:
        name: Key of the rule's gold cases.
        pattern: Over masked text; the group ``head`` is the noun.
    """

    name: str
    pattern: Caseless | re.Pattern[str]


RULES = (
    Rule(
        "it does, at the start",
        re.compile(
            rf"^\W*(?:[{PERIOD}]+,?\s)?(?P<head>(?i:{_HEADS}|{_ANY}))\s(?:{_DOES})\b(?!\s*[{SUBJECT}])"
        ),
    ),
    Rule(
        "it does, in a clause",
        Caseless(rf"[,;]\s(?P<head>{_HEADS}|{_ANY})\s(?:{_DOES})\b"),
    ),
    Rule(
        "this one",
        Caseless(rf"(?<!các )\b(?P<head>{_HEADS}|{_ANY}|{_PARTS}) này\b"),
    ),
    Rule(
        "of it",
        re.compile(
            rf"\b(?:của|toàn|cả|tại|ở|cuối|đầu|trong) (?P<head>(?i:{_HEADS})|đơn vị|khối)"
            rf"(?=\s*(?:[{MARKS}]|[,.;:)]|$)| (?:là|đạt|có|còn|lên|ước|mới|đã|được|chỉ|hiện|năm)\b)(?!\s*[{SUBJECT}])"
        ),
    ),
)


# "Trò chuyện với Giám đốc Trung tâm Y tế": who speaks, perhaps of more than the house.
_PERSON_OF = re.compile(
    r"(?:[Gg]iám đốc|[Hh]iệu trưởng|[Tt]rưởng phòng|[Cc]hủ tịch|[Bb]ác sĩ|[Bb]í thư) \Z"
)


@dataclass(frozen=True, slots=True)
class OfficePointer:
    """Where a text points to an office, and the one meant."""

    span: Span
    rule: Rule
    name: str


def find_offices(reading: Reading, stretch: Span) -> list[OfficePointer]:
    """Find the offices pointed to in a stretch of a passage, in order of position.

    Those that no name before fits are left out.
    """
    found = []
    text = reading.masked.masked
    for rule in RULES:
        if rule.pattern.pattern.startswith("^"):
            begin = rule.pattern.match(text[stretch.start : stretch.end])
            heads = [(stretch.start, begin["head"])] if begin else []
        else:
            matches = rule.pattern.finditer(text, stretch.start, stretch.end)
            heads = [(match.start("head"), match["head"]) for match in matches]
        for start, head in heads:
            name = _meant(reading, head.lower())
            if name is not None:
                found.append(OfficePointer(Span(start, start + len(head)), rule, name))
    return sorted(found, key=lambda pointer: pointer.span)


def read_headline_office(title: Masked) -> str | None:
    """Read the one office that a headline names, if its numbers are its own.

    Args:
        title: The headline with its mentions.
    """
    named = [
        one.name
        for one in title.subjects
        if is_office(one.name)
        # Where all is in capitals, no name can be told from the words behind it.
        and not title.text.isupper()
        and not title.text.startswith(" các cấp", one.span.end)
        and not _PERSON_OF.search(title.text, 0, one.span.start)
    ]
    return named[0] if len(named) == 1 else None


def _meant(reading: Reading, head: str) -> str | None:
    frame = reading.frame
    if re.fullmatch(_ANY, head):
        return frame.organisation or frame.about
    head = "trường" if head == "nhà trường" else head
    known = (*frame.offices, *((frame.about,) if frame.about else ()))
    pattern = re.compile(
        rf"(?:{_REGIONS if head in _REGIONS.split('|') else head})\b", re.IGNORECASE
    )
    name = next((name for name in known if pattern.match(name)), None)
    if name is None and head == "lực lượng":
        return next((one for one in known if _FORCE.match(one)), None)
    if name is None and head == "ngành":
        # A department stands for its branch: "Sở Y tế ... Toàn ngành có 45 bác sĩ".
        fields = (_DEPARTMENT.match(office) for office in known)
        return next((f"ngành {field[1].lower()}" for field in fields if field), None)
    return name
