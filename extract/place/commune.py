"""Communes: a type word and a capitalised name ("phường Trưng Vương", "các xã Ia Chim, Đắk Hà").

There is no table of the ten thousand communes: the type word says what the name is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from extract.lexicon import load_words
from extract.models import Level
from extract.place.gazetteer import WORDS
from extract.place.names import lookup
from extract.place.words import Words
from extract.text import LOWER, UPPER

_LONGEST = 4
_TYPE = re.compile(
    r"(?<!\w)(?:(?i:phường|xã đảo|xã|thị trấn|đặc khu|phuong|xa|thi tran|dac khu)(?P<joint>:? )"
    r"|(?P<short>P|X|TT)\. ?)"
)
# "thị xã", "hợp tác xã", "thông tấn xã" are other words.
_OTHER_WORD = re.compile(r"(?:thị|tác|tấn|thi|tac|tan)\s$", re.IGNORECASE)
_MANY = re.compile(
    r"(?:^|\W)(?:các|những|hai|ba|bốn|năm|sáu|\d+|và|phường|xã|thị trấn),?\s$", re.IGNORECASE
)
_OFFICE = re.compile(r"(?:chủ tịch|bí thư|trưởng)[^.,;:]*$", re.IGNORECASE)
_FULL_NAME = 3
# What a type word and the letter of a name are folded to.
_TYPE_KEYS = frozenset(("phuong", "xa", "thi", "dac", "p", "x", "tt"))
_LETTER_KEYS = frozenset("abcd")
_LETTERED = re.compile(rf"(?<![\w.])(?:[{UPPER}][{LOWER}]+ ){{2}}[A-D](?![\w.])")
_NUMBER = r"(?: ?\([^()]{0,40}\)| (?:(?:đạt|là|còn|được|với|mới|chỉ|hơn|gần) ){0,3}\d[\d.,/]*(?: ?%| [\w/.]{1,9}){0,3}?)"
_LINK = re.compile(
    rf"(?P<number>{_NUMBER})?(?:[,;] ?| và | hoặc |, và )(?:(?:xã|phường|thị trấn) )?"
)
_NUMBERED = re.compile(r" (?:(?:đạt|là|còn|được|với|mới|chỉ|hơn|gần) ){0,3}\d| ?\(\d")


_NUMBERS_OF_NAMES = frozenset("123456789")
_DOES = re.compile(
    r" (?:có|đạt|đã|được|là|còn|thu|ghi nhận|vẫn|hiện|nằm|thuộc|với|chưa|phải|hoàn thành|tổ chức|triển khai|thực hiện|đang|vừa"
    r"|cũng|mới|dẫn đầu|đứng|xếp|cho biết|giải ngân|tiếp nhận|giải quyết|sẽ|bị|không|cao nhất|thấp nhất)(?!\w)"
)
_WARD = re.compile(r"[1-9]|[12]\d")
_COUNTED = re.compile(
    r"(?:\d|các|những|nhiều|hai|ba|bốn|năm|sáu|(?:xã|huyện|phường),?)\s$", re.IGNORECASE
)
_ADDRESS = re.compile(r"(?:,| \(| -) ?(?:huyện|thị xã|thành phố|TP|tỉnh|quận)(?!\w)")
_ENDS = re.compile(r"\s?(?:[,;:().|\t-]|và(?!\w)|\Z)")


@dataclass(frozen=True, slots=True)
class CommuneName:
    """A commune's name in a text.

    Attributes:
        start: Where the type word starts, else the name.
        first: Index of the first word of the name.
        last: The index behind its last word.
        typed: Whether its own type word stands before.
    """

    start: int
    first: int
    last: int
    typed: bool


def find_communes(words: Words) -> list[CommuneName]:
    """Find the communes that a text names, in order of position; none overlap.

    Wards named by a number ("phường 7") are told from counts of wards by what follows them.
    """
    has_types = words.joined or not _TYPE_KEYS.isdisjoint(words.keys)
    has_letters = words.joined or not _LETTER_KEYS.isdisjoint(words.keys)
    if not has_types and not has_letters:
        return []
    by_start = {position: index for index, position in enumerate(words.starts)}
    typed = list(_typed(words, by_start)) if has_types else []
    taken = {index for commune in typed for index in range(commune.first, commune.last)}
    lettered = [
        commune
        for commune in (_lettered(words, by_start) if has_letters else ())
        if commune.first not in taken
    ]
    return sorted((*typed, *lettered), key=lambda commune: commune.first)


def _typed(words: Words, by_start: dict[int, int]) -> Iterator[CommuneName]:
    claimed = 0
    for match in _type_words(words):
        start = match.start()
        if start < claimed or _OTHER_WORD.search(words.text, max(0, start - 6), start):
            continue
        if not words.unmarked and match[0].lower().strip(": ") in ("xa", "phuong", "thi tran"):
            continue
        first = by_start.get(match.end())
        if first is not None and _is_numbered_ward(words, match[0], first):
            claimed = words.ends[first]
            yield CommuneName(start, first, first + 1, typed=True)
            continue
        last = _name_end(words, first) if first is not None else None
        if first is None or last is None or (match["short"] and last - first < 2):
            continue
        if words.is_shouted(first) and not match[0][-2].isupper():
            # "xã NTM": what kind of commune, not which.
            continue
        if _is_official(words, start, first, last):
            continue
        last = _with_number(words, last)
        claimed = words.ends[last - 1]
        yield CommuneName(start, first, last, typed=True)
        many = _MANY.search(words.text, max(0, start - 12), start) or match["joint"] == ": "
        for listed in _listed(words, last, by_start, numbered=not many):
            claimed = words.ends[listed.last - 1]
            yield listed


def _is_numbered_ward(words: Words, type_word: str, first: int) -> bool:
    """Whether a ward is named by its number: "phường 5 có 12.000 dân", but not "3 phường, 5 xã"."""
    if type_word.lower() != "phường " or not _WARD.fullmatch(words[first]):
        return False
    start, end = words.starts[first] - len(type_word), words.ends[first]
    if _COUNTED.search(words.text, max(0, start - 12), start):
        return False
    return _DOES.match(words.text, end) is not None or _ADDRESS.match(words.text, end) is not None


def _with_number(words: Words, last: int) -> int:
    """Take in the number that tells communes of one name apart: "xã A Lưới 2 có 1.200 hộ"."""
    if last == len(words) or words.gap(last) != " " or words[last] not in _NUMBERS_OF_NAMES:
        return last
    end = words.ends[last]
    if _DOES.match(words.text, end) or _ADDRESS.match(words.text, end):
        return last + 1
    # "xã A Lưới 2, xã A Lưới 3": a name that stands with two numbers.
    name = words.text[words.starts[last - 1] : end - 1]
    others = re.findall(rf"(?<!\w){re.escape(name)}([1-9])(?![\w.,]\d)", words.text)
    return last + 1 if len(set(others)) > 1 and _ENDS.match(words.text, end) else last


def _type_words(words: Words) -> Iterator[re.Match[str]]:
    if words.joined:
        yield from _TYPE.finditer(words.text)
        return
    for start, key in zip(words.starts, words.keys, strict=True):
        if key in _TYPE_KEYS and (match := _TYPE.match(words.text, start)):
            yield match


def _lettered(words: Words, by_start: dict[int, int]) -> Iterator[CommuneName]:
    # Only communes are told apart by a letter: "Phú Thành B".
    for match in _LETTERED.finditer(words.text):
        first = by_start.get(match.start())
        if first is None or words.has_head(first) or words.follows_person(first):
            continue
        if words[first] in load_words(WORDS)["surnames"]:
            continue
        last = first + match[0].count(" ") + 1
        if " ".join(words.keys[first:last]) in lookup()[0]:
            continue
        yield CommuneName(match.start(), first, last, typed=False)


def _listed(
    words: Words, last: int, by_start: dict[int, int], *, numbered: bool
) -> Iterator[CommuneName]:
    """The names behind the first; behind one "xã" alone, each must have its number."""
    while link := _LINK.match(words.text, words.ends[last - 1]):
        first = by_start.get(link.end())
        end = _name_end(words, first) if first is not None else None
        if first is None or end is None:
            return
        if not may_name_a_commune(words[first], words[first + 1] if end - first > 1 else ""):
            return
        if numbered and not _has_number(words, first, end, link):
            return
        end = _with_number(words, end)
        yield CommuneName(words.starts[first], first, end, typed=False)
        last = end


def _has_number(words: Words, first: int, last: int, link: re.Match[str]) -> bool:
    """ "xã A 64,5 tạ/ha, B 63,8 tạ/ha": no province, and each with a number of its own."""
    if link["number"] is None or not _NUMBERED.match(words.text, words.ends[last - 1]):
        return False
    names = lookup()[0].get(" ".join(words.keys[first:last]), ())
    known = [reading.place.level for name in names for reading in name.readings]
    return last - first > 1 and all(level is Level.DISTRICT for level in known)


def _name_end(words: Words, first: int) -> int | None:
    if not words[first][0].isupper() or words.keys[first] == "hoi":
        return None
    shouted = words.is_shouted(first)
    end = first + 1
    while (
        end < len(words)
        and end - first < _LONGEST
        and words.gap(end) == " "
        and words[end][0].isupper()
        and (shouted or not words.is_shouted(end))
        and not _starts_person(words, end)
    ):
        end += 1
    if shouted and end < len(words) and words.gap(end) == " " and words.is_shouted(end):
        end = first + 2
    return end


def _is_official(words: Words, start: int, first: int, last: int) -> bool:
    # "Chủ tịch UBND phường Vũ Xuân Quỳnh" names no ward; "UBND phường Lê Lợi" does.
    surname = words[first] in load_words(WORDS)["surnames"]
    office = _OFFICE.search(words.text, max(0, start - 40), start) is not None
    return surname and last - first >= _FULL_NAME and office


def _starts_person(words: Words, index: int) -> bool:
    # "Chủ tịch UBND xã Tân Quang Nguyễn Văn An": the surname starts another name.
    return (
        words[index] in load_words(WORDS)["surnames"][:14]
        and index + 1 < len(words)
        and words.gap(index + 1) == " "
        and words.is_capital(index + 1)
    )


def may_name_a_commune(first: str, second: str) -> bool:
    """Tell whether a name in a list of communes may be one: "Trung Sơn", but not "Trung tâm".

    Args:
        first: Its first syllable.
        second: Its second one, if that has a capital; ``""`` otherwise.
    """
    if first not in _other_starts():
        return True
    return bool(second) and first in _also_starts() and second not in _houses()


@cache
def _other_starts() -> frozenset[str]:
    return frozenset(load_words(WORDS)["not_communes"])


@cache
def _also_starts() -> frozenset[str]:
    return frozenset(load_words(WORDS)["communes_too"])


@cache
def _houses() -> frozenset[str]:
    return frozenset(load_words(WORDS)["not_in_communes"])
