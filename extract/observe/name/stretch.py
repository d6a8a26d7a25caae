"""Stretches of a sentence that may name a number: before it, behind it, earlier on.

``before`` and ``behind`` are the entry points. They give every stretch that could be a name by
where it begins and ends; which of them is the name is decided by ``choice``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from extract.grammar import Caseless
from extract.models import Span
from extract.observe.cue import end_of_goal
from extract.observe.frame import Reading, Site
from extract.observe.mask import MARKS, PERIOD, PLACE, QUANTITY, RANK, SUBJECT
from extract.observe.name import naming, wording
from extract.observe.name.predicate import read_predicate
from extract.observe.name.right import right_of, without_next_verb
from extract.observe.name.syllable import FUNCTION_WORDS

_BREAK = re.compile(r"[,;:()](?=\s|$)|\s[-–]\s|(?<=\s)\(|^\s*[-+•*]\s|[.!?](?=\s|$)")
_MARKED = re.compile(rf"[{MARKS}]+")
_UP_TO_MARK = re.compile(rf"\s*[{MARKS}]+")
_HEAD = Caseless(
    r"\b(?:tỷ lệ|tỉ lệ|tỷ trọng|chỉ số|tốc độ|tỷ suất|tổng số|số|tổng|kim ngạch|giá trị|doanh thu|thu nhập|"
    r"sản lượng|diện tích|năng suất|vốn|điểm|mức|dư nợ|thu|chi|công suất|xuất khẩu|nhập khẩu|lượng)\s",
)
_AUXILIARY = re.compile(r"\s(?:đã|đang|vừa|có|được|mới|chỉ(?! tiêu| số)|vẫn|còn|sẽ|cũng|phải)\s")
_LINK = re.compile(r"\s(?:về|cho|của|trong đó|riêng|gồm|và)\s")
_VERB = re.compile(
    r"\s(?:đã|đang|vẫn|cũng|chỉ|mới|đạt|là|chiếm|còn|ước|tăng|giảm|có|được|vượt|lên|với|ở mức|xuống|dừng|vươn|"
    r"tiếp tục|hiện|đều|cao|thấp|bình quân|đứng|xếp|ghi nhận|bằng|lần lượt|tương ứng|trên|dưới|từ|cả|toàn)(?=\s|$)"
)
_NOUN_ENDS = re.compile(
    r"\s(?:đã|đang|được|có|đạt|là|và|tại|trong|của|ở|cho|với|vào|bị|sử dụng|thuộc|trên|để|từ|chưa|không|còn|đều|phải)(?=\s)"
)
_BEHIND_BREAK = re.compile(r"[,;:()]|\.(?:\s|$)|\s[-–]\s")
_MARK_BEHIND = re.compile(rf"\s*[{MARKS}]")
_LETTERS = {PERIOD: "<t>", PLACE: "<p>", SUBJECT: "<s>", QUANTITY: "<q>", RANK: "<k>"}
_MARK_RUNS = re.compile(rf"([{MARKS}])\1*")
_FARTHEST_PIECE = 3
_MOST_SKIPPED = 4
_LONGEST_GAP = 4
# Twice as many as the busiest sentence of any article had; a row of hundreds names nothing.
_MOST_CUTS = 24
_LONGEST_NAME = 220
# What stands farther off names no number; a paragraph may be one sentence of thousands.
_FARTHEST = 600


class Stretch(NamedTuple):
    """Words that may name a number.

    Attributes:
        words: Without marks and linking words.
        form: How the stretch begins and ends, two or three letters.
        pieces: How many separators stand between it and the number, at most 3.
        skipped: Telling syllables between its end and the end of its piece, at most 4.
        leading: Telling syllables of its piece before it, at most 4.
        gap: What stands between it and the number, marks as ``<p>``, telling words as ``*``.
        opener: What stands right before it.
    """

    words: str
    form: str
    pieces: int = 0
    skipped: int = 0
    leading: int = 0
    gap: str = "~"
    opener: str = "~"


def before(reading: Reading, site: Site) -> list[Stretch]:
    """Give the stretches between the number before and this one, nearest piece first."""
    return list(_stretches(reading.seen(site.left)))


def earlier(reading: Reading, site: Site) -> list[Stretch]:
    """Give the stretches of the sentence up to the number before."""
    if site.left.start <= site.sentence.start:
        return []
    start = max(site.sentence.start, site.left.start - _FARTHEST)
    return list(_stretches(reading.seen(Span(start, site.left.start))))


def behind(reading: Reading, site: Site) -> list[Stretch]:
    """Give the stretches that begin where the number ends."""
    found: dict[str, Stretch] = {}

    def add(words: str, form: str) -> None:
        if words:
            found.setdefault(words, Stretch(words, form))

    add(naming.read_right(right_of(reading, site)), "q")
    end = site.quantity.span.end
    text = wording.up_to_quote(reading.masked.named[end : min(site.sentence.end, end + _FARTHEST)])
    start = text.lstrip()
    if not start or not (start[0].isalnum() or start[0] in '“"'):
        return list(found.values())
    if wording.opens_no_noun(text):
        return list(found.values())
    numbers = [at for at in (text.find(QUANTITY), text.find(RANK)) if at >= 0]
    limit = min(numbers, default=len(text))
    stop = _BEHIND_BREAK.search(text, 0, limit)
    first = text[: stop.start() if stop else limit]
    if stop is None and numbers:
        first = without_next_verb(first)
    add(naming.tidy_behind(first), "p")
    for match in _NOUN_ENDS.finditer(first):
        add(naming.tidy_behind(first[: match.start()]), "c")
    for match in _MARK_BEHIND.finditer(first):
        add(naming.tidy_behind(first[: match.start()]), "m")
    if stop and stop[0] == "," and not naming.opens_clause(text[stop.end() :]):
        further = _BEHIND_BREAK.search(text, stop.end(), limit)
        add(naming.tidy_behind(text[: further.start() if further else limit]), "2")
    add(read_predicate(reading, site), "d")
    return list(found.values())


@lru_cache(maxsize=512)
def _stretches(text: str) -> tuple[Stretch, ...]:
    found: list[Stretch] = []
    pieces: list[tuple[int, int, str]] = []
    at = 0
    for match in _BREAK.finditer(text):
        pieces.append((at, match.start(), match[0].strip()))
        at = match.end()
    pieces.append((at, len(text), ""))
    for back, (start, end, _) in enumerate(reversed(pieces[-4:])):
        piece = text[start:end]
        if piece.strip():
            pieces_between = min(back, _FARTHEST_PIECE)
            for stretch in _of_piece(piece, near=not back):
                found.append(stretch._replace(pieces=pieces_between) if back else stretch)
    for joined in (2, 3):
        if len(pieces) >= joined and all(mark == "," for _, _, mark in pieces[-joined:-1]):
            words = naming.tidy(text[pieces[-joined][0] :])
            if words:
                found.append(Stretch(words, f"J{joined}", gap="J", opener="J"))
    return tuple(found)


# The same piece stands before several numbers of a sentence, but right before one only.
@lru_cache(maxsize=1024)
def _of_piece(piece: str, *, near: bool) -> tuple[Stretch, ...]:
    return tuple(_stretches_of(piece, near=near))


def _stretches_of(piece: str, *, near: bool) -> Iterator[Stretch]:
    starts, ends = {0: "p"}, {len(piece): "e"}
    marked = not piece.isprintable()
    if marked:
        for match in _MARKED.finditer(piece):
            starts.setdefault(match.end(), "m")
    for match in _HEAD.finditer(piece):
        starts.setdefault(match.start(), "h")
    for match in _AUXILIARY.finditer(piece):
        starts.setdefault(match.end(), "a")
    goal = end_of_goal(piece)
    if goal:
        starts.setdefault(goal, "g")
    for match in _LINK.finditer(piece):
        starts.setdefault(match.end(), "f")
    for match in _VERB.finditer(piece):
        ends.setdefault(match.start(), "v")
    if marked:
        for match in _UP_TO_MARK.finditer(piece):
            ends.setdefault(match.start(), "m")
    seen: set[str] = set()
    nearest = sorted(ends.items())[-_MOST_CUTS:]
    behind = {end: _behind(piece[end:], near=near) for end, _ in nearest}
    for start, opening in sorted(starts.items())[-_MOST_CUTS:]:
        before = piece[:start]
        leading, opener = _telling(before), _last_word(before)
        for end, closing in nearest:
            if end <= start + 2:
                continue
            words = naming.tidy(piece[start:end])
            if not words or len(words) > _LONGEST_NAME or words in seen:
                continue
            seen.add(words)
            rest = behind[end]
            yield Stretch(words, opening + closing, 0, rest.skipped, leading, rest.gap, opener)


class _Behind(NamedTuple):
    skipped: int
    gap: str


def _behind(rest: str, *, near: bool) -> _Behind:
    return _Behind(_telling(rest), gap(rest) if near else "~")


def _telling(text: str) -> int:
    # Marks are not printable; few texts have any.
    words = (text if text.isprintable() else _MARKED.sub(" ", text)).lower().split()
    telling = [word for word in words if word[0].isalpha() and word not in FUNCTION_WORDS]
    return min(len(telling), _MOST_SKIPPED)


def _with_letters(text: str) -> list[str]:
    if text.isprintable():
        return text.lower().split()
    words: list[str] = []
    for word in text.lower().split():
        if word.isprintable():
            words.append(word)
        elif word[0] in _LETTERS and word.count(word[0]) == len(word):
            words.append(_LETTERS[word[0]])
        else:
            words += _MARK_RUNS.sub(lambda match: f" {_LETTERS[match[1]]} ", word).split()
    return words


def gap(text: str) -> str:
    """Write what stands before a number as at most four words, the telling ones as ``*``."""
    out: list[str] = []
    for word in _with_letters(text):
        plain = word.startswith("<") or word in FUNCTION_WORDS or not word[0].isalpha()
        if plain or not out or out[-1] != "*":
            out.append(word if plain else "*")
    return " ".join(out[:_LONGEST_GAP])


def _last_word(text: str) -> str:
    words = _with_letters(text)
    return words[-1] if words else "^"
