"""An article of the invented world: its text, and what the text's numbers mean.

``Maker`` is the entry point. Article n is the same however many others are made.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta

from benchmarks.making.figures import Matter, Placed, statement
from benchmarks.making.prose import Document, Scene, deed, sentence, signed, thing
from benchmarks.making.words import Pool, Vocabulary
from benchmarks.making.world import Ground, Indicator, World, provinces_on, spans_before

_FIRST_DAY, _DAYS = date(2019, 3, 1), 2_750
_WEEKDAYS = ("Hai", "Ba", "Tư", "Năm", "Sáu", "Bảy")
# Syllables of a paragraph; a last sentence is at most so long.
_LEAST, _MOST, _LONGEST = 40, 120, 40
_WITH_FIGURES, _WITH_DOCUMENT = 0.5, 0.06


@dataclass(frozen=True, slots=True)
class Made:
    """An article.

    Attributes:
        text: Of its file.
        meant: Where its numbers stand in ``text`` and what they mean, in order.
    """

    name: str
    text: str
    title: str
    published: date
    province: str
    meant: tuple[Placed, ...]
    documents: tuple[Document, ...]


class Maker:
    """Makes the articles of a seed."""

    def __init__(self, seed: int) -> None:
        """Load the tables; the world and its words are those of the seed."""
        self._seed = seed
        self.world = World(seed)
        self._words = Vocabulary(seed)
        self._by_topic = {
            key: [i for i in self.world.indicators if i.topic == key] for key in self._words.topics
        }
        self._places: dict[int, Pool[Ground]] = {}

    def make(self, number: int) -> Made:
        """Make an article by its number, from 0."""
        rng = random.Random(f"{self._seed} {number}")
        scene, indicators = self._scene(rng)
        spans = spans_before(scene.day.year, scene.day.month)
        matter = Matter(self.world, scene, spans, indicators, set())
        title = _title(scene)
        parts = [_publisher(scene), title, _moment(scene)]
        meant: list[Placed] = []
        documents: list[Document] = []
        start = sum(len(part) + 2 for part in parts)
        for paragraph in range(rng.randint(8, 12)):
            text, numbers, document = _paragraph(matter, paragraph)
            meant += [(start + at, each) for at, each in numbers]
            documents += [document] if document else []
            parts.append(text)
            start += len(text) + 2
        parts.append(self._words.person(rng))
        return Made(
            f"{number:07d}.txt",
            "\n\n".join(parts) + "\n",
            title,
            scene.day,
            scene.home.name,
            tuple(meant),
            tuple(documents),
        )

    def _scene(self, rng: random.Random) -> tuple[Scene, list[Indicator]]:
        day = _FIRST_DAY + timedelta(days=rng.randrange(_DAYS))
        places = provinces_on(day)
        pool = self._places.get(len(places))
        if pool is None:
            # Which places are written about most is the seed's choice.
            order = random.Random(f"{self._seed} {len(places)}")
            pool = Pool(order.sample(places, len(places)), order)
            self._places[len(places)] = pool
        key = self._words.topic_keys.draw(rng)
        indicators = self._by_topic[key]
        scene = Scene(self._words, self._words.topics[key], pool.draw(rng), day, rng)
        return scene, rng.sample(indicators, len(indicators))


def _title(scene: Scene) -> str:
    chance = scene.rng.random()
    if chance < 0.4:
        return f"{scene.home.name}: {_capital(deed(scene))}"
    if chance < 0.7:
        return f"{_capital(thing(scene))} ở {scene.home.typed}"
    return f"{_capital(scene.home.typed)} {deed(scene)} về {scene.topic.title}"


def _publisher(scene: Scene) -> str:
    return f"{scene.words.general['publishers'].draw(scene.rng)} {scene.home.name}"


def _moment(scene: Scene) -> str:
    day, rng = scene.day, scene.rng
    weekday = "Chủ Nhật" if day.weekday() == 6 else f"Thứ {_WEEKDAYS[day.weekday()]}"
    time = f"{rng.randint(6, 21):02}:{rng.randint(0, 59):02}"
    return f"{weekday}, {day.day:02}/{day.month:02}/{day.year} {time}"


def _paragraph(matter: Matter, number: int) -> tuple[str, list[Placed], Document | None]:
    """Write a paragraph; where its figures stand counts in it."""
    scene = matter.scene
    rng = scene.rng
    left = 0 if rng.random() > _WITH_FIGURES else 1 + (rng.random() < 0.45)
    wanted = rng.randint(_LEAST, _MOST - _LONGEST)
    parts: list[str] = []
    meant: list[Placed] = []
    document = None
    if number and rng.random() < _WITH_DOCUMENT:
        text, document = signed(scene)
        parts.append(text)
    start = sum(map(len, parts)) + len(parts)
    syllables = sum(part.count(" ") + 1 for part in parts)
    while left or syllables < wanted:
        stated = None
        if left and (syllables > wanted // 3 or rng.random() < 0.5):
            stated = statement(matter)
            left -= 1
        text, numbers = stated or (sentence(scene), [])
        meant += [(start + at, each) for at, each in numbers]
        parts.append(text)
        start += len(text) + 1
        syllables += text.count(" ") + 1
    return " ".join(parts), meant, document


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
