"""What is wrong with one answer, and how faults of articles and conversations are counted."""

from dataclasses import replace
from decimal import Decimal

import pytest
from factories import make_article, make_observation

from bot.evaluation.answers import judge
from bot.evaluation.gold import Expectation, GoldObservation, GoldQuestion
from bot.evaluation.observations import score_observations
from bot.evaluation.questions import score_questions
from bot.models import (
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
from extract.models import Baseline, BaselineKind, Change, Direction, Kind, Rank
from index.models import Citation, Hit, StoredObservation, StoredPassage

QUOTE = "Tỉnh có 61% hồ sơ nộp trực tuyến."
TEXTS = {"a.txt": f"Đầu đề\n\n{QUOTE} Huyện có 40%.\n"}
START = TEXTS["a.txt"].index(QUOTE)
SIXTY_ONE = {"value": "61", "unit": "%", "place": "Cao Bằng", "period": "2022"}
FORTY = {"value": "40", "unit": "%"}


def stored(start=START, quote=QUOTE, **fields):
    citation = Citation("a.txt", "", None, None, None, 1, quote, start, start + len(quote), 0, 1)
    return StoredObservation(1, make_observation(make_article(), **fields), citation)


def answered(*figures):
    return Answered(tuple(figures) or (Figure(stored()),), Asked.VALUE)


def mistakes(answer, **expected):
    expectation = Expectation.model_validate({"status": "answered"} | expected)
    return [mistake.sort for mistake in judge(expectation, answer, TEXTS)]


def passages(*texts):
    return Passages(
        tuple(
            Hit(StoredPassage("a.txt", rank, 0, len(text), text), 1.0, 1.0, rank)
            for rank, text in enumerate(texts, 1)
        )
    )


RISE = Change(Decimal(3), "điểm phần trăm", Direction.UP)
NATIONAL = Baseline(BaselineKind.NATIONAL, "cả nước", Decimal(53), "%")
TARGET = stored(value=Decimal(70), kind=Kind.TARGET)
FULL = Figure(stored(change=RISE, baselines=(NATIONAL,), rank=Rank(5)), target=TARGET)
RIGHT = {
    "values": [SIXTY_ONE],
    "change": {"value": "3", "direction": "up"},
    "baseline": "53",
    "target": "70",
    "rank": {"position": 5},
    "article": ["a.txt", "b.txt"],
}


def test_an_answer_that_holds_all_that_is_expected_is_right():
    assert mistakes(answered(FULL), **RIGHT) == []


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("change", {"value": "3", "direction": "down"}),
        ("baseline", "54"),
        ("target", "75"),
        ("rank", {"position": 6}),
        ("article", "b.txt"),
    ],
)
def test_each_thing_that_is_wrong_is_named(name, wrong):
    assert mistakes(answered(FULL), **RIGHT | {name: wrong}) == [name]


def test_all_that_is_missing_is_named():
    missing = mistakes(answered(), **RIGHT)
    assert missing == ["baseline", "target", "change", "rank"]


def test_a_target_among_the_figures_counts_as_shown():
    figures = (Figure(stored()), Figure(TARGET))
    assert mistakes(answered(*figures), values=[SIXTY_ONE], target="70") == []


@pytest.mark.parametrize(
    "other",
    [
        {"value": "62"},
        {"unit": "hồ sơ"},
        {"place": "Hà Giang"},
        {"period": "2023"},
        {"bound": ">"},
        {"kind": "target"},
    ],
)
def test_a_value_must_agree_in_all_that_the_gold_names(other):
    assert mistakes(answered(), values=[SIXTY_ONE | other]) == ["value"]


def test_the_only_value_must_come_first_and_several_only_where_order_matters():
    forty = Figure(stored(value=Decimal(40)))
    answer = answered(forty, Figure(stored()))
    assert mistakes(answer, values=[SIXTY_ONE]) == ["value is not the main one"]
    assert mistakes(answer, values=[SIXTY_ONE, FORTY]) == []
    assert mistakes(answer, values=[SIXTY_ONE, FORTY], ordered=True) == ["order"]
    assert mistakes(answer, values=[FORTY, SIXTY_ONE], ordered=True) == []


