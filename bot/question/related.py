"""Words that may stand for each other between a question and an article.

``load_related`` is the entry point. Officials type "bằng lái", articles write "giấy phép lái xe":
unlike the phrases of ``wording.toml``, those of one group here are near each other, not the same,
and may each stand in several groups.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

import extract
from bot.question.wording import Wording, load_wording
from extract.text import canonical

_TABLES = Path(extract.__file__).parent / "tables" / "related"
_WORD = re.compile(r"[^\W_]+")


class Related:
    """Groups of near phrases, ready to be looked up in a question."""

    def __init__(self, groups: Iterable[Iterable[str]], wording: Wording) -> None:
        """Compile groups of canonical phrases."""
        self._wording = wording
        self._groups: dict[tuple[str, ...], dict[str, None]] = defaultdict(dict)
        for group in groups:
            phrases = {phrase: spaced(wording.standard(phrase)) for phrase in group}
            for phrase, standard in phrases.items():
                others = dict.fromkeys(o for o in phrases.values() if o != standard)
                for key in {tuple(_WORD.findall(phrase)), tuple(standard.split())}:
                    self._groups[key] |= others
        self._longest = max(map(len, self._groups), default=0)

    def of(self, words: str) -> Mapping[str, tuple[str, ...]]:
        """Look up what may stand for the words of a question.

        Args:
            words: Lower case with full marks.

        Returns:
            For each syllable of a phrase found, the other phrases of its groups, in the wording
            of the table of wordings.
        """
        found: dict[str, dict[str, None]] = defaultdict(dict)
        for said in {words, self._wording.standard(words)}:
            syllables = _WORD.findall(said)
            for length in range(1, self._longest + 1):
                for first in range(len(syllables) - length + 1):
                    phrase = tuple(syllables[first : first + length])
                    others = self._groups.get(phrase)
                    if others:
                        for syllable in phrase:
                            found[syllable] |= others
        return {syllable: tuple(others) for syllable, others in found.items()}


def spaced(text: str) -> str:
    """Write the words of a text with one blank between, in lower case."""
    return " ".join(_WORD.findall(text.lower()))


@lru_cache(maxsize=1)
def load_related() -> Related:
    """Load the tables; they are read once."""
    groups: list[list[str]] = []
    for path in sorted(_TABLES.glob("*.toml")):
        with path.open("rb") as file:
            groups += tomllib.load(file)["groups"]
    made = [[canonical(phrase).text.lower() for phrase in group] for group in groups]
    return Related(made, load_wording())
