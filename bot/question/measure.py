"""What a number is counted in -> a measure, from units and from questions alike.

``find_measures`` reads what a question asks for ("bao nhiêu phần trăm", "mấy hồ sơ"), and
``measure_of`` what an observation is counted in; ``Measure.fits`` brings them together.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache


class Scale(StrEnum):
    """The families of units that are never taken for each other."""

    PERCENT = "percent"
    MONEY = "money"
    POINTS = "points"
    RANK = "rank"
    COUNT = "count"


@dataclass(frozen=True, slots=True)
class Measure:
    """A family of units and, where it has several, the noun.

    Attributes:
        noun: ``đồng`` or ``USD`` for money, what is counted for a count; ``""`` for any.
    """

    scale: Scale
    noun: str = ""

    def fits(self, given: Measure, name: str, terms: Collection[str]) -> float:
        """Tell how well a number so measured answers a question for this measure.

        Args:
            given: Measure of an observation.
            name: Its indicator; an index may count its points in percent.
            terms: Terms of the indicator; "số lượt khách" answers "bao nhiêu khách".

        Returns:
            1 where it does, less where only the indicator names what is asked, 0 where not.
        """
        if self.scale is Scale.COUNT:
            return self._counts(given, terms)
        if self.scale is Scale.MONEY:
            return float(given.scale is Scale.MONEY and given.noun.startswith(self.noun))
        if self.scale is Scale.POINTS and given.scale is Scale.PERCENT:
            return float(_SCORED.search(name) is not None)
        return float(self.scale is given.scale)

    def is_like(self, other: Measure) -> bool:
        """Tell whether two numbers may be of one thing, by what they are counted in."""
        if self.scale is not other.scale:
            return False
        if self.scale is not Scale.COUNT or not self.noun or not other.noun:
            return True
        if _PEOPLE.match(self.noun) and _PEOPLE.match(other.noun):
            return True
        return not set(_SYLLABLE.findall(self.noun)).isdisjoint(_SYLLABLE.findall(other.noun))

    def _counts(self, given: Measure, terms: Collection[str]) -> float:
        if given.scale is Scale.PERCENT or given.scale is Scale.RANK:
            return 0.0
        asked = self.noun.partition("/")[0].split()
        if not asked:
            return float(given.scale is not Scale.MONEY)
        if given.scale is Scale.POINTS:
            # "360 điểm chữa cháy" answers no question for teams.
            return 0.0
        counted = re.findall(r"\w+", given.noun)
        if asked[-1] in _CLASSIFIERS and asked[-1] in counted:
            return 1.0
        if asked[0] in counted or _ALSO.get(asked[0], asked[0]) in counted:
            return 1.0
        if _PEOPLE.match(self.noun) and _PEOPLE.match(given.noun):
            return 1.0
        return _NAMED if asked[0] in terms or not set(asked).isdisjoint(counted) else 0.0


_NAMED = 0.92
_SYLLABLE = re.compile(r"\w+")
# Counted in sets, as a clerk says.
_ALSO = {"bộ": "hồ"}
_PEOPLE = re.compile(
    r"(?:người|lao động|thành viên|hội viên|đoàn viên|học sinh|sinh viên|giáo viên|bác sĩ|cán bộ"
    r"|công chức|công dân|ngư dân|ngư phủ|thuyền viên|công nhân|nông dân|thầy cô|ứng viên|thí sinh|em|cháu|cụ|phụ nữ|thanh niên|đối tượng|ca|bệnh nhân|nạn nhân|lượt người|nhân viên|trẻ|trường hợp|hòa giải viên|cộng tác viên|tình nguyện viên|huấn luyện viên|vận động viên|kiểm sát viên|thẩm phán|cử tri|đảng viên|học viên|chiến sĩ|điều dưỡng)\b"
)
_SCORED = re.compile(r"điểm|chỉ số|index", re.IGNORECASE)
_SPOKEN = {
    "gia đình": "hộ",
    "cây số": "km",
    "cây": "km",
    "hecta": "ha",
    "héc ta": "ha",
    "hec ta": "ha",
    "ký": "kg",
    "cân": "kg",
    "dân": "người",
    "mạng người": "người",
    "đôi": "cặp",
    "đôi cưới": "cặp",
    "khối": "m3",
    "khối nước": "m3",
    "khối đất": "m3",
    "điện": "kwh",
    "số điện": "kwh",
}
# Words that only count pieces of what is named behind them ("mấy chiếc tàu").
_CLASSIFIERS = frozenset({"chiếc", "cái"})
_MONEY = re.compile(
    r"(?:nghìn |ngàn |triệu |tỷ |trăm |chục )*(?:(?P<usd>usd|đô la|đô|đôla|\$)|(?P<vnd>đồng|vnđ|vnd))\b"
    r"|(?:trăm |chục )?(?:ngàn|nghìn|triệu|tỷ) (?P<each>rưỡi|(?:một|mỗi|trên) \w+)|(?:nghìn |ngàn |trăm |chục )*(?P<any>tiền|tỷ|triệu)\b"
)
_ASKING = re.compile(r"(?<!\w)(?:bao nhiêu(?: là)?|mấy|nhiêu)(?!\w)\s*")
_PERCENT = re.compile(r"(?:%|phần trăm|phần(?! (?:mềm|việc|quà|thưởng|ăn|cơm|diện|đất|nội|đường)))")
_HEAD_PERCENT = re.compile(
    r"(?<!\w)(?:tỷ lệ|tỉ lệ|tỷ trọng|phần trăm|tốc độ (?:tăng|giảm)|độ bao phủ|mức bao phủ"
    r"|(?:phủ|chiếm)[^.;,]{0,20} (?:bao nhiêu|mấy) dân số|(?:tới|đến) đâu (?:so(?: với)? )?(?:chỉ tiêu|kế hoạch|dự toán))(?!\w)|%"
)
_LAST_ASKED = re.compile(r"(?<!\w)là (?:bao nhiêu|mấy)\W*$")
_OF_WHOLE = re.compile(r"(?<!\w)(?:chiếm|đóng góp)(?: (?:tới|được|khoảng|tầm))?\s*$")
_HOW_FAR = re.compile(r"(?<!\w)(?:tới|đến) đâu(?!\w)")
_HEAD_MONEY = re.compile(r"(?<!\w)(?:số |tổng )?tiền(?!\w)(?! mặt)")
_HEAD_POINTS = re.compile(
    r"(?<!\w)(?:(?:số |được |chấm )?điểm)(?!\w)(?! (?:bưu|hỗ|tiếp|chấp|cho|du|dân|trường|chạm|nghẽn))"
)
# What may stand before the head.
_LEAD = re.compile(r"^(?:\W+|(?:cho hỏi|xin hỏi|mục tiêu|chỉ tiêu|phấn đấu|của|ở|tại)(?!\w))+")
_HEAD_COUNT = re.compile(r"^(?:tổng )?số (?!hóa|hoá|tiền|vốn)(?P<rest>.+)")
# A noun ends where a verb, a joiner or a question word begins.
_TIMES = frozenset({"ngày", "giờ", "phút", "tháng", "lần", "tuần"})
_LATELY = re.compile(r"\w+ (?:qua|nay|gần|trước|cuối|liền|này|vừa|sau)(?!\w)")
_NO_NOUN = re.compile(
    r"so|trong|ở|tại|của|cho|về|thì|là|được|đạt|có|rồi|vậy|thế|hả|nhỉ|ạ|và|với|từ|đến|tới|năm|tháng"
    r"|quý|ngày|trên|dưới|hơn|kém|một|mỗi|qua|vào|theo|khi|nếu|đã|đang|còn|bị|do|nữa|thôi|lần|cả"
    r"|điểm|hạng|bậc|dân"
)


def measure_of(unit: str) -> Measure:
    """Tell what an observation's unit measures."""
    return _measure_of(unit.lower())


