"""Risk against coverage -> a picture inside the page (SVG).

``risk_picture`` is the entry point. One point stands for one threshold; the one in use is
marked. The page forbids scripts, so each point tells its figures as a title.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from bot.answer.pick import SURE
from bot.evaluation.confidence import Point, Sureness, curve
from bot.evaluation.report.labels import decimal

_WIDTH, _HEIGHT = 460, 260
_LEFT, _RIGHT, _TOP, _BOTTOM = 52, 16, 16, 44
_FIRST, _STEPS = 5, 100
_LEAST_RISK = 0.05


def risk_picture(turns: Sequence[Sureness]) -> str:
    """Draw the share of wrong numbers over the share of answered turns.

    Args:
        turns: All judged turns.

    Returns:
        ``""`` where no turn is answerable, or none would get a number.
    """
    fine = curve(turns, [step / _STEPS for step in range(_FIRST, _STEPS + 1)])
    points = [point for point in fine if point.risk.of and point.coverage.of]
    if not points:
        return ""
    highest = max(_LEAST_RISK, *(point.risk.rate for point in points))
    line = " ".join(
        f"{_x(point.coverage.rate):.1f},{_y(point.risk.rate, highest):.1f}" for point in points
    )
    marks = "".join(_mark(point, highest) for point in curve(turns) if point.risk.of)
    return (
        f"<svg class='curve' viewBox='0 0 {_WIDTH} {_HEIGHT}' role='img' "
        "aria-label='Rủi ro theo độ phủ'>"
        f"{''.join(_grid(highest))}<polyline points='{line}'/>{marks}</svg>"
    )


def _x(coverage: float) -> float:
    return _LEFT + coverage * (_WIDTH - _LEFT - _RIGHT)


def _y(risk: float, highest: float) -> float:
    return _TOP + (1 - risk / highest) * (_HEIGHT - _TOP - _BOTTOM)


def _grid(highest: float) -> Iterable[str]:
    for share in (0.0, 0.25, 0.5, 0.75, 1.0):
        x, y = _x(share), _y(share * highest, highest)
        yield f"<path d='M{x:.1f} {_TOP}V{_HEIGHT - _BOTTOM}M{_LEFT} {y:.1f}H{_WIDTH - _RIGHT}'/>"
        yield f"<text x='{x:.1f}' y='{_HEIGHT - _BOTTOM + 16}' class='x'>{share:.0%}</text>"
        label = f"{decimal(share * highest * 100, 1)}%"
        yield f"<text x='{_LEFT - 6}' y='{y + 4:.1f}' class='y'>{label}</text>"
    middle = (_LEFT + _WIDTH - _RIGHT) / 2
    under = _HEIGHT - 8
    yield f"<text x='{middle}' y='{under}' class='x'>độ phủ: phần câu có đáp số được trả lời</text>"
    yield f"<text x='{_LEFT + 4}' y='{_TOP + 10}'>rủi ro: phần số đưa ra bị sai</text>"


def _mark(point: Point, highest: float) -> str:
    x, y = _x(point.coverage.rate), _y(point.risk.rate, highest)
    is_used = point.threshold == SURE
    told = (
        f"ngưỡng {decimal(point.threshold, 2)}{' (đang dùng)' if is_used else ''}: "
        f"rủi ro {decimal(point.risk.rate)}, độ phủ {decimal(point.coverage.rate)}"
    )
    looks = "class='used' r='6'" if is_used else "r='3'"
    return f"<circle cx='{x:.1f}' cy='{y:.1f}' {looks}><title>{told}</title></circle>"
