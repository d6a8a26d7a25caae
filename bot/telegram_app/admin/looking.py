"""``/reindex``: shows what a run would change, with a button that starts it."""

from __future__ import annotations

import asyncio

from telegram import Update
from telegram.ext import BaseHandler, ContextTypes

from bot.card.models import Action, Button, Card, Verb
from bot.card.rich import plain
from bot.telegram_app.admin.child import Child
from bot.telegram_app.admin.cutshort import report_cut_short
from bot.telegram_app.admin.difference import difference_text, is_unchanged
from bot.telegram_app.admin.indexing import run_index
from bot.telegram_app.admin.jobs import (
    Job,
    Kind,
    Stop,
    begin_job,
    busy_words,
    end_job,
    note_message,
    running_job,
)
from bot.telegram_app.admin.refusals import Order, order_handler
from bot.telegram_app.admin.tapping import Tapped
from bot.telegram_app.handlers.commands import names_of
from bot.telegram_app.services import Services
from index.generation import current_number_or_zero

CONFIRM_S = 600.0
_LOOKING = "Đang xem có gì thay đổi…"
_STOPPED = "Bot dừng nên chưa xem xong. Bot chạy lại thì gửi /reindex lần nữa."


def build_handlers(
    services: Services,
) -> list[BaseHandler[Update, ContextTypes.DEFAULT_TYPE, None]]:
    """Build the handler of ``/reindex``."""
    return [order_handler(services, names_of("reindex"), _look)]


async def confirm(services: Services, tapped: Tapped) -> None:
    """Start the run that was shown."""
    await report_cut_short(services)
    busy = running_job(services)
    if busy is not None:
        services.audit.write(tapped.admin.id, tapped.name, "reindex", "refused", "đang bận")
        await services.courier.say(tapped.to, busy_words(busy), key=tapped.key)
        return
    child = Child(services.settings.data)
    job = Job(Kind.REINDEX, tapped.key, tapped.admin, tapped.to, child, tapped.message_id)
    begin_job(services, job)
    services.audit.write(tapped.admin.id, tapped.name, "reindex", "confirmed")
    services.spawn(_index(services, job))


async def _index(services: Services, job: Job) -> None:
    await run_index(services, job)


async def _look(services: Services, order: Order, _: ContextTypes.DEFAULT_TYPE) -> None:
    await report_cut_short(services)
    busy = running_job(services)
    if busy is not None:
        services.audit.write(order.user.id, order.name, "reindex", "refused", "đang bận")
        await services.courier.say(order.to, busy_words(busy), key=order.key)
        return
    job = Job(Kind.LOOK, order.key, order.user, order.to, Child(services.settings.data))
    begin_job(services, job)
    services.audit.write(order.user.id, order.name, "reindex", "asked")
    try:
        # Before the handler ends: a command that is cut short here is obeyed at the next start.
        await services.courier.placeholder(job.key, job.to, _LOOKING)
        placed = services.state.sent.find(f"{job.key}/0")
        if placed is not None and placed.message_id is not None:
            note_message(services, job, placed.message_id)
    except BaseException:
        end_job(services, job, told=False)
        raise
    services.spawn(_show(services, job))


async def _show(services: Services, job: Job) -> None:
    told = False
    try:
        outcome = await job.child.look()
        generation = await asyncio.to_thread(current_number_or_zero, services.settings.data)
        if outcome.form is not None:
            text = difference_text(outcome.form, generation)
            card = Card((text,), _rows(again=is_unchanged(outcome.form)))
        else:
            card = Card((plain(_STOPPED if job.stop is Stop.SHUTDOWN else outcome.message),))
        await services.courier.deliver(
            job.key, job.to, card, owner=job.user.id, expires_s=CONFIRM_S
        )
        told = True
    finally:
        end_job(services, job, told=told)


def _rows(*, again: bool) -> tuple[tuple[Button, ...], ...]:
    confirm = Button("Vẫn dựng lại" if again else "Dựng chỉ mục", Action(Verb.REINDEX))
    return ((confirm, Button("Bỏ qua", Action(Verb.DISMISS))),)
