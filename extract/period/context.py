"""What the words around a period's own words say: whether it is one, and of which year."""

from __future__ import annotations

import re

from extract.grammar import AnyCase, Pattern
from extract.period.parts import MONTH, QUARTER, SEPARATOR, YEAR

POINTING = AnyCase(r"năm (?:nay|ngoái|trước)")
_COUNTED = Pattern(
    r" ?(?:%|(?:huyện|quận|thị|thành phố|xã|phường|tỉnh|sở|ngành|bộ|ban|cơ quan|đơn vị|địa phương"
    r"|hồ sơ|tiêu chí|chỉ tiêu|chỉ số|thủ tục|tthc|dịch vụ|dvc|nhiệm vụ|dự án|mục tiêu|công trình"
    r"|người|hộ|điểm|lượt|trường|thôn|ấp|xóm|bản|khu|trạm|nhà|triệu|tỷ|nghìn|đại biểu|văn bản"
    r"|ý kiến|kiến nghị|doanh nghiệp|lĩnh vực|nội dung|nhóm|thành phần)(?!\w))"
)
_DAY_CUE = Pattern(
    r"(?<!\w)(?:ngày|sáng|trưa|chiều|tối|đêm|hôm|nay|hôm qua|chủ nhật|tính đến|tính tới"
    r"|thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7]))[, ]{0,2}\(?$"
)
_END_CUE = Pattern(r"(?<!\w)(?:đến|tới|từ|hết|kể từ|trước|sau|\d(?:h|giờ)) ?$")
_FORWARD = Pattern(
    r"(?<!\w)(?:trước|chậm nhất|phấn đấu|mục tiêu|chỉ tiêu|kế hoạch|dự kiến|sẽ|phải|hoàn thành"
    r"|yêu cầu|từ nay|nhiệm vụ|giải pháp|tiếp tục)(?!\w)"
)
_BACKWARD = Pattern(r"(?<!\w)(?:đã|tính đến|kết quả|được|ghi nhận)(?!\w)")
_DOCUMENT = Pattern(
    r"(?:số|nghị định|quyết định|nghị quyết|thông tư|luật|chỉ thị|công văn|kế hoạch|văn bản|điều"
    r"|khoản)(?: số)?:? ?$"
)
_AFTER_NUMBER = Pattern(
    r"(?:\d|(?<!\w)(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười|mấy|vài|nhiều|những|các)) $"
)
_SUMMED = Pattern(
    r"(?<!\w)(?:trong|sau|qua|lũy kế|bình quân|kết quả|tính chung|ước|hết|tổng kết|sơ kết|riêng|chung"
    r"|thu|chi|địa bàn|xã hội|báo cáo|cộng dồn|thực hiện)(?: cả)? $"
)
_STATED = Pattern(r"(?: (?:ước|đạt|tăng|giảm|là|của|toàn|cả nước)(?!\w)|:)")
_LASTING = Pattern(
    r" (?:thực hiện|triển khai|vận hành|thí điểm|hoạt động|kể từ|liên tiếp|liền|lương|tuổi|nữa|tới"
    r"|kể|sau|một lần|thi hành|trở|áp dụng|đưa|làm|thử)(?!\w)"
)
_IMPOSSIBLE = Pattern(r"\d (?:tháng|quý) (?:(?:đầu|cuối) )?(?:của )?$")
_IMPOSSIBLE_YEAR = Pattern(r"\d (?:tháng|quý) (?:(?:đầu|cuối) )?(?:của )?năm $")
_LATER_YEAR = AnyCase(
    rf"(?:(?:,| và| hoặc|,? so với)(?: quý {QUARTER}| (?:tháng )?{MONTH})){{1,11}}"
    rf"(?P<year>{SEPARATOR}{YEAR}|,? (?:của )?năm (?:{YEAR}|nay|ngoái|trước))"
)
_LISTED_YEAR = AnyCase(
    rf"năm {YEAR}(?:(?:,|;| và| hoặc| hay|,? với) (?:{YEAR}))*(?:,|;| và| hoặc| hay| với) $"
)
_OPENS = re.compile(r"[:.] $|^[-–+*•] $")
_YEAR_CUE = Pattern(r"(?:(?<!\w)(?:so với|của|từ|đến|tới|cuối|đầu|hết|cùng kỳ) |[(|;\t] ?)$|^$")
_COUNTING = Pattern(
    r"(?<!\w)(?:là|đạt|có|còn|nhận|gần|hơn|trên|khoảng|dưới|cấp|tổng|số|thu|lên|xuống|thêm|tăng"
    r"|giảm|đủ|mức|được|bằng|gồm|với|trong|tại|ở|thứ|hạng|và|một|ngày|tháng|quý|qua|theo|luật"
    r"|điều) $"
)
_INDEX = re.compile(r"(?:(?i:index)|PAPI|PCI|SIPAS|DTI|PII|PGI|DDCI|ICT|DGI|CCHC|CĐS) $")
_ENDS_PHRASE = Pattern(
    r" ?(?:$|[,;?!)|\t:…]|\.(?!\d)|(?:là|đạt|tăng|giảm|và|so|thì|trên|còn|có|của|tại|ở|bao|như|ra"
    r"|thế|mấy|được|đã|cao|thấp|ước|với|hay|hoặc|giữa|phải|sẽ|cần)(?!\w))"
)


