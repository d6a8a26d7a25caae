"""An answer -> a picture in a file, or why there is none."""

from __future__ import annotations

from pathlib import Path

from bot.models import Answer
from bot.terminal.export import write_file

_CANNOT_WRITE = (
    "Không ghi được biểu đồ vào {}: {}. Hãy kiểm tra đường dẫn và quyền ghi, hoặc chọn tệp khác."
)


def draw_into(path: Path, answer: Answer) -> str | None:
    """Draw an answer into a PNG file.

    Returns:
        Why there is no picture, and what to do; ``None`` where there is one.
    """
    from bot.chart.models import NoChart
    from bot.chart.plan import chart_of

    chart = chart_of(answer)
    if isinstance(chart, NoChart):
        return f"Không có biểu đồ. {chart.reason}"
    from bot.chart.draw import draw_png

    try:
        write_file(path, [draw_png(chart)])
    except OSError as error:
        return _CANNOT_WRITE.format(path, error.strerror or error)
    return None
