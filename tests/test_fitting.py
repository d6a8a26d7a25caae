"""Weights fitted on annotated articles: what agrees with the annotation comes out heavier."""

import csv
import json

import pytest

from bot.evaluation.errors import GoldError
from bot.evaluation.fitting import Example, collect, fit, main, right_share
from bot.evaluation.loglinear import write
from extract.observe.name.weights import in_use, using

RIGHT, WRONG = 1.0, 0.0


def example(right, wrong, article="1.txt"):
    """Make a choice between a right and a wrong proposal, by their signs."""
    return Example(
        (tuple((sign, 1.0) for sign in wrong), tuple((sign, 1.0) for sign in right)),
        (WRONG, RIGHT),
        article,
    )


def examples_of(right, wrong, articles=10):
    """Make the same choice in several articles."""
    return [example(right, wrong, f"{number}.txt") for number in range(articles)]


def lines_of(rows):
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


@pytest.fixture
def gold(tmp_path):
    """A folder whose annotation always takes the noun behind."""
    folder = tmp_path / "small"
    (folder / "articles").mkdir(parents=True)
    rows = []
    for number in range(1, 9):
        name = f"{number:03}_a.txt"
        quote = f"Đoàn kiểm tra ghi nhận {30 + number}% hộ chăn nuôi có hố ủ"
        text = f"Tin trong ngày\n\n15/07/2024\n\nBến Tre họp tổng kết. {quote}.\n"
        (folder / "articles" / name).write_text(text, encoding="utf-8")
        rows.append(
            {
                "article": name,
                "quotes": [quote],
                "indicator": "tỷ lệ hộ chăn nuôi có hố ủ",
                "place": "Bến Tre",
                "kind": "actual",
                "value": str(30 + number),
                "unit": "%",
            }
        )
    (folder / "observations.jsonl").write_text(lines_of(rows), encoding="utf-8")
    return folder


def test_the_sign_of_the_right_proposals_outweighs_that_of_the_wrong_ones():
    weights = fit(examples_of(["near"], ["far"]), prior=1.0)
    assert weights["near"] > 0 > weights["far"]


def test_a_sign_that_tells_nothing_is_left_out():
    assert "both" not in fit(examples_of(["near", "both"], ["far", "both"]))


@pytest.mark.parametrize(("articles", "kept"), [(3, False), (4, True)])
def test_a_sign_of_few_articles_is_left_out(articles, kept):
    examples = examples_of(["near"], ["far"]) + examples_of(["rare"], ["far"], articles)
    assert ("rare" in fit(examples, prior=1.0)) is kept


def test_a_sign_that_one_article_repeats_is_left_out():
    examples = examples_of(["near"], ["far"]) + [example(["its own words"], ["far"])] * 30
    assert "its own words" not in fit(examples, prior=1.0)


def test_a_stronger_prior_draws_the_weights_to_nothing():
    examples = examples_of(["near"], ["far"])
    assert fit(examples, prior=1.0)["near"] > fit(examples, prior=50.0)["near"] > 0


def test_an_example_without_a_right_proposal_teaches_nothing():
    hopeless = Example(((("far", 1.0),), (("near", 1.0),)), (WRONG, WRONG), "1.txt")
    taught = examples_of(["near"], ["far"])
    assert fit([*taught, *[hopeless] * 30]) == fit(taught)


def test_the_share_of_right_choices_counts_the_heaviest_proposal():
    examples = [example(["near"], ["far"])] * 3 + [example(["far"], ["near"])]
    assert right_share(examples, {"near": 1.0}) == 0.75


def test_the_same_examples_give_the_same_weights():
    examples = examples_of(["near", "short"], ["far"]) + examples_of(["short"], ["near"], 5)
    assert fit(examples) == fit(examples)


def test_an_articles_choices_are_paired_with_its_annotation(gold):
    examples = collect(gold, {})
    assert len(examples) == 8
    assert all(max(one.agreement) == RIGHT for one in examples)


def test_what_is_fitted_on_a_folder_names_its_numbers_rightly(gold):
    examples = collect(gold, {})
    assert right_share(examples, fit(examples, prior=1.0)) == 1


def test_optional_observations_teach_nothing(gold):
    path = gold / "observations.jsonl"
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    path.write_text(lines_of(row | {"optional": True} for row in rows), encoding="utf-8")
    assert collect(gold, {}) == []


def test_other_weights_hold_only_while_they_are_used():
    own = in_use()
    with using({"near": 1.0}):
        assert in_use().by_sign == {"near": 1.0}
    assert in_use() is own


def test_a_folder_that_is_no_gold_is_refused(tmp_path):
    with pytest.raises(GoldError, match="Không có thư mục"):
        collect(tmp_path / "none", {})
    with pytest.raises(GoldError, match="không có observations"):
        collect(tmp_path, {})


def test_nothing_can_be_fitted_where_no_number_agrees_with_the_annotation():
    with pytest.raises(GoldError, match="Không có số nào"):
        fit([])


def test_the_command_says_what_is_wrong_with_a_folder(tmp_path, capsys):
    assert main([str(tmp_path / "none")]) == 1
    assert "Không có thư mục" in capsys.readouterr().err


def test_the_command_writes_the_weights_and_prints_how_well_each_folder_is_read(
    gold, tmp_path, capsys
):
    other = tmp_path / "other"
    other.symlink_to(gold, target_is_directory=True)
    output = tmp_path / "weights.csv"
    assert main([str(gold), str(other), "-o", str(output)]) == 0
    said = capsys.readouterr().err.splitlines()
    assert said == [f"{name}: 1.000 of 8, by the rules alone 1.000" for name in ("small", "other")]
    with output.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    assert rows == sorted(rows)
    assert all(float(weight) for _, weight in rows)


def test_one_folder_alone_is_fitted_without_a_test(gold, tmp_path, capsys):
    output = tmp_path / "weights.csv"
    assert main([str(gold), "-o", str(output)]) == 0
    assert capsys.readouterr().err == ""
    assert output.stat().st_size


def test_written_weights_are_in_order_of_their_signs(tmp_path):
    write({"b": -0.5, "a": 1.25}, tmp_path / "w.csv")
    assert (tmp_path / "w.csv").read_text(encoding="utf-8") == "a,1.25\nb,-0.5\n"
