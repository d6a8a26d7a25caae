"""Answer -> card: what a person reads in the chat, and what a tap can do from there.

``card_of`` is the entry point; ``figure_card`` shows one observation, ``inline_cards`` makes
the list shown while a question is being typed. Every card is cut into messages that the
network takes, whatever articles and questions wrote.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import assert_never

from bot.card.buttons import (
    LONGEST_LABEL,
    MOST_CHOICES,
    Rows,
    ask_rows,
    button,
    in_rows,
    rate_buttons,
)
from bot.card.figure import (
    detail_lines,
    figure_lines,
    head,
    listed_figure,
    short_figure,
)
from bot.card.hits import hit_block
from bot.card.kinds import goal_block, instead_blocks, more_rows, notes_block, opening_block
from bot.card.links import THIS_ANSWER
from bot.card.models import Button, Card, InlineCard, RichText
from bot.card.picture import chart_rows
from bot.card.quoting import (
    citation_copied,
    copied_words,
    sentence_quote,
    shown,
    source_line,
)
from bot.card.rich import ELLIPSIS, concat, join, split_rich
from bot.card.sources import Sources, passage_action
from bot.card.trend import trend_blocks, trend_citations
from bot.card.units import units
from bot.models import (
    Answer,
    Answered,
    Asked,
    Choice,
    Clarify,
    Figure,
    Help,
    NotFound,
    Passages,
    Reason,
)
from bot.render.phrase import where_and_when
from bot.render.sentences import (
    LISTED,
    RANKED,
    THERE_IS,
    WHICH,
    among_words,
    carried_words,
    difference_words,
    help_words,
    merged_words,
    missing_words,
    value_words,
)
from bot.render.trend import ONE_PERIOD, is_trend
from index.models import Citation, Hit

MOST_LISTED = 10
_MOST_COPIED = 3
_LONGEST_SENTENCE = 500
_LONGEST_INLINE = 100
_LONGEST_CHOICE = 200
_MOST_INLINE_DETAILS = 3


def card_of(answer: Answer, sources: Sources) -> Card:
    """Make the card of an answer.

    Args:
        answer: What the engine said.
        sources: Look up what stands behind it.
    """
    match answer:
        case Answered():
            return _answered(answer, sources, linked=bool(sources.username))
        case Passages():
            return _passages(answer, sources)
        case Clarify():
            return _clarify(answer)
        case NotFound():
            return _not_found(answer)
        case Help():
            choices = [Choice(example, example) for example in answer.examples]
            return _offering((help_words(answer),), "Ví dụ:", choices)
        case _:
            assert_never(answer)


def figure_card(figure: Figure, sources: Sources) -> Card:
    """Make the card of one observation."""
    return _answered(Answered((figure,), Asked.VALUE), sources, linked=False)


def inline_cards(
    answers: Iterable[Answer], sources: Sources, most: int = 5
) -> tuple[InlineCard, ...]:
    """Make the cards to pick from, those of the first answer first, each once.

    Args:
        answers: Those without a number or a passage give no card.
        most: The most cards to make.
    """
    cards: dict[tuple[str, int, str], InlineCard] = {}
    for answer in answers:
        if isinstance(answer, Answered):
            for figure in answer.figures:
                where, name = figure.stored.citation, figure.stored.observation.indicator
                cards.setdefault(
                    (where.article, where.number_start, name), _inline_figure(figure, sources)
                )
        elif isinstance(answer, Passages):
            for hit in answer.hits:
                key = (hit.passage.article, -hit.passage.number, "")
                cards.setdefault(key, _inline_hit(hit, sources))
    return tuple(cards.values())[:most]


def _answered(answer: Answered, sources: Sources, *, linked: bool) -> Card:
    if not answer.figures:
        return _not_found(NotFound(Reason.LOW_CONFIDENCE))
    trend = is_trend(answer)
    listed = len(answer.figures) > 1 and (trend or answer.asked in LISTED)
    if trend:
        blocks: list[RichText | str] = [*trend_blocks(answer, sources, MOST_LISTED)]
        citations = trend_citations(answer)[:MOST_LISTED]
    else:
        blocks = instead_blocks(answer, sources) or (
            _list(answer, sources) if listed else _main_and_others(answer, sources)
        )
        figures = answer.figures[:MOST_LISTED] if listed else answer.figures[:1]
        citations = [figure.stored.citation for figure in figures]
    blocks.append(shown(carried_words(answer) or "", _LONGEST_SENTENCE))
    rows = _passage_rows([_place(citation) for citation in citations])
    rows += more_rows(answer) + chart_rows(answer)
    if not listed and answer.page is None:
        rows += in_rows([button(*offer) for offer in sources.beside(answer.figures[0])])
    copied = [citation_copied(citation) for citation in citations]
    return _card(blocks, (*rows, *_last_rows(copied, linked=linked)))


def _main_and_others(answer: Answered, sources: Sources) -> list[RichText | str]:
    main, *others = answer.figures
    note = f"{among_words(answer)}." if answer.among and answer.asked in RANKED else ""
    if answer.asked is Asked.TREND:
        note = ONE_PERIOD
    lines = figure_lines(main, answer.asked, sources, note)
    blocks: list[RichText | str] = [opening_block(answer), *lines, goal_block(answer, sources)]
    told = {conflict.id for conflict in main.conflicts}
    more = [figure.stored for figure in others if figure.stored.id not in told]
    if more:
        rest = [concat("• ", short_figure(stored, sources)) for stored in more[:MOST_LISTED]]
        blocks.append(join("\n", ("Ngoài ra:", *rest, _rest(len(more)))))
    return [*blocks, notes_block(answer)]


def _list(answer: Answered, sources: Sources) -> list[RichText | str]:
    ranks = answer.among and answer.asked in RANKED
    blocks: list[RichText | str] = [
        opening_block(answer),
        f"{among_words(answer)}:" if ranks else "",
    ]
    for position, figure in enumerate(answer.figures[:MOST_LISTED], start=1):
        blocks.append(listed_figure(position, figure, sources))
    blocks.append(_rest(len(answer.figures)))
    difference = shown(difference_words(answer) or "", _LONGEST_SENTENCE)
    return [*blocks, difference, notes_block(answer)]


def _rest(count: int) -> str:
    return f"và {count - MOST_LISTED} mục khác" if count > MOST_LISTED else ""


def _passages(answer: Passages, sources: Sources) -> Card:
    hits = answer.hits[:MOST_LISTED]
    if not hits:
        return _not_found(NotFound(Reason.LOW_CONFIDENCE))
    sentences = (*answer.sentences, *("",) * len(hits))
    blocks = [
        hit_block(hit, sources, sentence) for hit, sentence in zip(hits, sentences, strict=False)
    ]
    rows = _passage_rows([(hit.passage.article, hit.passage.number) for hit in hits])
    copied = []
    for hit, sentence in zip(hits, sentences, strict=False):
        article = sources.article(hit.passage.article)
        title, day = (article.title, article.published) if article else ("", None)
        copied.append(copied_words(sentence or hit.passage.text, (0, 0), title, day))
    return _card(
        [*blocks, _rest(len(answer.hits)), shown(carried_words(answer) or "", _LONGEST_SENTENCE)],
        (*rows, *_last_rows(copied, linked=bool(sources.username))),
    )


def _clarify(answer: Clarify) -> Card:
    if not answer.choices:
        return _not_found(NotFound(Reason.LOW_CONFIDENCE))
    return _offering((carried_words(answer) or "",), WHICH, answer.choices)


def _not_found(answer: NotFound) -> Card:
    sentences = (missing_words(answer), merged_words(answer) or "", carried_words(answer) or "")
    return _offering(sentences, THERE_IS, answer.nearest, rate_buttons())


def _offering(
    sentences: Sequence[str], before: str, choices: Sequence[Choice], last: Sequence[Button] = ()
) -> Card:
    choices = choices[:MOST_CHOICES]
    names = [shown(choice.label, _LONGEST_CHOICE) for choice in choices]
    lines = [shown(sentence, _LONGEST_SENTENCE) for sentence in sentences]
    # Labels that have to be cut are written out above the buttons, under the same numbers.
    numbers = any(units(name) > LONGEST_LABEL for name in names)
    if choices:
        lines.append(before)
    if numbers:
        lines += [f"{number}. {name}" for number, name in enumerate(names, start=1)]
    rows = ask_rows(choices, numbers=numbers)
    return Card(split_rich(join("\n", lines)), (*rows, tuple(last)) if last else rows)


def _card(blocks: Iterable[RichText | str], rows: Rows) -> Card:
    return Card(split_rich(join("\n\n", blocks)), rows)


def _place(citation: Citation) -> tuple[str, int]:
    return citation.article, citation.paragraph


def _passage_rows(places: Sequence[tuple[str, int]]) -> Rows:
    if len(places) == 1:
        return ((button("📄 Đoạn gốc", passage_action(*places[0])),),)
    return in_rows(
        [button(f"📄 {n}", passage_action(*place)) for n, place in enumerate(places, start=1)]
    )


def _last_rows(copied: Sequence[str], *, linked: bool) -> Rows:
    link = [Button("🔗 Liên kết", copy=THIS_ANSWER)] if linked else []
    if len(copied) == 1:
        copies = [Button("📋 Chép trích dẫn", copy=copied[0])]
    elif len(copied) <= _MOST_COPIED:
        copies = [Button(f"📋 Chép {n}", copy=words) for n, words in enumerate(copied, start=1)]
    else:
        copies = []
    return (*in_rows(copies), (*link, *rate_buttons()))


def _inline_figure(figure: Figure, sources: Sources) -> InlineCard:
    observation, citation = figure.stored.observation, figure.stored.citation
    title = join(" · ", (value_words(observation), where_and_when(observation)))
    lines = detail_lines(figure, Asked.VALUE)[:_MOST_INLINE_DETAILS]
    message = join(
        "\n",
        (head(observation), *lines, sentence_quote(citation), source_line(citation, sources)),
    )
    description = f"{observation.indicator} — {citation.title or citation.article}"
    return _inline(title.text, description, message)


def _inline_hit(hit: Hit, sources: Sources) -> InlineCard:
    article = sources.article(hit.passage.article)
    title = article.title if article else hit.passage.article
    return _inline(hit.passage.text, title, hit_block(hit, sources))


def _inline(title: str, description: str, message: RichText) -> InlineCard:
    return InlineCard(
        shown(title, _LONGEST_INLINE) or ELLIPSIS,
        shown(description, _LONGEST_INLINE),
        split_rich(message)[0],
    )