@lru_cache(maxsize=1024)
def _measure_of(unit: str) -> Measure:
    if unit.startswith(("%", "điểm phần trăm", "phần mười")):
        return Measure(Scale.PERCENT)
    if unit in ("hạng", "bậc"):
        return Measure(Scale.RANK)
    if unit in ("điểm", "điểm số"):
        return Measure(Scale.POINTS)
    if unit.startswith("đồng"):
        return Measure(Scale.MONEY, "đồng")
    if unit.startswith("usd"):
        return Measure(Scale.MONEY, "usd")
    return Measure(Scale.COUNT, unit)


def find_measures(text: str) -> tuple[Measure, ...]:
    """Find what a question wants counted, in the order asked.

    Args:
        text: Lower case with full marks, without places and periods.

    Returns:
        What "bao nhiêu" and "mấy" ask for; where they name nothing, what the head of the
        indicator implies ("tỷ lệ ..."); empty where any unit will do.
    """
    found: list[Measure] = []
    first = _ASKING.search(text)
    for asking in _ASKING.finditer(text):
        counted = _measures_after(text[asking.end() :])
        if _OF_WHOLE.search(text[: asking.start()]) and all(map(_is_named_only, counted)):
            # "Chiếm bao nhiêu GRDP" names the whole, not what is counted.
            counted = [Measure(Scale.PERCENT)]
        found += counted
    explicit = tuple(dict.fromkeys(found))
    if explicit and first and _LAST_ASKED.search(text) and "," not in text[first.start() :]:
        # "Số tiền phạt mấy cơ sở là bao nhiêu" asks for the money.
        return _implied(text) or explicit
    return explicit or _implied(text)


