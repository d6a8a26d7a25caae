"""Annotated articles -> the weights by which the reader chooses names.

``fit`` is the entry point; ``python -m bot.evaluation.fitting FOLDER... -o FILE`` runs it. Every choice
between proposed names becomes an example: the proposals that agree with the annotation are right,
the others wrong. The weights maximise the likelihood of the right ones under a log-linear model
with a Gaussian prior (McCullagh and Nelder, Generalized Linear Models, 2nd ed., ch. 5).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np

from bot.evaluation.compare import NAME_AGREES, name_agreement, spaced
from bot.evaluation.errors import GoldError
from bot.evaluation.gold import GoldObservation, load_gold
from bot.evaluation.loglinear import Floats, minimise
from bot.evaluation.refitting import Fitting, refit
from extract.article import parse_article
from extract.models import Article
from extract.observe import observe
from extract.observe.name import choice
from extract.observe.name.weights import Sign, using

# What fewer articles say is theirs, not the language's.
_FEWEST_ARTICLES = 4
_PRIOR = 20.0
_PLAIN_SHARE = 0.4
_SMALLEST = 0.005


@dataclass(frozen=True, slots=True)
class Example:
    """One number's proposed names.

    Attributes:
        signs: Of each proposal.
        agreement: Token F1 of each proposal with the annotated name, 0 to 1.
        article: Where the number stands.
        chosen: Which one was chosen when the article was read; without weights, the rules' one.
    """

    signs: tuple[tuple[Sign, ...], ...]
    agreement: tuple[float, ...]
    article: str
    chosen: int = 0


def collect(folder: Path, weights: Mapping[str, float]) -> list[Example]:
    """Read a folder's articles and pair each choice with the annotation of its number.

    Args:
        folder: ``articles/`` and ``observations.jsonl``.
        weights: What the reader chooses by meanwhile.

    Raises:
        GoldError: The folder cannot be used.
    """
    gold: dict[str, list[GoldObservation]] = defaultdict(list)
    for one in load_gold(folder).observations:
        gold[one.article].append(one)
    examples: list[Example] = []
    for path in sorted((folder / "articles").glob("*.txt")):
        if path.name in gold:
            article = parse_article(path.name, path.read_bytes().decode("utf-8"))
            examples.extend(_examples(article, gold[path.name], weights, str(path)))
    return examples


def _examples(
    article: Article, gold: Sequence[GoldObservation], weights: Mapping[str, float], where: str
) -> Iterator[Example]:
    seen: list[choice.Choice] = []
    with using(weights), choice.watching(seen.append):
        observe(article)
    passages = {passage.text: passage for passage in article.passages}
    pairs: list[tuple[float, int, int, tuple[float, ...]]] = []
    for row, one in enumerate(gold):
        quotes = [spaced(quote) for quote in one.quotes]
        for column, made in enumerate(seen):
            if one.value != made.site.quantity.value:
                continue
            names = (one.indicator, *one.aliases)
            agreement = tuple(name_agreement(names, name.words) for name in made.proposals)
            passage = passages.get(made.reading.masked.text)
            sentence = spaced(
                made.reading.masked.text[made.site.sentence.start : made.site.sentence.end]
            )
            near = passage is not None and any(
                quote in sentence or sentence in quote for quote in quotes
            )
            score = 2 * near + agreement[made.best] + max(agreement) / 2
            pairs.append((score, row, column, agreement))
    rows, columns = set[int](), set[int]()
    for _, row, column, agreement in sorted(pairs, key=lambda pair: -pair[0]):
        if row in rows or column in columns:
            continue
        rows.add(row)
        columns.add(column)
        if not gold[row].optional:
            yield Example(seen[column].signs, agreement, where, seen[column].best)


def fit(examples: Iterable[Example], prior: float = _PRIOR) -> dict[str, float]:
    """Fit the weights of the signs.

    Args:
        examples: Those without a right proposal are left out.
        prior: How strongly weights are drawn to 0.

    Returns:
        Weights by sign; those that hardly weigh or that fewer than four articles have are left out.

    Raises:
        GoldError: No example has a right proposal.
    """
    rows = [one for one in examples if max(one.agreement) >= NAME_AGREES]
    if not rows:
        raise GoldError(
            "Không có số nào trong bài trùng với đáp án; hãy xem lại articles/ và observations.jsonl."
        )
    index = _index_of(rows)
    problem = _Problem(rows, index)
    weights = minimise(problem.loss, len(index), prior)
    return {
        sign: round(float(weights[at]), 3)
        for sign, at in index.items()
        if abs(weights[at]) >= _SMALLEST
    }


def _index_of(rows: Sequence[Example]) -> dict[str, int]:
    articles: dict[str, set[str]] = defaultdict(set)
    for one in rows:
        for sign in {sign for signs in one.signs for sign, _ in signs}:
            articles[sign].add(one.article)
    kept = (sign for sign, found in articles.items() if len(found) >= _FEWEST_ARTICLES)
    return {sign: at for at, sign in enumerate(sorted(kept))}


class _Problem:
    """The examples as arrays: one entry for each sign of each proposal."""

    def __init__(self, rows: Sequence[Example], index: Mapping[str, int]) -> None:
        at: list[int] = []
        sign: list[int] = []
        strength: list[float] = []
        agreement: list[float] = []
        starts = [0]
        for one in rows:
            for signs, agrees in zip(one.signs, one.agreement, strict=True):
                for name, value in signs:
                    if name in index:
                        at.append(len(agreement))
                        sign.append(index[name])
                        strength.append(value)
                agreement.append(agrees)
            starts.append(len(agreement))
        self.at, self.sign = np.array(at), np.array(sign)
        self.strength = np.array(strength)
        self.starts = np.array(starts[:-1])
        self.example = np.repeat(np.arange(len(rows)), np.diff(starts))
        self.size, self.signs = len(agreement), len(index)
        agrees_ = np.array(agreement)
        self.right = agrees_ >= NAME_AGREES
        wanted = np.where(self.right, agrees_**2, 0.0)
        self.wanted = wanted / np.add.reduceat(wanted, self.starts)[self.example]

    def loss(self, weights: Floats) -> tuple[float, Floats]:
        """Give the negative log likelihood and its gradient."""
        score = np.bincount(self.at, weights[self.sign] * self.strength, self.size)
        score -= np.maximum.reduceat(score, self.starts)[self.example]
        power = np.exp(score)
        chance = power / np.add.reduceat(power, self.starts)[self.example]
        right = np.add.reduceat(chance * self.right, self.starts)
        among = np.where(self.right, chance / right[self.example], 0.0)
        target = (1 - _PLAIN_SHARE) * among + _PLAIN_SHARE * self.wanted
        slope = np.bincount(self.sign, self.strength * (chance - target)[self.at], self.signs)
        value = -(1 - _PLAIN_SHARE) * np.log(right).sum()
        value -= _PLAIN_SHARE * (self.wanted * np.log(chance + 1e-12)).sum()
        return float(value), np.asarray(slope, dtype=np.float64)


def right_share(examples: Sequence[Example], weights: Mapping[str, float]) -> float:
    """Give the share of the examples whose heaviest proposal is right."""
    right = 0
    for one in examples:
        scores = [sum(weights.get(s, 0.0) * v for s, v in signs) for signs in one.signs]
        right += one.agreement[int(np.argmax(scores))] >= NAME_AGREES
    return right / len(examples)


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit on folders; print how well each is read by weights fitted on the others.

    Returns:
        The exit status: 1 where a folder cannot be used.
    """

    def tell(held_out: Sequence[Example], weights: Mapping[str, float]) -> str:
        ruled = sum(one.agreement[one.chosen] >= NAME_AGREES for one in held_out)
        share, by_rules = right_share(held_out, weights), ruled / len(held_out)
        return f"{share:.3f} of {len(held_out)}, by the rules alone {by_rules:.3f}"

    purpose = "Khớp lại trọng số chọn tên cho các số, trên những thư mục bài có đáp án."
    collected = partial(collect, weights={})
    return refit(Fitting("bot.evaluation.fitting", purpose, collected, fit, tell), arguments)


if __name__ == "__main__":
    raise SystemExit(main())
