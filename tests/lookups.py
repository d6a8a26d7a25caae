"""Both ways of finding observations, over the same ones; and invented stores of many alike."""

from collections import defaultdict
from dataclasses import replace
from decimal import Decimal

from answering import ONLINE, ROWS, Small, make_store

from bot.answer.describer import Describer
from bot.question.wording import load_wording
from extract.indicator import load_catalogue
from index.lookup import MemoryLookup
from index.lookup.disk import DiskLookup
from index.lookup.sink import ObservationSink
from index.sink import Document, key_of

DESCRIBER = Describer(load_wording(), load_catalogue())


class Shelf:
    """Some observations by their articles, as a store gives them."""

    def __init__(self, observations):
        self.held = defaultdict(list)
        for stored in observations:
            self.held[stored.citation.article].append(stored)
        self.numbers = {name: number for number, name in enumerate(sorted(self.held), start=1)}
        for name, number in self.numbers.items():
            self.held[name] = [
                replace(stored, id=key_of(number, at)) for at, stored in enumerate(self.held[name])
            ]

    def observations(self):
        return [stored for name in sorted(self.numbers) for stored in self.held[name]]

    def observations_at(self, ids, quotes=None):
        known = {stored.id: stored for stored in self.observations()}
        return [known[number] for number in ids if number in known]

    def observations_of(self, name):
        return self.held[name] if name in self.numbers else []

    def number_of(self, name):
        return self.numbers.get(name)

    def places_of(self, name):
        told = (stored.observation for stored in self.observations_of(name))
        return {(observation.place, observation.province) for observation in told}

    def document(self, name):
        return Document(self.numbers[name], name, (), (), self.held[name])


def sink():
    return ObservationSink(lambda: DESCRIBER, "test")


def write(folder, shelf, *, names=None, gone=(), many=False):
    folder.mkdir(exist_ok=True)
    writer = sink().open(folder, many=many)
    for number in gone:
        writer.remove(number)
    for name in shelf.numbers if names is None else names:
        writer.add(shelf.document(name))
    writer.finish()
    return folder


def on_disk(folder, shelf):
    return DiskLookup(folder, shelf, DESCRIBER)


def in_memory(shelf):
    return MemoryLookup(shelf.observations(), DESCRIBER)


class Indexed(Small):
    """A source of some observations, found by an index on disk."""

    def __init__(self, folder, shelf, articles, texts):
        super().__init__(shelf.observations(), articles, texts)
        self._folder, self._shelf = folder, shelf

    def lookup(self, describer):
        return DiskLookup(self._folder, self._shelf, describer)


def many_rows(places, years):
    """One indicator of many places and years; the values tell the places apart."""
    return tuple(
        (
            f"{place}-{year}.txt",
            f"Năm {year}, tỷ lệ hồ sơ nộp trực tuyến của {place} đạt {value},{year % 10}%.",
            f"{value},{year % 10}%",
            {
                "indicator": ONLINE,
                "place": place,
                "period": str(year),
                "value": Decimal(f"{value}.{year % 10}"),
            },
        )
        for value, place in enumerate(places, start=10)
        for year in years
    )


def shelf_of(rows=ROWS):
    return Shelf(make_store(rows)[0])
