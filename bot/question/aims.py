"""How a goal is asked for ("phấn đấu", "phải đạt mấy", "đặt ... bao nhiêu").

``TARGET`` asks for a goal; what ``MAYBE`` finds may as well speak of what was done ("vốn được
giao"). Both are searched in lower-case text with full marks.
"""

from __future__ import annotations

import re

_BRING = r"(?:nâng|(?:đưa|kéo)(?! (?:bao nhiêu|mấy))|đạt|lọt|vào|lên|xuống|hạ|phủ|chạm|cán)(?!\w)"
_ASKED = r"(?:bao nhiêu|mấy)"
_WILLS = r"(?:muốn|định|tính|nhắm|hứa|cam kết|quyết tâm|kỳ vọng|phải|cần|sẽ)"

TARGET = re.compile(
    r"(?<!so với )(?<!so )(?:(?<!\w)(?:mục tiêu(?! quốc gia)|(?<!mấy )(?<!nhiêu )chỉ tiêu|phấn đấu|đặt kế hoạch|đề ra|đặt ra|hướng (?:tới|đến)|đòi hỏi"
    r"|dự toán(?=(?: (?:năm|được giao|giao|là bao nhiêu|bao nhiêu))*\W*$)|kế hoạch đặt|(?<!đạt )(?<!đúng )(?<!theo )yêu cầu|tối thiểu"
    rf"|(?:tối đa|ít nhất)(?: phải)?(?= (?:là )?{_ASKED})"
    rf"|{_WILLS}(?: {_BRING}|(?= (?:giảm|tăng|rút|cắt)(?!\w)))|nhắm(?: tới| đến| vào| mục tiêu)?|hứa(?! hẹn)|quyết tâm|ấn định|kỳ vọng"
    r"|(?<!về )(?<!cán )(?<!mục )đích(?! (?:danh|đến|thực))(?: (?:của|là|đến|tới|đặt))*"
    rf"|phải(?= (?:giải ngân|huy động|trồng|xây|giải quyết|xử lý|thực hiện|hoàn tất|làm)(?: \w+){{0,3}} {_ASKED})|phải(?= (?:dưới|trên|còn|có|là|xong|thu|hoàn thành)(?: \w+){{0,3}} {_ASKED})|không (?:được )?(?:quá|vượt|dưới|thấp hơn|cao hơn)(?= {_ASKED})"
    rf"|(?<!cài )(?<!lắp )(?<!áp )(?<!xếp )đặt(?! (?:hàng|cọc|mua|tên|vé|chỗ|lịch|trụ sở|bao nhiêu|mấy))(?= .*{_ASKED}))(?!\w))"
)
"""Asks for what is to be reached."""

MAYBE = re.compile(
    rf"(?<!so với )(?<!so )(?<!\w)(?:kế hoạch(?! (?:vốn|đầu tư|hóa|và))|(?:giao|đặt)(?= (?:\ue000 )?(?:bao nhiêu|mấy|chỉ))|chốt|muốn(?! (?:hỏi|biết|xem|xin|tìm|có số))|(?:tính|định|toan)(?= (?:cấy|gieo|trồng|xây|làm|mở|tuyển|bán|chi|đón|nuôi|xóa|sắp|cắt|bỏ|đào|chuyển|đưa|vay|huy động|thu hút)(?!\w))|cho phép|phải(?=\s+{_ASKED})|phải(?= (?:giải ngân|giải quyết|giao|xây|trồng|tuyển|sắp xếp|cắt|tinh giản|xóa|hoàn tất|huy động)(?: \w+){{0,2}} {_ASKED})|đăng ký(?= (?:hoàn thành|đạt|xây|làm))|(?:được )?(?:phê )?duyệt|dự kiến|cam kết|sẽ|ước đến|dự tính|trù tính)(?!\w)"
    rf"(?=.*(?:{_ASKED}|(?:mức|cỡ) nào))(?!.*(?<!\w)(?:số|ngày|tháng|năm|khóa) {_ASKED})"
)
"""Asks for a goal or for what was done: the likelier of both is meant."""

_GIVER = (
    r"(?:(?:do|được) )?(?:cấp trên|bề trên|trên|trung ương|chính phủ|thủ tướng|quốc hội|bộ|tỉnh|huyện|thành phố|(?:tổng )?công ty|ngành(?: \w+)?)"
    r"(?: đã)? (?:giao|khoán|đòi|yêu cầu|đề ra|đặt ra|ấn định)(?: xuống| cho| là| phải| đạt| thì)*"
)
_ENDS = rf"(?= {_ASKED}(?: ?%| phần trăm)?\W*$)"
_WHOSE_GOAL = re.compile(rf"(?<=tiêu) {_GIVER}{_ENDS}|(?<=kế hoạch) {_GIVER}{_ENDS}")
_GIVEN = re.compile(rf"(?<!\w){_GIVER}{_ENDS}")


def without_giver(text: str) -> str:
    """Take out who has set a goal where its number is asked for ("chỉ tiêu trên giao là mấy")."""
    return _GIVEN.sub("giao", _WHOSE_GOAL.sub("", text))
