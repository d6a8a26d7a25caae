"""Reader and answers on 120 annotated articles and 850 conversations: floors under the scores.

Those of the reader stand two points below the last figures, those of the answers five.
"""

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
    "services": (81, 96, 89, 95, 97, 83, 96, 97, 97),
    "economy": (83, 96, 90, 97, 95, 83, 96, 96, 97),
    "society": (80, 96, 84, 96, 96, 96, 97, 96, 97),
    "plans": (79, 94, 88, 96, 96, 89, 96, 97, 98),
    "offices": (88, 96, 94, 97, 95, 77, 97, 98, 98),
    "production": (76, 96, 89, 95, 94, 66, 96, 98, 97),
    "life": (83, 96, 88, 95, 97, 94, 97, 97, 98),
    "rankings": (77, 96, 88, 96, 95, 80, 92, 97, 98),
}
ASKED = ("conversations", "numbers", "answerable", "refused")
# In percent, in the order of ASKED; then how many numbers may be given where none should be.
FLOORS_OF_ANSWERS = {
    "services": (66, 79, 66, 73, 4),
    "economy": (66, 78, 66, 76, 6),
    "society": (73, 76, 68, 82, 4),
    "plans": (71, 84, 66, 90, 2),
    "offices": (57, 73, 58, 78, 5),
    "production": (58, 72, 53, 78, 4),
    "life": (57, 72, 51, 98, 2),
    "rankings": (69, 82, 66, 98, 1),
}
# Too few in one folder to be held there.
FLOORS_OVER_ALL = {"baseline": 85, "change": 89, "rank": 91, "fraction": 91}


@lru_cache
def evaluated(name):
    gold = load_gold(NEWS / name)
    evaluation = evaluate(gold, (gold.articles,))
    assert evaluation.refused == ()
    return evaluation


def scored(name):
    return evaluated(name).observations


def percent(score, measure):
    if measure in ("strict", "value"):
        return 100 * getattr(score, measure).f1
    return 100 * score.fields[measure].rate


def test_every_folder_has_its_floors():
    folders = {path.name for path in NEWS.iterdir() if path.is_dir()}
    assert folders == set(FLOORS) == set(FLOORS_OF_ANSWERS)


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


@pytest.mark.parametrize("name", FLOORS_OF_ANSWERS)
def test_the_questions_are_answered_no_worse_than_before(name):
    score = evaluated(name).questions
    found = {measure: 100 * getattr(score, measure).rate for measure in ASKED}
    *floors, most_invented = FLOORS_OF_ANSWERS[name]
    floors = dict(zip(ASKED, floors, strict=True))
    assert {m: round(found[m], 1) for m in ASKED if found[m] < floors[m]} == {}
    assert score.invented <= most_invented


def test_the_surer_answers_are_right_more_often():
    turns = [turn for name in FLOORS for turn in evaluated(name).questions.turns if turn.is_given]
    sure = [turn.is_right for turn in turns if turn.chance is not None and turn.chance >= 0.9]
    unsure = [turn.is_right for turn in turns if turn.chance is not None and turn.chance < 0.7]
    assert sum(sure) / len(sure) > sum(unsure) / len(unsure)
