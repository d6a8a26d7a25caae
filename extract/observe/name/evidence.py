"""What speaks for and against a proposed name, as named signs with a strength.

``of_source`` and ``of_proposal`` are the entry points; what a name shows by itself is in ``look``. A
sign is a short word ("len=3", "head=tỷ lệ|pct"); signs that are always found together and equally
strong are one ``Part``, so that their weight can be remembered for what they are made of.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from collections.abc import Set as AbstractSet

from extract.observe.name.look import Looks, alone
from extract.observe.name.proposal import Proposal
from extract.observe.name.situation import Clause, Marks, Situation
from extract.observe.name.weights import BySource, Part, Sign, Signs, Weights

_SPOKEN = frozenset({"D", "C", "V", "T", "H", "N", "F", "X", "DL", "DR"})
_OF_SORT = frozenset({"gap", "prev"})


def of_source(source: str, situation: Situation) -> list[Sign]:
    """Give what speaks for every proposal of a source."""
    signs = () if source == "B" else (*_clause(situation.clause), *_marks(situation.marks))
    return [(f"src={source}|{sign}", 1.0) for sign in signs]


def weights_of_sources(situation: Situation, weights: Weights) -> Mapping[str, float]:
    """Give what speaks for every proposal of a source, as weights by source."""
    found = defaultdict[str, float](float)
    of = weights.once(_Sources)
    for each in (of.clause[situation.clause], of.marks[situation.marks]):
        for source, weight in each.items():
            found[source] += weight
    return found


def of_proposal(
    proposal: Proposal, situation: Situation, agreement: float, looks: Looks
) -> list[Part]:
    """Give what speaks for a proposal beside its sources and the parts of its look.

    Args:
        proposal: The name.
        situation: The number's surroundings.
        agreement: The share of all proposals that agree with it.
        looks: The names of the article.
    """
    sources = proposal.sources
    main = main_source(sources)
    of = looks.weights.once(_Kinds, situation.sort, main)
    look = looks.at(proposal.words, proposal.syllables)
    listed, alike = looks.fit(proposal.words, proposal.syllables, situation.unit)
    name = looks.mask(proposal.syllables)
    size = len(proposal.syllables) or 1
    shared = (situation.content & name).bit_count()
    said, left = situation.said, situation.said - shared
    said_3 = min(said, 3)
    parts: list[Part] = [
        (1.0, of.number, len(sources)),
        (1.0, of.shown, look.shown),
        (1.0, of.listed, (listed, int(alike * 5))),
        (alike, of.alike, None),
        (agreement, of.alone, "agree"),
        (shared / said if said else 0.0, of.covers, None),
        ((size - shared) / size, of.foreign, said_3),
        (1.0, of.unsaid, min(3, (situation.common & ~name).bit_count())),
    ]
    for form in proposal.forms:
        if form != "B":
            parts.append((1.0, of.form, form))
    facts = of.facts
    for key, value in proposal.facts.items():
        parts.append((1.0, facts[key], value))
    if _SPOKEN.isdisjoint(sources):
        parts.append((1.0, of.unspoken, min(4, left)))
    else:
        met = (min(shared, 3), said_3, min(3, left), min(situation.telling, 3))
        parts.append((1.0, of.spoken, met))
    if situation.title:
        parts.append(((situation.title & name).bit_count() / size, of.alone, "title"))
    if situation.last is not None:
        parts.append((1.0, of.again, (name == situation.last, *situation.around)))
    return parts


def main_source(sources: AbstractSet[str]) -> str:
    """Give the first of a proposal's sources, that of the rules last."""
    return min(sources - {"B"}, default="B") if "B" in sources else min(sources)


class _Sources:
    """What the surroundings of a number say of each source."""

    def __init__(self, weights: Weights) -> None:
        by_sign = defaultdict[str, dict[str, float]](dict)
        for sign, weight in weights.by_sign.items():
            if sign.startswith(_OF_SOURCE):
                source, _, rest = sign.removeprefix(_OF_SOURCE).partition("|")
                by_sign[rest][source] = weight
        self.clause = BySource(by_sign, _clause)
        self.marks = BySource(by_sign, _marks)


