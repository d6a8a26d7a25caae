"""An article's numbers as observations.

``read_observations`` is the entry point: passages are masked, tied one after the other, and
the drafts given their place in the article file. What nothing could be made of is kept, too.
"""

from __future__ import annotations

from extract.models import (
    Article,
    Level,
    Observation,
    Observed,
    Passage,
    Period,
    Place,
    Provenance,
    Span,
    Unattached,
)
from extract.observe.account import Loose
from extract.observe.frame import Draft, Frame
from extract.observe.mask import mask
from extract.observe.name.look import Looks
from extract.observe.name.vocabulary import heads_of
from extract.observe.scene import Scene, read_scene
from extract.observe.table import TableReader
from extract.observe.tie import open_frame, tie_passage
from extract.observe.when import carried
from extract.period.reader import label as period_label
from extract.text import canonical, fold

_DIGITS_OF_CONFIDENCE = 3


def observe(article: Article) -> list[Observation]:
    """Read the observations of an article, in order of their numbers."""
    return list(read_observations(article).observations)


def read_observations(article: Article) -> Observed:
    """Read the observations of an article, and which of its numbers gave none."""
    scene = read_scene(article)
    province = _province(scene.place)
    frame = open_frame(mask(canonical(article.title).text, scene.today, province), scene)
    frame.looks = Looks((article.title, *(passage.text for passage in article.passages)))
    lead = [passage.text for passage in article.passages[:1]]
    frame.heads = heads_of((canonical(article.title).text, *lead))
    tables = TableReader(scene)
    found: list[Observation] = []
    loose: list[Unattached] = []
    idle: list[Span] = []
    for before, passage in zip((None, *article.passages), article.passages, strict=False):
        headed = scene.sections.periods.get(passage.number)
        drafts = tables.read(passage.text, frame.topic or frame.title, headed)
        if drafts is not None:
            found.extend(_finish(draft, article, passage, scene) for draft in drafts)
            loose.extend(_unattached(one, article, passage) for one in tables.loose)
            continue
        here = scene.at(passage.number)
        masked = mask(passage.text, scene.today, _province(here.place), scene.communes)
        planned = passage.number in scene.sections.planned
        frame = frame.next_passage(_period(scene, frame, before, passage))
        account, frame = tie_passage(masked, here, frame, planned=planned)
        found.extend(_finish(draft, article, passage, here) for draft in account.drafts)
        loose.extend(_unattached(one, article, passage) for one in account.loose)
        idle.extend(passage.span_in_file(span) for span in account.idle)
    return Observed(_distinct(found), loose, idle)


def _unattached(loose: Loose, article: Article, passage: Passage) -> Unattached:
    return Unattached(
        article=article.name,
        paragraph=passage.number,
        quote=passage.span_in_file(loose.quote),
        number=passage.span_in_file(loose.number),
        text=passage.text[loose.number.start : loose.number.end],
        reason=loose.reason,
    )


def _period(scene: Scene, frame: Frame, before: Passage | None, passage: Passage) -> Period | None:
    """What a passage describes if it names no period: its heading's, or the last story's."""
    headed = scene.sections.periods.get(passage.number)
    # A question turns to another matter.
    if (
        headed is not None
        or passage.text.endswith("?")
        or scene.sections.numbered
        or before is None
    ):
        return headed
    return carried(frame, scene.earliest, opened=before.text.endswith((":", "?")))


def _distinct(found: list[Observation]) -> list[Observation]:
    """What an article says twice (in its lead and its body) counts once, fullest first."""
    best: dict[tuple[object, ...], Observation] = {}
    for one in found:
        key = (
            fold(one.indicator),
            one.place,
            one.subject,
            one.kind,
            one.value,
            one.value_to,
            one.unit,
            one.period,
        )
        if key not in best or _fullness(one) > _fullness(best[key]):
            best[key] = one
    return sorted(best.values(), key=lambda one: (one.provenance.number, one.indicator))


def _fullness(one: Observation) -> int:
    return len(one.baselines) + sum(x is not None for x in (one.change, one.rank, one.fraction))


def _province(place: Place | None) -> str | None:
    if place is None:
        return None
    return place.name if place.level is Level.PROVINCE else place.province


def _finish(draft: Draft, article: Article, passage: Passage, scene: Scene) -> Observation:
    quote = passage.span_in_file(draft.quote)
    number = passage.span_in_file(draft.number)
    declared = ["place"] if scene.declared and draft.place == scene.place else []
    if article.declared.published and draft.period:
        declared.append("published")
    place = draft.place
    return Observation(
        indicator=draft.name,
        place=place.name if place else None,
        province=place.province if place else None,
        subject=draft.subject,
        period=period_label(draft.period) if draft.period else None,
        kind=draft.kind,
        value=draft.value,
        unit=draft.unit,
        provenance=Provenance(
            article.name,
            passage.number,
            quote,
            Span(number.start, number.end),
            str(draft.rule),
            tuple(declared),
            round(draft.confidence, _DIGITS_OF_CONFIDENCE),
        ),
        bound=draft.bound,
        value_to=draft.value_to,
        baselines=tuple(draft.baselines),
        change=draft.change,
        rank=draft.rank,
        fraction=draft.fraction,
    )
