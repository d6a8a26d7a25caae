"""Answers to be drawn in tests."""

from __future__ import annotations

from decimal import Decimal

from figures import figure, observed

from bot.chart.models import Chart
from bot.chart.plan import chart_of
from bot.models import Answered, Asked
from extract.models import Baseline, BaselineKind, Kind

ARTICLES = {
    f"{year}.txt": f"""Tỉnh Đồng Tháp đẩy mạnh nộp hồ sơ qua mạng năm {year}

20/12/{year} - 10:24

Năm {year}, tỷ lệ hồ sơ trực tuyến của tỉnh Đồng Tháp đạt {value}%.
"""
    for year, value in (("2021", "12"), ("2022", "17,5"), ("2023", "30"))
}
TREND = "tỷ lệ hồ sơ trực tuyến Đồng Tháp qua các năm"
"""What asks for a chart of ``ARTICLES``."""


def trend(*figures, **fields):
    return Answered(figures, Asked.TREND, **fields)


def compared(*figures, asked=Asked.COMPARE, **fields):
    return Answered(figures, asked, **fields)


def drawn(answer):
    chart = chart_of(answer)
    assert isinstance(chart, Chart)
    return chart


def yearly(*values, unit="%", **fields):
    """Make a figure for each year from 2021."""
    return [
        figure(value, unit, period=str(year), **fields) for year, value in enumerate(values, 2021)
    ]


def national(value, unit="%", **fields):
    baseline = Baseline(BaselineKind.NATIONAL, "bình quân cả nước", Decimal(value), unit)
    return (baseline,)


def target(value, unit="%", period="2025"):
    return observed(value, unit, kind=Kind.TARGET, period=period)


LONG = "tỷ lệ hồ sơ thủ tục hành chính được tiếp nhận và giải quyết hoàn toàn qua mạng đúng hạn"
MANY_PLACES = tuple(
    figure(str(90 - n), place=f"Thị trấn Nông trường Việt Trung số {n}", province="Quảng Bình")
    for n in range(20)
)
ANSWERS = {
    "a trend": trend(*yearly("12", "41.25", "30.5", "52.7")),
    "a trend with a target": trend(*yearly("12", "41.25", target=target("60"))),
    "a trend beside the country": trend(
        *(
            figure(v, period=p, baselines=national(n))
            for v, p, n in [("12", "2021", "20"), ("24", "2022", "31"), ("30.5", "2023", "38")]
        )
    ),
    "a long trend": trend(
        *(figure(str(90 + 7 * n % 13), period=f"2024-{n:02}") for n in range(1, 13))
    ),
    "close in time": trend(
        *(
            figure(v, period=p)
            for v, p in [("97.5", "2022-05"), ("98.25", "2022-06"), ("99.1", "2024")]
        )
    ),
    "long periods": trend(
        *(
            figure(v, period=p)
            for v, p in [("5.56", "2023"), ("4.9", "2024-01/2024-06"), ("3.9", "2024-01/2024-09")]
        )
    ),
    "money": trend(*yearly("9800000000000", "9950500000000", "13000000000000", unit="đồng")),
    "ranks": trend(*yearly("41", "22", "9", "12", unit="hạng")),
    "two places": trend(
        *yearly("12", "24", place="Cao Bằng"), *yearly("22", "26", place="Lào Cai")
    ),
    "nothing changes": trend(*yearly("0", "0", "0")),
    "bars": compared(
        figure("35.5", place="Cao Bằng", baselines=national("40"), target=target("60")),
        figure("48", place="Bắc Kạn", baselines=national("40"), target=target("50")),
    ),
    "bars of many places": compared(*MANY_PLACES, asked=Asked.HIGHEST, among=20),
    "bars with names of their own": compared(
        figure("35.5", place="Cao Bằng"), figure("48", place="Bắc Kạn", indicator=LONG)
    ),
    "bars below zero": compared(figure("-2.1", place="Bắc Ninh"), figure("8.4", place="Bắc Giang")),
    "bars of nothing": compared(figure("0", place="Bắc Ninh"), figure("0", place="Bắc Giang")),
    "a range": compared(
        figure("20", place="Bắc Ninh", value_to=Decimal(30)), figure("8", place="Huế")
    ),
}
