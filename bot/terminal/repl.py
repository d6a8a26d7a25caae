"""The prompt: questions, and commands that show how an answer came about.

``run_repl`` is the entry point; ``Console`` is the conversation without the terminal. Where
standard input is no terminal, each of its lines is answered in turn.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from bot.config import Settings, sources_of
from bot.corpus import Corpus, open_corpus
from bot.models import Answer
from bot.render.forms import answer_form
from bot.render.text import render_text
from bot.terminal.asking import QuestionError, check_question
from bot.terminal.listing import render_hits
from bot.terminal.parse import find_mentions, mention_rows
from bot.terminal.progress import progress_bar
from extract.errors import ExtractError
from index.errors import IndexingError

COMMANDS = {
    ":trace": "câu vừa rồi được hiểu thế nào, vì sao chọn số ấy",
    ":json": "câu trả lời vừa rồi, dạng JSON",
    ":search": "tìm đoạn văn: :search TỪ_KHÓA",
    ":parse": "đọc số, thời gian, địa danh: :parse VĂN_BẢN",
    ":names": "vì sao mỗi số mang tên ấy: :names CÂU",
    ":show": "văn bản của một bài như chỉ mục đang giữ: :show BÀI",
    ":reindex": "đọc lại các bài: :reindex [NGUỒN...]",
    ":help": "các lệnh này",
    ":quit": "thoát (hoặc Ctrl-D)",
}
_CHAT = "prompt"
_HITS = 5


class Console:
    """A conversation with commands; each line typed gives the text to show."""

    def __init__(self, settings: Settings, say: Callable[[str], None], *, as_json: bool) -> None:
        """Open the index, making it first where there is none.

        Args:
            settings: As ``config.load_settings`` gives them.
            say: Tells the user what takes time and why.
            as_json: Whether answers are shown as JSON.
        """
        self._settings = settings
        self._say = say
        self._as_json = as_json
        self.corpus: Corpus = open_corpus(settings, say)
        self._last: Answer | None = None
        self._commands: dict[str, Callable[[str], str]] = {
            ":trace": self._trace,
            ":json": self._json,
            ":search": self._search,
            ":parse": self._parse,
            ":names": self._names,
            ":show": self._show,
            ":reindex": self._reindex,
            ":help": self._help,
        }

    def respond(self, line: str) -> str | None:
        """Answer a line.

        Returns:
            What to show, maybe nothing; ``None`` where the user wants to leave.
        """
        line = line.strip()
        if not line:
            return ""
        name, _, rest = line.partition(" ")
        if name in (":quit", ":q", ":exit"):
            return None
        try:
            if name.startswith(":"):
                command = self._commands.get(name)
                return command(rest.strip()) if command else f"Không có lệnh {name}. Gõ :help."
            return self._ask(line)
        except (QuestionError, IndexingError, ExtractError) as error:
            return str(error)

    def close(self) -> None:
        """Close the index."""
        self.corpus.close()

    def _ask(self, question: str) -> str:
        self._last = self.corpus.engine.ask(_CHAT, check_question(question))
        return self._json("") if self._as_json else self._text(self._last)

    def _text(self, answer: Answer) -> str:
        return render_text(answer, self.corpus.articles)

    def _trace(self, _: str) -> str:
        trace = self.corpus.engine.explain(_CHAT)
        if trace is None:
            return "Chưa có câu hỏi nào."
        if self._as_json:
            from bot.render.tracing import trace_form

            return json.dumps(trace_form(trace), ensure_ascii=False)
        from bot.terminal.tracing import render_trace

        return render_trace(trace)

    def _json(self, _: str) -> str:
        if self._last is None:
            return "Chưa có câu trả lời nào."
        form = answer_form(self._last, self._text(self._last))
        return json.dumps(form, ensure_ascii=False, indent=None if self._as_json else 2)

    def _search(self, query: str) -> str:
        hits = self.corpus.searcher.search(check_question(query), k=_HITS)
        return render_hits(hits, self.corpus.articles)

    def _parse(self, text: str) -> str:
        rows = mention_rows(find_mentions(text))
        return "\n".join("\t".join(row) for row in rows) or "Không đọc được gì."

    def _names(self, text: str) -> str:
        from bot.terminal.names import render_names

        return render_names(text)

    def _show(self, name: str) -> str:
        from bot.terminal.showing import find_article

        return self.corpus.text_of(find_article(self.corpus, name).name)

    def _reindex(self, names: str) -> str:
        from bot.indexing import index_sources
        from bot.terminal.report import render_report

        settings = self._settings
        sources = tuple(map(Path, names.split())) or sources_of(settings)
        with progress_bar("Đang đọc các bài") as progress:
            report = index_sources(settings.data, sources, settings.engine, progress=progress)
        self.corpus.close()
        self.corpus = open_corpus(self._settings, self._say)
        self._last = None
        return render_report(report)

    def _help(self, _: str) -> str:
        return "\n".join(f"{name:<9} {meaning}" for name, meaning in COMMANDS.items())


def run_repl(settings: Settings, say: Callable[[str], None], *, as_json: bool) -> None:
    """Answer line by line until the user leaves or the input ends.

    Args:
        settings: As ``config.load_settings`` gives them.
        say: Tells the user what is no answer.
        as_json: Whether answers are shown as JSON, one a line.
    """
    console = Console(settings, say, as_json=as_json)
    try:
        lines = _typed_lines(console, settings) if sys.stdin.isatty() else _given_lines(say)
        for line in lines:
            shown = console.respond(line)
            if shown is None:
                break
            if shown:
                print(shown if as_json else f"{shown}\n", flush=True)
    finally:
        console.close()


def _given_lines(say: Callable[[str], None]) -> Iterator[str]:
    for number, line in enumerate(sys.stdin.buffer, start=1):
        try:
            yield line.decode("utf-8-sig")
        except UnicodeDecodeError:
            say(f"Dòng {number} không phải UTF-8, bỏ qua.")


def _typed_lines(console: Console, settings: Settings) -> Iterable[str]:
    from prompt_toolkit import PromptSession
    from prompt_toolkit.history import FileHistory, InMemoryHistory

    from bot.terminal.completion import PhraseCompleter, phrases_of

    print("Hỏi số. Hỏi bằng tiếng Việt, có dấu hay không dấu; :help xem các lệnh.\n")
    writable = os.access(settings.data, os.W_OK)
    history = FileHistory(str(settings.data / "history")) if writable else InMemoryHistory()
    session: PromptSession[str] = PromptSession(history=history, complete_while_typing=False)
    while True:
        completer = PhraseCompleter(phrases_of(console.corpus), COMMANDS)
        try:
            yield session.prompt("hỏi> ", completer=completer)
        except KeyboardInterrupt:
            continue
        except EOFError:
            return
