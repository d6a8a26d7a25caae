"""How the period of an observation answers the periods asked."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.answer.entry import Entry
from bot.answer.signs.models import Sign
from bot.models import Asked
from bot.question.models import Question
from bot.question.when import EXACT, INSIDE, NONE, SAME_END, agreement, period_of
from extract.models import Grain, Period
from extract.text import fold

_MONTH_ALONE = re.compile(r"(?<!\w)(?:rieng (?:trong )?thang|trong thang)(?!\w)")
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
    return max(agreed, default=NONE)


def _is_last_month_alone(asked: Period, entry: Entry) -> bool:
    # "Tính riêng tháng 6" is no half-year, though both end alike.
    given = period_of(entry.observation.period)
    if given is None or given.grain is not Grain.MONTH or asked.grain in (Grain.MONTH, Grain.DAY):
        return False
    return _MONTH_ALONE.search(fold(entry.stored.citation.quote)) is not None
