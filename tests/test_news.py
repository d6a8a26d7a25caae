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
    "services": (80, 95, 89, 95, 96, 83, 96, 97, 97),
    "economy": (81, 96, 90, 97, 94, 83, 96, 96, 97),
    "society": (77, 96, 82, 96, 96, 94, 97, 96, 97),
    "plans": (79, 94, 88, 96, 95, 88, 96, 97, 98),
    "offices": (86, 96, 94, 97, 94, 77, 97, 98, 98),
    "production": (75, 96, 89, 95, 94, 65, 96, 98, 97),
    "life": (81, 96, 87, 95, 97, 85, 97, 97, 98),
    "rankings": (75, 95, 87, 96, 94, 78, 92, 97, 98),
}
# Too few in one folder to be held there.
FLOORS_OVER_ALL = {"baseline": 85, "change": 89, "rank": 91, "fraction": 91}


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
