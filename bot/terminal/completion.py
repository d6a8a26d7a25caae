"""What is typed at the prompt -> the places, indicators and commands that complete it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document

from extract.text import canonical, fold
from index.models import StoredObservation

_SHORTEST = 2
_MOST = 20


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


def phrases_of(observations: Iterable[StoredObservation]) -> set[str]:
    """Name the places, subjects and indicators that observations are about."""
    phrases: set[str | None] = set()
    for stored in observations:
        observation = stored.observation
        phrases |= {observation.place, observation.subject, observation.indicator}
    return {phrase for phrase in phrases if phrase}