def test_a_citation_that_is_not_where_it_says_is_a_mistake():
    moved = answered(Figure(stored(start=START + 1)))
    assert mistakes(moved, values=[SIXTY_ONE]) == ["citation is not verbatim"]


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        (passages("x"), "passages"),
        (Clarify((Choice("Hà Nam", "?"),)), "clarify"),
        (NotFound(Reason.NO_PLACE), "not_found"),
        (Help("greeting"), "help"),
    ],
)
def test_another_status_is_the_only_mistake(answer, status):
    assert mistakes(answer, values=[SIXTY_ONE]) == [f"status {status}"]
    assert mistakes(answer, status=["answered", status]) == []


def test_a_text_must_stand_in_the_best_three_passages():
    answer = passages("một", "hai", "ba  chữ", "bốn")
    assert mistakes(answer, status="passages", contains="ba chữ") == []
    assert mistakes(answer, status="passages", contains="bốn") == ["passage"]
    assert mistakes(Passages(()), status="passages") == ["no passage"]


def test_every_word_must_stand_in_some_choice():
    answer = Clarify((Choice("Hà Giang", "tỷ lệ hồ sơ Hà Giang?"), Choice("Hà Nam", "?")))
    assert mistakes(answer, status="clarify", choices=["hà giang", "Hà Nam"]) == []
    assert mistakes(answer, status="clarify", choices=["Hà Nội", "Huế"]) == ["choice", "choice"]
    assert mistakes(Clarify(()), status="clarify") == ["no choices"]


def question(*expect, tags=("direct",)):
    turns = [f"câu {number}" for number, _ in enumerate(expect, 1)]
    row = {"id": "q7", "tags": list(tags), "turns": turns, "expect": list(expect)}
    return GoldQuestion.model_validate(row)


def test_a_conversation_is_right_only_where_every_judged_turn_is():
    right, wrong = {"status": "answered"}, {"status": "not_found"}
    questions = [question(right, None), question(wrong, right), question(right, wrong)]
    score = score_questions(questions, lambda chat, text: answered(), TEXTS)
    assert (score.conversations.right, score.conversations.of) == (1, 3)
    assert (score.numbers.right, score.numbers.of) == (3, 5)
    assert (score.answerable.right, score.answerable.of) == (3, 3)
    assert (score.refused.right, score.refused.of) == (0, 2)
    assert score.invented == 2
    assert [fault.where for fault in score.faults] == ["q7.1", "q7.2"]


def test_turns_of_a_conversation_share_a_chat_and_conversations_do_not():
    chats = []

    def ask(chat, text):
        chats.append(chat)
        return answered()

    score_questions([question(None, None), question(None, None)], ask, TEXTS)
    assert chats[0] == chats[1] != chats[2] == chats[3]


def gold(**fields):
    plain = {
        "article": "a.txt",
        "quotes": [QUOTE],
        "indicator": "tỷ lệ hồ sơ nộp trực tuyến",
        "kind": "actual",
        "value": "61",
        "unit": "%",
    }
    return GoldObservation.model_validate(plain | fields)


def sorts(score):
    return [fault.sort for fault in score.faults]


def test_an_optional_observation_that_is_not_found_is_no_fault():
    score = score_observations([gold(optional=True)], [], TEXTS)
    assert (score.wanted, score.given, sorts(score)) == (0, 0, [])


def test_a_citation_elsewhere_is_a_fault_of_its_own():
    for wrong in (stored(start=START + 1), stored(START + len(QUOTE) + 1, "Huyện có 40%.")):
        score = score_observations([gold()], [wrong], TEXTS)
        assert (score.citations.right, score.citations.of) == (0, 1)
        assert sorts(score) == ["citation"]
        assert score.strict.f1 == 1.0


def test_a_citation_is_checked_of_numbers_that_are_not_in_the_gold_too():
    extra = stored(start=0, value=Decimal(5))
    score = score_observations([gold()], [stored(), extra], TEXTS)
    assert (score.verbatim.right, score.verbatim.of) == (1, 2)
    assert sorts(score) == ["extra"]


def test_numbers_of_articles_that_the_gold_does_not_name_are_left_out():
    other = stored()
    other = replace(other, citation=replace(other.citation, article="b.txt"))
    score = score_observations([gold()], [stored(), other], TEXTS)
    assert (score.wanted, score.given) == (1, 1)
