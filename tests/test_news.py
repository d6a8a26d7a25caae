"""The reader on 120 annotated articles: floors under its scores, two points below the last figures."""

from functools import lru_cache

import pytest
from goldfile import FOLDER

from bot.evaluation.gold import load_gold
from bot.evaluation.runner import evaluate
from bot.evaluation.tally import Tally

NEWS = FOLDER / "news"
MEASURES = ("strict", "value", "indicator", "unit", "place", "subject", "period", "kind", "bound")
# In percent, in the order of MEASURES.
FLOORS = {
    "services": (77, 96, 87, 95, 96, 83, 96, 95, 97),
    "economy": (77, 96, 88, 97, 94, 78, 94, 95, 97),
    "society": (70, 96, 78, 96, 95, 92, 95, 95, 98),
    "plans": (75, 94, 88, 97, 94, 79, 91, 94, 98),
    "offices": (71, 96, 90, 97, 91, 67, 86, 97, 98),
    "production": (59, 96, 88, 95, 82, 59, 87, 96, 97),
    "life": (72, 96, 86, 95, 88, 85, 95, 95, 98),
    "rankings": (67, 95, 85, 96, 91, 60, 88, 96, 98),
}
# Too few in one folder to be held there.
FLOORS_OVER_ALL = {"baseline": 76, "change": 87, "rank": 84, "fraction": 91}


@lru_cache
def scored(name):
    gold = load_gold(NEWS / name)
    evaluation = evaluate(gold, (gold.articles,))
    assert evaluation.refused == ()
    return evaluation.observations


def percent(score, measure):
    if measure in ("strict", "value"):
        return 100 * getattr(score, measure).f1
    return 100 * score.fields[measure].rate


def test_every_folder_has_its_floors():
    assert {path.name for path in NEWS.iterdir() if path.is_dir()} == set(FLOORS)


@pytest.mark.parametrize("name", FLOORS)
def test_the_articles_are_read_no_worse_than_before(name):
    found = {measure: percent(scored(name), measure) for measure in MEASURES}
    floors = dict(zip(MEASURES, FLOORS[name], strict=True))
    assert {m: round(found[m], 1) for m in MEASURES if found[m] < floors[m]} == {}


@pytest.mark.parametrize("field", FLOORS_OVER_ALL)
def test_what_is_said_of_a_value_is_read_no_worse_than_before(field):
    over_all = Tally()
    for name in FLOORS:
        over_all.right += scored(name).fields[field].right
        over_all.of += scored(name).fields[field].of
    assert 100 * over_all.rate >= FLOORS_OVER_ALL[field]


@pytest.mark.parametrize("name", FLOORS)
def test_every_citation_is_verbatim(name):
    verbatim = scored(name).verbatim
    assert verbatim.right == verbatim.of
