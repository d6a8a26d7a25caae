"""Questions that want words, not a number: who, why, when, what a document says.

``asks_for_text`` is the entry point; ``for_search`` leaves of such a question what a passage that
answers it can say.
"""

from __future__ import annotations

import re

from extract.text import fold, lenient
from index.passages.segment import count_telling

PAPER = (
    r"(?:quyết định|nghị quyết|văn bản|công văn|kế hoạch|chỉ thị|thông tư|nghị định|công điện"
    r"|thông báo|tờ trình|báo cáo|kết luận|hướng dẫn|luật|quy chế|quy định)"
)
OFFICE = (
    r"(?:cơ quan|đơn vị|sở|bộ|ban|phòng|tổ chức|công ty|doanh nghiệp|trường|bệnh viện|người|cán bộ"
    r"|lãnh đạo|đồng chí|tỉnh|báo|ông|bà|anh|chị|cô|vị|chủ đầu tư|nhà thầu)"
)
_KIND = (
    r"(?:tiêu chí|chỉ tiêu|lĩnh vực|nội dung|dự án|công trình|mặt hàng|sản phẩm|doanh nghiệp|tuyến"
    r"|bệnh|loại|thị trường|nguồn|hình thức|thủ tục|dịch vụ|giải pháp|biện pháp|việc|nhiệm vụ"
    r"|đối tượng|trường hợp|khâu|bước|mô hình|chính sách|nước|cây|ngành|nghề|hạng mục)"
)
_UNIT = r"(?:xã|phường|thị trấn|huyện|thị xã|quận|thôn|bản|ấp|buôn|làng|khóm|tổ dân phố|khu vực|địa phương|nơi|chỗ)"
WHY = (
    r"(?:(?:vì|tại|do|bởi|cớ) (?:làm )?(?:sao|đâu|răng|cớ gì|lẽ gì)|cớ gì|lý do|nguyên nhân|sao (?:lại|mà|cứ|vẫn)"
    r"|răng (?:lại|mà)|(?:giải thích|lý giải|nói|phân trần)(?: \w+)? (?:ra )?sao)"
)
WHEN = r"(?:(?:trước |đến |tới )?(?:khi|lúc|hồi|ngày|tháng|năm|chừng|thời điểm|hôm|quý) (?:nào|mô)|bao giờ|(?:(?<!mỗi )(?<!một )ngày|hôm) mấy(?=\W*$| (?:tháng|thì|mới|họp))|lúc mấy giờ|hạn chót|thời hạn nào)"
"""What papers and offices are called, and how a reason and a time are asked for."""
_WHERE = r"(?:(?:ở|tại|từ|đi) (?:đâu|mô)|(?<=liên hệ )đâu|(?<=kinh phí )đâu|(?<=hỏi )đâu|(?<=lấy )đâu|(?<=tiền )đâu|(?<=vốn )đâu)"
# "Chi" for "gì", but not money, branches and tiny things.
_WHAT = (
    r"(?:gì|(?<!thu )(?<!tổng )(?<!khoản )(?<!mức )(?<!toán )(?<!vụ )(?<!nguồn )(?<!sách )(?<!số )"
    r"chi(?=\W*$|,| (?:rứa|vậy|thế|hè|hỉ|ạ|nữa|để)(?!\w)))|(?:những|làm|bị|là) chi(?! (?:tiết|trả|ngân|cho|phí|nhánh|bộ|cục|tiêu|thường|đầu|sự|viện|hội|đoàn|phối|bằng|trong)(?!\w))"
)
_COUNTS = re.compile(r"(?<!\w)(?:bao nhiêu|mấy|nhiêu|tỷ lệ bao|mức nào|thứ mấy|hạng mấy)(?!\w)")
# What says that words are wanted though it looks like counting.
_NUMBERED = re.compile(
    rf"(?<!\w)(?:{PAPER}(?: (?!bao|mấy)\w+| ?[-,/]| ?[\ue000\ue001]){{0,14}}? số (?:mấy|bao nhiêu|nào|gì)|gọi số mấy|{WHEN})(?!\w)"
)
_WANTS_WORDS = re.compile(
    rf"(?<!\w)(?:ai|{WHY}|{WHEN}|{_WHERE}|{_WHAT}|nói về|{PAPER} (?:nào|mô)|gọi số nào|số nào|cách nào"
    r"|bằng cách|thế nào là|như thế nào là|giải pháp|khó khăn|vướng mắc|nội dung|(?<!theo )(?<!hạn )(?<!gian )(?<!với )(?<!đúng )quy định"
    r"|trách nhiệm|được giao nhiệm vụ|ra sao để|làm sao để|làm thế nào)(?!\w)"
)
_EXTREME = r"(?!.*(?<!\w)(?:nhất|hơn|đầu(?! (?:tư|mối|mục|ra|vào|tiên|năm|tháng|quý|người|tuần|xuân))|cuối(?! (?:năm|tháng|quý|tuần|kỳ))|chót|bét)(?!\w))"
_WHO = re.compile(rf"(?<!\w){OFFICE} (?:nào|mô) {_EXTREME}")
_WHICH = re.compile(
    rf"(?<!\w)(?:{_KIND} (?:nào|mô)(?! (?:có|được|bị)? ?(?:nhiều|ít|cao|thấp))|(?:những|các|từ) {_UNIT} (?:nào|mô))(?!\w){_EXTREME}"
)
# "Còn kẹt những tiêu chí nào?" wants them named.
_NAMED = re.compile(r"(?<!\w)những (?:[^\W\d_]+ ){1,6}(?:nào|gì)\W*$")
_WHY_FIRST = re.compile(r"^\W*(?:sao|răng) (?!\w*\W*$)")
_WHY_WITHIN = re.compile(
    r"(?<!\w)(?<!thì )(?<!ra )(?<!làm )(?<!thế )(?<!là )(?<!vậy )sao (?:\w+ ){1,8}(?:vậy|thế|dữ|rứa|quá|hả)(?: \w+)?\W*$"
)
_DOCUMENT = re.compile(r"\d+/(?:\d{4}/)?[a-zđ]{2,}[-\w]*", re.IGNORECASE)
# Why something counted so is asked at the start ("vì sao mấy xã ... chậm"), once.
_WHY_COUNTED = re.compile(rf"^\W*(?:{WHY}|sao|răng) (?!.*[,;].*(?:bao nhiêu|mấy))")


