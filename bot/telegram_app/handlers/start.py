"""``/start``, with or without a link's payload, and ``/help``.

A link leads to an article (``art_<key>``), or to a question that was answered before
(``q_<board id>``), which is asked again here with the questions it followed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from telegram import Message, Update
from telegram.ext import BaseHandler, CommandHandler, ContextTypes, filters

from bot.card.buttons import ask_rows
from bot.card.links import ARTICLE_PREFIX, QUESTION_PREFIX
from bot.card.models import Card, RichText, Style
from bot.card.rich import concat, join, plain, split_rich, styled
from bot.models import Choice
from bot.telegram_app.addressing import address_of, is_group
from bot.telegram_app.handlers.commands import lines_of, names_of, set_commands
from bot.telegram_app.handlers.questions import Asking, answer
from bot.telegram_app.handlers.showing import show
from bot.telegram_app.services import Services
from bot.worker.client import WorkerError
from bot.worker.messages import GiveExamples, ShowPassage

# What the buttons above a list of inline results send.
FROM_INLINE = "inline"
WANTS_ACCESS = "dangky"

_ARTICLE = re.compile(rf"{ARTICLE_PREFIX}([0-9a-f]{{12}})")
_QUESTION = re.compile(rf"{QUESTION_PREFIX}([0-9A-Za-z]{{10}})")
_EXAMPLES = 3
_NO_SUCH_ARTICLE = "Bài này không còn trong dữ liệu hiện tại. /nguon liệt kê các bài đang có."
_NO_SUCH_LINK = "Đường dẫn này không còn dùng được, nhưng bạn có thể hỏi ngay ở đây."
_NAME = "Hỏi số"
_GREETING = (
    " – bạn hỏi một con số, tôi trả lời kèm nguồn.\n\n"
    "Tôi tra trong các bài tin của cơ quan nhà nước và trích đúng đoạn có số ấy; "
    "số nào không có, tôi nói là không có. Cứ hỏi bằng tiếng Việt, có dấu hay không dấu."
)
_TRY = "Thử một câu:"
_MORE = "/help – cách hỏi và các lệnh."


def build_handlers(
    services: Services,
) -> list[BaseHandler[Update, ContextTypes.DEFAULT_TYPE, None]]:
    """Build the handlers of ``/start`` and ``/help``."""

    async def start(update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        if update.message is not None and update.effective_user is not None:
            user_id = update.effective_user.id
            payload = "" if is_group(update.message) else "".join((context.args or [])[:1])
            if services.access.is_admin(user_id):
                # The menu of an admin's chat cannot be set before there is such a chat.
                services.spawn(set_commands(context.bot, services.access))
            await _start(services, update, update.message, user_id, payload)

    async def give_help(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        if update.message is not None and update.effective_user is not None:
            await _help(services, update, update.message, update.effective_user.id)

    # An edited message gives no command: it may have been a question when it was answered.
    new = filters.UpdateType.MESSAGE
    return [
        CommandHandler(names_of("start"), start, new),
        CommandHandler(names_of("help"), give_help, new),
    ]


async def _start(
    services: Services, update: Update, message: Message, user_id: int, payload: str
) -> None:
    key, to = f"u{update.update_id}", address_of(message)
    article, question = _ARTICLE.fullmatch(payload), _QUESTION.fullmatch(payload)
    if article:
        await show(
            services,
            key,
            to,
            ShowPassage("", key=article[1]),
            owner=user_id,
            shared=False,
            gone=_NO_SUCH_ARTICLE,
        )
        return
    if question and await _ask_again(services, key, message, user_id, question[1]):
        return
    texts = [concat(styled(_NAME, Style.BOLD), _GREETING)]
    if payload not in ("", FROM_INLINE, WANTS_ACCESS):
        texts.insert(0, plain(_NO_SUCH_LINK))
    questions = await _examples(services)
    texts.append(plain(_MORE))
    await services.courier.deliver(
        key, to, _card(texts, questions), owner=user_id, shared=is_group(message)
    )


async def _ask_again(
    services: Services, key: str, message: Message, user_id: int, board_id: str
) -> bool:
    state, chat_id = services.state, message.chat_id
    logged = state.answers.get(board_id)
    if logged is None:
        return False
    # The conversation of the link takes the place of what was talked about here.
    state.turns.forget(chat_id, user_id)
    first = message.message_id - len(logged.turns)
    for number, turn in enumerate(logged.turns, start=first):
        state.turns.add(chat_id, user_id, number, turn)
    await answer(
        services, Asking(key, address_of(message), user_id, message.message_id, logged.text)
    )
    return True


async def _help(services: Services, update: Update, message: Message, user_id: int) -> None:
    questions = await _examples(services)
    in_private = not is_group(message)
    with_admins = in_private and services.access.is_admin(user_id)
    card = _card(_help_texts(services.username, with_admins=with_admins), questions)
    await services.courier.deliver(
        f"u{update.update_id}",
        address_of(message),
        card,
        owner=user_id,
        shared=not in_private,
    )


def _help_texts(username: str, *, with_admins: bool) -> list[RichText]:
    sections = [
        (
            "Cách hỏi",
            "Nêu chỉ tiêu, địa phương, thời gian, như các ví dụ ở cuối. Viết không dấu cũng được.",
        ),
        (
            "Hỏi tiếp",
            "Câu sau có thể ngắn: “còn năm trước?”, “còn cả nước thì sao?”, “nguồn nào?”. "
            "Sửa câu hỏi đã gửi thì câu trả lời được sửa theo. /xoa để bắt đầu lại.",
        ),
        (
            "Trong nhóm",
            f"Gọi @{username}, trả lời tin của tôi, hoặc gõ /hoi rồi câu hỏi; "
            "các tin khác tôi không để ý.",
        ),
        ("Ở mọi cuộc trò chuyện", f"Gõ @{username} rồi câu hỏi, chọn một kết quả để gửi đi."),
        ("Các lệnh", lines_of(for_admins=False)),
    ]
    if with_admins:
        sections.append(("Lệnh của quản trị viên", lines_of(for_admins=True)))
    return [concat(styled(title, Style.BOLD), "\n", text) for title, text in sections]


async def _examples(services: Services) -> tuple[str, ...]:
    try:
        reply = await services.pool.call(GiveExamples(_EXAMPLES))
    except WorkerError:
        services.health.note_error("worker")
        return ()
    if not isinstance(reply, tuple):
        return ()
    return tuple(each for each in reply if isinstance(each, str))


def _card(texts: Sequence[RichText], questions: Sequence[str]) -> Card:
    rows = ask_rows([Choice(question, question) for question in questions], numbers=True)
    lines = "\n".join(f"{number}. {text}" for number, text in enumerate(questions, start=1))
    blocks = [*texts, concat(_TRY, "\n", lines)] if questions else texts
    return Card(split_rich(join("\n\n", blocks)), rows)
