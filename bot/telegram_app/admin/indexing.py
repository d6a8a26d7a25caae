"""A run of the index in a chat: live progress in one message, a button to stop it, the result.

The message is revised at most every three seconds. However the run ends, the message says
which generation answers now.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass

from telegram.error import TelegramError

from bot.card.models import Action, Button, Card, RichText, Verb
from bot.card.rich import LONGEST, concat, cut, join, plain
from bot.telegram_app.admin.child import Outcome
from bot.telegram_app.admin.difference import Form, summary_text
from bot.telegram_app.admin.jobs import Job, Kind, Stop, end_job
from bot.telegram_app.admin.shelf import Publishing
from bot.telegram_app.services import Services
from bot.worker.client import WorkerError
from index.generation import current_number_or_zero, find_generations

Rows = tuple[tuple[Button, ...], ...]

_EVERY_S = 3.0
_RESULT_S = 24 * 3600.0
_CANCELLED = "Đã hủy; chỉ mục cũ vẫn dùng như trước"
_SHUT_DOWN = "Bot dừng nên việc dựng chỉ mục đã dừng theo; chỉ mục cũ vẫn dùng như trước"
_NOT_OPENED = "⚠️ Chưa mở được chỉ mục mới, vẫn trả lời bằng chỉ mục số {number}: {reason}"
_UNSAID = "Đã dựng xong, nhưng lệnh dừng trước khi kịp báo kết quả."
_IN_USE = "Đang dùng chỉ mục số {number}."
_FILES_STAY = "Tệp vừa gửi vẫn chờ ở đây, chưa vào nguồn."


@dataclass(frozen=True, slots=True)
class _End:
    """How a run ended."""

    outcome: Outcome
    before: int
    after: int

    @property
    def done(self) -> bool:
        return self.outcome.form is not None or self.after != self.before


async def run_index(
    services: Services,
    job: Job,
    publishing: Publishing | None = None,
    again: Rows = (),
) -> bool:
    """Index anew, and show it in the job's message; the job has begun.

    Args:
        services: The parts of the bot.
        job: Its message is known.
        publishing: Files to be put among the articles first; taken back where the run fails.
        again: Buttons to try it once more where it fails.

    Returns:
        Whether the new index is in use.
    """
    told = False
    try:
        end = await _work(services, job, publishing)
        if publishing is not None:
            await asyncio.to_thread(_settle_files, publishing, end)
        await _show_end(services, job, end, again)
        told = True
        return end.done
    finally:
        end_job(services, job, told=told)


async def _work(services: Services, job: Job, publishing: Publishing | None) -> _End:
    data = services.settings.data
    before = await asyncio.to_thread(current_number_or_zero, data)
    if publishing is not None:
        try:
            await asyncio.to_thread(publishing.put)
        except OSError as error:
            failed = f"Không ghi được tệp vào nguồn ({error.strerror or error})."
            return _End(Outcome(None, failed), before, before)
    run = asyncio.ensure_future(job.child.index(job.note_progress))
    try:
        await _show_progress(services, job, run)
        outcome = await run
    except asyncio.CancelledError:
        run.cancel()
        await asyncio.wait({run}, timeout=1)
        if publishing is not None:
            publishing.take_back()
        raise
    return _End(outcome, before, await asyncio.to_thread(current_number_or_zero, data))


async def _show_progress(services: Services, job: Job, run: asyncio.Future[Outcome]) -> None:
    shown = ""
    while not run.done():
        text = _progress_words(job)
        if text != shown:
            shown = text
            rows = () if job.stop else ((Button("Hủy", Action(Verb.CANCEL)),),)
            with suppress(TelegramError, TimeoutError):
                async with asyncio.timeout(_EVERY_S):
                    await _revise(services, job, Card((plain(text),), rows), "run")
        await asyncio.wait({run}, timeout=_EVERY_S)


def _progress_words(job: Job) -> str:
    if job.stop:
        return "Đang dừng…"
    pace = job.pace
    if not pace.of:
        return "Đang dựng chỉ mục…"
    filled = 10 * pace.done // pace.of
    bar = "▓" * filled + "░" * (10 - filled)
    lines = ("Đang dựng chỉ mục…", f"{bar} {pace.done}/{pace.of} bài", pace.words())
    return "\n".join(filter(None, lines))


async def _show_end(services: Services, job: Job, end: _End, again: Rows) -> None:
    if end.done:
        outcome, (text, rows) = "done", await _result(services, end)
    else:
        rows = again
        outcome, why = _failure(job, end.outcome)
        kept = f"\n{_FILES_STAY}" if job.kind is Kind.PUBLISH else ""
        text = plain(f"{why}\n{_IN_USE.format(number=end.after)}{kept}")
    services.audit.write(job.user.id, job.name, job.kind, outcome, f"chỉ mục số {end.after}")
    card = Card((cut(text, LONGEST),), rows)
    if not await _revise(services, job, card, "end", _RESULT_S):
        await services.courier.deliver(
            f"{job.key}/last", job.to, card, owner=job.user.id, expires_s=_RESULT_S
        )


def _failure(job: Job, outcome: Outcome) -> tuple[str, str]:
    match job.stop:
        case Stop.CANCELLED:
            return "cancelled", f"{_CANCELLED}."
        case Stop.SHUTDOWN:
            return "stopped", f"{_SHUT_DOWN}."
    return "failed", outcome.message


async def _result(services: Services, end: _End) -> tuple[RichText, Rows]:
    form: Form | None = end.outcome.form
    lines = [summary_text(form) if form is not None else plain(_UNSAID)]
    try:
        number = await services.pool.switch()
        lines.append(plain(_IN_USE.format(number=number)))
    except WorkerError as error:
        number = services.pool.generation
        lines.append(concat(_NOT_OPENED.format(number=number, reason=error)))
    data = services.settings.data
    kept = await asyncio.to_thread(find_generations, data)
    earlier = any(generation < end.after for generation in kept)
    if end.after == end.before or not earlier:
        return join("\n", lines), ()
    back = Button("Trở về chỉ mục trước", Action(Verb.ROLLBACK, (str(end.after),)))
    return join("\n", lines), ((back,),)


def _settle_files(publishing: Publishing, end: _End) -> None:
    """Keep the files that the index took, and take the others back."""
    if not end.done:
        publishing.take_back()
    elif end.outcome.form is not None:
        refused = {one["article"] for one in end.outcome.form.get("refused", ())}
        publishing.take_back(refused)


async def _revise(
    services: Services, job: Job, card: Card, what: str, expires_s: float | None = None
) -> bool:
    if job.message_id is None:
        return False
    return await services.courier.revise(
        job.to.chat_id,
        job.message_id,
        card,
        key=f"{job.key}/{what}",
        owner=job.user.id,
        expires_s=expires_s,
    )
