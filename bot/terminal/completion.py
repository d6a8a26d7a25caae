"""What is typed at the prompt -> the places, indicators and commands that complete it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document

from bot.source import Source
from extract.text import canonical, fold

_SHORTEST = 2
_MOST = 20
_MOST_KNOWN = 4_000


class PhraseCompleter(Completer):
    """Completes the last words typed to a phrase, with or without diacritics."""

    def __init__(self, phrases: Iterable[str], commands: Mapping[str, str]) -> None:
        """Know what may be completed.

        Args:
            phrases: Names of places and indicators.
            commands: The prompt's commands with their meanings.
        """
        self._phrases = sorted({(fold(phrase), phrase) for phrase in phrases})
        self._commands = commands

    def get_completions(
        self, document: Document, complete_event: CompleteEvent
    ) -> Iterator[Completion]:
        """Complete what stands before the cursor; see prompt_toolkit."""
        typed = document.text_before_cursor
        if typed.startswith(":") and " " not in typed:
            for name, meaning in self._commands.items():
                if name.startswith(typed):
                    yield Completion(name, -len(typed), display_meta=meaning)
            return
        words = typed.split(" ")
        for start in range(len(words)):
            last_words = " ".join(words[start:])
            begun = fold(canonical(last_words).text)
            if len(begun) < _SHORTEST:
                return
            matching = [phrase for folded, phrase in self._phrases if folded.startswith(begun)]
            if matching:
                for phrase in matching[:_MOST]:
                    yield Completion(phrase, -len(last_words))
                return


def phrases_of(source: Source) -> set[str]:
    """Name places, indicators and subjects that a source has; of very many, the commonest."""
    places = sorted(source.tallied_places(), key=lambda one: -one[2])[:_MOST_KNOWN]
    indicators = sorted(source.indicators(), key=lambda one: -one[2])[:_MOST_KNOWN]
    phrases = {place for place, _, _ in places} | {name for name, _, _ in indicators}
    some = islice(source.observations(), _MOST_KNOWN)
    return phrases | {s.observation.subject for s in some if s.observation.subject}
