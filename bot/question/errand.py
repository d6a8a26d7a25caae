"""What is wanted beside a number: where it comes from, a list, whether a goal is reached.

Expressions over lower-case text with full marks, in which ``{place}`` stands for a place;
``bot.question.asked`` compiles them.
"""

from __future__ import annotations

_TAIL = r"(?: (?:vậy|thế|đó|này|ạ|nhỉ|hả|đấy|ta|em|anh|chị))*"
_SHOW = r"(?:hãy |xin |vui lòng |nhờ )?(?:cho (?:tôi |mình |em |anh |chị |xin )?(?:xem |biết |hỏi |xin )?)?"
_FIGURES = r"(?:chỉ tiêu|chỉ số|số liệu|con số|thông tin|dữ liệu|số)"
_ARTICLE = r"(?:bài(?: báo| viết| này| nào)?|báo(?: nào| chí)?|trang(?: web)? nào|tờ nào)"
_WHEN = r"(?:ngày nào|khi nào|bao giờ|hôm nào|lúc nào|ngày mấy|ngày bao nhiêu)"
_PUBLISHED = r"(?:đăng|đưa tin|viết|công bố|ra)"
_GOAL = (
    r"(?:mục tiêu|chỉ tiêu|kế hoạch|dự toán|yêu cầu|đích|kịch bản|mốc|mức(?: [^\W\d_]+){0,4} (?:giao|đề ra|đặt ra|yêu cầu))"
    r"(?: (?:(?:cấp )?(?:trên|tỉnh|trung ương|chính phủ) (?:giao|đề ra)|đề ra|đặt ra|được giao|giao|đã đề ra|đã đặt|cả năm|năm|đặt))*"
)
_SHORT = r"(?:thiếu|hụt|kém|thua|chưa(?: đạt| tới| đủ)?|không(?: đạt)?|dưới)"
_REACHES = r"(?:đạt|đủ|hoàn thành|vượt|về|cán|tới|đến|bằng|qua|chạm|kịp|xong|tròn|theo kịp|giữ|bảo đảm|còn xa|gần)(?: được| qua| tới)?"
_HOW_FAR = r"(?:bao nhiêu|bao xa|mấy|xa không|nhiều không|cỡ nào)(?: (?:tỷ|triệu|điểm(?: phần trăm)?|phần trăm|%|nữa))*"
_OR_NOT = rf"(?:hay chưa|rồi chưa|hay không|chưa|không|hông|hong)(?: (?:hay|hoặc)(?: là)? (?:còn |vẫn |đang )*{_SHORT}.*)?{_TAIL}\W*$"

SOURCE = "|".join(
    (
        rf"^\W*{_SHOW}(?:xem |trích )?(?:dẫn )?(?:nguồn|trích dẫn|dẫn chứng|căn cứ|xuất xứ)(?: (?:ở|từ|tin|này|nào|số liệu|đâu|là|gì|dẫn|đâu ra|bài|báo|của số này|của số liệu này|số này))*{_TAIL}\W*$",
        rf"^\W*(?:số(?: liệu| này| đó)* |con số này |cái này )?(?:được )?(?:lấy|trích|dẫn|có) (?:ở|từ|trong) (?:đâu|{_ARTICLE})(?: ra)?{_TAIL}\W*$",
        rf"^\W*(?:ở |trong |theo |từ |của )?{_ARTICLE} (?:nói|đăng|viết|nêu|ghi|đưa|có|công bố)(?: (?:thế|vậy|tin|số này|số|điều này|như vậy|như thế))*{_TAIL}\W*$",
        rf"^\W*(?:ở |trong |theo |từ |của )?(?:bài|báo|bài báo|trang|tờ) nào{_TAIL}\W*$",
        rf"^\W*ai (?:nói|bảo|công bố|đưa tin|viết)(?: (?:thế|vậy|số này|như vậy|như thế))*{_TAIL}\W*$",
        rf"^\W*(?:(?:bài|tin|số liệu|số|báo)(?: báo| viết| này| đó| ấy)* )(?:được )?(?:đăng|viết|công bố|ra)? ?(?:vào |từ |của |hồi )?{_WHEN}(?: {_PUBLISHED})?{_TAIL}\W*$",
        rf"^\W*(?:được )?{_PUBLISHED} (?:vào |từ |hồi )?{_WHEN}{_TAIL}\W*$",
        rf"^\W*{_WHEN} (?:được )?{_PUBLISHED}{_TAIL}\W*$",
        # With what it is the source of.
        rf"^\W*{_SHOW}(?:trích )?(?:dẫn )?(?:nguồn|trích dẫn|dẫn chứng)(?: tin| dẫn)? (?:(?:của|cho|về) )?(?:(?:con )?số(?: liệu)?|chỉ tiêu|chỉ số|thông tin)(?: (?:về|của))?",
        rf"(?:được )?(?:(?:lấy|trích|dẫn|có|nằm) )?(?:ở|từ|trong|theo) {_ARTICLE}{_TAIL}\W*$",
        rf"(?:con )?số(?: liệu)?(?P<between> .*?)(?:được )?(?:lấy|trích|dẫn) (?:ở|từ) đâu(?: ra)?{_TAIL}\W*$",
        rf"(?:do |thì )?{_ARTICLE} (?:nói|đăng|viết|nêu|ghi|đưa tin|đưa)(?: (?:thế|vậy))?{_TAIL}\W*$",
    )
)
"""The article and the sentence are wanted."""

