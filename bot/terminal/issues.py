"""What the index could not make sense of, for whoever looks after it: ``hoiso status --issues``.

``issues_form`` gathers it, ``render_issues`` writes it for a person, with what mends it.
"""

from __future__ import annotations

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
_MOST_NUMBERS, _MOST_ARTICLES = 60, 20
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


def issues_form(store: Store) -> Form:
    """Gather what a store could not make sense of.

    Returns:
        A JSON form: ``counts`` of all lists first, then the lists whole, by article.
    """
    articles = list(store.articles())
    loose = list(store.unattached())
    lists: Form = {
        "unattached": [_number_form(one) for one in loose],
        "refused": [{"article": name, "reason": reason} for name, reason in store.refused()],
        "without_place": _without_place(store.observations()),
        "without_date": [{"article": a.name} for a in articles if a.published is None],
        "without_evidence": [{"article": a.name} for a in articles if _is_unproved(a)],
    }
    reasons = Counter(str(one.unattached.reason) for one in loose)
    return {
        "counts": {name: len(found) for name, found in lists.items()},
        "reasons": dict(sorted(reasons.items(), key=lambda item: (-item[1], item[0]))),
        **lists,
    }


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
            lines += _cut_note(len(issues[key]) - _MOST_ARTICLES, "bài")
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


def _without_place(observations: Iterable[StoredObservation]) -> list[Form]:
    placeless = Counter(s.citation.article for s in observations if s.observation.place is None)
    return [{"article": name, "observations": count} for name, count in sorted(placeless.items())]


def _is_unproved(article: StoredArticle) -> bool:
    return bool(article.declared) and not (article.evidence or "").strip()


def _number_lines(issues: Form) -> Iterator[str]:
    yield ("Con số chưa gắn được: không dùng để trả lời; xem cả bài bằng “hoiso show BÀI”. Lý do:")
    for reason, count in issues["reasons"].items():
        yield f"  {count} · {reason_words(reason)}"
    shown = issues["unattached"][:_MOST_NUMBERS]
    for article, numbers in groupby(shown, key=lambda one: str(one["article"])):
        yield f"{one_line(article)}"
        for one in numbers:
            yield f"  đoạn {one['paragraph']}: {_marked(one)} ({one['message']})"
    yield from _cut_note(len(issues["unattached"]) - _MOST_NUMBERS, "con số")


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
