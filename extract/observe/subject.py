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
    r"bố trí|lập|thông tin|lãi|lỗ|nộp|dành|chiếm|huy động|tham|phát|cấp|ghi|hoàn|đăng|đón|tỉnh|huyện|xã|thành|lần|mỗi|bình|như|cao|thấp|dự kiến)\b"
)
# "GD&ĐT", "LĐ-TB&XH", "VH,TT&DL".
_ACRONYMS = rf"[{UPPER}]{{2,}}(?:(?:,|\s?[&–-]\s?)[{UPPER}]{{2,}})+"
# A compound word of a name has a capital on its first syllable only ("Kế hoạch").
_CAPITALISED = rf"(?:Ngoại giao|Phát triển|Công trình|Điều phối|{_ACRONYMS}|{_CAPITAL}\w*(?:\s(?!{_NEVER_IN_A_NAME})[{LOWER}]+)?)"
# Words that stand uncapitalised inside an organisation's name.
_COMMON = (
    r"(?:hành chính công|xã hội|thị trường|thực vật|dân sự|thú y|đô thị|môi trường|kỹ thuật|thủy lợi|nội trú|(?:các )?công trình|(?:các )?dự án|đầu tư|xây dựng|quản lý(?= (?:dự án|khai thác|đường|đô thị|chất lượng|thị trường|xây dựng|công trình|bến|rừng|tài sản|nước|đất|và\b))|nước sạch|nông thôn|giao thông|"
    r"dân dụng|(?:các )?khu công nghiệp|khu kinh tế|đa khoa|nhân dân|quốc tế|chính sách xã hội|"
    r"(?:dân tộc )?bán trú|dân tộc nội trú|tiểu học|trung học cơ sở|trung học phổ thông|mầm non|"
    r"nông nghiệp|công nghệ|(?<!tỉnh )(?<!huyện )(?<!phố )thông tin|kiểm soát bệnh tật|dịch vụ|việc làm|vận tải|khu vực|trung ương|"
    r"bệnh tật|đất đai|tỉnh|huyện|xã|thành phố|quốc gia)"
)
_HEADS = (
    r"Sở|Bộ|Cục|Chi cục|Tổng cục|Vụ|Ban|Văn phòng|Trung tâm|Phòng|Thanh tra|Công an|Hội|Liên đoàn|Bệnh viện|Trường|Kho bạc|"
    r"Ngân hàng|Bảo hiểm xã hội|Viện|Học viện|Đại học|Đài|Cảng|Cảng cá|Cảng hàng không|Tập đoàn|Tổng công ty|Công ty|Hợp tác xã|"
    r"Ủy ban MTTQ|Ủy ban Mặt trận Tổ quốc|Trụ sở|Quỹ|THPT|CDC|Bưu điện|Chi nhánh|Điện lực|Trạm|Đồn|Bảo tàng|Thư viện"
)
# "Công ty cổ phần Cấp nước": what kind of company stands before its name.
_FORM = r"(?:\s(?:cổ phần|TNHH|MTV|CP|một thành viên|trách nhiệm hữu hạn|nhà nước|liên doanh|tiếp công dân|quốc tế|chuyên|THPT|THCS))*"
_JOINER = rf"(?:,\s|\s[-–]\s|\s(?:và|các|với|của)\s)(?!(?:{_HEADS})\s)(?={_CAPITAL})"
_NAME = rf"{_CAPITALISED}(?:{_JOINER}{_CAPITALISED}|\s{_CAPITALISED}|\s{_COMMON}\b)*"
_LEVELS = r"(?:tỉnh|huyện|xã|bộ|sở|trung ương|cơ sở|thôn|tổ|địa phương)"
_OFFICES = (
    r"(?:cơ quan ngang bộ|cơ quan thuộc Chính phủ|sở|bộ|ban|ngành|huyện|thị xã|thị trấn|thành phố|xã|phường|phòng|đơn vị|cơ quan|địa phương|"
    r"đoàn thể|thị|tỉnh|thành|chủ đầu tư|bệnh viện|trường học|doanh nghiệp nhà nước|ngành dọc)"
)
_GROUP = rf"{_OFFICES}(?:(?:,\s|\svà\s|\s){_OFFICES})*(?:\s(?:chuyên môn|trực thuộc|cấp {_LEVELS}|trung ương|tỉnh))*"
# "khối đạt 87 điểm": the verb is no part of the block's name.
_BLOCK = rf"(?!(?:đã|đang|chỉ|mới|đạt|là|có|còn|được|tăng|giảm|này|đó|trên|dưới|với|và|của|thu|lượng)\b)[{LOWER}]+"
_BRANCHES = (
    r"điện tử|dệt may|da giày|may mặc|cơ khí|hóa chất|chế biến gỗ|thanh tra|y tế|thuế|giáo dục|tư pháp|công an|hải quan|ngân hàng|điện lực|nông nghiệp|công thương|du lịch|"
    r"điện|nội vụ|thi hành án|văn hóa|kiểm lâm|thủy sản|viễn thông|dân số|khoa học và công nghệ|tài nguyên và môi trường|thống kê|"
    r"lao động|bảo hiểm xã hội|tòa án|kiểm sát|bưu điện|tài chính|xây dựng|giao thông"
)
_FORCES = r"công an|biên phòng|bộ đội biên phòng|kiểm lâm|hải quan|cảnh sát giao thông|quản lý thị trường|dân quân|cảnh sát biển"
_TERRAIN = (
    r"các (?:huyện|xã|quận|phường|tỉnh|thôn|bản) (?:miền núi|nội thành|ngoại thành|vùng cao|vùng sâu|biên giới|ven biển|đồng bằng)|"
    r"các (?:trường|bệnh viện|cơ sở giáo dục|cơ sở y tế) (?:ngoài công lập|công lập|tư thục|tư nhân)|"
    r"(?:khu vực|vùng) (?:nông thôn|thành thị|đô thị|miền núi|đồng bằng|nội thành|ngoại thành|ven biển|biên giới|"
    r"đồng bào dân tộc thiểu số|dân tộc thiểu số)"
)
# Sites and landscapes: what is counted there is counted for them.
_SITES = (
    "khu công nghiệp|cụm công nghiệp|khu kinh tế|khu du lịch|khu vực biển|sân bay|cửa khẩu|cao nguyên|công viên địa chất|"
    "vườn quốc gia|KCN|CCN|cảng cá|nhà máy|dự án|mỏ|bến xe|trường|bệnh viện|công ty|hợp tác xã|xí nghiệp|thôn|ấp|xóm|khu phố|làng nghề|"
    "lâm trường|nông trường"
)
_SITE_NAME = rf"{_CAPITAL}\w*(?: {_CAPITAL}\w*)*"
_PLANT = rf"[Nn]hà máy(?: (?!{_NEVER_IN_A_NAME})[{LOWER}]+){{1,3}} {_SITE_NAME}"
_SIGHTS = (
    "[Qq]uần thể danh thắng|[Qq]uần thể di tích|[Kk]hu di tích|[Kk]hu danh thắng|[Kk]hu sinh thái|[Dd]anh thắng|[Cc]hùa|[Đđ]ền"
    "|[Bb]ãi biển|[Vv]ịnh|[Ll]ăng|[Pp]hố cổ|[Tt]hánh địa"
)
# Companies known by their short names, with the place of the branch behind.
_SHORT = (
    r"(?:PC|VNPT|Viettel|MobiFone|Mobifone|VinaPhone|Vinaphone|Agribank|BIDV|Vietcombank|VietinBank|Vietinbank|EVN[A-Z]*|"
    r"Petrolimex|FPT|Vinamilk|Vietnam Post|VNPost)"
)
_COUNTRIES = (
    "Hàn Quốc|Nhật Bản|Trung Quốc|Đài Loan|Hồng Kông|Hong Kong|Singapore|Malaysia|Indonesia|Philippines|Campuchia|Lào|"
    "Ấn Độ|Hoa Kỳ|Mỹ|Canada|Australia|Anh|Pháp|Đức|Hà Lan|Thụy Sĩ|Italia|Liên bang Nga|EU"
)
# What gives its investors or buyers: "Hàn Quốc dẫn đầu với 45 dự án, Nhật Bản 12 dự án".
_AT_A_CLAUSE = r"(?:\A|(?<=[,;:(] )|(?<=[.] )|(?<=là )|(?<=và )|(?<=có ))"
_SIDES = (
    "[Nn]am(?: giới)?|[Nn]ữ(?: giới)?|[Tt]hành thị|[Nn]ông thôn|[Mm]iền núi|[Đđ]ồng bằng|"
    "[Nn]gười (?:khuyết tật|cao tuổi)"
)
_COUNTS = r"(?:(?<=\d )|(?<=[Hh]ai )|(?<=[Bb]a )|(?<=[Bb]ốn )|(?<=[Ss]áu )|(?<=[Bb]ảy )|(?<=[Tt]ám )|(?<=[Cc]hín )|(?<=[Mm]ười ))"
_QUALIFIED = (
    r"(?:quận|huyện|xã|phường|bệnh viện|trường) (?:nội thành|ngoại thành|miền núi|vùng cao|vùng sâu|biên giới|ven biển|"
    r"đặc biệt khó khăn|đồng bằng|hải đảo|công lập|ngoài công lập|tuyến tỉnh|tuyến huyện)"
)