_OF_SOURCE = "src="


class _Kinds:
    """What is said of the proposals of a source for numbers of a sort."""

    __slots__ = (
        "again",
        "alike",
        "alone",
        "covers",
        "facts",
        "foreign",
        "form",
        "listed",
        "number",
        "shown",
        "spoken",
        "unsaid",
        "unspoken",
    )

    def __init__(self, weights: Weights, sort: str, main: str) -> None:
        family = weights.family
        self.alone, self.number = family(alone), family(_sources)
        self.form, self.unsaid = family(_form, sort), family(_unsaid, sort)
        self.foreign, self.again = family(_foreign, sort), family(_again, sort)
        self.shown = family(_shown, sort, main)
        self.listed, self.alike = family(_listed, main), family(_alike, main)
        self.covers = family(_covers, main)
        self.spoken, self.unspoken = family(_spoken, main), family(_unspoken, main)
        self.facts = {key: family(_fact, key, sort if key in _OF_SORT else main) for key in _FACTS}


_FACTS = ("dist", "skip", "pre", "gap", "prev", "drec", "nth", "how", "freq")


def _clause(clause: Clause) -> Signs:
    sort, telling, said, owned, copula, noun, bracket = clause
    return (
        sort,
        f"nci{telling}",
        f"nci{min(telling, 2)}nc{min(said, 4)}pl{owned:d}",
        f"nc{said}",
        f"pl{owned:d}",
        f"cop{copula:d}",
        f"rn{noun:d}",
        f"br{bracket:d}",
        f"{sort}|nc{min(said, 3)}|rn{noun:d}|pl{owned:d}",
        f"{sort}|cop{copula:d}|rn{noun:d}|br{bracket:d}",
    )


def _marks(marks: Marks) -> Signs:
    superlative, first, denominator, pronoun, colon, left = marks
    return (
        f"sup{superlative:d}",
        f"1st{first:d}",
        f"den{denominator:d}",
        f"pron{pronoun:d}",
        f"col{colon:d}",
        *(() if left else ("noleft",)),
    )


def _form(form: str, sort: str) -> Signs:
    return (f"form={form}", f"form={form}|{sort}")


def _fact(value: int | str, key: str, other: str) -> Signs:
    return (f"{key}={value}", f"{key}={value}|{other}")


def _sources(number: int) -> Signs:
    return (f"nsrc={min(number, 4)}",)


def _shown(shown: tuple[int, str, bool, int], sort: str, main: str) -> Signs:
    size, head, group, reporting = shown
    return (
        f"len={size}",
        f"len={size}|{sort}",
        f"head={head}|{sort}",
        f"grp={group:d}",
        f"grp={group:d}|{sort}|{main}",
        f"vb={reporting}|{sort}",
    )


def _listed(found: tuple[bool, int], main: str) -> Signs:
    listed, fifths = found
    return (f"cat={listed:d}", f"cat={listed:d}|{main}", f"catq={fifths}")


def _alike(_: None, main: str) -> Signs:
    return ("catsim", f"catsim|{main}")


def _covers(_: None, main: str) -> Signs:
    return ("cov", f"cov|{main}")


def _foreign(said: int, sort: str) -> Signs:
    return ("out", f"out|{sort}|nc{said}")


def _unsaid(unsaid: int, sort: str) -> Signs:
    return (f"nvl={unsaid}", f"nvl={unsaid}|{sort}")


def _spoken(met: tuple[int, int, int, int], main: str) -> Signs:
    shared, said, left, telling = met
    return (f"ov={shared}|nc{said}|{main}", f"left={left}|nci{telling}|{main}")


def _unspoken(left: int, main: str) -> Signs:
    return (f"cleft={left}|{main}",)


def _again(met: tuple[bool, bool, bool, str], sort: str) -> Signs:
    again, parallel, same_unit, shape = met
    return (
        f"isprev={again:d}|sh{parallel:d}|{sort}",
        f"isprev={again:d}|sh{parallel:d}|pu{same_unit:d}",
        f"isprev={again:d}|{shape}",
    )
