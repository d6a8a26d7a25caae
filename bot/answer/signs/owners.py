"""Whose number it is: of an office, a group, a tier, or of the place as a whole."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Set

from bot.answer.entry import Entry
from bot.answer.match import Sought
from bot.answer.signs.models import NEVER, Sign, Stand
from bot.question.models import Question

_MOSTLY, _HALF = 0.7, 0.5
# What groups are called by, before what tells them apart.
_HEADS = frozenset({"khu", "vực", "vùng", "nhóm", "khối"})
_CLOSE_BY = 0.15
# An office's or a tier's number is never the whole place's.
_OFFICE = re.compile(
    r"(?:cấp|khối|sở|bộ|ubnd|cục|chi cục|ban|văn phòng|phòng|trung tâm)\b", re.IGNORECASE
)
# By what a name tells of a tier; "xã hội" is no commune.
_TIERS = {
    "huyện": r"(?:huyện|quận|thị xã)",
    "xã": r"(?:(?<!hợp tác )(?<!thị )(?<!mỗi )xã(?! hội| viên)|phường|thị trấn|cấp cơ sở)",
}
_NAMED = {tier: re.compile(rf"(?<!\w){words}(?!\w)") for tier, words in _TIERS.items()}
# A clause may speak of one commune, too.
_SPOKEN = {
    tier: re.compile(
        rf"(?<!\w)(?:cấp|khối|các|ubnd|nhân dân|tại|ở) {words}(?!\w)"
        rf"|(?<!\w){words}(?:, | và )(?:huyện|quận|thị|thành|xã|phường)(?!\w)"
    )
    for tier, words in _TIERS.items()
}
# "Cấp tỉnh" may mean the province as a whole.
_WHOLE = "tỉnh"


def subject_signs(entry: Entry, sought: Sought, stand: Stand) -> Iterator[Sign]:
    """Tell whether the office or group that a number is of was named."""
    subject = entry.part
    if not subject:
        return
    sort = "office" if _OFFICE.match(subject) else "subject"
    if sort == "office":
        named = _names_office(entry, sought.words)
    else:
        named = _named(entry, sought.weights) >= _HALF
    if named:
        yield f"{sort} named", 1.0
    elif stand.whole >= stand.share - _CLOSE_BY:
        yield f"{sort} unasked", 1.0
    else:
        # Nobody else counts it: the customs office has the customs' figures.
        yield f"{sort} unasked, alone", 1.0


def tier_signs(question: Question, entry: Entry, sought: Sought) -> Iterator[Sign]:
    """Tell whether a number is of another tier of offices than the one asked."""
    # Who asks for the communes is not given the province's number.
    words = question.wanted.words
    asked = {tier for tier in _TIERS if f"cấp {tier}" in words and tier in sought.words}
    if not asked or entry.observation.province is not None:
        # A district's own figures are of the districts' tier.
        return
    subject = (entry.observation.subject or "").lower()
    own = {tier for tier in (*_TIERS, _WHOLE) if f"cấp {tier}" in subject}
    if asked.isdisjoint(own or {tier for tier in asked if _tells_of(entry, tier)}):
        yield NEVER + "tier other", 1.0


def _tells_of(entry: Entry, tier: str) -> bool:
    named = f"{entry.name} {entry.observation.subject or ''}".lower()
    if _NAMED[tier].search(named):
        return True
    return _SPOKEN[tier].search(entry.clause.lower()) is not None


def _names_office(entry: Entry, words: Set[str]) -> bool:
    # "Sở Tư pháp" is not "Bộ Tư pháp", nor "cấp xã" "cấp tỉnh".
    if entry.office not in words:
        return False
    if len(entry.subject_words) <= 2:
        return entry.subject_words <= words
    return _named(entry, words) >= _MOSTLY


def _named(entry: Entry, words: Collection[str]) -> float:
    own = [term for term in entry.subject if "_" not in term]
    telling = [t for t in own if t not in _HEADS] or own or sorted(entry.subject_words)
    return sum(term in words for term in telling) / max(1, len(telling))
