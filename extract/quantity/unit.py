"""Unit words -> the unit of a quantity: "%", "tỷ đồng/người/năm", "hồ sơ", "xã, phường".

``unit_at`` is the entry point; what is counted and measured stands in
``tables/units.toml``. A noun is kept as the text writes it. Where the table knows no noun, the
first one or two words behind the number stand for it, unless they cannot be what is counted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from extract.grammar import Pattern, is_marked
from extract.lexicon import TABLES
from extract.quantity.numeral import scale_at
from extract.text import fold
from extract.toml_table import load_toml

PERCENT = "%"
POINTS = "điểm phần trăm"
CURRENCIES = ("đồng", "USD")

_TABLE = TABLES / "units.toml"

_RATE = Pattern(
    r"[ \t]?(?:(?P<points>điểm ?(?:phần trăm|%)|đpt\b|% điểm(?= ?(?:[.,;:)]|\Z)| (?:so|cùng|và|trong|với|nữa|mỗi|vào|của|theo|tại|ở|hơn|hay|hoặc)(?!\w))"
    r"|phần trăm điểm)|(?P<percent>%|phần trăm(?!\w))|‰)"
)
_WORD = re.compile(r"[^\W_]+(?:[-–][^\W\d_]+)?")
_SPACE_WORD = re.compile(r"[ \t][“\"‘'«]?([^\W_]+(?:[-–][^\W\d_]+)?|[°$µ][^\W_]*|[²³])")
_GLUED = re.compile(r"[°$µ]?[^\W\d_]+(?:[²³]|[23](?!\d))?|[$%‰]")
_JOINT = re.compile(r"(?:[ \t]?[,/][ \t]?|[ \t][-–][ \t]|[ \t](?:và|va|hoặc)[ \t])")
_PER = re.compile(
    r"[ \t]?/[ \t]?((?:1(?:[. ]?000)*|10(?:[. ]?000)?|100(?:[. ]?000)?|một|vạn|triệu|nghìn)[ \t])?(?=[^\W\d_])"
)
# "215 lượt, khách nội địa đạt 320 lượt": the noun begins the next clause.
_NEXT_VALUE = Pattern(
    r"(?: [^\W\d_]+){1,3} (?:đạt|là|ước|chiếm|còn|tăng|giảm)(?: ước| đạt| khoảng| gần| hơn| trên)* \d"
)
# "6,7/vạn dân": what is counted stands before the number.
_RATIO = Pattern(
    r"/(?:vạn|nghìn|ngàn|triệu|10{0,2}\.?000) (?:người dân|dân|người|trẻ|hộ|lao động)(?!\w)"
)
_LONGEST = 6


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit found behind a number.

    Attributes:
        end: The index behind it.
        name: ``%``, ``điểm phần trăm``, ``đồng``, ``USD`` or the words as written.
        known: Whether the table holds it; else it is only the words that follow.
    """

    end: int
    name: str
    known: bool


@dataclass(frozen=True, slots=True)
class _Table:
    """Every entry by its folded form, with the marked spellings and their groups."""

    entries: dict[str, tuple[tuple[str, str], ...]]
    renamed: dict[str, str]
    coordinated: frozenset[str]
    tails: frozenset[str]
    stop: frozenset[str]


@lru_cache(maxsize=1)
def _table() -> _Table:
    data = load_toml(_TABLE)
    entries: dict[str, tuple[tuple[str, str], ...]] = {}

    def add(word: str, group: str) -> None:
        entries[fold(word)] = (*entries.get(fold(word), ()), (word, group))

    renamed = {word: unit for unit, words in data["money"].items() for word in words}
    for word in renamed:
        add(word, "money")
    for word in data["short"]:
        add(word, "short")
    renamed |= data["short"]
    for word in data["measures"].split("\n"):
        add(word, "measure")
    for word in data["never"].split("\n"):
        add(word, "never")
    for group, words in data["nouns"].items():
        for word in words.split("\n"):
            add(word, group)
    entries.pop("", None)
    stop = frozenset(data["stop"].split())
    tails = frozenset(data["tails"].split())
    return _Table(entries, renamed, frozenset(data["coordinated"]), tails, stop)


