"""When a question is about: its periods and its steps in time, cut out of its words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from bot.question.asked import PERIOD, PLACE
from bot.question.when import Shift
from extract.models import Grain, Period
from extract.period import find_periods
from extract.text import lenient

# Words that point at a year beside the one talked about.
_NO_YEAR = r"(?! (?:năm )?(?:19|20)\d\d)(?!\w)"
_SHIFTS = tuple(
    (re.compile(lenient(rf"(?<!\w)(?:{words}){_NO_YEAR}"), re.IGNORECASE), shift)
    for words, shift in (
        (r"cùng kỳ(?: (?:của )?năm (?:ngoái|trước(?: đó)?))?", Shift(-1, Grain.INTERVAL)),
        (r"năm sau|năm tới|sang năm|năm tiếp theo", Shift(1)),
        (r"cả năm|toàn năm|nguyên năm|từ đầu năm(?! (?:đến|tới))", Shift(0)),
        (r"năm kia", Shift(-2)),
        (r"năm ngoái|năm trước(?: (?:đó|nữa))*|năm liền trước|trước đó (?:1|một) năm", Shift(-1)),
        (r"quý (?:trước(?: đó)?|liền trước|vừa rồi)", Shift(-1, Grain.QUARTER)),
        (r"quý (?:sau|tới|tiếp theo|kế tiếp)", Shift(1, Grain.QUARTER)),
        (r"tháng (?:trước(?: đó)?|liền trước)", Shift(-1, Grain.MONTH)),
        (r"tháng (?:sau|tới|tiếp theo|kế tiếp)", Shift(1, Grain.MONTH)),
    )
)
_YEAR = re.compile(r"(?:19|20)\d\d")
# Of whichever year is talked about.
_TURN = re.compile(lenient(r"(?:đầu|giữa|cuối) (?:năm|quý|tháng)"), re.IGNORECASE)
_COUNT_BEFORE = re.compile(r"(?<!\w)\d{1,2}\s$")
_AGAINST = re.compile(
    r"(?<!\w)(?:so với|so|hơn|kém|cùng kỳ|so voi|cung ky|(?<=gấp mấy )lần|(?<=gap may )lan)\s+(?:(?:cùng kỳ|cung ky|nhiệm kỳ|nhiem ky|kỳ|ky|khóa|khoa|hồi|hoi|thời điểm|của|cuối|đầu) )*$",
    re.IGNORECASE,
)
_SAME_TIME = re.compile(lenient(r"cùng (?:kỳ|thời điểm|thời gian|lúc)"), re.IGNORECASE)
_OUTDOES = re.compile(
    lenient(
        r"(?<!\w)(?:cao|nhiều|lớn|nhanh|đông|tốt|khá|thấp|ít|chậm|nhỏ) (?:\w+ )?(?:hơn|kém)\s+$"
    ),
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Dated:
    """A question whose periods were cut out.

    Attributes:
        periods: The periods named, in order.
        yearless: One was named without its year.
        against: Those named to be compared with.
        text: What is left, with ``PERIOD`` on both sides of each period's number.
    """

    periods: tuple[Period, ...]
    yearless: bool
    against: tuple[Period, ...]
    text: str


def without_periods(text: str, today: date | None) -> Dated:
    """Cut the periods out of a question.

    Args:
        text: With ``PLACE`` for each place.
        today: The day that relative words and missing years are read against.
    """
    periods: dict[Period, int] = {}
    rivals: dict[Period, None] = {}
    yearless = False
    pieces: list[str] = []
    end = 0
    for mention in find_periods(text, today):
        against = _AGAINST.search(text[: mention.span.start])
        if against and _OUTDOES.search(text[: against.end()]) and text.count(PLACE) > 1:
            # "X với Y nơi nào nhiều hơn năm 2022" asks which of the two.
            against = None
        if against and mention.relative:
            # "so với năm trước" asks for the change; see bot.question.asked.
            continue
        if against:
            rivals[mention.period] = None
        start = against.start() if against else mention.span.start
        before = text[end:start]
        if mention.period.grain is Grain.INTERVAL:
            # "3 tháng 7, 8, 9/2025"
            before = _COUNT_BEFORE.sub("", before)
        same_time = _SAME_TIME.fullmatch(text[mention.span.start : mention.span.end])
        mark = f" {same_time[0].lower()} " if same_time else " "
        end = mention.span.end
        points_at_today = mention.relative and mention.period.last == today
        if not against and not points_at_today:
            number = periods.setdefault(mention.period, len(periods))
            mark = f" {PERIOD}{number}{PERIOD} "
            written = text[mention.span.start : mention.span.end]
            bare = not mention.relative or _TURN.fullmatch(written) is not None
            yearless |= bare and _YEAR.search(written) is None
        pieces += before, mark
    marked = "".join((*pieces, text[end:]))
    return Dated(tuple(periods), yearless, tuple(rivals), marked)


def without_shift(text: str) -> tuple[Shift | None, str]:
    """Cut out the words that point at a time beside the one talked about ("năm ngoái")."""
    for pattern, shift in _SHIFTS:
        match = pattern.search(text)
        if match and not _AGAINST.search(text[: match.start()]):
            return shift, f"{text[: match.start()]} {text[match.end() :]}"
    return None, text
