"""Weights fitted on annotated questions: what goes with the right number comes out heavier."""

import csv
import json

import pytest

from bot.answer.contest import NONE_OF_THEM, load_weights, using
from bot.evaluation.asking import Example, collect, fit, main, right_share
from bot.evaluation.errors import GoldError

ARTICLE = """Tin Hậu Giang

15/07/2024

Tỷ lệ xe buýt chạy điện của tỉnh Hậu Giang đạt {buses}%.

Tỷ lệ trạm bơm được bảo trì của tỉnh Hậu Giang đạt {kept}%.
"""


def example(right, wrong):
    """Make a choice between a right and a wrong observation, by their signs."""
    return Example(
        (tuple((sign, 1.0) for sign in wrong), tuple((sign, 1.0) for sign in right)),
        (False, True),
        (1, 1),
    )


def unanswerable(*signs):
    return Example((tuple((sign, 1.0) for sign in signs),), (False,), (1,))


def asks(number, text, value):
    expected = {"status": "answered", "values": [{"value": str(value), "unit": "%"}]}
    if value is None:
        expected = {"status": "not_found"}
    return {"id": f"q{number}", "tags": [], "turns": [text], "expect": [expected]}


@pytest.fixture
def gold(tmp_path):
    """A folder of one article and of questions for its two numbers, and for none."""
    folder = tmp_path / "small"
    (folder / "articles").mkdir(parents=True)
    text = ARTICLE.format(buses=31, kept=47)
    (folder / "articles" / "001_a.txt").write_text(text, encoding="utf-8")
    rows = [
        *(asks(n, "tỷ lệ xe buýt chạy điện Hậu Giang?", 31) for n in range(4)),
        *(asks(n, "tỷ lệ trạm bơm được bảo trì Hậu Giang?", 47) for n in range(4, 8)),
        *(asks(n, "tỷ lệ trạm biến áp bị cháy Hậu Giang?", None) for n in range(8, 12)),
    ]
    lines = [json.dumps(row, ensure_ascii=False) + "\n" for row in rows]
    (folder / "questions.jsonl").write_text("".join(lines), encoding="utf-8")
    return folder


def test_a_sign_that_always_goes_with_the_right_one_gets_weight():
    weights = fit([example(["near"], ["far"])] * 10)
    assert weights["near"] > 0 > weights["far"]


def test_a_sign_that_both_have_does_not_tell_them_apart():
    weights = fit([example(["near", "both"], ["far", "both"])] * 10)
    assert weights["near"] > weights.get("both", 0.0)


@pytest.mark.parametrize(("times", "kept"), [(4, False), (5, True)])
def test_a_sign_that_hardly_ever_came_up_is_left_out(times, kept):
    examples = [example(["near"], ["far"])] * 10 + [example(["rare"], ["far"])] * times
    assert ("rare" in fit(examples)) is kept


def test_where_nothing_is_right_none_of_them_gains():
    answered = [example(["near"], ["far"])] * 10
    refused = fit([*answered, *[unanswerable("far")] * 30])
    assert refused[NONE_OF_THEM] > fit(answered)[NONE_OF_THEM]


def test_a_stronger_prior_draws_the_weights_to_nothing():
    examples = [example(["near"], ["far"])] * 10
    assert fit(examples, prior=0.1)["near"] > fit(examples, prior=10.0)["near"] > 0


def test_what_is_held_stays_where_the_questions_say_nothing_and_gives_way_where_they_do():
    held = {"near": -1.0, "unseen": 0.7}
    weights = fit([example(["near"], ["far"])] * 200, prior=1.0, held=held)
    assert weights["unseen"] == 0.7
    assert weights["near"] > 0
    firmly = fit([example(["near"], ["far"])] * 200, prior=1e6, held=held)
    assert firmly["near"] == pytest.approx(-1.0, abs=0.01)


def test_questions_are_asked_alike_whatever_weights_are_in_use(gold):
    with using({NONE_OF_THEM: 100.0}):
        refused = collect(gold)
    assert refused == collect(gold)


def test_the_share_of_right_choices_counts_refusals_too():
    examples = [example(["near"], ["far"]), unanswerable("far"), unanswerable("near")]
    assert right_share(examples, {"near": 1.0, NONE_OF_THEM: 0.5}) == pytest.approx(2 / 3)


def test_nothing_can_be_fitted_without_an_example():
    with pytest.raises(GoldError, match="Không có câu hỏi nào"):
        fit([])


def test_the_choices_of_a_folder_are_paired_with_its_questions(gold):
    examples = collect(gold)
    assert sum(any(one.right) for one in examples) == 8
    assert all(sum(one.right) == 1 for one in examples if any(one.right))


def test_what_is_fitted_on_a_folder_answers_its_questions(gold):
    examples = collect(gold)
    assert right_share(examples, fit(examples)) == 1


def test_the_same_folder_gives_the_same_weights(gold):
    assert fit(collect(gold)) == fit(collect(gold))


def test_the_part_kept_aside_can_be_left_out(gold):
    assert len(collect(gold, "work")) + len(collect(gold, "aside")) == len(collect(gold))


def test_the_command_writes_the_weights_and_prints_how_well_each_folder_is_asked(
    gold, tmp_path, capsys
):
    other = tmp_path / "other"
    other.symlink_to(gold, target_is_directory=True)
    output = tmp_path / "weights.csv"
    assert main([str(gold), str(other), "-o", str(output)]) == 0
    said = capsys.readouterr().err.splitlines()
    assert [line.partition(":")[0] for line in said] == ["small", "other"]
    with output.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert rows == sorted(rows)
    assert NONE_OF_THEM in dict(rows)


def test_the_command_says_what_is_wrong_with_a_folder(tmp_path, capsys):
    assert main([str(tmp_path / "none")]) == 1
    assert "Không có thư mục" in capsys.readouterr().err


def test_the_weights_in_use_are_numbers_of_named_signs():
    weights = load_weights()
    assert NONE_OF_THEM in weights
    assert all(sign and weight for sign, weight in weights.items())