_ASKS = re.compile(
    lenient(
        rf"(?<!\w)(?:là ai|ai là|ai|{WHY}|{WHEN}|{_WHERE}|{_WHAT}|{OFFICE} (?:nào|mô)|nói về"
        r"|về (?:chuyện|việc) gì|(?:cái|chuyện|việc|điều) gì|số mấy|bao nhiêu|bao lâu|như thế nào|thế nào|ra sao|làm sao)(?!\w)"
    ),
    re.IGNORECASE,
)
# Words of talk that articles hardly write, so that an index would take them for telling.
_TALK = re.compile(
    r"(?<!\w)(?:sao|mấy|nào|mô|đâu|gì|vậy|thế(?! (?:giới|chấp|mạnh|hệ|vận))|rứa|dữ(?! liệu)|hè(?! thu)|hỉ|nhỉ|hả|ạ|nhé|ta|nha|ơi|à"
    r"|mà|cứ|lại|vẫn|thì|là|của|(?<!nhà )ở|có|bị|được|rồi|đã|đang|sẽ|cho|với|và|hay|hoặc|những|các|cái"
    r"|(?:hồi|dạo)(?= (?:năm|tháng|quý|đầu|giữa|cuối|\d))|chuyện|nhiều|ít|quá(?! (?:hạn|tải|trình|khổ|cảnh))|lắm|rất|nên|phải"
    r"|theo(?! dõi)|về|khi|để|trong|từ)(?!\w)",
    re.IGNORECASE,
)


def for_search(text: str) -> str:
    """Leave of a question what a passage that answers it can say.

    Args:
        text: Canonical, as typed.

    Returns:
        The text without the words that only ask or talk; as it is where nothing is left.
    """
    left = _TALK.sub(" , ", _ASKS.sub(" , ", text))
    return left if count_telling(left) else text


def papers(text: str) -> list[str]:
    """Find the numbers of documents that a question names, without diacritics.

    Args:
        text: Canonical, as typed.
    """
    return [fold(match[0]) for match in _DOCUMENT.finditer(text)]


def counts(text: str) -> bool:
    """Tell whether a question, with full marks, says that it wants a number."""
    return _COUNTS.search(_NUMBERED.sub(" ", text)) is not None


def asks_for_text(text: str) -> bool:
    """Tell whether a question wants a passage.

    Args:
        text: Lower case with full marks.
    """
    if _NUMBERED.search(text) or _WHY_COUNTED.search(text):
        return True
    if counts(text):
        return False
    patterns = (_WANTS_WORDS, _WHO, _WHICH, _NAMED, _WHY_FIRST, _WHY_WITHIN, _DOCUMENT)
    return any(pattern.search(text) for pattern in patterns)