def before(match: re.Match[str], length: int = 30) -> str:
    """Cut the text that stands directly before a match."""
    return match.string[max(0, match.start() - length) : match.start()]


def looks_ahead(match: re.Match[str]) -> bool:
    """Tell whether the clause before a match speaks of what is still to come."""
    clause = re.split(r"[.;:!?](?!\d)", before(match, 70))[-1]
    return _FORWARD.search(clause) is not None and _BACKWARD.search(clause) is None


def later_year(match: re.Match[str]) -> str | None:
    """Find the year that stands only at the end of a list ("tháng 5 và tháng 6 năm 2022")."""
    tail = _LATER_YEAR.match(match.string, match.end())
    return tail and tail["year"]


def counts(match: re.Match[str]) -> bool:
    """Tell whether a counted noun follows ("5/8 huyện")."""
    return _COUNTED.match(match.string, match.end()) is not None


def follows_number(match: re.Match[str]) -> bool:
    """Tell whether a number stands before, as in "5 năm trước"."""
    return _AFTER_NUMBER.search(before(match)) is not None


def follows_month_count(match: re.Match[str]) -> bool:
    """Tell whether a count of months that no year has stands before ("13 tháng đầu năm")."""
    return _IMPOSSIBLE.search(before(match)) is not None


def numbers_document(match: re.Match[str]) -> bool:
    """Tell whether the words before announce a document's number."""
    return _DOCUMENT.search(before(match)) is not None


def cues_day(match: re.Match[str], separator: str) -> bool:
    """Tell whether "15/5" or "15.5" without "ngày" is a day, by what stands around."""
    if _DAY_CUE.search(before(match)):
        return separator == "/" or not counts(match)
    return separator == "/" and not counts(match) and _END_CUE.search(before(match)) is not None


def sums_months(match: re.Match[str]) -> bool:
    """Tell whether "9 tháng" alone is a stretch reported on, not a duration."""
    if _LASTING.match(match.string, match.end()):
        return False
    starts = match.start() == 0 or _OPENS.search(before(match, 4)) is not None
    stated = _STATED.match(match.string, match.end()) is not None
    return starts or stated or _SUMMED.search(before(match)) is not None


def is_year(match: re.Match[str]) -> bool:
    """Tell whether four digits alone are a year, not a count."""
    text = before(match, 60)
    if _LISTED_YEAR.search(text):
        return True
    if _IMPOSSIBLE_YEAR.search(text):
        return False
    if _INDEX.search(text):
        return True
    if not _ENDS_PHRASE.match(match.string, match.end()):
        return False
    worded = text[-2:-1].isalpha() and text[-1:] == " " and not _COUNTING.search(text)
    return worded or _YEAR_CUE.search(text) is not None
