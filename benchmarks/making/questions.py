"""What made articles state -> questions as people ask them, each with its right value.

``ask_about`` is the entry point. The kinds: ``value`` (place and period named), ``folded`` (without
diacritics), ``typo``, ``placeless``, ``target``, ``rank``, ``compare`` (two places), ``top`` (which
place has most), ``text`` (who signed what) and ``absent`` (what no article states).
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from extract.text import fold

_MOST_KEPT = 5_000
_ABSENT_YEARS = (1998, 2002, 2041)
_KEYS_BESIDE = {
    "a": "sq",
    "n": "bm",
    "t": "ry",
    "o": "ip",
    "h": "gj",
    "i": "uo",
    "c": "xv",
    "u": "yi",
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A question.

    Attributes:
        value: The right answer's value; ``None`` where there is none or we do not know it.
        unit: Of the value.
        article: One that states it.
        contains: What the passage that answers must hold.
    """

    kind: str
    text: str
    value: str | None = None
    unit: str | None = None
    article: str | None = None
    contains: str | None = None


Line = dict[str, Any]
"""An article of the truth, as ``generator.truth_of`` gives it."""


def ask_about(truth: Iterable[Line], count: int, seed: int = 1) -> list[Asked]:
    """Make questions about articles, all kinds equally often.

    Args:
        truth: Of the articles that may be asked about.
        count: How many questions.

    Returns:
        Questions in an order in which every kind comes early; fewer where the articles state
        too little.
    """
    rng = random.Random(f"{seed} questions")
    lines = _some(truth, rng)
    makers = list(_MAKERS.items())
    found: list[Asked] = []
    for number in range(count * 3):
        if len(found) == count:
            break
        kind, make = makers[number % len(makers)]
        asked = make(lines, kind, rng)
        if asked is not None:
            found.append(asked)
    return found


def _some(truth: Iterable[Line], rng: random.Random) -> list[Line]:
    """Keep so many articles that there is enough to choose from; each is as likely."""
    kept: list[Line] = []
    for number, line in enumerate(truth):
        if len(kept) < _MOST_KEPT:
            kept.append(line)
        elif (at := rng.randrange(number + 1)) < _MOST_KEPT:
            kept[at] = line
    return kept


def _number(
    lines: Sequence[Line], rng: random.Random, wanted: Callable[[Line], bool]
) -> tuple[Line, str] | None:
    for _ in range(200):
        line = rng.choice(lines)
        numbers = [number for number in line["numbers"] if wanted(number)]
        if numbers:
            return rng.choice(numbers), line["article"]
    return None


def _actual(number: Line) -> bool:
    return bool(number["kind"] == "actual")


def _value(lines: Sequence[Line], kind: str, rng: random.Random) -> Asked | None:
    found = _number(lines, rng, _actual)
    if found is None:
        return None
    number, article = found
    name, place, said = number["indicator"], number["place"], number["said"]
    text = rng.choice(
        (
            f"{name} {place} {said} là bao nhiêu?",
            f"{said} {name} của {place} được bao nhiêu",
            f"cho hỏi {name} ở {place} {said}",
            f"{place} {said} {name} bao nhiêu vậy?",
        )
    )
    return Asked(kind, text, number["value"], number["unit"], article)


def _folded(lines: Sequence[Line], kind: str, rng: random.Random) -> Asked | None:
    asked = _value(lines, kind, rng)
    return asked and Asked(kind, fold(asked.text), asked.value, asked.unit, asked.article)


def _typo(lines: Sequence[Line], kind: str, rng: random.Random) -> Asked | None:
    asked = _value(lines, kind, rng)
    return asked and Asked(kind, _slip(asked.text, rng), asked.value, asked.unit, asked.article)


def _slip(text: str, rng: random.Random) -> str:
    """Mistype a letter of a word or two."""
    words = text.split()
    for _ in range(rng.choice((1, 1, 2))):
        at = rng.randrange(len(words))
        word = words[at]
        if len(word) < 3 or not word.isalpha():
            continue
        spot = rng.randrange(1, len(word))
        slips = [
            word[:spot] + word[spot + 1 :],
            word[:spot] + word[spot] + word[spot:],
            word[: spot - 1] + word[spot] + word[spot - 1] + word[spot + 1 :],
        ]
        beside = _KEYS_BESIDE.get(word[spot])
        if beside:
            slips.append(word[:spot] + rng.choice(beside) + word[spot + 1 :])
        words[at] = rng.choice(slips)
    return " ".join(words)


def _placeless(lines: Sequence[Line], kind: str, rng: random.Random) -> Asked | None:
    found = _number(lines, rng, _actual)
    if found is None:
        return None
    number, _ = found
    return Asked(kind, f"{number['indicator']} {number['said']} là bao nhiêu?")


def _target(lines: Sequence[Line], kind: str, rng: random.Random) -> Asked | None:
    found = _number(lines, rng, lambda number: number["kind"] == "target")
    if found is None:
        return None
    number, article = found
    text = f"mục tiêu {number['indicator']} của {number['place']} {number['said']}?"
    return Asked(kind, text, number["value"], number["unit"], article)


def _rank(lines: Sequence[Line], kind: str, rng: random.Random) -> Asked | None:
    found = _number(lines, rng, lambda number: number["rank"] is not None)
    if found is None:
        return None
    number, article = found
    text = f"{number['said']} {number['place']} xếp thứ mấy về {number['indicator']}?"
    return Asked(kind, text, str(number["rank"]), "hạng", article)


def _compare(lines: Sequence[Line], kind: str, rng: random.Random) -> Asked | None:
    found = _number(lines, rng, lambda number: _actual(number) and not number["province"])
    if found is None:
        return None
    number, _ = found
    other = rng.choice(lines)["province"]
    if other == number["place"]:
        return None
    name, said = number["indicator"], number["said"]
    return Asked(kind, f"{name} {said} của {number['place']} so với {other} thế nào?")


def _top(lines: Sequence[Line], kind: str, rng: random.Random) -> Asked | None:
    found = _number(lines, rng, lambda number: _actual(number) and not number["province"])
    if found is None:
        return None
    number, _ = found
    return Asked(kind, f"tỉnh nào có {number['indicator']} cao nhất {number['said']}?")


def _text(lines: Sequence[Line], kind: str, rng: random.Random) -> Asked | None:
    for _ in range(200):
        line = rng.choice(lines)
        if not line["documents"]:
            continue
        document = rng.choice(line["documents"])
        text = rng.choice(
            (
                f"ai ký {document['name']}?",
                f"{document['name']} về {document['about']} do ai ký ban hành?",
                f"tỉnh {line['province']} ban hành văn bản nào về {document['about']}",
            )
        )
        return Asked(kind, text, article=line["article"], contains=document["signer"])
    return None


def _absent(lines: Sequence[Line], kind: str, rng: random.Random) -> Asked | None:
    found = _number(lines, rng, _actual)
    if found is None:
        return None
    number, _ = found
    year = rng.choice(_ABSENT_YEARS)
    return Asked(kind, f"{number['indicator']} của {number['place']} năm {year} là bao nhiêu?")


_MAKERS: dict[str, Callable[[Sequence[Line], str, random.Random], Asked | None]] = {
    "value": _value,
    "folded": _folded,
    "typo": _typo,
    "placeless": _placeless,
    "target": _target,
    "rank": _rank,
    "compare": _compare,
    "top": _top,
    "text": _text,
    "absent": _absent,
}
