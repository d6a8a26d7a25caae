"""Whether a number is of the indicator that a question calls by a name of the catalogue.

Who calls an indicator by its very name means that one, not what resembles it: each of the
words must be borne out where the catalogue has the number as another.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from bot.answer.entry import Entry
from bot.answer.match import Sought
from bot.answer.signs.models import NEVER, Scene, Sign
from bot.answer.signs.words import SAID, TELLING, is_told, unsaid
from index.lookup import Field

_OWN = SAID - {Field.ALIAS}


def named_signs(entry: Entry, scene: Scene) -> Iterator[Sign]:
    """Tell whether the catalogue has a number as what the question names."""
    sought = scene.sought
    if not sought.named:
        return
    if not sought.named.isdisjoint(entry.ids):
        yield "named same", 1.0
        return
    apart = bool(entry.ids) and scene.matcher.are_apart(sought.named, entry.ids)
    # What it is kept apart from lends it no names.
    missing = unsaid(entry, scene, _OWN if apart else SAID)
    nowhere = [one for one in missing if not is_told(one, entry, scene)]
    if entry.ids:
        never = NEVER if (missing if apart else nowhere) else ""
        yield f"{never}named {'apart' if apart else 'other'}", 1.0
        return
    yield f"named unknown{', unsaid' if missing else ''}", 1.0
    yield "named unknown, word nowhere", _of_words(nowhere, sought) / TELLING


def _of_words(syllables: Sequence[str], sought: Sought) -> float:
    # One syllable may be worded otherwise; two neighbours are a word.
    joined = {
        pair
        for pair in (f"{one}_{other}" for one, other in pairwise(syllables))
        if pair in sought.pairs.get(pair.partition("_")[0], ())
    }
    words = {syllable for pair in joined for syllable in pair.split("_")}
    return sum(sought.weights[syllable] for syllable in words)
