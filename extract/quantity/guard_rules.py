"""Which numbers are no quantity: the grammar of ``guard``, a row for each way to write one.

Each rule's examples are in ``tests/gold/guard.toml`` under the rule's name.
"""

from __future__ import annotations

from dataclasses import dataclass

from extract.grammar import Pattern

WORDED = r"một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười(?: một| hai)?"


@dataclass(frozen=True, slots=True)
class Rule:
    """One way in which a number is no quantity.

    Attributes:
        name: Key of the rule's gold cases.
        at: What must match from the number on; the guarded stretch ends with it.
        before: What must end where the number starts; ``None`` where nothing must.
        last: Words in one of which ``before`` ends, so that it need not be tried behind others;
            ``None`` where it may end in any, empty where it ends in no whole word.
        reach: How many words before the number may stand behind that one, itself included.
        exempt: What, ending where the number starts, lifts the rule.
        counts: Whether a scale word or a known unit behind the number lifts the rule ("tổ 5"
            is a name, "tổ 5 người" is not).
    """

    name: str
    at: Pattern
    before: Pattern | None = None
    last: frozenset[str] | None = None
    reach: int = 1
    exempt: Pattern | None = None
    counts: bool = False


def _rule(
    name: str,
    at: str,
    before: str = "",
    exempt: str = "",
    counts: bool = False,
    last: str | None = None,
    reach: int = 1,
) -> Rule:
    def ending(words: str) -> Pattern | None:
        return Pattern(rf"(?:{words})\Z") if words else None

    phrases = last.split("|") if last else ()
    words = None if last is None else frozenset(phrase.split()[-1] for phrase in phrases)
    return Rule(name, Pattern(at), ending(before), words, reach, ending(exempt), counts)


_END = r"(?![\d%]|[.,]\d| ?%)"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?!\d)"
_MONTH = r"(?:0?[1-9]|1[0-2])(?!\d)"
_YEAR = r"(?:19|20)\d\d(?!\d)"
_N = rf"(?:\d{{1,2}}|{WORDED})"
_ALSO = r"(?: ?(?:,|;|và|&|-|–|đến|hoặc|hay|/) ?(?:số )?"
_LIST = rf"{_ALSO}\d{{1,2}}{_END}(?!\.\d|/\d))*"
_TIME = r"(?! (?:phút|giờ|ngày|tuần|tháng|năm)(?!\w))"
_DOCUMENT = (
    "quyết định|công văn|nghị quyết|luật|công điện|chương trình|chương trình mtqg"
    "|chương trình mục tiêu quốc gia|pháp lệnh|sắc lệnh|bộ chỉ số|bộ tiêu chí|tiểu dự án"
)
_PARTS = (
    "điều|khoản|mục|tiểu mục|chương|phụ lục|mẫu|biểu|bảng|hình|trang|ảnh|phần|đoạn|tập|câu|bài|bước"
)
_NAMED = (
    "tổ|thôn|xóm|ấp|khóm|buôn|làng|bản|khu phố|khu|khối|cụm|đội|tổ dân phố|phường|quận|tiểu khu|lô|ô"
    "|phòng|tầng|tòa|lớp|nhóm|loại|hạng|vùng|khu vực|cảng|bến|ngõ|ngách|hẻm|kiệt|đường|phố|dãy"
    "|kênh|tiêu chí|bộ phận|cơ sở|nhà máy|trụ|cửa|máy|đơn nguyên|liên khu|quân khu|trung đoàn"
    "|sư đoàn|lữ đoàn|binh đoàn|quân đoàn|ban|tiểu ban|hố|tổ máy|giải|tuyến|bậc|dự án"
)
_SERIES = "mức độ|cấp độ|giai đoạn|đợt|vòng|khóa|quý|kỳ|lần|kỳ họp|phiên họp|tuần|thứ|chuyên đề"
_CONTACT = (
    r"(?:đt|đtdđ|sđt|điện thoại|di động|liên hệ|zalo|tel)(?: số)? ?: ?"
    r"|(?:hotline|fax|tổng đài|đường dây nóng|số máy|máy lẻ|nhánh|phím|stk|mst|mã số thuế|cmnd"
    r"|cccd|biển số)(?: (?!là |có |đã )[^\W\d]+){0,2}(?: số)? ?:? ?"
)
_PRODUCTS = (
    "iso|iso/iec|tcvn|qcvn|windows|office|web|phiên bản|version|ver|ip|mã|số hiệu"
    "|ký hiệu|model|world cup|asiad|sea games|u|pm|om|ron|mũi"
)
_ROADS = "quốc lộ|tỉnh lộ|hương lộ|đường tỉnh|đường huyện|ql|tl|đt|đh|km|vành đai"
_DAY_WORDS = "ngày|mùng|mồng|sáng|trưa|chiều|tối|đêm|khuya|hôm|chủ nhật"
# "tổng số 314", "dân số 1,2 triệu" count; a bare "số 24" names.
_NO_SUM = "".join(
    rf"(?<!{word} )"
    for word in (
        *("tổng", "trong", "con", "dân", "chỉ", "hệ", "tỷ", "tỉ", "sĩ", "doanh", "đa", "thiểu"),
        *("tần", "điểm", "nhân", "ẩn", "một", "lượng", "tham", "quân", "hiệu", "công", "chữ"),
        *("còn", "vô", "số", "chuyển"),
    )
)

