"""Communes that an article names in full once, and by their bare name afterwards.

``read_communes`` is the entry point. There is no table of communes: "phường Trảng Dài" says
what Trảng Dài is, and "nhiều nhất là Trảng Dài" further on means the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from extract.lexicon import load_words
from extract.models import Article, Level, Place, PlaceMention, Span
from extract.observe.subject import is_country
from extract.place import find_places
from extract.place.commune import may_name_a_commune
from extract.place.gazetteer import MERGED_ON, WORDS
from extract.text import LOWER, UPPER

_WORDS_BEFORE = re.compile(r"(?:(\w+) )?(\w+) $")
_LONGEST_HEAD = 30
_SYLLABLE = rf"[{UPPER}][{LOWER}]+"
# "Xã nghèo nhất, Mường Hoa, 24,8%; sau đó là Trung Sơn 22,3%".
_IN_LIST = re.compile(
    rf"(?:^|[,;:.] |\b(?:và|là|lại|đó|theo|đến|nhất|[Rr]iêng|như) )(?:[Rr]iêng |[Vv]à )?(?P<name>{_SYLLABLE}(?: {_SYLLABLE}){{1,2}})"
    rf"(?=(?: và {_SYLLABLE}(?: {_SYLLABLE}){{1,2}})?(?:,? (?:(?:chỉ|mới|đạt|còn|có|với|là|hơn|gần|đã|được|vượt|mốc|đều|cùng) ){{0,4}}\d| \(\d))"
)
_OF_COMMUNES = re.compile(r"\b(?:[Xx]ã|[Pp]hường|[Tt]hị trấn|[Đđ]ặc khu)\b")
_STATEMENT = re.compile(r"[^.!?]+(?:[.!?](?=\S)[^.!?]*)*")
# Behind these, or at the start, a capital says nothing.
_OPENERS = ("", ".", ":", ";", "!", "?", "-", "–", "+", "*", "•", "“", '"')


@dataclass(frozen=True, slots=True)
class Communes:
    """The communes of an article.

    Attributes:
        places: By name.
        pattern: Finds the names; ``None`` where there are none.
    """

    places: dict[str, Place] = field(default_factory=dict)
    pattern: re.Pattern[str] | None = None

    def find(self, text: str) -> list[PlaceMention]:
        """Find the bare names of the communes in a text, in order of position.

        Args:
            text: Of a passage, in canonical form.
        """
        if self.pattern is None:
            return []
        return [
            PlaceMention(Span(*match.span()), self.places[match[0]], (), typed=False)
            for match in self.pattern.finditer(text)
            if not _is_part_of_a_name(text, match.start())
        ]


def read_communes(article: Article) -> Communes:
    """Read which communes an article names with their type word."""
    places = {
        mention.place.name: mention.place
        for passage in article.passages
        for mention in find_places(passage.text, on=article.published)
        if mention.place.level is Level.COMMUNE and " " in mention.place.name
    }
    for name in _listed(article, places):
        places.setdefault(name, Place(name, Level.COMMUNE, system=_system(article)))
    if not places:
        return Communes()
    names = "|".join(map(re.escape, sorted(places, key=len, reverse=True)))
    return Communes(places, re.compile(rf"(?<![\w-])(?:{names})(?![\w-])(?! [{UPPER}])"))


def _listed(article: Article, typed: Mapping[str, Place]) -> Iterator[str]:
    """Names before their numbers, where the sentence or the one before speaks of communes."""
    surnames = load_words(WORDS)["surnames"][:14]
    for passage in article.passages:
        if not _OF_COMMUNES.search(passage.text):
            continue
        told = False
        for sentence in _STATEMENT.findall(passage.text):
            tells = _OF_COMMUNES.search(sentence) is not None
            for match in _IN_LIST.finditer(sentence.strip()) if tells or told else ():
                name = match["name"]
                first, second, *_ = name.split()
                other = first in surnames or not may_name_a_commune(first, second)
                known = name in typed or other or is_country(name)
                if not known and not find_places(name, on=article.published):
                    yield name
            told = tells


def _system(article: Article) -> str:
    return "34" if article.published is not None and article.published >= MERGED_ON else "63"


def _is_part_of_a_name(text: str, start: int) -> bool:
    """ "cầu Trảng Dài", "ông Tân Quang", "Hợp tác xã Long Bình" are no communes."""
    match = _WORDS_BEFORE.search(text, max(0, start - _LONGEST_HEAD), start)
    if match is None:
        return False
    words = load_words(WORDS)
    last, two = match[2], f"{match[1] or ''} {match[2]}".strip()
    opens = text[: match.start(2)].rstrip()[-1:] in _OPENERS
    if last[0].isupper() and not opens:
        return True
    known = {*words["heads"], *words["titles"]}
    return last.lower() in known or two.lower() in known
