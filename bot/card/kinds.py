"""What an answer says before, after and instead of its figures -> blocks of a card.

Verdicts and counts stand first; a list shows one line a figure; a source asked for stands
before its sentence.
"""

from __future__ import annotations

from bot.card.buttons import Rows, button
from bot.card.figure import head, short_figure
from bot.card.models import Action, RichText, Style, Verb
from bot.card.quoting import sentence_quote, shown, source_line
from bot.card.rich import concat, join, styled
from bot.card.sources import Sources
from bot.models import Answered, Asked
from bot.render.sentences import notes_of
from bot.render.verdict import more_words, opening

_LONGEST = 500
_MOST_SOURCES = 10


def opening_block(answer: Answered) -> RichText:
    """Write the verdict, the count or the head of the list; empty where there is none."""
    lines = [styled(shown(line, _LONGEST), Style.BOLD) for line in opening(answer)]
    return join("\n", lines)


def notes_block(answer: Answered) -> RichText:
    """Write what a reader must know of the places; empty where there is nothing."""
    return join("\n", [shown(note, _LONGEST) for note in notes_of(answer)])


def goal_block(answer: Answered, sources: Sources) -> RichText:
    """Quote the sentence that sets the goal, where it is asked whether it is reached."""
    target = answer.figures[0].target
    if answer.reached is None or target is None:
        return join("\n", ())
    source = source_line(target.citation, sources)
    return concat("Mục tiêu:\n", sentence_quote(target.citation), "\n", source)


def instead_blocks(answer: Answered, sources: Sources) -> list[RichText | str] | None:
    """Write a list or a source; ``None`` for an answer that is neither."""
    if answer.asked is Asked.SOURCE:
        return [_sourced(answer, n, sources) for n in range(len(answer.figures[:_MOST_SOURCES]))]
    if answer.page is None:
        return None
    numbered = enumerate(answer.figures, start=answer.page.first)
    lines = [concat(f"{n}. ", short_figure(f.stored, sources)) for n, f in numbered]
    more = more_words(answer.page, len(answer.figures)) or ""
    return [opening_block(answer), join("\n", lines), notes_block(answer), more]


def more_rows(answer: Answered) -> Rows:
    """Make the button that shows the next part of a list."""
    if answer.page is None or answer.page.more is None:
        return ()
    return ((button("Xem tiếp ▶", Action(Verb.ASK, (answer.page.more,))),),)


def _sourced(answer: Answered, number: int, sources: Sources) -> RichText:
    stored = answer.figures[number].stored
    quote = sentence_quote(stored.citation)
    return concat(
        source_line(stored.citation, sources), "\n", quote, "\n", head(stored.observation)
    )
