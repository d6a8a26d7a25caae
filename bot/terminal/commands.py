"""What each command does with the index; ``run`` is the entry point."""

from __future__ import annotations

import argparse
import itertools
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

from bot.config import Settings, sources_of
from bot.corpus import open_corpus, open_indexed
from bot.render.forms import Form, hit_form
from bot.terminal.arguments import check_one_input
from bot.terminal.asking import check_question
from bot.terminal.batch import LineError, run_batch, text_field
from bot.terminal.conversation import ask, checked
from bot.terminal.export import export_pieces, write_file, write_whole
from bot.terminal.listing import print_table, render_hits
from bot.terminal.results import DONE, FAILED, print_json, say, status_of
from index.aside import set_aside

_MOST_HITS = 1_000


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
        "ask": ask,
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


def _repl(options: argparse.Namespace, settings: Settings) -> int:
    from bot.terminal.repl import run_repl

    run_repl(settings, say, as_json=options.json)
    return DONE


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
            hits = corpus.searcher.search(checked(text_field(line, "query")), k=k)
            return {"hits": [hit_form(hit) for hit in hits]}

        if options.batch is not None:
            return status_of(run_batch(options.batch, respond))
        hits = corpus.searcher.search(check_question(options.query), k=options.k)
        if options.json:
            print_json({"query": options.query, "hits": [hit_form(hit) for hit in hits]})
        else:
            print(render_hits(hits, corpus.articles))
        return DONE


def _parse(options: argparse.Namespace, settings: Settings) -> int:
    from bot.terminal.parse import find_mentions, mention_rows

    check_one_input(options, options.text)

    def respond(line: Form) -> Form:
        on = options.date if line.get("date") is None else _day(text_field(line, "date"))
        return {"mentions": find_mentions(text_field(line, "text"), on)}

    if options.batch is not None:
        return status_of(run_batch(options.batch, respond))
    mentions = find_mentions(options.text, options.date)
    if options.json:
        print_json({"mentions": mentions})
    else:
        print_table(("loại", "đoạn chữ", "vị trí", "đọc là"), mention_rows(mentions))
    return DONE


def _export(options: argparse.Namespace, settings: Settings) -> int:
    to_output = options.output in (None, Path("-"))
    if options.format == "xlsx" and to_output and sys.stdout.isatty():
        options.refuse("bảng xlsx không in ra màn hình được; thêm -o TỆP")
    with closing(open_indexed(settings)) as corpus:
        if to_output:
            sys.stdout.buffer.writelines(export_pieces(corpus.observations(), options.format))
        else:
            written = itertools.count()
            counted = (one for one, _ in zip(corpus.observations(), written, strict=False))
            write_file(options.output, export_pieces(counted, options.format))
            say(f"Đã ghi {next(written)} số liệu vào {options.output}.")
    return DONE


def _reindex(options: argparse.Namespace, settings: Settings) -> int:
    from bot.indexing import index_sources
    from bot.terminal import report as words
    from bot.terminal.progress import progress_bar
    from bot.terminal.stopping import stoppable
    from index.build import difference

    sources = tuple(options.sources) or sources_of(settings)
    how = {"jobs": options.jobs, "allow_empty": options.allow_empty}
    with stoppable(), progress_bar("Đang đọc các bài", lines=options.progress) as progress:
        if options.dry_run:
            found = difference(settings.data, sources, progress=progress, **how)
            form, text = words.difference_form(found), words.render_difference(found)
        else:
            if options.verify:
                _put_aside_if_damaged(settings.data)
            report = index_sources(
                settings.data, sources, settings.engine, progress=progress, **how
            )
            form, text = words.report_form(report), words.render_report(report)
    if options.json:
        print_json(form)
    else:
        print(text)
    return DONE


def _put_aside_if_damaged(data: Path) -> None:
    aside = set_aside(data)
    if aside.folder is not None:
        say(aside.message)


def _show(options: argparse.Namespace, settings: Settings) -> int:
    from bot.terminal.showing import article_form, find_article

    with closing(open_indexed(settings)) as corpus:
        article = find_article(corpus, options.article)
        text = corpus.text_of(article.name)
    if options.json:
        print_json(article_form(article, text))
    else:
        # As stored: an offset counts the same letters here.
        sys.stdout.write(text)
    return DONE


def _status(options: argparse.Namespace, settings: Settings) -> int:
    from bot.terminal.status import read_status, status_rows

    if options.issues:
        return _issues(options, settings)
    status = read_status(settings, options.data, verify=options.verify)
    if options.json:
        print_json(status)
    else:
        print_table(("", "giá trị", "ghi chú"), status_rows(status))
    return FAILED if status["health"] == "damaged" else DONE


def _issues(options: argparse.Namespace, settings: Settings) -> int:
    from bot.terminal.issues import issues_form, issues_pieces, render_issues

    with closing(open_indexed(settings)) as corpus:
        if options.json:
            sys.stdout.writelines(issues_pieces(corpus.store))
            print()
        else:
            print(render_issues(issues_form(corpus.store)))
    return DONE


def _rollback(options: argparse.Namespace, settings: Settings) -> int:
    from index.generation import rollback

    path = rollback(settings.data)
    if options.json:
        print_json({"generation": int(path.stem)})
    else:
        print(f"Đã trở về chỉ mục số {int(path.stem)}.")
    return DONE


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
            print_json(evaluation_form(evaluation))
        else:
            print_evaluation(evaluation, faults=options.faults)
    if not options.json:
        print_sureness(evaluations)
    return DONE


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise LineError("“date” phải là một ngày dạng 2024-05-31.") from error
