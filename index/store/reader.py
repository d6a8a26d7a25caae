"""Articles, passages and observations of a store, opened for reading.

``Store.open`` is the entry point. A store is never changed once it is there (``writing``
makes what the next one adds), so any number of processes and threads can read it without a
lock. What is looked up is found by index; what is listed comes bit by bit, in order of the
names of articles, whichever part holds them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing
from datetime import date
from pathlib import Path
from typing import Self

from index.manifest import VERSION, Counts, Manifest, check_digests, check_files, read_manifest
from index.models import StoredArticle, StoredObservation, StoredPassage, StoredUnattached
from index.sink import Document, key_of
from index.store.models import Look, SourceState
from index.store.part import Part
from index.store.shelf import Shelf


class Store:
    """A store, opened for reading; may be used from several threads."""

    def __init__(self, folder: Path, manifest: Manifest, parts: Sequence[Part]) -> None:
        """Read from open parts, oldest first.

        Attributes:
            folder: Of the generation.
            manifest: What is in it.
        """
        self.folder, self.manifest = folder, manifest
        self._shelf = Shelf(parts)

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open a store and check that it is whole, as far as that takes no time.

        Every file is opened now, so that it can be read even when it has been removed.

        Args:
            path: Folder of a generation.

        Raises:
            StoreMissing: There is no such folder.
            StoreCorrupt: It is damaged, or no store; so do all that read.
            StoreNewer: A later version of the program wrote it.
            StoreOlder: An earlier version of the program wrote it.
        """
        return cls.over(path, read_manifest(path))

    @classmethod
    def over(cls, path: Path, manifest: Manifest) -> Self:
        """Open a store by a manifest that need not have been written yet; else as ``open``."""
        check_files(path, [entry.file for entry in manifest.parts])
        with ExitStack() as opened:
            parts = [
                opened.enter_context(closing(Part(path / entry.file.name, entry)))
                for entry in manifest.parts
            ]
            store = cls(path, manifest, parts)
            opened.pop_all()
        return store

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the files; the store answers no more."""
        for part in self._shelf.parts:
            part.close()

    def meta(self) -> dict[str, str]:
        """Give how much there is, and what it was made from."""
        counts = self.counts()
        return {
            "schema_version": str(VERSION),
            "articles": str(counts.articles),
            "passages": str(counts.passages),
            "observations": str(counts.observations),
            "unattached": str(counts.unattached),
            "refused": str(self.manifest.refused),
        } | dict(self.manifest.meta)

    def counts(self) -> Counts:
        """Tell how much there is; nothing is counted."""
        return self.manifest.counts

    def verify(self) -> None:
        """Read every byte of the generation and compare it with what was written.

        Raises:
            StoreCorrupt: A file is not as it was.
        """
        check_digests(self.folder, self.manifest)

    def articles(self) -> Iterator[StoredArticle]:
        """Give the articles without their texts, in order of names."""
        for part, numbers in self._shelf.batches():
            found = part.articles(numbers)
            yield from (found[number] for number in numbers)

    def article(self, name: str) -> StoredArticle | None:
        """Find an article by its name."""
        found = self._shelf.find(name)
        return None if found is None else found[0].articles([found[1]])[found[1]]

    def newest_articles(self, skip: int, most: int) -> list[StoredArticle]:
        """Give some articles, the newest first; those of a day by name, those without one last."""
        found = map(self.article, self._shelf.newest(skip, most))
        return [article for article in found if article is not None]

    def article_text(self, name: str) -> str:
        """Give an article file's text as it lay on disk.

        Raises:
            KeyError: The store holds no such article.
        """
        found = self._shelf.find(name)
        if found is None:
            raise KeyError(name)
        return str(found[0].texts([found[1]])[found[1]])

    def number_of(self, name: str) -> int | None:
        """Find the number of an article by its name; see ``Document.number``."""
        found = self._shelf.find(name)
        return None if found is None else found[1]

    def name_of_key(self, key: str) -> str | None:
        """Find the name of the article that has a key, as ``article_key`` makes it."""
        return self._shelf.first_named("SELECT number, name FROM article WHERE key = ?", key)

    def name_of_content(self, content_key: str) -> str | None:
        """Find the name of an article that says the same, by ``ReadArticle.content_key``."""
        return self._shelf.first_named(
            "SELECT number, name FROM article WHERE content_key = ?", content_key
        )

    def newest_day(self) -> date | None:
        """Find the last day on which an article was published."""
        newest = (
            self._shelf.first_named(
                "SELECT number, published FROM article WHERE published IS NOT NULL "
                "ORDER BY published DESC",
                parts=[part],
            )
            for part in self._shelf.parts
        )
        return max((date.fromisoformat(day) for day in newest if day), default=None)

    def sources(self) -> dict[str, SourceState]:
        """Give what is known of the source files, by path."""
        return self._shelf.sources()

    def looks(self) -> dict[str, Look]:
        """Give how the source files looked, by path."""
        return self._shelf.looks()

    def sources_at(self, paths: Iterable[str]) -> dict[str, SourceState]:
        """Give what is known of some source files, by path; unknown ones are left out."""
        return self._shelf.sources_at(paths)

    def articles_like(self, names: Iterable[str], content_keys: Iterable[str]) -> dict[int, str]:
        """Find the articles that have one of these names or contents: their names by number."""
        return self._shelf.articles_like(names, content_keys)

    def passages(self) -> Iterator[StoredPassage]:
        """Give the passages, article by article."""
        for part, numbers in self._shelf.batches():
            yield from part.passages_of(numbers)

    def passage_words(self) -> Iterator[str | None]:
        """Give the words of the passages, in the order of ``passages``."""
        for part, numbers in self._shelf.batches():
            yield from part.words_of(numbers)

    def passages_at(self, keys: Sequence[int]) -> list[StoredPassage]:
        """Find passages by their keys, in the order asked for; unknown keys are left out."""
        found = {
            passage.key: passage
            for part, asked in self._shelf.by_part(keys)
            for passage in part.passages_at(asked)
        }
        return [found[key] for key in keys if key in found]

    def words_at(self, keys: Sequence[int]) -> dict[int, str | None]:
        """Find the words of passages by their keys, joined by spaces; ``None`` where not cut."""
        return {
            key: words
            for part, asked in self._shelf.by_part(keys)
            for key, words in part.words_at(asked).items()
        }

    def passages_of(self, name: str) -> list[StoredPassage]:
        """Find the passages of an article; none where there is no such article."""
        found = self._shelf.find(name)
        return [] if found is None else found[0].passages_of([found[1]])

    def observations(self) -> Iterator[StoredObservation]:
        """Give the observations with their citations, article by article."""
        for part, numbers in self._shelf.batches():
            yield from part.observations_of(numbers)

    def observations_at(
        self, ids: Sequence[int], quotes: Mapping[int, str] | None = None
    ) -> list[StoredObservation]:
        """Find observations by their ids, in the order asked for; unknown ids are left out.

        Args:
            ids: Of which.
            quotes: The sentence of each, where they are known.
        """
        found = {
            stored.id: stored
            for part, asked in self._shelf.by_part(ids)
            for stored in part.observations_at(asked, quotes)
        }
        return [found[identity] for identity in ids if identity in found]

    def observations_of(self, name: str) -> list[StoredObservation]:
        """Find the observations of an article; none where there is no such article."""
        found = self._shelf.find(name)
        return [] if found is None else found[0].observations_of([found[1]])

    def places_of(self, name: str) -> list[tuple[str | None, str | None]]:
        """Find place and province of the observations of an article, each pair once."""
        found = self._shelf.find(name)
        return [] if found is None else found[0].places_of(found[1])

    def observation_by(
        self, name: str, number_start: int, indicator: str
    ) -> StoredObservation | None:
        """Find the first observation of an article whose number begins there."""
        for stored in self.observations_of(name):
            begins = stored.citation.number_start == number_start
            if begins and stored.observation.indicator == indicator:
                return stored
        return None

    def places(self) -> list[tuple[str, str | None, int]]:
        """Give place, province and number of observations, in order; from tallies."""
        held = self._shelf.tally("SELECT * FROM place_tally")
        return sorted(held, key=lambda one: (one[0], one[1] or ""))

    def indicators(self) -> list[tuple[str, str, int]]:
        """Give indicator, unit and number of observations, in order; from tallies."""
        return sorted(self._shelf.tally("SELECT * FROM indicator_tally"))

    def unattached(self) -> Iterator[StoredUnattached]:
        """Give the numbers that no observation holds, article by article, in their order."""
        for part, numbers in self._shelf.batches():
            yield from part.unattached_of(numbers)

    def refused(self) -> Iterator[tuple[str, str]]:
        """Give name and reason of each file that could not be indexed, in order of names."""
        rows = self._shelf.parts[-1].rows("SELECT name, reason FROM refused ORDER BY name, rowid")
        return ((str(name), str(reason)) for name, reason in rows)

    def documents(self) -> Iterator[Document]:
        """Give the articles as the indexes beside the store take them in, by their names."""
        for part, numbers in self._shelf.batches():
            names = part.articles(numbers)
            for number in numbers:
                one = [number]
                yield Document(
                    *(number, names[number].name, part.passages_of(one), part.words_of(one)),
                    part.observations_of(one),
                )

    def weight_of(self, number: int) -> tuple[Counts, list[tuple[str | None, ...]]]:
        """Tell what an article counts for, and place, province, indicator and unit of each."""
        [(part, _)] = self._shelf.by_part([key_of(number, 0)])
        return part.weight_of(number)
