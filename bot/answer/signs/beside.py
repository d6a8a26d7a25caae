"""What a sentence says of the numbers behind one in it.

Who asks how many complaints were settled ("khiếu nại 63 vụ, giải quyết xong 51 vụ") does not mean
the number before the word.
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.answer.entry import Entry
from bot.answer.signs.models import Scene, Sign, Stand
from bot.answer.signs.words import TELLING, closely_told, is_named_behind


def beside_signs(entry: Entry, scene: Scene, stand: Stand) -> Iterator[Sign]:
    """Tell what of a question is said of the numbers behind one, and not of it."""
    weights = scene.sought.weights
    if gained := _told_behind(entry, scene, stand):
        yield "told of one behind", gained / TELLING
    misnamed = [t for t in weights if "_" not in t and is_named_behind(t, entry)]
    if misnamed:
        yield "name in words behind", sum(map(weights.__getitem__, misnamed)) / TELLING


def _told_behind(entry: Entry, scene: Scene, stand: Stand) -> float:
    if not stand.behind:
        return 0.0
    weights, own = scene.sought.weights, closely_told(entry, scene)
    return max(sum(weights[t] for t in closely_told(o, scene) - own) for o in stand.behind)
