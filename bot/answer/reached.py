"""A figure and its target -> whether the target is reached, and how far off the value is.

``is_reached`` is the entry point. Different units are never compared; where a bound leaves
it open, that is said.
"""

from __future__ import annotations

import re
from decimal import Decimal

from bot.answer.interval import Interval, of_value
from bot.models import Figure, Lacking, Reached
from bot.render.phrase import RANK_UNIT
from extract.models import Bound, Kind, Observation

# Of these, the less the better; a target is then a most.
_LESS = re.compile(
    r"(?<!\w)(?:nghèo|quá hạn|trễ hạn|trễ hẹn|chậm hạn|thất nghiệp|tử vong|suy dinh dưỡng|tai nạn|tội phạm|mù chữ"
    r"|bỏ học|nợ xấu|lạm phát|giá tiêu dùng|thất thoát|hao hụt|tồn đọng|vi phạm|ô nhiễm|phát thải|mắc bệnh|tảo hôn"
    r"|nhà tạm|dột nát|giảm sinh|tỷ số giới tính|sinh con thứ|thời gian (?:xử lý|giải quyết|chờ)|số vụ|số người chết)(?!\w)",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"(?<!\w)(?:thoát nghèo|giảm nghèo|xử lý|khắc phục|xóa|tỷ lệ giảm|mức giảm)(?!\w)",
    re.IGNORECASE,
)
_PLANNED = re.compile(
    r"(?<!\w)(?:kế hoạch|dự toán)(?: (?:năm|cả năm|vốn|giao|được giao|thủ tướng|chính phủ|tỉnh|hđnd|trung ương))*\W*$"
    r"|(?:so với|của|trên) (?:tổng )?(?:kế hoạch|dự toán)|giải ngân",
    re.IGNORECASE,
)
_WHOLE = Decimal(100)


def is_reached(figure: Figure) -> Reached:
    """Tell whether a figure has reached the target beside it.

    Args:
        figure: With an actual value; without a target it may be a share of a plan.
    """
    observation = figure.stored.observation
    if observation.kind is Kind.TARGET:
        return Reached(None, Lacking.ACTUAL)
    if figure.target is not None:
        return _against(observation, figure.target.observation)
    if observation.unit == "%" and _PLANNED.search(observation.indicator):
        gap = observation.value - _WHOLE
        done = _holds(Bound.AT_LEAST, _WHOLE, observation)
        return Reached(done, _lacking(done), gap, "%", planned=True)
    return Reached(None, Lacking.TARGET)


def _against(observation: Observation, aim: Observation) -> Reached:
    if observation.unit != aim.unit:
        return Reached(None, Lacking.UNIT)
    lower = _is_most(observation, aim)
    done = _holds(Bound.AT_MOST if lower else Bound.AT_LEAST, aim.value, observation)
    exact = observation.bound is Bound.EXACT and observation.value_to is None
    gap = observation.value - aim.value if exact else None
    return Reached(done, _lacking(done), gap, aim.unit, lower=lower)


def _is_most(observation: Observation, aim: Observation) -> bool:
    if aim.bound in (Bound.AT_MOST, Bound.BELOW) or aim.unit == RANK_UNIT:
        return True
    if aim.bound in (Bound.AT_LEAST, Bound.ABOVE):
        return False
    named = observation.indicator
    return _LESS.search(named) is not None and _MORE.search(named) is None


def _holds(bound: Bound, limit: Decimal, observation: Observation) -> bool | None:
    wanted: Interval = of_value(limit, bound, observation.unit)
    given = of_value(
        observation.value, observation.bound, observation.unit, value_to=observation.value_to
    )
    if wanted.covers(given):
        return True
    return False if _outside(bound, limit, given) else None


def _outside(bound: Bound, limit: Decimal, given: Interval) -> bool:
    # "Dưới 50%" has not reached 50%.
    over, under = (given.low > limit), (given.high < limit or (given.inner and given.high == limit))
    return over if bound is Bound.AT_MOST else under


def _lacking(done: bool | None) -> Lacking | None:
    return Lacking.EXACTNESS if done is None else None
