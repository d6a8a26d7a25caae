"""Tables and lists of the developers' commands, drawn on a terminal, plain elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence

from bot.render.phrase import cut_around, one_line
from index.models import Hit, StoredArticle

_LONGEST_PASSAGE = 400


def print_table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table; where standard output is no terminal, tab-separated lines."""
    if not sys.stdout.isatty():
        for row in rows:
            print("\t".join(row))
        return
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(*head, box=box.SIMPLE)
    for row in rows:
        table.add_row(*map(Text, row))
    Console().print(table)


def render_hits(hits: Iterable[Hit], articles: Mapping[str, StoredArticle]) -> str:
    """Write ranked passages with score, coverage and where they stand."""
    lines = []
    for hit in hits:
        passage = hit.passage
        article = articles.get(passage.article)
        title = one_line(article.title) if article else passage.article
        lines.append(
            f"{hit.rank}. {title} · đoạn {passage.number} "
            f"(điểm {hit.score:.2f}, phủ {hit.coverage:.0%})"
        )
        lines.append(f"   {cut_around(passage.text, 0, 0, _LONGEST_PASSAGE)}")
    return "\n".join(lines) or "Không đoạn nào có những từ này."
