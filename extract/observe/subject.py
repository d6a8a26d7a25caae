"""Organisations, levels and groups a number can be about inside a place.

``find_subjects`` is the entry point: "cấp xã", "Sở Thông tin và Truyền thông",
"các sở, ban, ngành", "khối huyện". Who merely reports a number ("theo Sở Y tế",
"Sở Y tế cho biết") is found too; whether it counts is decided where the number is tied.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from extract.models import Span
from extract.text import LOWER, UPPER, cut_words

_CAPITAL = rf"[{UPPER}]"
_NEVER_IN_A_NAME = (
    r"(?:đã|đang|sẽ|là|có|đạt|được|bị|cho|về|tại|trong|ngoài|trên|dưới|từ|đến|tới|với|chủ|phối|báo|"
    r"tiếp|giải|cần|phải|chỉ|mới|còn|đứng|xếp|dẫn|thực|tổ|triển|ban|trình|công bố|gồm|thu|chi|vừa|"
    r"cũng|vẫn|không|chưa|ở|theo|do|để|khi|nếu|ước|tăng|giảm|hiện|nay|và|của|các|nhận|giao|yêu|đề|"
    r"tham|phát|cấp|ghi|hoàn|đăng|đón|tỉnh|huyện|xã|thành|lần|mỗi|bình|như|cao|thấp)\b"
)
# A compound word of a name has a capital on its first syllable only ("Kế hoạch").
_CAPITALISED = rf"{_CAPITAL}\w*(?:\s(?!{_NEVER_IN_A_NAME})[{LOWER}]+)?"
# Words that stand uncapitalised inside an organisation's name.
_COMMON = (
    r"(?:hành chính công|(?:các )?dự án|đầu tư|xây dựng|quản lý|nước sạch|nông thôn|giao thông|"
    r"dân dụng|(?:các )?khu công nghiệp|khu kinh tế|đa khoa|nhân dân|quốc tế|chính sách xã hội|"
    r"nông nghiệp|công nghệ|thông tin|kiểm soát bệnh tật|dịch vụ|việc làm|vận tải|khu vực|trung ương|"
    r"tỉnh|huyện|xã|thành phố|quốc gia)"
)
_HEADS = r"Sở|Bộ|Cục|Chi cục|Tổng cục|Ban|Văn phòng|Trung tâm|Phòng|Thanh tra|Công an|Hội|Liên đoàn|Bệnh viện|Trường|Kho bạc|Ngân hàng|Bảo hiểm xã hội|Viện|Đài|Cảng|Tập đoàn|Tổng công ty|Công ty"
_JOINER = rf"(?:,\s|\s[-–]\s|\s(?:và|các|với|của)\s)(?!(?:{_HEADS})\s)(?={_CAPITAL})"
_NAME = rf"{_CAPITALISED}(?:{_JOINER}{_CAPITALISED}|\s{_CAPITALISED}|\s{_COMMON}\b)*"
_LEVELS = r"(?:tỉnh|huyện|xã|bộ|sở|trung ương|cơ sở|thôn|tổ|địa phương)"
_OFFICES = (
    r"(?:sở|bộ|ban|ngành|huyện|thị xã|thị trấn|thành phố|xã|phường|phòng|đơn vị|cơ quan|địa phương|"
    r"đoàn thể|thị|tỉnh|thành|chủ đầu tư|bệnh viện|trường học|doanh nghiệp nhà nước|ngành dọc)"
)
_GROUP = rf"{_OFFICES}(?:(?:,\s|\svà\s|\s){_OFFICES})*(?:\s(?:chuyên môn|trực thuộc|cấp {_LEVELS}|trung ương|tỉnh))*"
# "khối đạt 87 điểm": the verb is no part of the block's name.
_BLOCK = rf"(?!(?:đã|đang|chỉ|mới|đạt|là|có|còn|được|tăng|giảm|này|đó|trên|dưới|với|và|của|thu|lượng)\b)[{LOWER}]+"
_BRANCHES = (
    r"thanh tra|y tế|thuế|giáo dục|tư pháp|công an|hải quan|ngân hàng|điện lực|nông nghiệp|công thương|du lịch|"
    r"lao động|bảo hiểm xã hội|tòa án|kiểm sát|bưu điện|tài chính|xây dựng|giao thông"
)


@dataclass(frozen=True, slots=True)
class SubjectMention:
    """A subject as named in a text; ``name`` is its own words."""

    span: Span
    name: str


_SUBJECT = re.compile(
    "|".join(
        (
            rf"(?P<level>\b(?:(?:khối|UBND|Bộ phận Một cửa)\s)?[Cc]ấp {_LEVELS}\b)",
            rf"(?P<block>\b[Kk]hối (?:các )?(?:{_GROUP}|{_BLOCK}(?: {_BLOCK})?))",
            rf"(?P<branch>\b[Nn]gành (?:{_BRANCHES})\b(?: tỉnh| thành phố| huyện)?)",
            rf"(?P<group>\b[Cc]ác {_GROUP})",
            rf"(?P<office>\b(?:{_HEADS})\s{_NAME})",
        )
    )
)
# Most words of a text begin no subject.
_FIRST_WORDS = frozenset(
    (
        *("khối", "ubnd", "bộ", "cấp", "ngành", "các"),
        *(head.split()[0].lower() for head in _HEADS.split("|")),
    )
)


def find_subjects(text: str) -> list[SubjectMention]:
    """Find organisations, levels and groups, in order of position, never overlapping."""
    found: list[SubjectMention] = []
    position = 0
    for start, word in zip(*cut_words(text), strict=True):
        if word not in _FIRST_WORDS or start < position:
            continue
        match = _SUBJECT.match(text, start)
        if match:
            position = match.end()
            found.append(SubjectMention(Span(start, position), match[0]))
    return found
