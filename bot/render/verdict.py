"""Whether a claim is so, whether a target is reached, how many pass, how a list goes on.

``opening`` is the entry point: the sentences that stand before the figures.
"""

from __future__ import annotations

import re
from typing import assert_never

from bot.models import Answered, Checked, Count, Lacking, Page, Reached, Verdict
from bot.render.phrase import RANK_UNIT, gap_words, one_line
from bot.render.sentences import value_words
from extract.models import Observation
from extract.text import canonical
from index.models import Citation

_SIDES = ("cao hơn", "thấp hơn")
_CORRECTED = re.compile(
    r"(?<!\w)(?:đính chính|điều chỉnh lại|cập nhật lại|số liệu (?:đã )?(?:được )?(?:cập nhật|điều chỉnh|rà soát lại)|rà soát lại|công bố lại|số liệu chính thức|thay (?:cho|thế) (?:số|con số))",
    re.IGNORECASE,
)


def opening(answer: Answered) -> list[str]:
    """Write what is said before the figures: a verdict, a count, the head of a list."""
    main = answer.figures[0].stored.observation
    lines: list[str] = []
    if answer.claim is not None:
        lines.append(claim_words(answer.claim, main, answer.among))
    if answer.reached is not None:
        lines.append(reached_words(answer.reached, main))
    if answer.count is not None and answer.among is not None:
        lines.append(_count_words(answer.count, answer.among))
    if answer.page is not None:
        lines.append(_page_head(answer.page, len(answer.figures)))
    return lines


def more_words(page: Page | None, shown: int) -> str | None:
    """Say how a list goes on; ``None`` at its end."""
    if page is None or page.more is None:
        return None
    rest = page.total - page.first - shown + 1
    return f"Còn {rest} số liệu nữa. Gõ “tiếp” để xem tiếp."


def claim_words(claim: Checked, observation: Observation, among: int | None = None) -> str:
    """Say whether a claim is so; the verdict stands first.

    Args:
        claim: The claim with its verdict.
        observation: What it was held against.
        among: Of how many places, where they were ranked for it.
    """
    ranked = f" (trong {among} nơi có số liệu)" if among else ""
    value = value_words(observation)
    given = claim.against or f"{value[0].lower()}{value[1:]}"
    if claim.said in _SIDES:
        return _sided(claim)
    if claim.reaches and claim.verdict is not Verdict.UNCLEAR:
        return _reaching(claim, given)
    if claim.verdict is Verdict.SUPPORTED:
        if claim.about:
            return f"Gần đúng: nguồn ghi {given}."
        return (
            f"Đúng{ranked}." if claim.said in (given, claim.against) else _so(claim, given, ranked)
        )
    if claim.verdict is Verdict.CONTRADICTED:
        if claim.value is None and claim.against and claim.said.endswith("nhất"):
            return f"Không đúng: {claim.said} là {claim.against}{ranked}."
        return f"Không đúng: nguồn ghi {given}, không phải {claim.said}.{_owners(claim)}"
    return _unclear(claim, given)


def reached_words(reached: Reached, observation: Observation) -> str:
    """Say whether a target is reached, and how far it is."""
    if reached.done is None:
        return f"Chưa kết luận được: {_lacking(reached, observation)}."
    goal = "kế hoạch" if reached.planned else "mục tiêu"
    head = f"Đã đạt {goal}" if reached.done else f"Chưa đạt {goal}"
    if reached.gap is None:
        return f"{head}."
    if not reached.gap:
        return f"{head}: vừa bằng {goal}."
    gap = gap_words(reached.gap, reached.unit)
    if reached.done:
        side = "cao hơn" if reached.gap > 0 else "thấp hơn"
        return f"{head}: tính ra {side} {goal} {gap}."
    if reached.lower and reached.unit != RANK_UNIT:
        return f"{head}: tính ra còn cao hơn {goal} {gap}."
    return f"{head}: tính ra còn cách {gap}."


def conflict_words(main: Citation, other: Citation) -> str:
    """Say how another article's figure stands to the one given: older, newer, corrected."""
    if main.published is None or other.published is None or main.published == other.published:
        return "Bài khác ghi"
    if other.published > main.published:
        return "Bài mới hơn đính chính" if _corrects(other) else "Bài mới hơn ghi"
    return "Số cũ, đã được đính chính" if _corrects(main) else "Bài cũ hơn ghi"


def _corrects(citation: Citation) -> bool:
    said = canonical(f"{citation.title} . {citation.quote}").text
    return _CORRECTED.search(said) is not None


def _sided(claim: Checked) -> str:
    if claim.verdict is Verdict.UNCLEAR:
        return f"Chưa đủ căn cứ: {claim.against or 'nguồn không nêu mức để so sánh'}."
    opening = "Đúng" if claim.verdict is Verdict.SUPPORTED else "Không đúng"
    return f"{opening}: {one_line(claim.against or '')}."


def _reaching(claim: Checked, given: str) -> str:
    if claim.verdict is Verdict.SUPPORTED:
        return f"Đúng, đã đạt: nguồn ghi {given}."
    return f"Chưa: nguồn ghi {given}, chưa đạt {claim.said}.{_owners(claim)}"


def _owners(claim: Checked) -> str:
    owners = "; ".join(one_line(owner) for owner in claim.belongs)
    return f" Số {claim.said} là {owners}." if owners else ""


def _so(claim: Checked, given: str, ranked: str) -> str:
    if claim.value is None or claim.unit == RANK_UNIT:
        return f"Đúng{ranked}: nguồn ghi {given}." if claim.against else f"Đúng{ranked}."
    return f"Đúng: nguồn ghi {given}."


def _unclear(claim: Checked, given: str) -> str:
    if claim.said.endswith("nhất"):
        return f"Chưa đủ căn cứ: các bài không nói nơi nào {claim.said}."
    if claim.said.startswith(("tăng", "giảm")):
        return "Chưa đủ căn cứ: nguồn không nêu mức tăng, giảm."
    if claim.unit == RANK_UNIT:
        return "Chưa đủ căn cứ: nguồn không nêu thứ hạng."
    return f"Chưa đủ căn cứ: nguồn chỉ ghi {given}."


def _lacking(reached: Reached, observation: Observation) -> str:
    match reached.lacking:
        case Lacking.TARGET | None:
            return "các bài không nêu mục tiêu cho số này"
        case Lacking.ACTUAL:
            return "các bài chỉ nêu mục tiêu, không nêu kết quả đã đạt"
        case Lacking.UNIT:
            return "kết quả và mục tiêu khác đơn vị nên không so được"
        case Lacking.EXACTNESS:
            return f"nguồn chỉ ghi {value_words(observation)}"
        case _:
            assert_never(reached.lacking)


def _count_words(count: Count, among: int) -> str:
    known = f"trong {among} {count.unit} có số liệu ở đây"
    if not count.passing:
        return f"Không {count.unit} nào {known} đạt {count.threshold}; gần nhất là:"
    return f"Tính ra {count.passing} {count.unit} {known} đạt {count.threshold}:"


def _page_head(page: Page, shown: int) -> str:
    last = page.first + shown - 1
    part = "" if shown == page.total else f", đây là {page.first}–{last}"
    return f"{one_line(page.about)}: có {page.total} số liệu{part}:"
