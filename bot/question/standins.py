"""Words of a question -> what an article may say in their place.

``said_for`` is the entry point: related phrases, abbreviations and what they stand for, the
letters in the number of a document, a telephone for a call.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from bot.question.related import load_related
from extract.lexicon import load_abbreviations

_SAID_FOR = (
    ("nghị quyết", ("nq",)),
    ("quyết định", ("qđ",)),
    ("kế hoạch", ("kh",)),
    ("chỉ thị", ("ct",)),
    ("thông báo", ("tb",)),
    ("báo cáo", ("bc",)),
    ("nghị định", ("nđ",)),
    ("thông tư", ("tt",)),
    ("công điện", ("cđ",)),
    ("tờ trình", ("ttr",)),
    ("gọi", ("số điện thoại", "đường dây nóng", "điện thoại")),
    ("liên hệ", ("số điện thoại", "đường dây nóng", "điện thoại")),
)
_WORD = re.compile(r"[^\W_]+")
# Two letters stand for too much.
_SHORTEST = 3


def said_for(text: str) -> dict[str, tuple[str, ...]]:
    """Tell what an answer in words may say instead of the words of a question.

    Args:
        text: Lower case with full marks.

    Returns:
        For each syllable of words found, the phrases that may stand for them.
    """
    told = {syllable: tuple(others) for syllable, others in load_related().of(text).items()}
    words = _WORD.findall(text)
    for phrase, others in _standing_for(words):
        for syllable in phrase:
            told[syllable] = tuple(dict.fromkeys((*told.get(syllable, ()), *others)))
    return told


def _standing_for(words: list[str]) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    table = _table()
    longest = max(map(len, table))
    for first in range(len(words)):
        for end in range(first + 1, min(first + longest, len(words)) + 1):
            phrase = tuple(words[first:end])
            if phrase in table:
                yield phrase, table[phrase]


@cache
def _table() -> dict[tuple[str, ...], tuple[str, ...]]:
    table: dict[tuple[str, ...], tuple[str, ...]] = {
        tuple(words.split()): others for words, others in _SAID_FOR
    }
    for row in load_abbreviations():
        letters, expansion = row.letters.lower(), " ".join(_WORD.findall(row.expansion.lower()))
        if len(letters) < _SHORTEST or not letters.isalpha() or " " not in expansion:
            continue
        for one, other in ((letters, expansion), (expansion, letters)):
            key = tuple(one.split())
            table[key] = (*table.get(key, ()), other)
    return table
