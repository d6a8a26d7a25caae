"""Judges words around a number: whether they tell what is measured, or only lead up to it.

``telling`` is the question asked of every name: "đứng đầu bảng" and "mức chung" are no names.
"""

from __future__ import annotations

import re
from functools import lru_cache

from extract.grammar import Caseless

_POSITION = Caseless(
    r"\b(?:đứng|xếp|nằm|giữ|thuộc về|thuộc|dẫn đầu|cuối bảng|đầu bảng|đầu|cuối|vị trí|ngôi|hạng|thứ|hai|ba|bốn|năm thứ|"
    r"liên tiếp|tiếp tục|tiếp theo|tiếp đến|tiếp|kế tiếp|kế đến|kế đó|kế|sau|trước|ngay|theo|lọt vào|lọt|nhóm|tốp|top|"
    r"bảng xếp hạng|bảng|cao nhất|thấp nhất|nhiều nhất|ít nhất|tốt nhất|khá nhất|nhất|cao|thấp|khá|tốt(?! nghiệp)|kém|"
    r"địa phương|đơn vị|tỉnh|huyện|xã|phường|thành phố|thị xã|bộ|ngành|khối|nơi|ở chiều|chiều|ngược lại|trái lại|"
    r"chưa|chạm|mốc|cách|khoảng cách|rất|xa|lần đầu|vươn|vươn lên|tụt|nhỉnh hơn|hơn|là|có|cũng|này|đó|cùng|các|những|"
    r"một|khác|lại|còn lại|với|và|trong|như|vẫn|đều|đã|đang|bị|lớn nhất|nhỏ nhất|chỉ|mới|người|con số|quán quân|á quân|"
    r"bứt phá|mạnh|đạt|vượt|tính|riêng|gồm|kết quả|năm|tháng|quý|thực hiện|thì|nếu|từ|chỗ|đến|lên|xuống|khi|rồi|"
    r"mang về|thu về|gộp lại|cộng lại|cộng|tạo ra|rộng|dài|đóng góp|ngược dòng|đáng kể|áp dụng|thu hút|"
    r"nhiều|ít|đông|xảy ra|diễn ra|đáng lo|minh chứng|phân loại|nguyên nhân|chính phủ|giữa|địa bàn|tương ứng|"
    r"nhìn|rộng ra|ra|nổi bật|nổi lên|đây|câu lạc bộ|cụm|mỗi|biên giới|miền núi|vùng|khu vực|nếu|chênh lệch|"
    r"phấn đấu|mục tiêu|đặt|nâng|phải|đề ra|kế hoạch|yêu cầu|khoảng|gần|trên|dưới|bằng|so|tại|ở|về đích)\b",
)
_GENERIC = Caseless(
    r"\b(?:tỷ lệ|tỉ lệ|số|tổng số|tổng|điểm trung bình|điểm|mức|chỉ số|trung bình|bình quân|của|con số|tỷ trọng|này|đó|đạt|cao nhất|thấp nhất|lượng|giá trị|kết quả|chung)\b",
)
# "DTI", "GRDP": a short form says as much as the words it stands for.
_SHORT_NAME = re.compile(r"\b[A-ZĐ]{3,}\b(?!\s[A-ZĐ])|\b[A-ZĐ]{2,}\s[A-ZĐ]{2,}\b")
_BARE_MEASURE = Caseless(
    r"(?:(?:tổng|mức|giá trị)\s)?(?:điểm|giá trị|kim ngạch|doanh thu|thu nhập|chỉ số|kinh phí|vốn|sản lượng|diện tích)\b",
)
_LINK = re.compile(r"[\s,]*(?:(?:với|đạt|được|là|có|khoảng|hơn|gần|trên)\s*)+")
_OFFICE = re.compile(
    r"(?:Trung tâm|Sở|Cục|Chi cục|Bệnh viện|Trường|Công ty|Bảo hiểm xã hội|Kho bạc|Phòng)\s"
)
_LETTER, _LETTERS = re.compile(r"[^\W\d_]"), re.compile(r"[^\W\d_]+")
_AVERAGE_OF = re.compile(
    r"^(?:(?:[Gg]iá trị|mức|điểm|điểm số|chỉ số)\s)?(?:trung bình|bình quân)(?:\schung)?\s(?:của\s)?(?=chỉ số|[A-ZĐ]{3,}\b)"
    r"|^[Gg]iá trị\s(?=chỉ số|[A-ZĐ]{3,}\b)"
)


def says(words: str) -> bool:
    """Whether a name has a word that is neither generic nor of position."""
    return _LETTER.search(_kept(words)) is not None


def telling(words: str) -> bool:
    """Whether a name says more than "the rate", "the number", "at the top of the table"."""
    kept = _kept(words)
    return len(_LETTERS.findall(kept)) >= 2 or _SHORT_NAME.search(kept) is not None


@lru_cache(maxsize=2048)
def _kept(words: str) -> str:
    """The words of a name that are neither generic nor of position."""
    return _POSITION.sub(" ", _GENERIC.sub(" ", words))


def is_linked(between: str) -> bool:
    """Whether only a comma and a verb of being stand between a rank and its value."""
    return _LINK.fullmatch(between) is not None


def without_average(words: str) -> str:
    """The index whose average a name speaks of: "giá trị trung bình PAR INDEX"."""
    short = _AVERAGE_OF.sub("", words)
    return short if short != words and telling(short) else words


def is_office(subject: str) -> bool:
    """Whether a subject is one office by its name, not a level or a group."""
    return _OFFICE.match(subject) is not None


def is_bare_measure(words: str) -> bool:
    """Whether a name is a measure's head alone ("điểm trung bình", "tổng doanh thu")."""
    return _BARE_MEASURE.match(words) is not None
