"""Numbers told of one of many ("mỗi cán bộ 0,74 máy"), and numbers of how it was before."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from bot.answer.entry import MOST_TEXTS, Entry
from bot.answer.signs.models import NEVER, Sign
from bot.question.measure import Measure, Scale
from bot.question.models import Question

_EACH = re.compile(
    r"(?<!\w)(?:bình quân|trung bình|tính trên|trên đầu|đầu người)(?!\w)"
    r"|(?<!\w)(?:mỗi|một|từng|trên) (?:một )?(?P<each>người|tháng|năm|ngày|xã|hộ|cán bộ|đơn vị|héc ta|ha|lao động|khách|hợp tác xã"
    r"|doanh nghiệp|thôn|dân|vạn|tuần|quý|giờ|ký|kg|tấn|đầu người)(?!\w)(?! (?:qua|nay|cửa))"
)
_MEAN = re.compile(r"(?<!\w)(?:bình quân|trung bình|mỗi|năng suất|mật độ)(?!\w)", re.IGNORECASE)
_TIMES = frozenset({"tháng", "năm", "ngày", "tuần", "quý", "giờ"})
# Not what is counted from then on, or held against it.
_EARLIER = (
    r"(?<!từ )(?<!với )(?<!hơn )(?<!kể )(?:đầu (?:năm|nhiệm kỳ|kỳ|khóa)|(?:năm|tháng|kỳ|vụ|nhiệm kỳ|khóa|quý) (?:trước|ngoái)|trước (?:khi|đây|đó|kia|dịch|sáp nhập)"
    r"|ban đầu|lúc đầu|thuở đầu|(?:khi|lúc) (?:mới )?bắt đầu|cách đây|hồi (?:chưa|đầu|đó|trước|xưa)|cùng (?:kỳ|thời điểm))"
)
_NOW = r"(?:hiện|nay|bây giờ|giờ|cuối (?:năm|kỳ)|đến (?:hết|cuối|nay|tháng|ngày)|xuống còn|chỉ còn|lên|còn lại|mới đây|qua rà soát)"
_TOLD = re.compile(
    rf"(?<!\w)(?:(?P<earlier>{_EARLIER}|từ(?= [\d.,]+\s*$|\s*$))|(?P<now>{_NOW}))(?!\w)"
)
_ASKED = re.compile(rf"(?<!\w){_EARLIER}(?!\w)")
_OTHERWISE = re.compile(r"(?<!\w)(?:bao nhiêu|mấy|giờ|hiện|nay)(?!\w)")
_MOST_QUESTIONS = 100
_STOP = re.compile(r"[;:]")


def asks_of_before(question: Question) -> bool:
    """Tell whether a question is about how it was before ("trước khi sáp nhập")."""
    if any(
        p.first == p.last and p.first and (p.first.month, p.first.day) == (1, 1)
        for p in question.periods
    ):
        return True
    return _asks_of_before(question.wanted.words.lower())


@lru_cache(maxsize=_MOST_QUESTIONS)
def _asks_of_before(words: str) -> bool:
    asked = _ASKED.search(words)
    # "Giờ mấy ngày, trước đây mấy ngày" asks first how it is.
    return asked is not None and not _OTHERWISE.search(words, 0, asked.start())


def is_of_before(entry: Entry) -> bool:
    """Tell whether the words before a number say that it is how it was before."""
    citation = entry.stored.citation
    return _leads_to_before(citation.quote[: citation.number_start - citation.start])


@lru_cache(maxsize=MOST_TEXTS)
def _leads_to_before(lead: str) -> bool:
    lead = lead.lower()
    stops = list(_STOP.finditer(lead))
    told = list(_TOLD.finditer(lead, stops[-1].end() if stops else 0))
    return bool(told) and told[-1]["earlier"] is not None


def misses_the_time(question: Question, entry: Entry) -> bool:
    """Tell whether a number is of how it was, and that is not asked, or the other way round."""
    return asks_of_before(question) != is_of_before(entry)


@lru_cache(maxsize=MOST_TEXTS)
def _is_mean(name: str) -> bool:
    return _MEAN.search(name) is not None


@lru_cache(maxsize=_MOST_QUESTIONS)
def _eaches(words: str) -> tuple[str | None, ...]:
    return tuple(match["each"] for match in _EACH.finditer(words))


def _counts_all(measure: Measure) -> bool:
    return measure.scale is Scale.COUNT and measure.noun != "" and "/" not in measure.noun


def share_signs(question: Question, entry: Entry) -> Iterator[Sign]:
    """Tell whether one of many is asked for and told, and how it is or how it was."""
    asked = _eaches(question.wanted.words)
    per = entry.observation.unit.lower().partition("/")[2]
    told = bool(per) or _is_mean(entry.name)
    if asked:
        yield ("each told" if told else "each untold"), 1.0
        times = set(asked) & _TIMES
        own = set(per.split("/")) & _TIMES
        if times and own and times.isdisjoint(own):
            yield NEVER + "each other", 1.0
    elif told:
        # "Bao nhiêu người" wants them all, not how many there are to a team.
        people = entry.observation.unit.startswith("người/") and per not in _TIMES
        counted = people and any(map(_counts_all, question.wanted.measures))
        yield f"{NEVER if counted else ''}each unasked", 1.0
    before, of_before = asks_of_before(question), is_of_before(entry)
    if before or of_before:
        yield ("before same" if before and of_before else "before other"), 1.0
