"""What a number is counted in against what was asked for."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import lru_cache

from bot.answer.entry import Entry
from bot.answer.match import Sought
from bot.answer.signs.models import NEVER, Sign, Stand
from bot.answer.signs.stated import asks_for_growth
from bot.models import Asked
from bot.question.measure import Measure, Scale
from bot.question.models import Question

# The same of every observation that is weighed for one.
_MOST_QUESTIONS = 16
# Which scales people name carelessly ("bao nhiêu một tấn", "thu được bao nhiêu tiền").
_LOOSE_SCALES = frozenset({(Scale.COUNT, Scale.MONEY), (Scale.MONEY, Scale.PERCENT)})
# Nobody takes tons for hectares; people and households are counted under many nouns.
_PHYSICAL = frozenset(
    {
        *("ha", "m2", "m²", "m3", "m³", "km", "km2", "m", "mm", "tấn", "tạ", "kg", "lít", "nghìn"),
        *("triệu", "mw", "kw", "kwh", "mwh", "gw", "gwh", "kv", "mva", "ngày", "giờ", "phút"),
        *("giây", "tháng", "năm", "tuổi", "°c", "độ", "calo", "gb", "mbps"),
    }
)
# How many are hurt is not how often it happened, nor how many hectares were.
_PEOPLE, _CASE = frozenset({"người", "trẻ", "nạn", "hộ"}), "vụ"
# Nor is it how many files, communes or provinces there were.
_FILE = "hồ"
_GROUNDS = frozenset({"địa", "tỉnh", "huyện", "quận", "xã", "phường", "thôn", "bản"})
_RATIO = re.compile(r"(?<!\w)(?:tỷ số|tỷ suất)(?!\w)")
_MONEY_WORDS = re.compile(
    r"^(?!.*(?:tỷ lệ|tăng|giảm|giải ngân|đạt)).*(?<!\w)(?:dư nợ|kim ngạch|doanh thu|doanh số|tổng thu|kinh phí|kế hoạch vốn"
    r"|thu ngân sách|chi ngân sách|thu nhập|kiếm được|giá trị|tổng mức đầu tư|tổng vốn|vốn đăng ký|thiệt hại|xuất khẩu(?! lao động)|nhập khẩu)(?!\w)"
)
_OF_MONEY = "of money"
# What is an amount of money is neither a share nor a count, though nobody says in what it is told.
_NEVER_UNSAID = frozenset({(_OF_MONEY, Scale.PERCENT), (_OF_MONEY, Scale.COUNT)})
_QUANTITY_WORDS = re.compile(
    r"^(?!.*(?:giá|tiền|kinh phí|vốn|doanh thu|thu nhập|chi phí|kim ngạch))"
    r".*(?<!\w)(?:sản lượng|diện tích|năng suất|chiều dài|dân số|khối lượng|mật độ)(?!\w)"
)
_OF_SHARE = re.compile(r"(?<!\w)(?:tỷ lệ|tỷ trọng|chiếm|phần|đạt|so|bằng|kế hoạch|phủ)(?!\w)")
_INDEX = "chỉ số"
_SHARE_WORDS = re.compile(r"(?<!\w)giải ngân(?!\w)")


def measure_signs(question: Question, entry: Entry, sought: Sought, stand: Stand) -> Iterator[Sign]:
    """Tell whether a number is counted in what was asked for."""
    measures, scale = question.wanted.measures, entry.measure.scale
    if _is_plain_count(entry.measure) and _is_ratio(question.wanted.words):
        yield NEVER + "count for a ratio", 1.0
    if scale is Scale.MONEY and _is_quantity(question.wanted.words):
        yield NEVER + "money for a quantity", 1.0
    if scale is Scale.PERCENT and not measures and _asks_for_quantity(question):
        yield NEVER + "percent for a quantity", 1.0
    if _INDEX in question.wanted.words and not _is_index(entry) and not _counts_things(measures):
        yield NEVER + "no index", 1.0
    if Asked.RANK in question.asked and not measures:
        return
    if not measures:
        sort = _unsaid(question.wanted.words)
        never = NEVER if (sort, scale) in _NEVER_UNSAID else ""
        yield f"{never}unit unsaid {sort} {scale}", 1.0
        if stand.rated:
            # "Đạt bao nhiêu" means the rate where both are told.
            yield "a rate beside", 1.0
        if question.counts:
            yield f"counted {scale}", 1.0
        return
    fits = max(m.fits(entry.measure, entry.name, entry.terms) for m in measures)
    if not fits and any(_is_related(m, entry, sought) for m in measures):
        yield "unit related", 1.0
        return
    yield ("unit fits" if fits == 1 else "unit named" if fits else "unit other"), 1.0
    if not fits and any(_are_people_and_things(m, entry.measure) for m in measures):
        yield NEVER + "people or things", 1.0
    if not fits and _is_physical(entry.measure) | any(map(_is_physical, measures)):
        yield "another dimension", 1.0
    if not fits:
        same = scale in {measure.scale for measure in measures}
        yield ("noun other" if same else _scales(measures[0].scale, entry)), 1.0


def _asks_for_quantity(question: Question) -> bool:
    words = question.wanted.words
    shared = _OF_SHARE.search(words) is not None or asks_for_growth(question)
    return _QUANTITY_WORDS.search(words) is not None and not shared


def _counts_things(measures: Collection[Measure]) -> bool:
    # "Bao nhiêu tỉnh giảm chỉ số" asks for provinces.
    return bool(measures) and all(m.scale is Scale.COUNT and m.noun for m in measures)


def _is_index(entry: Entry) -> bool:
    return entry.measure.scale in (Scale.POINTS, Scale.RANK) or entry.says(_INDEX)


def _scales(asked: Scale, entry: Entry) -> str:
    given = entry.measure.scale
    pair = f"scale {given} for {asked}"
    # A share tells the number where it tells the part and the whole.
    told = (asked, given) == (Scale.COUNT, Scale.PERCENT) and entry.observation.fraction is not None
    return pair if told or (asked, given) in _LOOSE_SCALES else NEVER + pair


def _is_related(asked: Measure, entry: Entry, sought: Sought) -> bool:
    if asked.scale is not Scale.COUNT or entry.measure.scale is not Scale.COUNT:
        return False
    counted = f" {entry.measure.noun} "
    phrases = (phrase for word in asked.noun.split() for phrase in sought.related.get(word, ()))
    return any(f" {phrase} " in counted for phrase in phrases)


def _is_physical(measure: Measure) -> bool:
    return measure.scale is Scale.COUNT and measure.noun.split("/")[0] in _PHYSICAL


def _are_people_and_things(one: Measure, other: Measure) -> bool:
    if not one.scale is other.scale is Scale.COUNT:
        return False
    peopled = [_first(measure) in _PEOPLE for measure in (one, other)]
    things = [_is_thing(measure) for measure in (one, other)]
    return any(peopled) and any(things)


def _is_thing(measure: Measure) -> bool:
    first = _first(measure)
    return first in (_CASE, _FILE) or first in _GROUNDS or _is_physical(measure)


def _first(measure: Measure) -> str:
    return (measure.noun.split() or [""])[0]


def _is_plain_count(measure: Measure) -> bool:
    return measure.scale is Scale.COUNT and "/" not in measure.noun and len(measure.noun) > 3


@lru_cache(maxsize=_MOST_QUESTIONS)
def _is_ratio(words: str) -> bool:
    return _RATIO.search(words) is not None


@lru_cache(maxsize=_MOST_QUESTIONS)
def _is_quantity(words: str) -> bool:
    return _QUANTITY_WORDS.search(words) is not None


@lru_cache(maxsize=_MOST_QUESTIONS)
def _unsaid(words: str) -> str:
    if _MONEY_WORDS.search(words):
        return _OF_MONEY
    return "of disbursing" if _SHARE_WORDS.search(words) else "of all"