@dataclass(frozen=True, slots=True)
class SubjectMention:
    """A subject as named in a text; ``name`` is its own words.

    Attributes:
        whole: Whether a place inside its name is part of it ("cao nguyên Mộc Châu").
        counted: Whether its first noun is the unit of a count ("19 sở, ban, ngành").
    """

    span: Span
    name: str
    whole: bool = False
    counted: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of subject.

    Attributes:
        name: Key of the rule's gold cases.
        pattern: Expression over canonical text.
        firsts: The first words of all that it matches, in small letters.
        before: What must stand before it.
        behind: What must follow it.
    """

    name: str
    pattern: str
    firsts: str
    before: str = ""
    behind: str = ""


RULES = (
    Rule(
        "level",
        rf"(?:(?:khối|UBND|Bộ phận Một cửa)\s)?[Cc]ấp {_LEVELS}\b",
        "khối ubnd bộ cấp",
    ),
    Rule("block", rf"[Kk]hối (?:các )?(?:{_GROUP}|{_BLOCK}(?: {_BLOCK})?)", "khối"),
    Rule("branch", rf"[Nn]gành (?:{_BRANCHES})\b(?: tỉnh| thành phố| huyện)?", "ngành"),
    Rule("force", rf"[Ll]ực lượng (?:(?i:{_FORCES})\b|[{UPPER}]{{2,}}\b)", "lực"),
    Rule(
        "terrain",
        rf"(?i:{_TERRAIN})\b(?! này| ấy| đó| [{UPPER}])",
        "các khu vùng",
    ),
    Rule("group", rf"[Cc]ác {_GROUP}(?: còn lại)?(?! (?:này|đó|trên)\b)", "các"),
    Rule(
        "office",
        rf"(?:{_HEADS}){_FORM}\s{_NAME}",
        " ".join(head.split()[0].lower() for head in _HEADS.split("|")),
    ),
    Rule(
        "site",
        rf"(?P<site>(?:(?i:{_SITES})|chợ) {_SITE_NAME}(?: - {_SITE_NAME})?)",
        " ".join(site.split()[0].lower() for site in _SITES.split("|")) + " chợ",
    ),
    Rule(
        "body of a level",
        r"(?:Ủy ban MTTQ|Ủy ban Mặt trận Tổ quốc|Trụ sở tiếp công dân|BHXH|CDC|Bảo hiểm xã hội|Công an|Tòa án|Tòa án nhân dân|"
        r"Viện kiểm sát|Đài|Kho bạc Nhà nước|Thanh tra|Văn phòng UBND|Bưu điện|Điện lực|Liên đoàn Lao động|LĐLĐ) (?:tỉnh|thành phố|huyện|thị xã|hai cấp|các cấp)\b",
        "ủy trụ bhxh cdc bảo công tòa viện đài kho thanh văn bưu điện liên lđlđ",
    ),
    Rule(
        "plant",
        rf"(?P<plant>{_PLANT})",
        "nhà",
    ),
    Rule(
        "company by its short name",
        rf"(?P<short>{_SHORT}(?: {_SITE_NAME})?)",
        " ".join(word.lower() for word in re.findall(r"[A-Za-z]+", _SHORT.replace("[A-Z]*", ""))),
    ),
    Rule(
        "sight",
        rf"(?P<sight>(?:{_SIGHTS}) {_SITE_NAME}(?: - {_SITE_NAME})?)",
        "quần khu danh chùa đền bãi vịnh lăng phố thánh",
        behind=r"(?=,? (?:đón|có|với|thu hút|là|đạt|khoảng|gần|hơn|trên|\d))",
    ),
    Rule(
        "way of traffic",
        r"[Đđ]ường (?:bộ|sắt|thủy nội địa|thủy|hàng không)",
        "đường",
        before=_AT_A_CLAUSE,
        behind=r"(?= (?:xảy ra|có|làm|chiếm|ghi nhận|tăng|giảm|\d))",
    ),
    Rule(
        "stage of school",
        r"(?:[Bb]ậc|[Cc]ấp(?: học)?|[Kk]hối) (?:mầm non|tiểu học|THCS|THPT|trung học cơ sở|trung học phổ thông|nhà trẻ|mẫu giáo)\b",
        "bậc cấp khối",
    ),
    Rule(
        "stage of school in a list",
        r"(?:[Mm]ầm non|[Tt]iểu học|THCS|THPT|[Tt]rung học (?:cơ sở|phổ thông))",
        "mầm tiểu thcs thpt trung",
        before=_AT_A_CLAUSE.replace("(?<=và )", "(?<=và )|(?<=đó )"),
        behind=r"(?= (?:(?:đạt|chỉ|mới|là|có|còn|lần lượt)\s|\d))",
    ),
    Rule(
        "road",
        r"(?:[Qq]uốc lộ|[Tt]ỉnh lộ|[Đđ]ường tỉnh|QL|ĐT)\s?\d{1,3}[A-Z]?\b",
        "quốc tỉnh đường ql đt",
        before=r"(?:(?<=[Tt]rên )|(?<=và )|(?<=[Tt]ại )|(?<=[Rr]iêng ))",
    ),
    Rule(
        "side of a whole",
        rf"(?:{_SIDES})\b",
        "nam nữ thành nông miền đồng người",
        before=rf"(?<!đất ở )(?:{_AT_A_CLAUSE.replace('|(?<=là )|(?<=và )|(?<=có )', '')}|(?<=của )|(?<=ở )|(?<=Ở )|(?<=còn ))",
        behind=r"(?= (?:(?:đạt|là|còn|chỉ|mới|lên|ở mức|khoảng|gần|hơn|trên|tăng|giảm|bình quân) ){0,2}\d[\d.,]*(?:\s?[-–]\s?\d[\d.,]*)?\s?%|, tỷ lệ)",
    ),
    Rule(
        "another country",
        f"(?:{_COUNTRIES})",
        " ".join(country.split()[0].lower() for country in _COUNTRIES.split("|")),
        before=_AT_A_CLAUSE,
        behind=r"(?=,? \d| (?:vẫn |tiếp tục |cũng )?(?:là|có|dẫn đầu|đứng đầu|đứng thứ|với|chiếm|đạt)\b)",
    ),
    Rule(
        "counted group",
        rf"(?P<counted>{_OFFICES}(?:(?:,\s|\svà\s){_OFFICES})+)",
        "sở bộ ban ngành huyện thị thành xã phường phòng đơn cơ địa đoàn tỉnh chủ bệnh trường doanh",
        before=r"(?<=\d )",
        behind=r"(?= (?:được|đã|có|đạt|đều|còn|mới|phải|của|thuộc|tiếp nhận|giải ngân)\b)",
    ),
    Rule(
        "ministries",
        r"bộ, (?:cơ quan ngang bộ|ngành)(?:, cơ quan thuộc Chính phủ)?",
        "bộ",
        before=r"(?<=\d )",
        behind=r"(?= là\b)",
    ),
    Rule(
        "group of one kind",
        f"(?P<qualified>{_QUALIFIED})",
        "quận huyện xã phường bệnh trường",
        before=_COUNTS,
        behind=r"\b(?! này| đó)",
    ),
    Rule(
        "office in small letters",
        rf"Trung tâm(?:\s(?!{_NEVER_IN_A_NAME})[{LOWER}]+){{2,4}}",
        "trung",
    ),
)

_SUBJECT = re.compile(
    "|".join(f"(?:{rule.before}(?:{rule.pattern}){rule.behind})" for rule in RULES)
)
# Whose numbers are its own, rather than those of the field it watches over.
_OFFICE = re.compile(
    r"(?:Trung tâm|Bệnh viện|Trường|Công ty|Tổng công ty|Tập đoàn|Hợp tác xã|Ngân hàng|Cảng|Học viện|Đại học|Quỹ|"
    r"Bưu điện|Chi nhánh|Điện lực|Trạm|Bảo tàng|Thư viện|(?:Chi cục|Cục) (?:Thuế|Hải quan|Thi hành án)|Kho bạc|Tòa án|Viện kiểm sát|Văn phòng [Đđ]ăng ký)\s?"
    rf"|{_SHORT}\b"
)
_POWER = re.compile(r"PC(?= )")
# Most words of a text begin no subject.
_FIRST_WORDS = frozenset(word for rule in RULES for word in rule.firsts.split())


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
            whole = any(match[kind] is not None for kind in ("site", "plant", "short", "sight"))
            counted = match["counted"] is not None or match["qualified"] is not None
            found.append(SubjectMention(Span(start, position), match[0], whole, counted))
    return found


def full_name(subject: str) -> str:
    """Write out the short name that all power companies share: "PC Kon Tum"."""
    return _POWER.sub("Công ty Điện lực", subject)


def is_country(name: str) -> bool:
    """Tell whether a name is another country's."""
    return name in _COUNTRIES.split("|")


def is_office(subject: str) -> bool:
    """Tell whether a subject is one house with numbers of its own: a company, a hospital."""
    return _OFFICE.match(subject) is not None
