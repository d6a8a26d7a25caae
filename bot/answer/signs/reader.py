"""The signs of an observation, all together.

``read_signs`` gives them all; ``find_signs`` stops at what rules an observation out, as most of those
that are near are ruled out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from bot.answer.entry import Entry
from bot.answer.signs.aspects import aspect_signs, entry_signs
from bot.answer.signs.beside import beside_signs
from bot.answer.signs.measures import measure_signs
from bot.answer.signs.models import NEVER, OUTDONE, OUTDONE_HERE, Scene, Sign, Stand
from bot.answer.signs.named import named_signs
from bot.answer.signs.owners import subject_signs, tier_signs
from bot.answer.signs.places import place_signs
from bot.answer.signs.shares import share_signs
from bot.answer.signs.stated import asked_signs, telling_signs
from bot.answer.signs.times import time_signs
from bot.answer.signs.words import name_signs, proper_signs, sibling_signs, word_signs

_Family = Callable[[Scene, Entry, Stand], Iterable[Sign]]


def _outdone(scene: Scene, _: Entry, stand: Stand) -> Iterable[Sign]:
    return (OUTDONE, scene.best - stand.share), (OUTDONE_HERE, stand.best - stand.share)


# Each with its turn: first what rules out much for little, last what rules nothing out.
_FAMILIES: tuple[tuple[int, _Family], ...] = (
    (9, _outdone),
    (6, lambda scene, entry, _: word_signs(entry, scene)),
    (4, lambda scene, entry, _: sibling_signs(entry, scene)),
    (9, lambda scene, entry, _: proper_signs(scene.question, entry, scene.sought)),
    (9, lambda scene, entry, _: name_signs(entry, scene.sought, scene.matcher)),
    (5, lambda scene, entry, _: aspect_signs(entry, scene)),
    (2, lambda scene, entry, _: entry_signs(scene.question, entry, scene)),
    (3, lambda scene, entry, _: named_signs(entry, scene)),
    (1, lambda scene, entry, stand: measure_signs(scene.question, entry, scene.sought, stand)),
    (9, lambda scene, entry, stand: subject_signs(entry, scene.sought, stand)),
    (7, lambda scene, entry, _: tier_signs(scene.question, entry, scene.sought)),
    (9, lambda scene, entry, _: time_signs(scene.question, entry)),
    (7, lambda scene, entry, _: asked_signs(scene.question, entry)),
    (9, lambda scene, entry, _: telling_signs(scene.question, entry)),
    (7, lambda scene, entry, _: share_signs(scene.question, entry)),
    (9, lambda scene, entry, stand: beside_signs(entry, scene, stand)),
    (1, lambda scene, entry, _: place_signs(scene.question, entry)),
)
_IN_TURN = sorted(enumerate(f for _, f in _FAMILIES), key=lambda one: _FAMILIES[one[0]][0])


def read_signs(scene: Scene, entry: Entry, stand: Stand) -> tuple[Sign, ...]:
    """Collect the signs of an observation."""
    return tuple(sign for _, family in _FAMILIES for sign in family(scene, entry, stand))


def find_signs(scene: Scene, entry: Entry, stand: Stand) -> tuple[Sign, ...] | None:
    """Collect the signs of an observation; ``None`` where one of them rules it out."""
    found: list[Iterable[Sign]] = [()] * len(_FAMILIES)
    for place, family in _IN_TURN:
        signs = found[place] = tuple(family(scene, entry, stand))
        for name, _ in signs:
            if name.startswith(NEVER):
                return None
    return tuple(sign for signs in found for sign in signs)


def weigh(signs: tuple[Sign, ...], weights: Mapping[str, float]) -> float:
    """Add up what signs weigh."""
    return sum(weights.get(sign, 0.0) * strength for sign, strength in signs)
