"""Marks taken from a name, with the words that only link them: "của <place>", "trong năm <period>".

``without_linked`` is the entry point. Each run of marks is found first, and the words before it are read
backwards as long as they link: a pattern that begins with them would be tried at every letter.
"""

from __future__ import annotations

import re
from collections import defaultdict

from extract.observe.mask import PERIOD, QUANTITY

_RUN = re.compile(f"[{PERIOD}-{QUANTITY}]+")
_OTHER = re.compile(r"\W")


def _by_last_word(phrases: str) -> dict[str, tuple[str, ...]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for phrase in phrases.split("|"):
        found[phrase.rpartition(" ")[2]].append(phrase)
    return {word: tuple(sorted(ends, key=len, reverse=True)) for word, ends in found.items()}


_LINKS = _by_last_word(
    "của|ở|tại|trên địa bàn|trên toàn|trong|vào|cho|so với|đến|hết|từ|tính đến|cuối|toàn|cả|riêng"
)
_TYPES = _by_last_word("tỉnh|thành phố|huyện|thị xã|xã|phường")


def without_linked(words: str) -> str:
    """Put a space in place of each run of marks, but ranks, and of the words that link it."""
    kept, at = [], 0
    for run in _RUN.finditer(words):
        kept.append(words[at : _start_of_links(words, at, run.start())])
        at = run.end()
    return " ".join((*kept, words[at:]))


def _start_of_links(words: str, least: int, start: int) -> int:
    """Find where what links a run of marks begins, the space before it included."""
    start = _before(words, least, start, _TYPES)
    end = len(words) + 1
    while start < end:
        start, end = _before(words, least, start, _LINKS), start
    while start > least and words[start - 1].isspace():
        start -= 1
    return start


def _before(words: str, least: int, start: int, phrases: dict[str, tuple[str, ...]]) -> int:
    """Find where the longest of some phrases begins that stands before a position."""
    end = start
    while end > least and words[end - 1].isspace():
        end -= 1
    if end == start:
        return start
    last = words[max(least, words.rfind(" ", least, end) + 1) : end]
    if not last.isalnum():
        last = _OTHER.split(last)[-1]
    for phrase in phrases.get(last, ()):
        begin = end - len(phrase)
        alone = begin == 0 or not _is_letter(words[begin - 1])
        if begin >= least and alone and words.startswith(phrase, begin):
            return begin
    return start


def _is_letter(letter: str) -> bool:
    return letter.isalnum() or letter == "_"
