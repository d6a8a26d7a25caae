"""Words drawn with the frequencies of a natural text.

``Vocabulary`` is the entry point. A word of rank r in its list is drawn in proportion to
1 / (r + 5): Zipf's law as Mandelbrot wrote it. Behind the lists stands a tail without an end:
names of people, communes, companies and works, put together from syllables, and compounds that
are in no list, half of them of syllables that are in none either.
"""

from __future__ import annotations

import random
import tomllib
import unicodedata
from collections.abc import Sequence
from functools import cache
from itertools import accumulate
from typing import Any, Generic, TypeVar

from benchmarks.making.world import TABLES

_SHIFT = 5
# How many draws are made ahead; a word rarer than one in so many is drawn anew.
_AHEAD = 1 << 14
_COMPOUNDS = 20_000
# How many nouns are such compounds.
_RARE = 0.11
_ONSETS = [
    "b",
    "c",
    "ch",
    "d",
    "đ",
    "g",
    "gi",
    "h",
    "k",
    "kh",
    "l",
    "m",
    "n",
    "ng",
    "nh",
    "ph",
    "qu",
    "r",
    "s",
    "t",
    "th",
    "tr",
    "v",
    "x",
]
_RIMES = [
    "a",
    "ai",
    "am",
    "an",
    "ang",
    "anh",
    "ao",
    "ăn",
    "ăng",
    "âm",
    "ân",
    "âng",
    "ây",
    "e",
    "em",
    "en",
    "eo",
    "ê",
    "ên",
    "ênh",
    "i",
    "im",
    "in",
    "inh",
    "iêm",
    "iên",
    "iêng",
    "iêu",
    "o",
    "oi",
    "om",
    "on",
    "ong",
    "oa",
    "oan",
    "oang",
    "oanh",
    "oe",
    "ô",
    "ôi",
    "ôm",
    "ôn",
    "ông",
    "ơ",
    "ơi",
    "ơm",
    "ơn",
    "u",
    "ui",
    "um",
    "un",
    "ung",
    "uông",
    "uôn",
    "uôi",
    "uy",
    "uyên",
    "uân",
    "uê",
    "ư",
    "ưi",
    "ưng",
    "ươi",
    "ươm",
    "ươn",
    "ương",
    "ưu",
]
_TONES = ("", "\u0301", "\u0300", "\u0309", "\u0303", "\u0323")
_VOWELS = frozenset("aăâeêioôơuưy")


_T = TypeVar("_T")


class Pool(Generic[_T]):
    """What is drawn from, the commonest first."""

    def __init__(self, words: Sequence[_T], rng: random.Random) -> None:
        """Draw ahead, so that a draw costs no more than a look into a list."""
        weights = list(accumulate(1 / (rank + _SHIFT) for rank in range(len(words))))
        self._drawn = rng.choices(words, cum_weights=weights, k=_AHEAD)

    def draw(self, rng: random.Random) -> _T:
        """Give one."""
        return self._drawn[int(rng.random() * _AHEAD)]


class Topic:
    """The words of one field.

    Attributes:
        office: Who reports on it.
        title: What it is called in headlines.
    """

    def __init__(
        self, table: dict[str, str], general: dict[str, Pool[str]], rng: random.Random
    ) -> None:
        """Make the pools of a field."""
        self.office = table["office"]
        self.title = table["title"]
        self.nouns = Pool(_parts(table["nouns"]), rng)
        self.verbs = Pool(_parts(table["verbs"]), rng)
        self.general = general


class Vocabulary:
    """All words there are.

    Attributes:
        topics: By their key, the commonest first.
        general: Pools by their key in the table.
        names: Pools of parts of names.
    """

    def __init__(self, seed: int) -> None:
        """Make the pools of a seed; the lists are those of ``words.toml``."""
        rng = random.Random(f"{seed} words")
        table = load_table()
        self.general = {key: Pool(_parts(text), rng) for key, text in table["general"].items()}
        self.names = {key: Pool(_parts(text), rng) for key, text in table["names"].items()}
        self.topics = {
            key: Topic(words, self.general, rng) for key, words in table["topics"].items()
        }
        self.topic_keys = Pool(list(self.topics), rng)
        self._plain, self._made = _plain_syllables(), rng.sample(_syllables(), 4_000)
        self._compounds = Pool([self._compound(rng) for _ in range(_COMPOUNDS)], rng)

    def person(self, rng: random.Random) -> str:
        """Invent a person's name."""
        names = self.names
        return " ".join(names[part].draw(rng) for part in ("family", "middle", "given"))

    def place(self, rng: random.Random) -> str:
        """Invent a commune's name."""
        syllables = self.names["syllables"]
        return f"{syllables.draw(rng)} {syllables.draw(rng)}"

    def business(self, rng: random.Random) -> str:
        """Invent a company's name."""
        syllables = self.names["syllables"]
        names = (syllables.draw(rng) for _ in range(2 + (rng.random() < 0.6)))
        return f"{self.names['businesses'].draw(rng)} {' '.join(names)}"

    def noun(self, topic: Topic, rng: random.Random) -> str:
        """Give a noun: of the field, a general one, or one of the tail."""
        chance = rng.random()
        if chance < _RARE:
            return self._compounds.draw(rng) if chance < _RARE / 2 else self._compound(rng)
        pool = topic.nouns if chance < 0.62 else self.general["nouns"]
        return pool.draw(rng)

    def verb(self, topic: Topic, rng: random.Random) -> str:
        """Give a verb: of the field or a general one."""
        pool = topic.verbs if rng.random() < 0.4 else self.general["verbs"]
        return pool.draw(rng)

    def _compound(self, rng: random.Random) -> str:
        tail = self._made if rng.random() < 0.5 else self._plain
        return f"{_one_of(self._plain, rng)} {_one_of(tail, rng)}"


@cache
def load_table() -> dict[str, dict[str, Any]]:
    """Load the lists of words."""
    with (TABLES / "words.toml").open("rb") as file:
        return tomllib.load(file)


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.replace("\n", " ").split(",") if part.strip()]


def _one_of(words: Sequence[str], rng: random.Random) -> str:
    return words[int(rng.random() * len(words))]


def _plain_syllables() -> list[str]:
    """List the syllables of all words."""
    table = load_table()
    texts = [*table["general"].values()]
    texts += [text for topic in table["topics"].values() for text in topic.values()]
    syllables = sorted({s for text in texts for part in _parts(text) for s in part.split()})
    return [s for s in syllables if s.isalpha() and s.islower()]


def _syllables() -> list[str]:
    """Spell all syllables of the onsets, rimes and tones, whether a word has them or not."""
    return [
        unicodedata.normalize("NFC", onset + _toned(rime, tone))
        for onset in _ONSETS
        for rime in _RIMES
        for tone in _TONES
    ]


def _toned(rime: str, tone: str) -> str:
    """Set a tone's mark on the last vowel before the end of a rime, on its first of two."""
    vowels = [place for place, letter in enumerate(rime) if letter in _VOWELS]
    at = vowels[-1] if len(vowels) == 1 or vowels[-1] < len(rime) - 1 else vowels[-2]
    return rime[: at + 1] + tone + rime[at + 1 :]
