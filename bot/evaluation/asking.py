"""Annotated questions -> the weights by which an observation is chosen for a question.

``fit`` is the entry point; ``python -m bot.evaluation.asking FOLDER... -o FILE`` runs it. Every
choice between observations becomes an example: those of a reading that the annotation expects are
right, all others and "none of them" wrong; where the store lacks what is expected, "none of
them" is right. The weights maximise the likelihood of the right ones under a conditional
log-linear model with a Gaussian prior (McFadden, Conditional logit analysis, 1974). The command
draws them to those of ``held.csv``, by which it asks the questions, too: so the same folders
give the same weights, whatever weights are in use.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from bot.answer.contest import NONE_OF_THEM, Candidate, read_weights, using
from bot.answer.pick import gathered, same_reading, watching
from bot.answer.signs import OUTDONE_HERE, Sign, weigh
from bot.corpus import Corpus, open_generation
from bot.evaluation.answers import is_wanted
from bot.evaluation.errors import GoldError
from bot.evaluation.gold import Expectation, Gold, load_gold, part_of
from bot.evaluation.loglinear import Floats, minimise
from bot.evaluation.refitting import Fitting, refit
from bot.indexing import index_sources
from bot.question.models import Question
from index.generation import generation_path

_FEWEST = 5
_PRIOR = 2.0
_SMALLEST = 0.005
_HELD = Path(__file__).parent / "held.csv"
# How strongly: what is held comes from far more conversations than a few folders have.
_TO_HELD = 400.0
_LACKING = 0.15
_TEACHES = frozenset({"answered", "not_found"})


@dataclass(frozen=True, slots=True)
class Example:
    """One choice.

    Attributes:
        signs: Of each candidate; "none of them" is not among them.
        right: Which candidates are of the reading expected; none where the store lacks it.
        sizes: How many candidates are of the reading of each.
        counts: How much it counts, as a share of one.
    """

    signs: tuple[tuple[Sign, ...], ...]
    right: tuple[bool, ...]
    sizes: tuple[int, ...]
    counts: float = 1.0


def collect(folder: Path, part: str | None = None) -> list[Example]:
    """Ask a folder's questions and pair each choice with what is expected.

    Args:
        folder: ``articles/``, ``observations.jsonl`` and ``questions.jsonl``.
        part: As for ``part_of``.

    Raises:
        GoldError: The folder cannot be used.
        IndexingError: The articles cannot be read.
    """
    gold = part_of(load_gold(folder), part)
    with TemporaryDirectory(prefix="hoiso-") as name:
        data = Path(name)
        report = index_sources(data, (folder / "articles",))
        path = generation_path(data, report.generation)
        with closing(open_generation(path)) as corpus, using(read_weights(_HELD)):
            return list(_examples(gold, corpus))


def _examples(gold: Gold, corpus: Corpus) -> Iterator[Example]:
    for number, conversation in enumerate(gold.questions):
        for text, expected in zip(conversation.turns, conversation.expect, strict=True):
            choices: list[tuple[Question, Sequence[Candidate]]] = []
            with watching(partial(_keep, choices)):
                corpus.engine.ask(f"fitting {number}", text)
            if expected is not None and _TEACHES.issuperset(expected.status):
                made = [_example(expected, candidates) for _, candidates in choices if candidates]
                told = [one for one in made if any(one.right)]
                yield from told or made[:1]


def _keep(
    kept: list[tuple[Question, Sequence[Candidate]]],
    question: Question,
    candidates: Sequence[Candidate],
) -> None:
    kept.append((question, candidates))


def _example(expected: Expectation, candidates: Sequence[Candidate]) -> Example:
    meant = [
        c.entry
        for c in candidates
        if any(is_wanted(value, c.entry.observation) for value in expected.values)
        and (not expected.article or c.entry.stored.citation.article in expected.article)
    ]
    groups = gathered(candidates)
    return Example(
        tuple(c.signs for group in groups for c in group),
        tuple(any(same_reading(e, c.entry) for e in meant) for group in groups for c in group),
        tuple(len(group) for group in groups for _ in group),
    )


def fit(
    examples: Sequence[Example],
    prior: float = _PRIOR,
    held: Mapping[str, float] | None = None,
) -> dict[str, float]:
    """Fit the weights of the signs.

    Args:
        examples: All count, those without a right candidate too.
        prior: How strongly weights are drawn to what is held.
        held: What the signs weigh as far as is known; 0 where nothing is said.

    Returns:
        Weights by sign; those that hardly weigh are left out.

    Raises:
        GoldError: There is no example.
    """
    if not examples:
        raise GoldError("Không có câu hỏi nào để khớp; hãy xem lại questions.jsonl.")
    examples = [*examples, *filter(None, map(_without_the_right, examples))]
    counts = Counter(sign for one in examples for sign in _signs_of(one))
    held = held or {}
    often = {sign for sign, number in counts.items() if number >= _FEWEST}
    kept = sorted({*often, *held, NONE_OF_THEM})
    problem = _Problem(examples, {sign: at for at, sign in enumerate(kept)})
    start = np.array([held.get(sign, 0.0) for sign in kept])
    weights = start + minimise(lambda moved: problem.loss(start + moved), len(kept), prior)
    return {
        sign: round(float(weights[at]), 3)
        for sign, at in problem.index.items()
        if abs(weights[at]) >= _SMALLEST
    }


def _without_the_right(example: Example) -> Example | None:
    # The same question to a store that lacks the answer: what is left must not be given.
    left = [at for at, is_right in enumerate(example.right) if not is_right]
    if not left or len(left) == len(example.signs):
        return None
    kept = [example.signs[at] for at in left]
    # Another place may still have it, so what is best anywhere stays.
    lead = min(dict(signs).get(OUTDONE_HERE, 0.0) for signs in kept)
    signs = tuple(
        tuple((name, value - lead * (name == OUTDONE_HERE)) for name, value in one) for one in kept
    )
    sizes = tuple(example.sizes[at] for at in left)
    return Example(signs, (False,) * len(signs), sizes, _LACKING)


def _signs_of(example: Example) -> set[str]:
    # A sign of all candidates of one question has been seen once.
    return {sign for signs in example.signs for sign, _ in signs}


class _Problem:
    """The examples as arrays: one entry for each sign of each candidate."""

    def __init__(self, examples: Iterable[Example], index: Mapping[str, int]) -> None:
        at: list[int] = []
        sign: list[int] = []
        strength: list[float] = []
        right: list[bool] = []
        starts = [0]
        counts: list[float] = []
        shares: list[float] = []
        for one in examples:
            counts.append(one.counts)
            none = (((NONE_OF_THEM, 1.0),), not any(one.right))
            for signs, is_right in (*zip(one.signs, one.right, strict=True), none):
                for name, value in signs:
                    if name in index:
                        at.append(len(right))
                        sign.append(index[name])
                        strength.append(value)
                right.append(is_right)
            shares += [*(1 / size for size in one.sizes), 1.0]
            starts.append(len(right))
        self.index = index
        self._at, self._sign, self._strength = np.array(at), np.array(sign), np.array(strength)
        self._right, self._size = np.array(right), len(right)
        self._starts = np.array(starts[:-1])
        self._counts = np.array(counts)
        self._shares = np.array(shares)
        self._example = np.repeat(np.arange(len(starts) - 1), np.diff(starts))

    def loss(self, weights: Floats) -> tuple[float, Floats]:
        """Give the negative log likelihood and its gradient."""
        score = np.bincount(self._at, weights[self._sign] * self._strength, self._size)
        score -= np.maximum.reduceat(score, self._starts)[self._example]
        power = np.exp(score) * self._shares
        chance = power / np.add.reduceat(power, self._starts)[self._example]
        right = np.maximum(np.add.reduceat(chance * self._right, self._starts), 1e-12)
        target = np.where(self._right, chance / right[self._example], 0.0)
        slope = np.bincount(
            self._sign,
            self._strength * ((chance - target) * self._counts[self._example])[self._at],
            len(self.index),
        )
        return float(-(self._counts * np.log(right)).sum()), np.asarray(slope, dtype=np.float64)


def right_share(examples: Sequence[Example], weights: Mapping[str, float]) -> float:
    """Give the share of the examples whose heaviest candidate, or none of them, is right."""
    return sum(_is_right(one, weights) for one in examples) / len(examples)


def _is_right(example: Example, weights: Mapping[str, float]) -> bool:
    none = weights.get(NONE_OF_THEM, 0.0)
    scores = [weigh(signs, weights) for signs in example.signs]
    best = max(range(len(scores)), key=scores.__getitem__)
    return example.right[best] if scores[best] > none else not any(example.right)


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit on folders; print how well each is asked with weights fitted on the others.

    Returns:
        The exit status: 1 where a folder cannot be used.
    """

    def tell(held_out: Sequence[Example], weights: Mapping[str, float]) -> str:
        return f"{right_share(held_out, weights):.3f} of {len(held_out)}"

    purpose = "Khớp lại trọng số chọn số cho câu hỏi, trên những thư mục có câu hỏi kèm đáp án."
    held = partial(fit, prior=_TO_HELD, held=read_weights(_HELD))
    return refit(Fitting("bot.evaluation.asking", purpose, collect, held, tell), arguments)


if __name__ == "__main__":
    raise SystemExit(main())
