"""Sources of cards for tests, and ways to read a card."""

from cardcheck import piece

from bot.card.links import THIS_ANSWER
from bot.card.models import Action, Style, Verb

USERNAME = "hoiso_bot"


class Shelf:
    """Looks up articles and paragraphs that it was given."""

    def __init__(self, articles=(), passages=(), offers=(), username=USERNAME):
        self.username = username
        self._articles = {article.name: article for article in articles}
        self._passages = {(p.article, p.number): p for p in passages}
        self._offers = tuple(offers)

    def article(self, name):
        return self._articles.get(name)

    def passage(self, article, paragraph):
        return self._passages.get((article, paragraph))

    def beside(self, _figure):
        return self._offers


def text_of(card):
    return "\n".join(part.text for part in card.parts)


def lines_of(card):
    return [line for line in text_of(card).splitlines() if line]


def styled_in(card, style):
    return [piece(p, e) for p in card.parts for e in p.entities if e.style is style]


def links_in(card):
    return [(piece(p, e), e.url) for p in card.parts for e in p.entities if e.style is Style.LINK]


def labels(card):
    return [[button.label for button in row] for row in card.rows]


def actions(card):
    return [button.action for row in card.rows for button in row if button.action]


def asked(card):
    return [action.args[0] for action in actions(card) if action.verb is Verb.ASK]


def passage_taps(card):
    return [action.args for action in actions(card) if action.verb is Verb.PASSAGE]


def copies(card):
    copied = [button.copy for row in card.rows for button in row if button.copy]
    return [words for words in copied if words != THIS_ANSWER]


def figure_tap(name="x"):
    return Action(Verb.FIGURE, ("a.txt", "1", name))
