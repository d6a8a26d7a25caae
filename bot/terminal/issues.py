"""What the index could not make sense of, for whoever looks after it: ``hoiso status --issues``.

``issues_form`` gathers it, ``render_issues`` writes it for a person, with what mends it.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import groupby

from bot.render.forms import Form
from bot.render.phrase import cut_around, one_line
from extract.models import Reason
from index.models import StoredArticle, StoredObservation, StoredUnattached
from index.store import Store

REASONS = {
    Reason.UNNAMED: "không rõ đo gì",
    Reason.UNSURE: "tên chỉ tiêu chưa đủ chắc",
    Reason.CHANGE_WITHOUT_VALUE: "mức tăng giảm không rõ của số nào",
    Reason.SECOND_CHANGE: "số ấy đã có một mức tăng giảm khác",
    Reason.LEVEL_WITHOUT_VALUE: "mức so sánh không rõ của số nào",
    Reason.RANK_WITHOUT_NAME: "thứ hạng không rõ của chỉ tiêu nào",
    Reason.FORMER_RANK: "thứ hạng cũ, trước khi lên hay xuống",
    Reason.ROW_WITHOUT_HEADER: "dòng của bảng không có tiêu đề cột",
    Reason.UNREADABLE_CELL: "ô của bảng không phải chỉ một con số",
}
MOST_SHOWN = 60
"""How many numbers are shown to a person."""
_MOST_ARTICLES = 20
_NUMBERS = "unattached"
_LONGEST_SENTENCE = 220
_MARK = "**"
_REINDEX = "rồi chạy “hoiso reindex”"
# Each list of articles: its key, its title, and what mends it.
_LISTS = (
    ("refused", "tệp không đọc được", f"sửa tệp theo lý do ghi bên cạnh {_REINDEX}"),
    (
        "without_place",
        "bài có số không rõ địa phương",
        f"ghi place và evidence của bài vào sources.toml cạnh tệp {_REINDEX}",
    ),
    (
        "without_date",
        "bài không có ngày đăng",
        f"ghi published và evidence của bài vào sources.toml cạnh tệp {_REINDEX}",
    ),
    (
        "without_evidence",
        "bài khai thông tin mà không nói vì sao biết",
        f"ghi evidence của bài trong sources.toml {_REINDEX}",
    ),
)


def issues_form(store: Store, most: int | None = MOST_SHOWN) -> Form:
    """Gather what a store could not make sense of.

    Args:
        most: Of each list, keep no more than so many; all where ``None``.

    Returns:
        A JSON form: ``counts`` of all lists first, then the lists, by article.
    """
    reasons: Counter[str] = Counter()
    counts: Form = {}
    lists: Form = {}
    for name, found in _lists(store).items():
        kept = lists[name] = []
        counts[name] = 0
        for form in found:
            counts[name] += 1
            if most is None or len(kept) < most:
                kept.append(form)
            if name == _NUMBERS:
                reasons[form["reason"]] += 1
    by_count = sorted(reasons.items(), key=lambda item: (-item[1], item[0]))
    return {"counts": counts, "reasons": dict(by_count), **lists}


def issues_pieces(store: Store) -> Iterator[str]:
    """Write the form with its lists whole as JSON, piece by piece: they may be very long."""
    form = issues_form(store, 0)
    head = {name: form[name] for name in ("counts", "reasons")}
    yield json.dumps(head, ensure_ascii=False)[:-1]
    for name, found in _lists(store).items():
        yield f', "{name}": ['
        for number, one in enumerate(found):
            yield (", " if number else "") + json.dumps(one, ensure_ascii=False)
        yield "]"
    yield "}"


def render_issues(issues: Form) -> str:
    """Write the issues for a person: counts first, long lists cut with a note."""
    lines = [f"{issues['counts']['unattached']} con số chưa gắn được với chỉ tiêu nào"]
    lines += [f"{issues['counts'][key]} {title}" for key, title, _ in _LISTS]
    if issues["unattached"]:
        lines += ["", *_number_lines(issues)]
    for key, title, mend in _LISTS:
        if issues[key]:
            lines += ["", f"{title[0].upper()}{title[1:]}: {mend}."]
            lines += [f"  {_article_line(one)}" for one in issues[key][:_MOST_ARTICLES]]
            lines += _cut_note(issues["counts"][key] - _MOST_ARTICLES, "bài")
    return "\n".join(lines)


def reason_words(reason: str) -> str:
    """Write why a number was left unattached."""
    return REASONS[Reason(reason)]


def _number_form(stored: StoredUnattached) -> Form:
    one = stored.unattached
    return {
        "article": one.article,
        "paragraph": one.paragraph,
        "text": one.text,
        "start": one.number.start,
        "end": one.number.end,
        "reason": str(one.reason),
        "message": REASONS[one.reason],
        "sentence": {"quote": stored.quote, "start": one.quote.start, "end": one.quote.end},
    }


def _lists(store: Store) -> dict[str, Iterator[Form]]:
    return {
        _NUMBERS: map(_number_form, store.unattached()),
        "refused": ({"article": name, "reason": reason} for name, reason in store.refused()),
        "without_place": _without_place(store.observations()),
        "without_date": ({"article": a.name} for a in store.articles() if a.published is None),
        "without_evidence": ({"article": a.name} for a in store.articles() if _is_unproved(a)),
    }


def _without_place(observations: Iterable[StoredObservation]) -> Iterator[Form]:
    # They come article by article.
    for name, own in groupby(observations, key=lambda stored: stored.citation.article):
        count = sum(stored.observation.place is None for stored in own)
        if count:
            yield {"article": name, "observations": count}


def _is_unproved(article: StoredArticle) -> bool:
    return bool(article.declared) and not (article.evidence or "").strip()


def _number_lines(issues: Form) -> Iterator[str]:
    yield ("Con số chưa gắn được: không dùng để trả lời; xem cả bài bằng “hoiso show BÀI”. Lý do:")
    for reason, count in issues["reasons"].items():
        yield f"  {count} · {reason_words(reason)}"
    shown = issues["unattached"][:MOST_SHOWN]
    for article, numbers in groupby(shown, key=lambda one: str(one["article"])):
        yield f"{one_line(article)}"
        for one in numbers:
            yield f"  đoạn {one['paragraph']}: {_marked(one)} ({one['message']})"
    yield from _cut_note(issues["counts"]["unattached"] - MOST_SHOWN, "con số")


def _marked(one: Form) -> str:
    sentence = one["sentence"]
    quote, shift = sentence["quote"], sentence["start"]
    start, end = one["start"] - shift, one["end"] - shift
    marked = f"{quote[:start]}{_MARK}{quote[start:end]}{_MARK}{quote[end:]}"
    return cut_around(marked, start, end + 2 * len(_MARK), _LONGEST_SENTENCE)


def _article_line(one: Form) -> str:
    name = one_line(one["article"])
    if "reason" in one:
        return f"{name}: {one_line(one['reason'])}"
    return f"{name}: {one['observations']} số liệu" if "observations" in one else name


def _cut_note(more: int, what: str) -> list[str]:
    return [f"  … và {more} {what} nữa; --json cho tất cả"] if more > 0 else []
