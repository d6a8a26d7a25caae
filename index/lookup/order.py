"""What is found of very many observations: which are the nearest, and in what order.

The same keys serve in memory and in an index on disk, so that both keep the same ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from hashlib import blake2b

from extract.text import fold
from index.lookup.models import D, Described, Scope
from index.models import Order, StoredObservation

_WORD = re.compile(r"[^\W\d_]+")


def place_key(name: str | None) -> str:
    """Give what a place is found by: its words in lower case without marks; "" for none."""
    return fold(" ".join(_WORD.findall((name or "").replace("’", "'"))))


def rank_of(day: int, order: Order) -> int:
    """Give the number by which newer observations come first, below 2 ** 63.

    Those of one day are in an order that is the same however an index came to hold them.

    Args:
        day: ``Described.day``.
        order: ``Described.order``.
    """
    name, number = order
    return day << 40 | hashed((name, str(number & 0xFFFF))) >> 24


def hashed(parts: Iterable[str]) -> int:
    """Give 64 bits that are the same for the same words on any machine."""
    digest = blake2b("\0".join(parts).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big")


def nearness(one: Described, share: float, times: frozenset[str]) -> tuple[float, int, int]:
    """Key that puts the nearest first: by share, then of the time asked, then the newest."""
    timely = len(times.intersection(one.times)) if times else 0
    return -share, -timely, -one.rank


ALIKE, MOST_PLACES = 0.8, 150
"""Of a place not yet there, what is so near as that of the best still counts; so many places."""


def foremost(shares: Mapping[D, float], scope: Scope[D], most: int) -> dict[D, float]:
    """Keep the nearest, in order.

    Args:
        shares: Of each.
        scope: Says whether every place counts.
        most: The most to keep, without those of further places.
    """
    ordered = sorted(shares, key=lambda one: nearness(one, shares[one], scope.times))
    kept = ordered[:most]
    if scope.spread and len(ordered) > most:
        floor = ALIKE * shares[ordered[0]]
        places = {spot(one.stored) for one in kept}
        for one in ordered[most:]:
            if shares[one] < floor or len(kept) >= most + MOST_PLACES:
                break
            if spot(one.stored) not in places:
                places.add(spot(one.stored))
                kept.append(one)
    return {one: shares[one] for one in kept}


def spot(stored: StoredObservation) -> tuple[str | None, str | None, str | None]:
    """Tell the places of a ranking apart: the place, its province, the office."""
    observation = stored.observation
    return observation.place, observation.province, observation.subject
