"""What a run would change, or has changed -> words for a phone's screen.

The forms are those of ``hoiso reindex --json``, with and without ``--dry-run``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from bot.card.models import RichText, Style
from bot.card.rich import concat, cut, join, plain, styled

# What JSON gives: values of any kind under the keys of the form.
Form = Mapping[str, Any]

LONGEST_REASON = 200
_MOST_NAMES, _MOST_REFUSED = 8, 6
_LONGEST_NAME = 60
_KINDS = (("Thêm", "added"), ("Đổi", "changed"), ("Bỏ", "removed"))


def is_unchanged(form: Form) -> bool:
    """Tell whether a run brings nothing new."""
    return not any(form.get(key) for key in (*(key for _, key in _KINDS), "table_changed"))


def difference_text(form: Form, generation: int) -> RichText:
    """Tell what a run would change.

    Args:
        form: Of the dry run.
        generation: In use now; 0 where there is none.
    """
    if is_unchanged(form):
        heading = "Không có gì thay đổi"
    else:
        heading = f"So với chỉ mục số {generation}" if generation else "Chưa có chỉ mục"
    return join("\n", (styled(heading, Style.BOLD), *_lines(form)))


def summary_text(form: Form) -> RichText:
    """Tell what a run has changed."""
    heading = (
        f"Đã dựng xong chỉ mục số {form['generation']}"
        if form.get("fresh", True)
        else f"Nội dung không đổi; vẫn dùng chỉ mục số {form['generation']}"
    )
    counts = (
        f"{thousands(form['articles'])} bài, {thousands(form['passages'])} đoạn, "
        f"{thousands(form['observations'])} số liệu; {_seconds(form['seconds'])}"
    )
    return join("\n", (styled(heading, Style.BOLD), *_lines(form), counts))


def thousands(number: int) -> str:
    """Write a count: 12.345."""
    return f"{number:,}".replace(",", ".")


def day_words(day: str | None) -> str:
    """Write an ISO day as people here do: 20/08/2024."""
    return f"{date.fromisoformat(day):%d/%m/%Y}" if day else "không rõ"


def short(text: str, longest: int = _LONGEST_NAME) -> RichText:
    """Bring what a file says of itself onto one line of bounded length."""
    return cut(plain(" ".join(text.split())), longest)


def _lines(form: Form) -> list[RichText]:
    lines = []
    if form.get("table_changed"):
        lines.append(plain("Bảng chỉ tiêu indicators.toml đã đổi"))
    for what, key in _KINDS:
        names: Sequence[str] = form.get(key, ())
        if names:
            shown = join(", ", [short(name) for name in names[:_MOST_NAMES]])
            count = f"{what} {thousands(len(names))} bài: "
            lines.append(concat(count, shown, _more(len(names) - _MOST_NAMES)))
    unchanged = len(form.get("unchanged", ()))
    if unchanged:
        lines.append(plain(f"Giữ nguyên {thousands(unchanged)} bài"))
    refused: Sequence[Form] = form.get("refused", ())
    if refused:
        lines.append(plain(f"Từ chối {thousands(len(refused))} tệp:"))
        lines += [_refused(one) for one in refused[:_MOST_REFUSED]]
        if len(refused) > _MOST_REFUSED:
            lines.append(plain(_more(len(refused) - _MOST_REFUSED).strip()))
    return lines


def _refused(one: Form) -> RichText:
    return concat("· ", short(one["article"]), ": ", short(one["reason"], LONGEST_REASON))


def _more(count: int) -> str:
    return f" và {thousands(count)} bài khác" if count > 0 else ""


def _seconds(seconds: float) -> str:
    return f"{seconds:.1f} giây".replace(".", ",")