RULES = (
    _rule("code_digits", r"\d{19,}"),
    _rule(
        "document_number",
        r"\d+[a-z]?(?: ?/ ?(?:19|20)\d\d)? ?[/-] ?[a-zđ]{1,6}\d{0,2}[-/][a-zđ][\wđ./-]*"
        r"|\d+ ?/ ?(?:19|20)\d\d ?/ ?[a-zđ]{2,}\d*(?!\w)"
        r"|\d+ ?[/-] ?(?:qđ|nđ|nq|tt|ct|kh|tb|cv|bc|ttr|hd|kl|cđ|ubnd|hđnd|ttg|cp)(?!\w)",
    ),
    _rule(
        "document",
        r"\d{1,4}\w*(?:/\w[\w/-]*)?(?![.,]\d)",
        rf"(?<!\w)(?:{_DOCUMENT})(?: số)?:? ?",
        counts=True,
        last=f"{_DOCUMENT}|số",
    ),
    _rule(
        "scheme",
        r"\d{1,4}\w*(?:/\w[\w/-]*)?(?![.,]\d| ?(?:triệu|nghìn|tỷ|%))",
        r"(?<!\w)(?:đề án|nghị định|thông tư|chỉ thị)(?: số)?:? ",
        last="đề án|nghị định|thông tư|chỉ thị|số",
    ),
    _rule(
        "contact",
        r"\d[\d .()+-]{0,30}",
        rf"(?<!\w)(?:{_CONTACT})\(?\+?",
        counts=True,
        last="đt|đtdđ|sđt|thoại|động|hệ|zalo|tel|hotline|fax|đài|nóng|máy|lẻ|nhánh|phím|stk|mst"
        "|thuế|cmnd|cccd|biển",
        reach=5,
    ),
    _rule(
        "phone",
        r"(?=0(?:[ .()-]{0,2}\d){8,10}(?![\d,]))0[\d .()-]{7,24}\d"
        r"|1[89]00[ .-]?\d{2,4}(?:[ .]\d+)*(?!\d|,\d)"
        r"|0\d{1,3}[x*]{1,8}(?:[ .-]?[\dx*]){0,10}",
    ),
    _rule(
        "numbered",
        rf"\d+[a-zđ]?(?:[/-]\w[\w/-]*)?(?!\.\d{{3}}){_END}",
        rf"(?<!\w){_NO_SUM}số ?:? ?",
        counts=True,
        last="số",
    ),
    _rule(
        "part",
        rf"\d+(?:\.\d+)*[a-zđ]?{_END}{_LIST}",
        rf"(?<!\w)(?:{_PARTS}) ",
        exempt=r"(?:mô|loại|truyền|tình|màn|cổ|thành|góp) (?:hình|phần) ",
        counts=True,
        last=_PARTS,
    ),
    _rule(
        "series",
        rf"(?:\d{{1,3}}|{WORDED})(?:,[1-5](?![\d%]| ?%))?{_END}{_TIME}{_LIST}",
        rf"(?<!\w)(?:{_SERIES}) ",
        # "nhiều hơn cùng kỳ 14 vụ" counts.
        exempt=r"(?:\d|(?<!\w)(?:một|hai|ba|mỗi)) (?:khóa|đợt|vòng|kỳ|lần|tuần) |trong vòng |cùng kỳ ",
        last=_SERIES,
    ),
    _rule("low_level", rf"[1-5]{_END}{_LIST}", r"(?<!\w)(?:mức|cấp) ", counts=True, last="mức|cấp"),
    _rule(
        "named",
        rf"\d{{1,3}}[a-zđ]?{_END}{_LIST}(?!/\d)",
        rf"(?<!\w)(?<!tổng )(?<!\d )(?:{_NAMED}) (?:số )?",
        counts=True,
        last=f"{_NAMED}|số",
    ),
    _rule(
        "road",
        rf"\d+[a-zđ]?\d*(?:[.+-][\da-z]+){{0,20}}{_LIST}",
        rf"(?<!\w)(?<!\d )(?:{_ROADS})[ .]?",
        counts=True,
        last=_ROADS,
    ),
    _rule(
        "product",
        rf"\d[\d.:/,-]{{0,30}}\w{{0,30}}{_END}",
        rf"(?<!\w)(?:{_PRODUCTS})[ -]",
        counts=True,
        last=f"{_PRODUCTS}|iec",
    ),
    _rule("disease", r"\d+", r"(?<!\w)(?:covid|cov|sars-cov)[ -]", last="covid|cov"),
    _rule("map_scale", r"1/\d[\d.]*", r"(?<!\w)(?:tỷ|tỉ) lệ ", last="lệ"),
    _rule("version", rf"[1-9]\.0{_END}", counts=True),
    _rule("generation", r"(?:[2-6]g|\dk)(?!\w)"),
    _rule(
        "file",
        r"[\w.-]{1,80}\.(?:png|jpe?g|gif|pdf|docx?|xlsx?|pptx?|rar|zip|mp[34]|webp|html?|aspx?|vn|com)"
        r"(?!\w)",
    ),
    _rule(
        "glued",
        rf"[\d.]{{0,30}}\d[\w-]{{0,30}}(?:/\d{{4}})?{_END}",
        r"[^\W\d]|[@#]|[^\W\d][/_+]|(?<!\w)[a-zđ.]{2,}[-.]",
        counts=True,
        last="",
    ),
    _rule("lettered", r"\d+[a-zđ]\w*", counts=True),
    _rule("code", r"(?![1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?(?![.\w]))\d+(?:\.\w{1,40}){2,40}"),
    _rule("always_open", r"24(?:h/7|h/24h|/7|/24)(?!\w)|7/7(?= ngày)"),
    _rule("clock", r"\d{1,2}(?:h\d{0,2}|g\d\d)(?!\w)|(?:[01]?\d|2[0-3]):[0-5]\d(?::\d\d)?(?!\d)"),
    _rule(
        "hour",
        r"\d{1,2} giờ(?: \d{1,2}(?: phút)?)?(?: ?[-–] ?\d{1,2} giờ)?"
        rf"(?=,? ?(?:ngày {_DAY}|sáng|chiều|tối|trưa|đêm|hôm))",
    ),
    _rule(
        "hour_at",
        r"\d{1,2} giờ(?: \d{1,2}(?: phút)?)?",
        r"(?<!\w)(?:lúc|hồi|vào) ",
        last="lúc|hồi|vào",
    ),
    _rule(
        "date",
        rf"{_DAY} ?[/.-] ?{_MONTH} ?[/.-] ?(?:{_YEAR}|\d\d(?![\d.,/]))|{_YEAR}-\d\d-\d\d(?!\d)"
        rf"|{_DAY} tháng {_MONTH}(?:,? năm {_YEAR}|/{_YEAR}|{_END})",
    ),
    _rule("month_year", rf"{_MONTH} ?[/.] ?{_YEAR}{_END}"),
    _rule("month_dash_year", rf"{_MONTH} ?[-–] ?{_YEAR}{_END}", counts=True),
    _rule(
        "month",
        rf"{_MONTH}{_END}(?:/\d{{4}})?{_LIST}(?: năm {_YEAR})?",
        r"(?<!\w)tháng ",
        exempt=r"(?:mỗi|hằng|hàng|một|\d) tháng ",
        last="tháng",
    ),
    _rule(
        "day_of_month",
        rf"{_DAY} ?[/.-] ?{_MONTH}{_END}{_ALSO}{_DAY}[/.]{_MONTH})*",
        rf"(?<!\w)(?:(?:{_DAY_WORDS})(?: (?:nay|qua|ngày))?"
        r"|thứ (?:hai|ba|tư|năm|sáu|bảy|[2-7]))(?:,? ngày)?,? ?\(?",
        last=f"{_DAY_WORDS}|nay|qua|hai|ba|tư|năm|sáu|bảy|2|3|4|5|6|7",
    ),
    _rule(
        "day",
        rf"{_DAY}{_END}{_ALSO}{_DAY}{_END})*(?:/{_MONTH})?",
        r"(?<!\w)(?:ngày|mùng|mồng) ",
        exempt=r"(?:mỗi|hằng|hàng|một|\d) ngày ",
        counts=True,
        last="ngày|mùng|mồng",
    ),
    _rule(
        "day_or_fraction",
        rf"{_DAY}/{_MONTH}(?![\d/%]|[.,]\d)",
        exempt=r"(?:đạt|được|có|hoàn thành|%[,;]? ?\(?|:|=) ?",
        counts=True,
    ),
    # "Từ 19 đến 25-8", "lễ 2-9": a range never falls, and counts something.
    _rule(
        "day_dash_month",
        rf"(?:{_DAY} ?(?:đến|tới|-|–) ?)?(?:1[3-9]|2\d|3[01]) ?[-–] ?{_MONTH}{_END}",
        counts=True,
    ),
    _rule(
        "feast",
        rf"{_DAY} ?[-–] ?{_MONTH}{_END}",
        r"(?<!\w)(?:lễ|dịp|quốc khánh|kỷ niệm|tính đến|kể từ) ",
        counts=True,
        last="lễ|dịp|khánh|niệm|đến|từ",
    ),
    _rule(
        "year",
        rf"{_YEAR}{_END}{_ALSO}(?:năm )?{_YEAR}{_END})*",
        r"(?<!\w)(?:năm|giai đoạn|nhiệm kỳ|niên khóa|năm học) ",
        exempt=r"(?:mỗi|hằng|hàng|một) năm ",
        last="năm|giai đoạn|nhiệm kỳ|niên khóa|năm học",
    ),
    _rule("old_year", rf"1\d{{3}}{_END}{_LIST}", r"(?<!\w)năm ", counts=True, last="năm"),
    _rule("years", rf"{_YEAR} ?[-–/] ?(?:{_YEAR}|\d\d(?!\d)){_END}"),
    _rule("bare_year", rf"{_YEAR}{_END}", counts=True),
    _rule(
        "months_so_far",
        rf"{_N} (?:tháng|quý|tuần)(?:(?= (?:đầu|cuối|giữa|năm|của năm|nay)(?!\w))|/{_YEAR}|(?= {_YEAR}))",
    ),
    _rule(
        "months",
        rf"{_N} (?:tháng|quý)(?! tuổi| một)(?![\w/])",
        exempt=r"(?<!\w)(?:hạn|vòng|dài|ngắn|còn|xuống|trước|chậm|quá|đa|thiểu|mỗi|đủ|hơn|trên|dưới"
        r"|tới|lên|thêm|nhất|khoảng|gần|là|phạt|tù|đến|-|–|từ) ",
    ),
    _rule(
        "recent_time",
        rf"(?:\d{{1,3}}|{WORDED}) (?:năm|tháng|tuần|ngày|quý|nhiệm kỳ) (?:qua|vừa qua|gần đây"
        r"|gần nhất|liên tiếp|liên tục|liền|trở lại đây|trước(?! hạn| thời hạn)|tới|tiếp theo"
        r"|đầu(?! tư)|cuối|thực hiện|triển khai|thi hành|xây dựng)(?!\w)",
    ),
    _rule("anniversary", r"\d{1,4} năm(?= (?:ngày|thành lập|truyền thống|tái lập))"),
    _rule(
        "anniversary_of",
        r"\d{1,4} năm",
        r"(?<!\w)kỷ niệm(?: lần thứ)?(?: tròn)? ",
        last="niệm|thứ|tròn",
    ),
    _rule(
        "list_number",
        r"\d{1,2}(?:\.\d{1,2})*(?:[.)/]|\.\d{1,2}\.?)(?= |\t|\Z)|\d{1,2}(?:\.\d{1,2})+ ",
        r"(?:\A|\n|\t)[\"“(*•+-]? ?",
        counts=True,
    ),
    _rule("list_item", r"\d{1,2}\)(?= )", r"(?:[:;.,]|(?<!\w)và|\A) ?\(?"),
    _rule(
        "page_counter",
        r"\d[\d.,]{0,15}",
        r"(?<!\w)(?:lượt (?:xem|đọc)|đã xem|số lần xem|views?|bình luận|lượt thích|thích|xem)"
        r"(?: tin| bài)?:? ?\(?",
        counts=True,
        last="xem|đọc|view|views|luận|thích|tin|bài",
    ),
    _rule(
        "site_counter",
        r"\d[\d.,]{0,15}",
        r"(?<!\w)(?:đang (?:truy cập|online|xem)|hôm nay|hôm qua|trong (?:tuần|tháng)|online"
        r"|tổng (?:số )?lượt(?: truy cập)?|tất cả) ?: ?",
        counts=True,
        last="cập|online|xem|nay|qua|tuần|tháng|lượt|cả",
    ),
    _rule(
        "reactions", r"\d[\d.,]{0,15}(?= (?:bình luận|lượt (?:xem|thích|đọc)|likes?|views?)(?!\w))"
    ),
    _rule(
        "motto",
        r"\d+ (?:không|có|rõ|nhất|tại chỗ|xin|luôn|sạch|dễ|cùng|tốt|biết|quyết tâm)"
        r"(?=[\"”’',.;:)]|\Z| ?\()|\d tại chỗ",
    ),
    _rule("tier", r"(?:0?[2-4]|hai|ba|bốn) cấp(?!\w)"),
    _rule(
        "per",
        r"(?:100?(?:\.?000)?|1\.?000)(?= (?:dân|người dân|lao động|hộ|hộ dân|trẻ|người)(?!\w))",
        r"(?<!\w)(?:trên|cứ|mỗi) ",
        last="trên|cứ|mỗi",
    ),
    _rule(
        "distance",
        r"[\d.,]{1,6} ?(?:km|cây số|m|mét)(?!\w)",
        r"(?<!\w)cách (?:đó|đây)(?: (?:chừng|khoảng|hơn|gần|độ|chưa đầy|vài))? ",
        last="đó|đây|chừng|khoảng|hơn|gần|độ|đầy|vài",
    ),
    _rule("stars", r"[1-5](?: ?[-–] ?[1-5])? sao(?!\w)"),
    # The national target programmes are three: "vốn 3 chương trình mục tiêu quốc gia".
    _rule("programmes", r"(?:0?3|ba)(?= chương trình (?:mục tiêu quốc gia|mtqg)(?!\w))"),
    _rule("one_of", r"\w+(?= )", r"(?<!\w)(?:một|1) trong(?: số| tổng số)? ", last="trong|số"),
    _rule("grade", rf"(?:10|\d|một|hai){_END}(?!\w)", r"\d điểm ", last="điểm"),
)
