"""What ``reindex`` did -> its JSON form, and the text a person reads."""

from __future__ import annotations

from bot.render.forms import Form
from bot.render.phrase import one_line
from index.build import Report

_MOST_NAMES = 20


def report_form(report: Report) -> Form:
    """Write a report as a JSON form."""
    return {
        "generation": report.generation,
        "fresh": report.fresh,
        "added": list(report.added),
        "changed": list(report.changed),
        "removed": list(report.removed),
        "unchanged": list(report.unchanged),
        "refused": [{"article": name, "reason": reason} for name, reason in report.refused],
        "articles": report.counts.articles,
        "passages": report.counts.passages,
        "observations": report.counts.observations,
        "seconds": round(report.seconds, 3),
    }


def render_report(report: Report) -> str:
    """Write a report for a person: what changed by name, what did not by number."""
    named = (("Thêm", report.added), ("Đổi", report.changed), ("Bỏ", report.removed))
    lines = [f"{what} {len(names)} bài: {_listed(names)}" for what, names in named if names]
    if report.unchanged:
        lines.append(f"Giữ nguyên {len(report.unchanged)} bài")
    lines += [f"Từ chối {one_line(name)}: {one_line(why)}" for name, why in report.refused]
    counts = report.counts
    new = "mới" if report.fresh else "không đổi"
    lines.append(
        f"Chỉ mục số {report.generation} ({new}): {counts.articles} bài, {counts.passages} đoạn, "
        f"{counts.observations} số liệu; {report.seconds:.1f} giây".replace(".", ",")
    )
    return "\n".join(lines)


def _listed(names: tuple[str, ...]) -> str:
    more = len(names) - _MOST_NAMES
    shown = ", ".join(map(one_line, names[:_MOST_NAMES]))
    return f"{shown} và {more} bài nữa" if more > 0 else shown