def _is_named_only(measure: Measure) -> bool:
    return measure.scale is Scale.COUNT and measure.noun not in _SPOKEN.values()


def _measures_after(rest: str) -> list[Measure]:
    if _PERCENT.match(rest):
        return [Measure(Scale.PERCENT)]
    money = _MONEY.match(rest)
    if money:
        return _money(money, rest[money.end() :])
    # Not past a comma: "mấy hộ, chiếm bao nhiêu".
    words = re.split(r"[^\w/ ]", rest, maxsplit=1)[0].split()[:2]
    if words == ["dân", "số"]:
        return []
    if words[:1] == ["điểm"]:
        return [Measure(Scale.POINTS)]
    if words and words[0] in _CLASSIFIERS:
        # Counted by either.
        noun = [word for word in words[1:] if not _NO_NOUN.fullmatch(word)]
        return [Measure(Scale.COUNT, " ".join((*noun, words[0])) if noun else "")]
    for length in (2, 1):
        spoken = _SPOKEN.get(" ".join(words[:length]))
        if spoken is not None:
            return [Measure(Scale.COUNT, spoken)]
    if words and words[0] in _TIMES and words[1:2] != ["đầu"] and not _LATELY.match(rest):
        return [Measure(Scale.COUNT, words[0])]
    noun = [word for word in words[:1] if not _NO_NOUN.fullmatch(word)]
    noun += [word for word in words[1:2] if noun and not _NO_NOUN.fullmatch(word)]
    return [Measure(Scale.COUNT, " ".join(noun))] if noun else []


def _money(match: re.Match[str], after: str) -> list[Measure]:
    if match["usd"]:
        return [Measure(Scale.MONEY, "usd")]
    if match["vnd"] or match["each"]:
        return [Measure(Scale.MONEY, "đồng")]
    # "bao nhiêu triệu người" counts people.
    if match["any"] != "tiền" and re.match(r"\s\w", after):
        return _measures_after(after.strip()) or [Measure(Scale.MONEY)]
    return [Measure(Scale.MONEY)]


def _implied(text: str) -> tuple[Measure, ...]:
    if _HEAD_PERCENT.search(text):
        return (Measure(Scale.PERCENT),)
    if _HOW_FAR.search(text):
        return ()
    if _HEAD_MONEY.search(text):
        return (Measure(Scale.MONEY),)
    if _HEAD_POINTS.search(text):
        return (Measure(Scale.POINTS),)
    counted = _HEAD_COUNT.match(_LEAD.sub("", text).strip())
    if counted:
        return tuple(_measures_after(counted["rest"]))
    return ()
