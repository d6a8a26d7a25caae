"""What is said beside a value: changes, baselines, ranks, part and whole."""

from datetime import date

import pytest
from goldfile import absent, cases, load

from extract.article import parse_article
from extract.models import Declared, Observation
from extract.observe import observe
from extract.observe.compare import difference, level, ranking
from extract.observe.mask import mask
from extract.text import canonical

TODAY = date(2024, 7, 15)
DECLARED = Declared(place="Bến Tre", published=TODAY, evidence="test")


def masked(words: str) -> str:
    """Masked text that ends where a number would begin."""
    return mask(canonical(words).text, TODAY, None).masked + ("" if words.endswith("(") else " ")


def read(passage: str) -> list[Observation]:
    text = f"Tin tức trong tỉnh và các địa phương\n\n{passage}\n"
    return observe(parse_article("a.txt", text, DECLARED))


def beside(one: Observation) -> dict:
    """What is said beside a value, as the gold file writes it; empty fields left out."""
    found = {
        "value": f"{one.value:f}",
        "change": one.change and f"{one.change.value:f}",
        "baselines": [[str(base.kind), f"{base.value:f}"] for base in one.baselines],
        "rank": one.rank and one.rank.position,
        "fraction": one.fraction and [f"{one.fraction.part:f}", f"{one.fraction.whole:f}"],
    }
    return {name: value for name, value in found.items() if value}


@pytest.mark.parametrize(("text", "case"), cases("compare.toml"))
def test_reads_what_is_said_beside_a_value(text, case):
    assert [beside(one) for one in read(text)] == case["value"]


def test_the_week_before_that_is_counted_from_the_week_of_the_value():
    _, level = read("Tuần qua, tỉnh ghi nhận 31 ca sốt xuất huyết, tuần trước đó là 26 ca.")
    assert level.period == "2024-07-01/2024-07-07"


@pytest.mark.parametrize(("text", "case"), cases("difference.toml"))
def test_a_verb_makes_the_number_behind_it_a_difference(text, case):
    found = difference.read_difference(masked(text))
    assert found is not None
    assert (found.rule.name, str(found.direction)) == (case["rule"], case["direction"])


@pytest.mark.parametrize("text", absent("difference.toml"))
def test_other_words_make_no_difference(text):
    assert difference.read_difference(masked(text)) is None


@pytest.mark.parametrize(("text", "case"), cases("level.toml"))
def test_a_clause_says_that_its_number_is_only_compared_with(text, case):
    found = level.read_level(masked(text))
    assert found is not None
    assert found.name == case["rule"]


@pytest.mark.parametrize("text", absent("level.toml"))
def test_other_clauses_compare_nothing(text):
    assert level.read_level(masked(text)) is None


@pytest.mark.parametrize(
    ("rules", "file"),
    [
        (difference.RULES, "difference.toml"),
        (level.RULES, "level.toml"),
        (ranking.LISTS, "compare.toml"),
    ],
)
def test_every_rule_has_a_gold_case(rules, file):
    covered = {case["rule"] for case in load(file)["case"]}
    assert {rule.name for rule in rules} <= covered


@pytest.mark.parametrize("gone", [rule.name for rule in ranking.LISTS])
def test_a_list_of_ranks_is_read_by_its_own_rule_alone(gone, monkeypatch):
    kept = tuple(rule for rule in ranking.LISTS if rule.name != gone)
    monkeypatch.setattr(ranking, "LISTS", kept)
    [case] = [case for case in load("compare.toml")["case"] if case["rule"] == gone]
    assert [beside(one) for one in read(case["texts"][0])] != case["value"]
