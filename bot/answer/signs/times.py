"""How the period of an observation answers the periods asked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from bot.answer.entry import Entry
from bot.answer.signs.models import Sign
from bot.models import Asked
from bot.question.models import Question
from bot.question.when import EXACT, INSIDE, NONE, OVERLAP, SAME_END, agreement, period_of
from extract.models import Grain, Period
from extract.period import find_periods
from extract.text import canonical_text, fold

_MONTH_ALONE = re.compile(r"(?<!\w)(?:rieng (?:trong )?thang|trong thang)(?!\w)")
_SOON = 45
_JUST_NOW = 7
_AGREEMENT = {EXACT: "exact", SAME_END: "same end", INSIDE: "inside"}


def time_signs(question: Question, entry: Entry) -> Iterator[Sign]:
    """Tell how a period answers the periods asked."""
    if not question.periods:
        return
    agreed = best_agreement(question, entry)
    yield f"period {_AGREEMENT.get(agreed, 'of the year')}", 1.0


def best_agreement(question: Question, entry: Entry) -> int:
    """Tell how well an observation's period answers the periods asked; see ``agreement``."""
    label = entry.observation.period
    parts = Asked.TREND in question.asked
    agreed = (
        agreement(period, label, parts=parts)
        for period in question.periods
        if not _is_last_month_alone(period, entry)
    )
    best = max(agreed, default=NONE)
    if best == NONE and any(_is_told_soon_after(period, entry) for period in question.periods):
        return OVERLAP
    return best


def _is_told_soon_after(asked: Period, entry: Entry) -> bool:
    # What has no time of its own is of the article's month; it tells of what was just over.
    published, last = entry.stored.citation.published, asked.last
    if published is None or last is None or asked.grain is Grain.YEAR:
        return False
    if last.year != published.year or not 0 <= (published - last).days <= _SOON:
        return False
    if not _is_as_told(entry.observation.period, published):
        return False
    return not find_periods(canonical_text(entry.stored.citation.quote), published)


def _is_as_told(label: str | None, published: date) -> bool:
    # What names no time may be of the year, too, or of all that the article tells of.
    if label in (f"{published:%Y-%m}", f"{published:%Y}"):
        return True
    given = period_of(label)
    last = given.last if given is not None and given.grain is Grain.INTERVAL else None
    return last is not None and 0 <= (published - last).days <= _JUST_NOW


def _is_last_month_alone(asked: Period, entry: Entry) -> bool:
    # "Tính riêng tháng 6" is no half-year, though both end alike.
    given = period_of(entry.observation.period)
    if given is None or given.grain is not Grain.MONTH or asked.grain in (Grain.MONTH, Grain.DAY):
        return False
    return _MONTH_ALONE.search(fold(entry.stored.citation.quote)) is not None