LIST = "|".join(
    (
        rf"^\W*{_SHOW}(?:liệt kê|kể(?: ra)?|nêu(?: ra)?|danh sách|thống kê|tổng hợp|xem|có|bot có)?(?: ra)?(?: tất cả| toàn bộ| đầy đủ)? ?(?:các|những|mọi|toàn bộ|tất cả|hết)"
        rf"(?: (?:các|những))?(?: (?:{_FIGURES}|chỉ tiêu thống kê|số liệu thống kê)(?: (?:nào|gì|hiện có|đã có))*(?: (?:của|về|ở|tại|cho|liên quan(?: đến| tới)?))?|(?= mục tiêu))",
        rf"(?:có|biết|nắm|lưu|giữ)(?: được| sẵn)? (?:những |các )?{_FIGURES} (?:gì|nào)(?: (?:về|của|ở|tại|cho))?",
        rf"^\W*{_SHOW}(?:liệt kê|kể ra|danh sách)(?: {_FIGURES})?(?: (?:của|về|ở|tại|cho))?",
        r"(?:(?:các |những )?(?:bài|báo|bài báo|bài viết)(?: này)? (?:nói|viết|đưa|nêu|có|đưa tin)|biết|có) (?:được )?(?:những )?gì về(?=(?: (?:tỉnh|thành phố|huyện|xã))? ?{place}\W*$)",
    )
)
"""Everything there is, by name."""

REACHED = "|".join(
    (
        rf"(?:đã |có |liệu )*{_REACHES}(?: (?:các|những))? {_GOAL}(?P<between>.*?){_OR_NOT}",
        rf"(?:đã |có |liệu )*(?:vượt|hơn|đạt|đủ|trên)(?: được)? hay (?:còn |đang |vẫn )*{_SHORT}(?: so(?: với)?)? {_GOAL}",
        rf"(?:còn |đang |đã )*(?:vượt|thiếu|hụt|kém|thừa) {_HOW_FAR} so(?: với)? {_GOAL}",
        rf"(?:so(?: với)?|đối chiếu(?: với)?) {_GOAL}(?P<between2>(?: +(?!đạt (?:bao nhiêu|mấy))[^\s,;]+)*?) (?:còn |đang |đã )*(?:(?:vượt|hơn|đạt|đủ|thừa) hay (?:còn |đang )*{_SHORT}|(?:thiếu|hụt|vượt) (?:bao nhiêu|mấy)(?: điểm| nữa)*)(?! phần trăm| ?%)",
        rf"(?:còn |đang |đã )*(?:cách|thiếu|kém|hụt|thua|thấp hơn|chưa đạt|chưa tới)(?: so với)? {_GOAL}(?P<between3>(?: [^\W\d_]+){{0,8}}?)(?: là)? {_HOW_FAR}",
        rf"(?:vượt|lố)(?: được)? {_GOAL}(?P<between4>(?: [^\W\d_]+){{0,8}}?)(?: là)? {_HOW_FAR}",
        rf"(?:làm|thực hiện|đi|đạt)(?: được)? (?:tới|đến) đâu(?: rồi)? so(?: với)? {_GOAL}",
        rf"còn (?:bao nhiêu|mấy)(?: [^\W\d_]+){{0,3}} (?:thì|mới|để)(?: mới)? (?:đạt|đủ|tới|hoàn thành)(?: {_GOAL})?",
        rf"(?:còn |phải )*(?:thiếu|cần|phải|thêm) (?:thêm )?(?:bao nhiêu|mấy)(?: điểm(?: phần trăm)?| phần trăm|%)?(?: nữa)? (?:thì|mới|để|là)(?: mới)? (?:đạt|được|tới|đến|hoàn thành)(?: {_GOAL})?",
        rf"so(?: với)? {_GOAL} (?:thì )?(?:đã )?(?:đạt|xong|tới|đến|được)(?: được)? ?(?:chưa|đâu(?: rồi)?|không|hay chưa)",
        r"(?:đã |có )(?:đạt|đủ|hoàn thành|về đích|cán đích|làm xong)(?: được)? (?:hay chưa|chưa|không|hay không)(?: (?:ạ|nhỉ|vậy|thế|hả))*\W*$"
        r"|^\W*(?:thế |vậy )?(?:đạt|hoàn thành|về đích|cán đích|xong)(?: (?:được|rồi))? (?:hay chưa|chưa)(?: (?:ạ|nhỉ|vậy|thế|hả))*\W*$",
        r"(?:về|cán) đích chưa|(?:làm|thực hiện) (?:được|xong) chưa\W*$",
    )
)
"""Whether a target is reached, or how far it is."""

PAGE = r",? ?(?:trang|phần) (?P<page>\d{1,3})\W*$"
"""A part of a list."""
