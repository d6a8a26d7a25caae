"""The signs of an observation, all together."""

from __future__ import annotations

from collections.abc import Mapping

from bot.answer.entry import Entry
from bot.answer.signs.aspects import aspect_signs, entry_signs
from bot.answer.signs.measures import measure_signs
from bot.answer.signs.models import OUTDONE, OUTDONE_HERE, Scene, Sign, Stand
from bot.answer.signs.named import named_signs
from bot.answer.signs.owners import subject_signs, tier_signs
from bot.answer.signs.shares import share_signs
from bot.answer.signs.stated import asked_signs, telling_signs
from bot.answer.signs.times import time_signs
from bot.answer.signs.words import name_signs, proper_signs, sibling_signs, word_signs


def read_signs(scene: Scene, entry: Entry, stand: Stand) -> tuple[Sign, ...]:
    """Collect the signs of an observation."""
    question, sought = scene.question, scene.sought
    return (
        (OUTDONE, scene.best - stand.share),
        (OUTDONE_HERE, stand.best - stand.share),
        *word_signs(entry, scene),
        *sibling_signs(entry, scene),
        *proper_signs(question, entry, sought),
        *name_signs(entry, sought, scene.matcher),
        *aspect_signs(entry, scene),
        *entry_signs(question, entry, scene),
        *named_signs(entry, scene),
        *measure_signs(question, entry, sought, stand),
        *subject_signs(entry, sought, stand),
        *tier_signs(question, entry, sought),
        *time_signs(question, entry),
        *asked_signs(question, entry),
        *telling_signs(question, entry),
        *share_signs(question, entry),
    )


def weigh(signs: tuple[Sign, ...], weights: Mapping[str, float]) -> float:
    """Add up what signs weigh."""
    return sum(weights.get(sign, 0.0) * strength for sign, strength in signs)
