"""Commas and dashes that separate nothing: "chế biến, chế tạo", "kinh tế - xã hội".

``find_joints`` is the entry point. ``PAIRS`` holds the words that make up one name together;
whoever reads the clauses of a sentence takes their comma or dash for a letter.
"""

from __future__ import annotations

import re

from extract.models import Span

PAIRS = frozenset(
    (
        ("chế biến", "chế tạo"),
        ("nông", "lâm"),
        ("nông nghiệp", "lâm nghiệp"),
        ("lâm", "thủy sản"),
        ("lâm", "ngư"),
        ("lâm nghiệp", "thủy sản"),
        ("công nghiệp", "xây dựng"),
        ("công nghiệp", "tiểu thủ"),
        ("công nghiệp", "thủ công"),
        ("thương mại", "dịch vụ"),
        ("lưu trú", "ăn uống"),
        ("vận tải", "kho bãi"),
        ("điện", "khí đốt"),
        ("khí đốt", "nước nóng"),
        ("rác thải", "nước thải"),
        ("vui chơi", "giải trí"),
        ("nghệ thuật", "vui chơi"),
        ("xuất", "nhập khẩu"),
        ("sản xuất", "kinh doanh"),
        ("dệt", "may"),
        ("da", "giày"),
        ("gỗ", "lâm sản"),
        ("gia súc", "gia cầm"),
        ("cán bộ", "công chức"),
        ("công chức", "viên chức"),
        ("viên chức", "người lao"),
        ("học sinh", "sinh viên"),
        ("người dân", "doanh nghiệp"),
        ("tổ chức", "cá nhân"),
        ("khiếu nại", "tố cáo"),
        ("tố cáo", "kiến nghị"),
        ("kiến nghị", "phản ánh"),
        ("phản ánh", "kiến nghị"),
        ("phòng", "chống"),
        ("phòng cháy", "chữa cháy"),
        ("thể dục", "thể thao"),
        ("kinh tế", "xã hội"),
        ("văn hóa", "xã hội"),
        ("chính trị", "xã hội"),
        ("quốc phòng", "an ninh"),
        ("giáo dục", "đào tạo"),
        ("khoa học", "công nghệ"),
    )
)
_JOINT = re.compile(r"(?<=\w)(?:, | ?[-–] )(?=\w)")
_WORDS_BEFORE = re.compile(r"(?:\w+ )?\w+$")
_WORDS_BEHIND = re.compile(r"\w+(?: \w+)?")
_LONGEST = 20


def find_joints(text: str) -> list[Span]:
    """Find the commas and dashes inside compound names, in order.

    Args:
        text: In canonical form.
    """
    return [Span(*match.span()) for match in _JOINT.finditer(text) if _joins(text, match)]


def _joins(text: str, match: re.Match[str]) -> bool:
    before = _WORDS_BEFORE.search(text, max(0, match.start() - _LONGEST), match.start())
    behind = _WORDS_BEHIND.match(text, match.end())
    if before is None or behind is None:
        return False
    left, right = before[0].lower(), behind[0].lower()
    lasts, firsts = (left, left.rpartition(" ")[2]), (right, right.partition(" ")[0])
    return any((last, first) in PAIRS for last in lasts for first in firsts)
