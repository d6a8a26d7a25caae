"""What ``reindex`` did, or would do -> its JSON form, and the text a person reads."""

from __future__ import annotations

from bot.pace import rate_words
from bot.render.forms import Form
from bot.render.phrase import one_line
from extract.indicator import FILE_NAME
from index.build import Difference, Report

_MOST_NAMES = 20
# Files read, from which on a pace tells something.
_MANY = 24


def report_form(report: Report) -> Form:
    """Write a report as a JSON form."""
    return {
        "generation": report.generation,
        "fresh": report.fresh,
        **_names_form(report),
        "articles": report.counts.articles,
        "passages": report.counts.passages,
        "observations": report.counts.observations,
        "read": report.read,
        "seconds": round(report.seconds, 3),
    }


def difference_form(found: Difference) -> Form:
    """Write what a run would change as a JSON form; nothing of it has been done."""
    return {
        "dry_run": True,
        "generation": found.generation,
        **_names_form(found),
        "seconds": round(found.seconds, 3),
    }


def render_report(report: Report) -> str:
    """Write a report for a person: what changed by name, what did not by number."""
    counts = report.counts
    new = "mới" if report.fresh else "không đổi"
    last = (
        f"Chỉ mục số {report.generation} ({new}): {counts.articles} bài, {counts.passages} đoạn, "
        f"{counts.observations} số liệu; {report.seconds:.1f} giây".replace(".", ",")
    )
    if report.read >= _MANY:
        last += f" ({rate_words(report.read / report.seconds)})"
    return "\n".join([*_changes(report, ""), last])


def render_difference(found: Difference) -> str:
    """Write for a person what a run would change."""
    changed = found.added or found.changed or found.removed or found.table_changed
    now = f"chỉ mục số {found.generation}" if found.generation else "chưa có chỉ mục"
    last = f"Chỉ xem trước, chưa ghi gì ({now})."
    nothing = [] if changed else ["Không có bài nào thay đổi"]
    return "\n".join([*nothing, *_changes(found, "Sẽ "), last])


def _names_form(found: Difference) -> Form:
    return {
        "added": list(found.added),
        "changed": list(found.changed),
        "removed": list(found.removed),
        "unchanged": list(found.unchanged),
        "table_changed": found.table_changed,
        "refused": [{"article": name, "reason": reason} for name, reason in found.refused],
    }


def _changes(found: Difference, will: str) -> list[str]:
    named = (("Thêm", found.added), ("Đổi", found.changed), ("Bỏ", found.removed))
    lines = [
        f"{_begun(will, what)} {len(names)} bài: {_listed(names)}" for what, names in named if names
    ]
    if found.table_changed:
        lines.append(f"{_begun(will, 'Dùng')} bảng chỉ tiêu {FILE_NAME} đã đổi")
    if found.unchanged:
        lines.append(f"{_begun(will, 'Giữ nguyên')} {len(found.unchanged)} bài")
    refused = _begun(will, "Từ chối")
    return lines + [f"{refused} {one_line(name)}: {one_line(why)}" for name, why in found.refused]


def _begun(will: str, what: str) -> str:
    return f"{will}{what.lower()}" if will else what


def _listed(names: tuple[str, ...]) -> str:
    more = len(names) - _MOST_NAMES
    shown = ", ".join(map(one_line, names[:_MOST_NAMES]))
    return f"{shown} và {more} bài nữa" if more > 0 else shown
