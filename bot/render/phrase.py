"""Numbers, periods, places and quotes as a Vietnamese reader writes them.

``number_words``, ``amount_words``, ``period_words`` and ``quote_words`` are the entry points;
none knows what an answer is.
"""

from __future__ import annotations

import re
from decimal import Decimal

from bot.render.forms import plain
from extract.models import Bound, Fraction, Observation, Rank
from index.models import Citation

RANK_UNIT = "hạng"
_COUNTRY = "Việt Nam"
_ROMAN = {"1": "I", "2": "II", "3": "III", "4": "IV"}
_MONEY = re.compile(r"(?:đồng|USD|EUR)\b")
_MAGNITUDES = ((Decimal(10) ** 9, "tỷ"), (Decimal(10) ** 6, "triệu"))
_MOST_DECIMALS = 3
_DURATIONS = (("ngày", 86_400), ("giờ", 3_600), ("phút", 60), ("giây", 1))
_LONGEST_QUOTE = 300


def number_words(number: Decimal) -> str:
    """Write a number with a dot for thousands and a comma for decimals."""
    whole, _, decimals = plain(abs(number)).partition(".")
    grouped = f"{int(whole):,}".replace(",", ".")
    return ("-" if number < 0 else "") + grouped + (f",{decimals}" if decimals else "")


def amount_words(number: Decimal, unit: str) -> str:
    """Write a number with its unit: "22,61%", "24.044 tỷ đồng", "hạng 5"."""
    if unit == RANK_UNIT:
        return f"{RANK_UNIT} {number_words(number)}"
    return _joined(_scaled_words(number, unit), unit)


def observed_words(observation: Observation) -> str:
    """Write an observation's value with its bound, range and fraction."""
    value, unit = observation.value, observation.unit
    if observation.value_to is not None:
        words = _joined(f"{number_words(value)}–{number_words(observation.value_to)}", unit)
    elif observation.rank is not None and unit == RANK_UNIT:
        words = f"{RANK_UNIT} {rank_words(observation.rank)}"
    elif observation.fraction is not None and observation.fraction.part == value:
        words = _joined(_fraction_words(observation.fraction), unit)
    else:
        words = amount_words(value, unit)
        if observation.fraction is not None:
            words += f" ({_fraction_words(observation.fraction)})"
    return bounded_words(words, observation.bound, unit)


def bounded_words(words: str, bound: Bound, unit: str) -> str:
    """Write what a bound makes of an amount: "trên 50%", "từ 30% trở lên".

    Args:
        words: The amount with its unit.
        bound: What holds of it.
        unit: Its unit; the best ranks are the lowest.
    """
    match bound:
        case Bound.EXACT:
            return words
        case Bound.ABOUT:
            return f"khoảng {words}"
        case Bound.ABOVE:
            return f"trên {words}"
        case Bound.BELOW:
            return f"dưới {words}"
        case Bound.AT_LEAST:
            return f"từ {words} trở lên"
        case Bound.AT_MOST:
            # The fifth place and better are ranks of 5 or less.
            better = unit == RANK_UNIT
            return f"từ {words} trở lên" if better else f"không quá {words}"


def rank_words(rank: Rank) -> str:
    """Write a position: "5", or "5/8" where the text says among how many."""
    return str(rank.position) if rank.of is None else f"{rank.position}/{rank.of}"


def gap_words(gap: Decimal, unit: str) -> str:
    """Write a difference of two values of one unit; that of percentages is in points."""
    return amount_words(abs(gap), gap_unit(unit))


def gap_unit(unit: str) -> str:
    """Name the unit of a difference of two values of ``unit``."""
    return {"%": "điểm phần trăm", RANK_UNIT: "bậc"}.get(unit, unit)


def duration_words(seconds: float) -> str:
    """Write how long something takes or took, in its largest unit: "3 giờ"."""
    whole = max(0, round(seconds))
    name, length = next((unit for unit in _DURATIONS if whole >= unit[1]), _DURATIONS[-1])
    return f"{whole // length} {name}"


