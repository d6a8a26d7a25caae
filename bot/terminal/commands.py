"""What each command does with the index; ``run`` is the entry point."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

from bot.config import Settings, sources_of
from bot.corpus import Corpus, open_corpus, open_indexed
from bot.models import Answer, NotFound
from bot.render.forms import Form, answer_form, hit_form
from bot.render.text import render_text
from bot.terminal.arguments import check_one_input
from bot.terminal.asking import QuestionError, check_question
from bot.terminal.batch import LineError, run_batch, text_field
from bot.terminal.export import export_lines, write_whole
from bot.terminal.listing import print_table, render_hits

_DONE, _FAILED, _NO_ANSWER = 0, 1, 3
_MOST_HITS = 1_000
_CHAT = "command line"


def run(options: argparse.Namespace, settings: Settings) -> int:
    """Run a command.

    Args:
        options: As ``arguments.parse_arguments`` gives them.
        settings: As ``config.load_settings`` gives them.

    Returns:
        The exit status.
    """
    commands: dict[str, Callable[[argparse.Namespace, Settings], int]] = {
        "reindex": _reindex,
        "ask": _ask,
        "repl": _repl,
        "telegram": _telegram,
        "search": _search,
        "parse": _parse,
        "export": _export,
        "show": _show,
        "status": _status,
        "rollback": _rollback,
        "evaluate": _evaluate,
    }
    return commands[options.command](options, settings)


def say(message: str) -> None:
    """Tell the user something that is no result."""
    print(message, file=sys.stderr, flush=True)


def _ask(options: argparse.Namespace, settings: Settings) -> int:
    check_one_input(options, options.questions)
    if options.chart is not None and options.batch is not None:
        options.refuse("--chart không dùng cùng --batch")
    for question in options.questions:
        check_question(question)
    with closing(open_corpus(settings, say)) as corpus:
        if options.batch is not None:
            respond = _conversations(corpus, trace=options.trace)
            return _status_of(run_batch(options.batch, respond))
        status, answer = _DONE, None
        for turn, question in enumerate(options.questions):
            answer = corpus.engine.ask(_CHAT, question)
            if options.json:
                _print_json(_answer(corpus, _CHAT, answer, trace=options.trace))
            else:
                text = render_text(answer, corpus.articles)
                print(("\n" if turn else "") + text, flush=options.trace)
                _say_trace(corpus, wanted=options.trace)
            status = _NO_ANSWER if isinstance(answer, NotFound) else _DONE
        if options.chart is None or answer is None:
            return status
        return status if _draw(options.chart, answer) else status or _FAILED


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
            answer = corpus.engine.ask(chat, _checked(turn))
            forms.append(_answer(corpus, chat, answer, trace=trace))
        return {"answers": forms}

    return respond


def _repl(options: argparse.Namespace, settings: Settings) -> int:
    from bot.terminal.repl import run_repl

    run_repl(settings, say, as_json=options.json)
    return _DONE


def _telegram(options: argparse.Namespace, settings: Settings) -> int:
    from bot.telegram_app.launch import run_telegram

    return run_telegram(settings, say)


def _search(options: argparse.Namespace, settings: Settings) -> int:
    check_one_input(options, options.query)
    with closing(open_corpus(settings, say)) as corpus:

        def respond(line: Form) -> Form:
            k = line.get("k", options.k)
            if type(k) is not int or not 1 <= k <= _MOST_HITS:
                raise LineError(f"“k” phải là số nguyên từ 1 đến {_MOST_HITS}.")
            hits = corpus.searcher.search(_checked(text_field(line, "query")), k=k)
            return {"hits": [hit_form(hit) for hit in hits]}

        if options.batch is not None:
            return _status_of(run_batch(options.batch, respond))
        hits = corpus.searcher.search(check_question(options.query), k=options.k)
        if options.json:
            _print_json({"query": options.query, "hits": [hit_form(hit) for hit in hits]})
        else:
            print(render_hits(hits, corpus.articles))
        return _DONE


def _parse(options: argparse.Namespace, settings: Settings) -> int:
    from bot.terminal.parse import find_mentions, mention_rows

    check_one_input(options, options.text)

    def respond(line: Form) -> Form:
        on = options.date if line.get("date") is None else _day(text_field(line, "date"))
        return {"mentions": find_mentions(text_field(line, "text"), on)}

    if options.batch is not None:
        return _status_of(run_batch(options.batch, respond))
    mentions = find_mentions(options.text, options.date)
    if options.json:
        _print_json({"mentions": mentions})
    else:
        print_table(("loại", "đoạn chữ", "vị trí", "đọc là"), mention_rows(mentions))
    return _DONE


def _export(options: argparse.Namespace, settings: Settings) -> int:
    with closing(open_indexed(settings)) as corpus:
        lines = export_lines(corpus.observations, options.format)
        if options.output in (None, Path("-")):
            sys.stdout.writelines(lines)
        else:
            write_whole(options.output, lines)
            say(f"Đã ghi {len(corpus.observations)} số liệu vào {options.output}.")
    return _DONE


def _reindex(options: argparse.Namespace, settings: Settings) -> int:
    from bot.terminal import report as words
    from bot.terminal.progress import progress_bar
    from bot.terminal.stopping import stoppable
    from index.build import difference, reindex
    from index.segment import words_of

    sources = tuple(options.sources) or sources_of(settings)
    with stoppable(), progress_bar("Đang đọc các bài", lines=options.progress) as progress:
        if options.dry_run:
            found = difference(settings.data, sources, progress=progress)
            form, text = words.difference_form(found), words.render_difference(found)
        else:
            report = reindex(settings.data, sources, progress=progress, words=words_of)
            form, text = words.report_form(report), words.render_report(report)
    if options.json:
        _print_json(form)
    else:
        print(text)
    return _DONE


def _show(options: argparse.Namespace, settings: Settings) -> int:
    from bot.terminal.showing import article_form, find_article

    with closing(open_indexed(settings)) as corpus:
        article = find_article(corpus, options.article)
        text = corpus.text_of(article.name)
    if options.json:
        _print_json(article_form(article, text))
    else:
        # As stored: an offset counts the same letters here.
        sys.stdout.write(text)
    return _DONE


def _status(options: argparse.Namespace, settings: Settings) -> int:
    from bot.terminal.status import read_status, status_rows

    if options.issues:
        return _issues(options, settings)
    status = read_status(settings, options.data)
    if options.json:
        _print_json(status)
    else:
        print_table(("", "giá trị", "ghi chú"), status_rows(status))
    return _FAILED if status["health"] == "damaged" else _DONE


def _issues(options: argparse.Namespace, settings: Settings) -> int:
    from bot.terminal.issues import issues_form, render_issues

    with closing(open_indexed(settings)) as corpus:
        issues = issues_form(corpus.store)
    if options.json:
        _print_json(issues)
    else:
        print(render_issues(issues))
    return _DONE


def _rollback(options: argparse.Namespace, settings: Settings) -> int:
    from index.generation import rollback

    path = rollback(settings.data)
    if options.json:
        _print_json({"generation": int(path.stem)})
    else:
        print(f"Đã trở về chỉ mục số {int(path.stem)}.")
    return _DONE


def _evaluate(options: argparse.Namespace, settings: Settings) -> int:
    from bot.evaluation.gold import load_gold
    from bot.evaluation.report.form import evaluation_form
    from bot.evaluation.report.page import render_page
    from bot.evaluation.report.terminal import print_evaluation, print_sureness
    from bot.evaluation.runner import evaluate
    from bot.terminal.progress import progress_bar

    evaluations = []
    for gold in [load_gold(folder) for folder in options.folders]:
        own = options.articles or gold.articles
        with progress_bar(f"Đang đánh giá {gold.name}") as progress:
            sources = (own,) if own else sources_of(settings)
            evaluations.append(evaluate(gold, sources, options.part, progress))
    if options.html is not None:
        write_whole(options.html, [render_page(evaluations)])
        say(f"Đã ghi {options.html}.")
    for evaluation in evaluations:
        if options.json:
            _print_json(evaluation_form(evaluation))
        else:
            print_evaluation(evaluation, faults=options.faults)
    if not options.json:
        print_sureness(evaluations)
    return _DONE


def _checked(question: str) -> str:
    try:
        return check_question(question)
    except QuestionError as error:
        raise LineError(str(error)) from error


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise LineError("“date” phải là một ngày dạng 2024-05-31.") from error


def _status_of(all_answered: bool) -> int:
    return _DONE if all_answered else _FAILED


def _print_json(form: Form) -> None:
    print(json.dumps(form, ensure_ascii=False))
