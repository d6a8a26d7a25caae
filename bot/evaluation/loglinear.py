"""A convex loss with a Gaussian prior -> the weights that minimise it, and their file.

``minimise`` is the entry point: L-BFGS (Nocedal and Wright, Numerical Optimization, 2nd ed.,
alg. 7.5) with backtracking.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Loss = Callable[[Floats], tuple[float, Floats]]
"""Weights -> the loss and its gradient."""

_STEPS = 150
_KEPT_STEPS = 12


def minimise(loss: Loss, size: int, prior: float) -> Floats:
    """Find the weights.

    Args:
        loss: Convex, without the prior.
        size: How many weights.
        prior: How strongly weights are drawn to 0.
    """

    def held(weights: Floats) -> tuple[float, Floats]:
        value, slope = loss(weights)
        return float(value + prior / 2 * weights @ weights), slope + prior * weights

    weights = np.zeros(size)
    steps: list[tuple[Floats, Floats]] = []
    value, slope = held(weights)
    for _ in range(_STEPS):
        direction = -_against_curvature(slope, steps)
        length = 1.0
        while True:
            next_value, next_slope = held(weights + length * direction)
            if next_value <= value + 1e-4 * length * (slope @ direction) or length < 1e-6:
                break
            length /= 2
        step, bend = length * direction, next_slope - slope
        if step @ bend > 1e-10:
            steps = [*steps[-_KEPT_STEPS + 1 :], (step, bend)]
        weights = weights + step
        done = abs(value - next_value) < 1e-5 * abs(value)
        value, slope = next_value, next_slope
        if done:
            break
    return weights


def write(weights: Mapping[str, float], path: Path) -> None:
    """Write weights as ``sign,weight``, in the order of the signs."""
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(sorted(weights.items()))


def _against_curvature(slope: Floats, steps: list[tuple[Floats, Floats]]) -> Floats:
    """The two-loop recursion: the slope divided by the curvature of the steps so far."""
    vector, shares = slope.copy(), []
    for step, bend in reversed(steps):
        share = step @ vector / (bend @ step)
        shares.append(share)
        vector -= share * bend
    if not steps:
        return vector * 1e-2
    last, bend = steps[-1]
    vector *= (last @ bend) / (bend @ bend)
    for (step, bend), share in zip(steps, reversed(shares), strict=True):
        vector += (share - bend @ vector / (bend @ step)) * step
    return vector