def place_words(place: str | None, province: str | None = None) -> str | None:
    """Write a place, a district with its province."""
    if place == _COUNTRY:
        return "cả nước"
    if place is not None and province not in (None, place):
        return f"{place} ({province})"
    return place


def where_and_when(observation: Observation) -> str:
    """Write subject, place and period of an observation, as far as they are known."""
    parts = (
        observation.subject,
        place_words(observation.place, observation.province),
        period_words(observation.period) if observation.period else None,
    )
    return ", ".join(part for part in parts if part)


def period_words(label: str) -> str:
    """Write a period: "2022-05" as "5/2022", "2024-01/2024-06" as "6 tháng đầu năm 2024".

    Args:
        label: As ``Observation.period``.
    """
    first, slash, last = label.partition("/")
    if not slash:
        return _single_period_words(first)
    if not first.strip("."):
        return f"đến {_single_period_words(last)}"
    if not last.strip("."):
        return f"từ {_single_period_words(first)}"
    if len(first) == len(last) == len("2022"):
        return f"giai đoạn {first}–{last}"
    return _months_of_year(first, last) or (
        f"{_single_period_words(first)}–{_single_period_words(last)}"
    )


def quote_words(citation: Citation) -> str:
    """Write the quoted sentence on one line, cut around its number where it is long."""
    number = (citation.number_start - citation.start, citation.number_end - citation.start)
    return f"“{cut_around(citation.quote, *number)}”"


def cut_around(text: str, start: int, end: int, longest: int = _LONGEST_QUOTE) -> str:
    """Cut a text to about ``longest`` characters around ``text[start:end]``, at spaces."""
    if len(text) <= longest:
        return one_line(text)
    room = max(longest - (end - start), 0)
    first = max(0, min(start - room // 2, len(text) - longest))
    last = min(len(text), first + longest)
    if first:
        space = text.find(" ", first, start)
        first = space + 1 if space >= 0 else first
    if last < len(text):
        space = text.rfind(" ", end, last)
        last = space if space >= 0 else last
    left, right = "… " if first else "", " …" if last < len(text) else ""
    return left + one_line(text[first:last]) + right


def one_line(text: str) -> str:
    """Put a text on one line and leave out what a terminal would obey."""
    return "".join(letter for letter in " ".join(text.split()) if letter.isprintable())


def _scaled_words(number: Decimal, unit: str) -> str:
    if _MONEY.match(unit):
        for magnitude, name in _MAGNITUDES:
            scaled = number / magnitude
            if abs(scaled) >= 1 and round(scaled, _MOST_DECIMALS) == scaled:
                return f"{number_words(scaled)} {name}"
    return number_words(number)


def _fraction_words(fraction: Fraction) -> str:
    return f"{number_words(fraction.part)}/{number_words(fraction.whole)}"


def _joined(number: str, unit: str) -> str:
    return number + unit if unit in ("%", "‰") else f"{number} {unit}".rstrip()


def _single_period_words(label: str) -> str:
    year, *rest = label.split("-")
    if not rest:
        return f"năm {year}"
    if rest[0].startswith("Q"):
        return f"quý {_ROMAN.get(rest[0][1:], rest[0][1:])}/{year}"
    return "/".join([*(str(int(part)) for part in reversed(rest)), year])


def _months_of_year(first: str, last: str) -> str | None:
    months = re.compile(r"(\d{4})-(\d{2})")
    since, until = months.fullmatch(first), months.fullmatch(last)
    if since is None or until is None or since[1] != until[1]:
        return None
    if since[2] == "01":
        count = int(until[2])
        return f"năm {since[1]}" if count == 12 else f"{count} tháng đầu năm {since[1]}"
    if until[2] == "12":
        return f"{13 - int(since[2])} tháng cuối năm {since[1]}"
    return None
