"""A question that says what it thinks is so -> the claim, and the question behind it.

``read_claim`` is the entry point. "Đồng Tháp đạt 17% phải không" claims 17% and asks "Đồng
Tháp đạt bao nhiêu %"; what is left is read like any other question.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal

from bot.models import Asked
from bot.question.asked import PLACE, UNITS
from extract.models import Bound, Direction, Quantity
from extract.quantity import find_quantities, find_ranks
from extract.quantity.numeral import read_numeral
from extract.text import canonical

_ASIDE = r"(?:thế |vậy |đó |ấy |rồi |đây )?(?:ạ|nhỉ|hả|vậy|thế|em|anh|chị|bạn|bot|à|ta|nha|nhé|ha)?"
# What asks for a yes or a no at the end; the weak ones only behind a number.
_STRONG_END = rf"(?:(?:có )?(?:đúng|phải|chính xác|chuẩn|thật|vậy)(?: là)?(?: như)?(?: vậy| thế| rồi)? (?:không|hông|hơm|hả|à|chứ|chưa|ko|k|hem)|đúng|chuẩn chưa)[ ,]*{_ASIDE}"
_WEAK_END = r"(?:có )?(?:đạt )?(?:rồi )?(?:không|chưa|hả|à|ư|ạ|sao|hay sao|nhỉ|chứ|hay không|hay chưa|à bạn|luôn à|thôi à|thật à|thôi hả|lận à)"
_END = re.compile(
    rf"[ ,;.-]*(?<!\w){_STRONG_END}(?=\s*\?|[ ,;.?!]*(?:$|(?:bao nhiêu|mấy|cụ thể|số)(?!\w)))"
)
_SOFT_END = re.compile(rf"[ ,;.-]*(?<!\w){_WEAK_END}[ ,;.?!]*$")
_START = re.compile(
    r"(?<!\w)(?:có (?:đúng|phải|thật|chắc)(?: là| rằng)?|(?:có )?đúng là|phải chăng|(?<!số )(?<!tài )(?<!dữ )(?<!tư )(?<!nguyên )(?<!vật )(?<!nhiên )liệu"
    r"|(?:tôi |mình |em |anh |chị )?(?:có )?(?:nghe (?:nói|đâu|bảo|đồn|thấy)|thấy (?:nói|bảo|báo)|nghe|nhớ|được biết)(?: là| rằng)?"
    r"|(?:có )?(?:người ta|người|báo|ai đó|họ|sếp|báo cáo|bài báo|tin) (?:ta )?(?:nói|bảo|đưa|viết|ghi|đồn)(?: là| rằng)?"
    r"|hình như|theo (?:tôi|mình|em) (?:biết|nhớ)(?: thì)?|(?:xin |nhờ |giúp )?(?:kiểm tra|kiểm chứng|xác nhận|xác minh)(?: giúp| hộ| giùm| lại)*(?: tôi| mình| em)?(?: xem| là| rằng| thông tin| tin)*)(?!\w)[ ,:]*"
)
_THRESHOLD = re.compile(
    r"(?<!\w)(?:(?P<over>vượt|quá|qua|hơn|cao hơn)|đạt|tới|đến|lên|chạm|được)(?: được| tới| đến| mức| mốc| ngưỡng| quá)*\s*$"
)
_HAS = re.compile(r"(?<!\w)(?:đã|có|được)(?!\w)")
_FEW = re.compile(
    r"(?<!\w)(?:chỉ|mới|còn|có|là|ở mức|những|tận|cỡ|(?:tăng |giảm )?(?:lên|xuống|còn|tới)(?: tới| đến| còn| mức)*)(?: (?:có|đạt|được|là|còn|ở|chừng|chỉ|mới))*\s*$"
)
# Numbers that name a thing and measure nothing.
_NAMED = re.compile(
    r"(?<!\w)(?:mức độ|mức|cấp|khu vực|loại|hạng|thứ|quý|đề án|lớp|vùng|hướng|top|tốp|phường|quận|khóa|lần thứ|giai đoạn)\s*$"
)
_SAYS = re.compile(
    r"(?<!\w)(?:là|đạt|được|có|còn|chỉ|mới|hơn|trên|dưới|gần|khoảng|tăng|giảm|thêm|tới|đến|lên|xuống|ở|mức|bằng)\s*$"
)
_MOVED = re.compile(r"(?<!\w)(?P<way>tăng|giảm)(?: được| thêm| đi| tới| những)*\s*$")
_GOES = re.compile(
    r"(?<!\w)(?:đang |đã |có |vẫn )?(?P<way>tăng|giảm)(?!\w)(?! (?:trưởng|nghèo|thiểu|nhẹ|tốc))(?: lên| xuống| đi)?"
)
_TOP = re.compile(
    r"(?<!\w)(?:(?:cao|nhiều|lớn|đông|tốt|nhanh|mạnh) nhất|đứng đầu|dẫn đầu|đầu bảng|quán quân|nhất bảng)(?!\w)"
)
_BOTTOM = re.compile(
    r"(?<!\w)(?:(?:thấp|ít|nhỏ|kém|chậm) nhất|đứng cuối|cuối bảng|chót bảng|bét bảng|đội sổ|đứng chót)(?!\w)"
)
_ABOVE = re.compile(r"(?<!\w)(?:(?:cao|nhiều|lớn|nhanh|tốt|khá|đông) hơn|vượt|hơn)(?!\w)")
_UNDER = re.compile(r"(?<!\w)(?:(?:thấp|ít|nhỏ|chậm|kém) hơn|kém|thua)(?!\w)")
_HAS_SIDE = re.compile(
    r"(?<!\w)có (?:(?:cao|nhiều|lớn|nhanh|tốt|khá|đông|thấp|ít|nhỏ|chậm|kém) )?(?:hơn|kém|thua) [^,;?]+ (?:không|hông|ko)\W*$"
)
_WHICH = re.compile(r"(?<!\w)(?:nào|là ai|ở đâu)(?!\w)")
_IS_PLACE = re.compile(rf"(?<!\w)là (?:(?!nào)[^\W_]+ ){{0,2}}{PLACE}")
_COUNTED = re.compile(
    rf"(?<!\w)(?:có )?(?:bao nhiêu|mấy) (?P<unit>{UNITS})(?: {PLACE})?(?: (?:nào|có|đã|mà|được))*(?!\w)"
)
_ASKS = re.compile(r"(?<!\w)(?:bao nhiêu|mấy|nào|ai|gì|ở đâu)(?!\w)")
_UNIT = re.compile(rf"(?:{UNITS})(?!\w)")
_SCALE = re.compile(r"(?:(?:nghìn|ngàn|triệu|tỷ|tỉ)\s*)+$", re.IGNORECASE)
_DIGITS = re.compile(r"\d[\d.,]*\d|\d")
_ROUND = 1000


@dataclass(frozen=True, slots=True)
class Claimed:
    """What a question says is so; exactly one of them is claimed.

    Attributes:
        quantity: The number, in the question's words.
        step: What one of its last digit is worth ("1,7 triệu": 100000).
        rank: The position.
        extreme: ``HIGHEST`` or ``LOWEST``: the place is said to be that.
        way: It is said to have risen or fallen, by the quantity where there is one.
        side: It is said to be above (up) or below (down) what it is compared with.
        reaches: It is enough to be at or beyond the number ("đã đạt 50% chưa").
        strong: Said in words that only ask whether it is so.
    """

    quantity: Quantity | None = None
    step: Decimal = Decimal(1)
    rank: int | None = None
    extreme: Asked | None = None
    way: Direction | None = None
    side: Direction | None = None
    reaches: bool = False
    strong: bool = True


def read_claim(text: str) -> tuple[Claimed | None, str]:
    """Read what a question claims.

    Args:
        text: Lower case with full marks, without periods; each place one letter.

    Returns:
        The claim, ``None`` where there is none, and the question without it: "bao nhiêu"
        stands for the number claimed.
    """
    bare, strong = _without_markers(" ".join(canonical(text).text.split()))
    quantity = _claimed_quantity(bare)
    if quantity is not None:
        soft = _SOFT_END.search(bare)
        if not strong and (_ASKS.search(bare) or _ranks_so_many(bare, quantity)):
            # "Có mấy xã dưới 40% nhỉ?", "3 tỉnh thấp nhất nhỉ?"
            return None, text
        if not strong and not (soft and soft.start() >= quantity.span.end - 1):
            return None, text
        return _of_quantity(bare, quantity, strong)
    if not strong:
        weak = _HAS_SIDE.search(bare)
        side = _side(bare) if weak else None
        return (None, text) if side is None else (Claimed(side=side, strong=False), text)
    for mention in find_ranks(bare):
        rest = f"{bare[: mention.span.start]} thứ mấy {bare[mention.span.end :]}"
        return Claimed(rank=mention.rank.position), rest
    for asked, pattern in ((Asked.HIGHEST, _TOP), (Asked.LOWEST, _BOTTOM)):
        match = pattern.search(bare)
        if match and not _WHICH.search(bare):
            return Claimed(extreme=asked), f"{bare[: match.start()]} {bare[match.end() :]}"
    goes = _GOES.search(bare)
    if goes is not None:
        rest = f"{bare[: goes.start()]} tăng hay giảm {bare[goes.end() :]}"
        return Claimed(way=_way(goes)), rest
    side = _side(bare)
    return (None, text) if side is None else (Claimed(side=side), bare)


def _ranks_so_many(text: str, quantity: Quantity) -> bool:
    counted = _UNIT.match(quantity.unit) is not None
    return counted and find_extreme(text[quantity.span.end :]) is not None


def find_extreme(text: str) -> Asked | None:
    """Tell whether a lower-case text calls something the highest or the lowest."""
    if _TOP.search(text):
        return Asked.HIGHEST
    return Asked.LOWEST if _BOTTOM.search(text) else None


def read_number(text: str) -> Claimed | None:
    """Read a number that a question names without asking whether it is so.

    Args:
        text: As for ``read_claim``.
    """
    text = " ".join(canonical(text).text.split())
    quantity = _claimed_quantity(text)
    return None if quantity is None else _of_quantity(text, quantity, strong=True)[0]


def read_counted(text: str) -> tuple[Quantity, str, str] | None:
    """Read how many places pass a threshold ("bao nhiêu tỉnh đạt trên 50%").

    Args:
        text: As for ``read_claim``.

    Returns:
        The threshold, what is counted ("tỉnh"), and the question for the value of each.
    """
    text = " ".join(canonical(text).text.split())
    counted = _COUNTED.search(text)
    if counted is None:
        return None
    text = f"{text[: counted.start()]} {text[counted.end() :]}".strip()
    quantity = _claimed_quantity(text)
    if quantity is None:
        return None
    claim, rest = _of_quantity(text, quantity, strong=False)
    return claim.quantity or quantity, counted["unit"], rest


def claimed_place(text: str) -> int:
    """Tell which of the places that a claim names is said to be the highest or the lowest.

    Args:
        text: As for ``read_claim``.

    Returns:
        Its number, from 0: the one behind "là", else the one before the claim.
    """
    extreme = _TOP.search(text) or _BOTTOM.search(text)
    if extreme is None:
        return 0
    said = _IS_PLACE.search(text, extreme.end())
    return text.count(PLACE, 0, said.start() + len("là")) if said else 0


def step_of(written: str, value: Decimal) -> Decimal:
    """Tell what one of the last digit of a written number is worth ("1,7 triệu": 100000).

    Args:
        written: Digits, perhaps with a multiplier.
        value: What they mean.
    """
    digits = _DIGITS.search(written)
    number = read_numeral(digits[0]) if digits else None
    if not number or not value:
        return Decimal(1)
    exponent = number.as_tuple().exponent
    last = Decimal(1).scaleb(min(exponent, 0)) if isinstance(exponent, int) else Decimal(1)
    return last * abs(value / number)


def _without_markers(text: str) -> tuple[str, bool]:
    end = _END.search(text)
    bare = f"{text[: end.start()]} {text[end.end() :]}" if end else text
    start = _START.search(bare)
    if start is None:
        return " ".join(bare.split()), end is not None
    bare = f"{bare[: start.start()]} {bare[start.end() :]}"
    return " ".join(_SOFT_END.sub(" ", bare).split()), True


def _claimed_quantity(text: str) -> Quantity | None:
    for quantity in find_quantities(text):
        before = text[: quantity.number.start]
        if _NAMED.search(before) or (not quantity.unit and before.endswith("số ")):
            continue
        if text[quantity.number.end :][:1].isalnum():
            continue
        telling = quantity.unit or quantity.value != quantity.value.to_integral_value()
        if telling or quantity.value >= _ROUND or _SAYS.search(before):
            return quantity
    return None


def _of_quantity(text: str, quantity: Quantity, strong: bool) -> tuple[Claimed, str]:
    before, after = text[: quantity.span.start], text[quantity.number.end :]
    written = text[quantity.number.start : quantity.number.end]
    moved = _MOVED.search(before)
    threshold = None if strong else _THRESHOLD.search(before)
    over = threshold is not None and threshold["over"] is not None
    if over and quantity.bound is Bound.EXACT:
        quantity = replace(quantity, bound=Bound.ABOVE)
    reaches = threshold is not None and _HAS.search(before) is not None
    if threshold is not None:
        before = before[: threshold.start()]
    elif moved is None:
        before = _FEW.sub(" ", before)
    scale = _SCALE.search(written) if not quantity.unit else None
    rest = f"{before} bao nhiêu {scale[0] if scale else ''} {after}"
    claim = Claimed(
        quantity=quantity,
        step=step_of(written, quantity.value),
        way=_way(moved) if moved else None,
        reaches=reaches and quantity.bound is Bound.EXACT,
        strong=strong,
    )
    return claim, _SOFT_END.sub(" ", " ".join(rest.split()))


def _side(text: str) -> Direction | None:
    if _WHICH.search(text):
        return None
    if _UNDER.search(text):
        return Direction.DOWN
    return Direction.UP if _ABOVE.search(text) else None


def _way(match: re.Match[str]) -> Direction:
    return Direction.UP if match["way"] == "tăng" else Direction.DOWN
