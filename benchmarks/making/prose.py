"""Sentences without figures, as fill most of an article: who does what, where, why, by whose order.

``sentence`` is the entry point. Each pattern is a function of its own, so that a sentence costs
no parsing.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from benchmarks.making.words import Topic, Vocabulary
from benchmarks.making.world import Ground


@dataclass(frozen=True, slots=True)
class Scene:
    """What the sentences of an article have in common.

    Attributes:
        home: The province that it is about.
        day: Of publication.
    """

    words: Vocabulary
    topic: Topic
    home: Ground
    day: date
    rng: random.Random


@dataclass(frozen=True, slots=True)
class Document:
    """A document that an article names, and who signed it."""

    name: str
    signer: str
    about: str


Pattern = Callable[[Scene], str]


def sentence(scene: Scene) -> str:
    """Write a sentence without figures."""
    return scene.rng.choices(_PATTERNS, cum_weights=_WEIGHTS)[0](scene)


def thing(scene: Scene) -> str:
    """Name what is done, made or talked about."""
    words, topic, rng = scene.words, scene.topic, scene.rng
    noun = words.noun(topic, rng)
    chance = rng.random()
    if chance < 0.3:
        return f"{noun}, {words.noun(topic, rng)}"
    if chance < 0.5:
        return f"{noun} và {words.noun(topic, rng)}"
    if chance < 0.65:
        return f"{noun} {words.general['adjectives'].draw(rng)}"
    if chance < 0.75:
        return f"{noun} cho {words.general['groups'].draw(rng)}"
    if chance < 0.83:
        return f"{noun} tại xã {words.place(rng)}"
    if chance < 0.9:
        return f"việc {words.verb(topic, rng)} {noun}"
    return noun


def deed(scene: Scene) -> str:
    """Say what somebody does."""
    return f"{scene.words.verb(scene.topic, scene.rng)} {thing(scene)}"


def signed(scene: Scene) -> tuple[str, Document]:
    """Write a sentence about a document and tell what it states."""
    words, rng = scene.words, scene.rng
    kind, _, letters = words.general["documents"].draw(rng).partition(":")
    name = f"{kind} số {rng.randint(1, 4999)}/{letters}"
    day = scene.day - timedelta(days=rng.randint(2, 60))
    signer, about = words.person(rng), f"{words.verb(scene.topic, rng)} {thing(scene)}"
    role = rng.choice(("Chủ tịch", "Phó Chủ tịch"))
    when = f"{day.day}/{day.month}/{day.year}"
    text = f"Ngày {when}, {role} UBND tỉnh {signer} ký ban hành {name} về {about}."
    return text, Document(name, signer, about)


def _acting(scene: Scene) -> str:
    general, rng = scene.words.general, scene.rng
    start = f"{general['openings'].draw(rng)}, {general['agents'].draw(rng)}"
    purpose = f"{general['purposes'].draw(rng)} {deed(scene)}"
    return f"{start} {general['adverbs'].draw(rng)} {deed(scene)}, {purpose}."


def _plain(scene: Scene) -> str:
    general, rng = scene.words.general, scene.rng
    agent = general["agents"].draw(rng)
    return f"{agent[0].upper()}{agent[1:]} {general['adverbs'].draw(rng)} {deed(scene)}."


def _listed(scene: Scene) -> str:
    general, rng = scene.words.general, scene.rng
    return f"{general['openings'].draw(rng)}, cần {deed(scene)}; {deed(scene)}; {deed(scene)}."


def _spoken(scene: Scene) -> str:
    words, rng = scene.words, scene.rng
    who = f"{'Ông' if rng.random() < 0.6 else 'Bà'} {words.person(rng)}"
    at = f"xã {words.place(rng)}" if rng.random() < 0.5 else words.business(rng)
    return f"{who} ở {at} cho biết {words.general['agents'].draw(rng)} rất cần {thing(scene)}."


def _led(scene: Scene) -> str:
    words, rng = scene.words, scene.rng
    who = f"{words.general['roles'].draw(rng)} {words.person(rng)}"
    return f"{who} đề nghị {words.general['agents'].draw(rng)} {deed(scene)}, {deed(scene)}."


def _caused(scene: Scene) -> str:
    adjectives, rng = scene.words.general["adjectives"], scene.rng
    one, other = adjectives.draw(rng), adjectives.draw(rng)
    return f"Nguyên nhân là do {thing(scene)} {one}, trong khi {thing(scene)} còn {other}."


def _there(scene: Scene) -> str:
    words, rng = scene.words, scene.rng
    place = f"Tại xã {words.place(rng)}"
    group = words.general["groups"].draw(rng)
    return f"{place}, {group} {words.general['adverbs'].draw(rng)} {deed(scene)}."


def _built(scene: Scene) -> str:
    words, rng = scene.words, scene.rng
    work = f"{words.names['works'].draw(rng)} {words.place(rng)}"
    owner = words.business(rng)
    return f"Riêng {work} do {owner} làm chủ đầu tư đang vướng {thing(scene)}."


_WEIGHED: tuple[tuple[int, Pattern], ...] = (
    (30, _acting),
    (18, _plain),
    (14, _listed),
    (8, _spoken),
    (8, _led),
    (8, _caused),
    (8, _there),
    (6, _built),
)
_PATTERNS = [pattern for _, pattern in _WEIGHED]
_WEIGHTS = [sum(w for w, _ in _WEIGHED[: n + 1]) for n in range(len(_WEIGHED))]