@lru_cache(maxsize=512)
def unit_at(text: str, start: int) -> Unit | None:
    """Read the unit that stands behind a number.

    Args:
        text: Canonical text.
        start: The index behind the number.

    Returns:
        ``None`` where what follows is not counted or measured in anything.
    """
    rate = _RATE.match(text, start)
    if rate:
        name = POINTS if rate["points"] else PERCENT if rate["percent"] else "‰"
        return Unit(rate.end(), name, known=True)
    ratio = _RATIO.match(text, start)
    if ratio:
        return Unit(ratio.end(), ratio[0], known=True)
    head = _head_at(text, start)
    if head is None:
        return None
    end, name, group = head
    if group in _table().coordinated and name != "lượt":
        end = _coordinated_to(text, end, group)
        name = text[start:end].strip(" \t“\"‘'«")
    end_per = _per_to(text, end)
    return Unit(end_per, name + re.sub(r"\s*/\s*", "/", text[end:end_per]), bool(group))


def noun_at(text: str, start: int) -> Unit | None:
    """Read a unit that the table knows, as ``unit_at``; else ``None``."""
    unit = unit_at(text, start)
    return unit if unit and unit.known else None


def read_unit(text: str) -> tuple[int, str] | None:
    """Read a text that is only a unit, as in the head of a table: "Tỷ đồng", "%", "Người".

    Returns:
        What the numbers below it are to be multiplied by, and the unit; ``None`` where the
        text is something else.
    """
    scale, start = scale_at(text, 0)
    unit = noun_at(text, start)
    return (scale, unit.name) if unit and unit.end == len(text) else None


def _head_at(text: str, start: int) -> tuple[int, str, str] | None:
    """The end, the name and the group of the noun; the group is empty where unknown."""
    words = _words_after(text, start)
    for count in range(min(_LONGEST, len(words)), 0, -1):
        end = words[count - 1][1]
        written = text[words[0][0] : end].lower()
        for entry, group in _table().entries.get(fold(written), ()):
            if written != entry and is_marked(text):
                continue
            if group == "never":
                return None
            return end, _table().renamed.get(entry, text[words[0][0] : end]), group
    return _unknown_head(text, words)


def _words_after(text: str, start: int) -> list[tuple[int, int]]:
    """Spans of the words behind a number, up to the first punctuation."""
    spans: list[tuple[int, int]] = []
    glued = _GLUED.match(text, start)
    if glued:
        spans.append(glued.span())
        start = glued.end()
    while len(spans) < _LONGEST:
        word = _SPACE_WORD.match(text, start)
        if word is None:
            break
        spans.append(word.span(1))
        start = word.end()
    return spans


def _unknown_head(text: str, words: list[tuple[int, int]]) -> tuple[int, str, str] | None:
    kept: list[tuple[int, int]] = []
    for begin, end in words[:2]:
        word = text[begin:end]
        acronym = word.isupper() and 1 < len(word) <= 6 and word.isalpha()
        stopped = word.lower() in _table().stop or not is_marked(text)
        if stopped or any(letter.isdigit() for letter in word):
            break
        if word != word.lower() and not acronym:
            break
        kept.append((begin, end))
        if acronym:
            break
    if not kept or kept[0][0] == 0:
        return None
    if len(text[kept[0][0] : kept[-1][1]]) < 2:
        return None
    return kept[-1][1], text[kept[0][0] : kept[-1][1]], ""


def _coordinated_to(text: str, end: int, group: str) -> int:
    while joint := _JOINT.match(text, end):
        following = _table_noun(text, joint.end())
        if following is None:
            break
        next_end, groups = following
        # "785 lượt khách, Nam Định 96 lượt": a name begins the next clause.
        if text[joint.end()].isupper() and group == "person":
            break
        if group not in groups and "tail" not in groups:
            break
        if group == "person" and _NEXT_VALUE.match(text, next_end):
            break
        end = next_end
    return end


def _table_noun(text: str, start: int) -> tuple[int, set[str]] | None:
    word = _WORD.match(text, start)
    if word is None:
        return None
    words = [word.span(), *_words_after(text, word.end())]
    for count in range(min(_LONGEST, len(words)), 0, -1):
        end = words[count - 1][1]
        written = text[start:end].lower()
        found = _table().entries.get(fold(written), ())
        groups = {g for entry, g in found if written == entry or not is_marked(text)}
        if groups:
            return end, groups
    return (word.end(), {"tail"}) if word[0].lower() in _table().tails else None


def _per_to(text: str, end: int) -> int:
    while per := _PER.match(text, end):
        noun = _table_noun(text, per.end())
        word = _WORD.match(text, per.end())
        if noun is not None:
            end = noun[0]
        elif word is not None and word[0].islower() and word[0] not in _table().stop:
            end = word.end()
        else:
            break
    return end
