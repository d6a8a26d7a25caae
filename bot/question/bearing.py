"""Things that bear a place's name ("cảng Quy Nhơn", "hồ Đơn Dương"): the place, or a name?

``without_bearers`` is the entry point. A number of such a thing may be told of another place:
the port of Quy Nhơn is Bình Định's. So where nothing is known of the place, the name is tried
as words of what is asked for.
"""

from __future__ import annotations

import re

from bot.question.asked import PLACE
from bot.question.units import AskedPlace, key_of

# Only with its marks is "cho hỏi" told from "chợ".
_BEARER = re.compile(
    r"(?<!\w)(?<!trực )(?<!môi )(?<!thị )(?<!yêu )(?<!nhu )(?<!toàn )"
    r"(?:cảng|bến|bãi|hồ(?! sơ)|đập|sông|suối|cầu|chợ|đèo|núi|đảo|vịnh|biển|sân bay|nhà ga|ga|cửa khẩu|nhà máy|xí nghiệp"
    r"|thủy điện|nhiệt điện|điện gió|khu (?:công nghiệp|kinh tế|du lịch|đô thị|bảo tồn|di tích|chế xuất|nông nghiệp)|cụm công nghiệp"
    r"|kcn|ccn|kkt|bệnh viện|trường|chuyên|đại học|cao đẳng|học viện|công ty|tổng công ty|tập đoàn|cao tốc|quốc lộ|tuyến|đường"
    r"|vườn quốc gia|làng nghề|hợp tác xã|htx|chi nhánh|quỹ tín dụng|câu lạc bộ|chùa|đền|lễ hội|kho)"
    rf"(?: (?!(?:của|ở|tại|do|thuộc)(?!\w))[^\W\d_]+){{0,3}} {PLACE}(?:(?: [-–] |, ){PLACE})*",
    re.IGNORECASE,
)


def without_bearers(
    places: tuple[AskedPlace, ...], text: str
) -> tuple[tuple[AskedPlace, ...], str]:
    """Write the places that things are called by as words again.

    Args:
        places: In the order they are named.
        text: With ``PLACE`` for each.

    Returns:
        The other places, and the text with ``PLACE`` for each of those.
    """
    kept = list(places)
    for bearer in reversed(list(_BEARER.finditer(text))):
        first = text.count(PLACE, 0, bearer.start())
        count = bearer[0].count(PLACE)
        written = bearer[0]
        for place in kept[first : first + count]:
            written = written.replace(PLACE, place.words, 1)
        text = f"{text[: bearer.start()]}{written}{text[bearer.end() :]}"
        del kept[first : first + count]
    return tuple(kept), text


def holds_name(held: str, places: tuple[AskedPlace, ...]) -> bool:
    """Tell whether a text holds the name of one of some places."""
    words = f" {key_of(held)} "
    return any(f" {key_of(place.words)} " in words for place in places)
