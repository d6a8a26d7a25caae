"""The command ``ask``: one conversation or a batch of them, with a picture, or how it came about."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from bot.config import Settings
from bot.corpus import Corpus, open_corpus
from bot.garbage import keep_for_good, look_if_due
from bot.models import Answer, NotFound
from bot.render.forms import Form, answer_form
from bot.render.text import render_text
from bot.terminal.arguments import check_one_input
from bot.terminal.asking import QuestionError, check_question
from bot.terminal.batch import LineError, run_batch
from bot.terminal.results import DONE, FAILED, NO_ANSWER, print_json, say, status_of

_CHAT = "command line"


def ask(options: argparse.Namespace, settings: Settings) -> int:
    """Answer the questions of one conversation, or of a batch; give the exit status."""
    check_one_input(options, options.questions)
    if options.chart is not None and options.batch is not None:
        options.refuse("--chart không dùng cùng --batch")
    for question in options.questions:
        check_question(question)
    with closing(open_corpus(settings, say)) as corpus:
        if options.batch is not None:
            respond = _conversations(corpus, trace=options.trace)
            return status_of(run_batch(options.batch, respond))
        status, answer = DONE, None
        for turn, question in enumerate(options.questions):
            answer = corpus.engine.ask(_CHAT, question)
            if options.json:
                print_json(_answer(corpus, _CHAT, answer, trace=options.trace))
            else:
                text = render_text(answer, corpus.articles)
                print(("\n" if turn else "") + text, flush=options.trace)
                _say_trace(corpus, wanted=options.trace)
            status = NO_ANSWER if isinstance(answer, NotFound) else DONE
        if options.chart is None or answer is None:
            return status
        return status if _draw(options.chart, answer) else status or FAILED


def _draw(path: Path, answer: Answer) -> bool:
    from bot.terminal.drawing import draw_into

    # The text is out, whatever becomes of the picture.
    sys.stdout.flush()
    fault = draw_into(path, answer)
    say(fault or f"Đã vẽ biểu đồ vào {path}.")
    return fault is None


def _answer(corpus: Corpus, chat: str, answer: Answer, *, trace: bool) -> Form:
    form = answer_form(answer, render_text(answer, corpus.articles))
    told = corpus.engine.explain(chat) if trace else None
    if told is None:
        return form
    from bot.render.tracing import trace_form

    return form | {"trace": trace_form(told)}


def _say_trace(corpus: Corpus, *, wanted: bool) -> None:
    told = corpus.engine.explain(_CHAT) if wanted else None
    if told is None:
        return
    from bot.terminal.tracing import render_trace

    say(f"\n{render_trace(told)}")


def _conversations(corpus: Corpus, *, trace: bool) -> Callable[[Form], Form]:
    count = 0

    def respond(line: Form) -> Form:
        nonlocal count
        count += 1
        turns = line.get("turns")
        if not isinstance(turns, list) or not all(isinstance(turn, str) for turn in turns):
            raise LineError("Thiếu “turns”, hoặc “turns” không phải là danh sách các câu hỏi.")
        forms = []
        for turn in turns:
            chat = f"batch {count}"
            answer = corpus.engine.ask(chat, checked(turn))
            forms.append(_answer(corpus, chat, answer, trace=trace))
        if count == 1:
            keep_for_good()
        look_if_due()
        return {"answers": forms}

    return respond


def checked(question: str) -> str:
    """Give a question of a batch back if it may be asked.

    Raises:
        LineError: It may not.
    """
    try:
        return check_question(question)
    except QuestionError as error:
        raise LineError(str(error)) from error
