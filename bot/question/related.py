"""Words that may stand for each other between a question and an article.

``load_related`` is the entry point. Officials type "bằng lái", articles write "giấy phép lái xe":
unlike the phrases of ``wording.toml``, those of one group here are near each other, not the same,
and may each stand in several groups.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from operator import add
from pathlib import Path

import extract
from bot.question.wording import Wording, load_wording
from extract.toml_table import load_toml

_TABLES = Path(extract.__file__).parent / "tables" / "related"
_WORD = re.compile(r"[^\W_]+")
_BETWEEN_WORDS = re.compile(r"(?:[^\w\n]|_)+")


class Related:
    """Groups of near phrases, ready to be looked up in a question."""

    def __init__(self, groups: Iterable[Iterable[str]], wording: Wording) -> None:
        """Take in groups of canonical phrases."""
        self._wording = wording
        # All in one text: read phrase by phrase, the tables would cost every start twice the time.
        text = "\n\n".join("\n".join(group) for group in groups)
        self._written, self._standard = _groups_of(text.lower()), _groups_of(wording.standard(text))
        self._holding: dict[str, list[int]] = defaultdict(list)
        for number, phrases in enumerate(map(add, self._written, self._standard)):
            for phrase in dict.fromkeys(phrases):
                self._holding[phrase].append(number)
        self._longest = 1 + max((phrase.count(" ") for phrase in self._holding), default=0)

    @property
    def phrases(self) -> tuple[str, ...]:
        """All phrases as they are written, once each."""
        return tuple(dict.fromkeys(phrase for group in self._written for phrase in group))

    def of(self, words: str) -> Mapping[str, tuple[str, ...]]:
        """Look up what may stand for the words of a question.

        Args:
            words: Lower case with full marks.

        Returns:
            For each syllable of a phrase found, the other phrases of its groups that are longer
            than a syllable, in the wording of the table of wordings.
        """
        found: dict[str, dict[str, None]] = defaultdict(dict)
        for said in dict.fromkeys((words, self._wording.standard(words))):
            syllables = _WORD.findall(said)
            for length in range(1, self._longest + 1):
                for first in range(len(syllables) - length + 1):
                    phrase = syllables[first : first + length]
                    others = self._others(" ".join(phrase))
                    for syllable in phrase if others else ():
                        found[syllable] |= others
        return {syllable: tuple(others) for syllable, others in found.items()}

    def _others(self, phrase: str) -> dict[str, None]:
        found: dict[str, None] = {}
        for number in self._holding.get(phrase, ()):
            group = self._standard[number]
            # A syllable alone is part of too many other words: "nhà" is a household's, "nhà nước"
            # is none.
            words = [other for other in group if " " in other]
            for written, standard in zip(self._written[number], group, strict=True):
                if phrase in (written, standard):
                    found |= dict.fromkeys(other for other in words if other != standard)
        return found


def _groups_of(text: str) -> list[tuple[str, ...]]:
    groups = _BETWEEN_WORDS.sub(" ", text).split("\n\n")
    return [tuple(map(str.strip, group.split("\n"))) for group in groups]


def spaced(text: str) -> str:
    """Write the words of a text with one blank between, in lower case."""
    return " ".join(_WORD.findall(text.lower()))


@lru_cache(maxsize=1)
def load_related() -> Related:
    """Load the tables; they are read once."""
    groups: list[list[str]] = []
    for path in sorted(_TABLES.glob("*.toml")):
        groups += load_toml(path)["groups"]
    return Related(groups, load_wording())
