"""Numbers that frame, name, size or limit what is measured are no observations."""

from datetime import date

import pytest
from goldfile import absent, cases, load

from extract.article import parse_article
from extract.models import Declared
from extract.observe import observe
from extract.observe.passing import limits, reader, rules, times

DECLARED = Declared(place="Bến Tre", published=date(2024, 7, 15), evidence="test")


def values_of(sentence):
    text = f"Tin tức trong tỉnh và các địa phương\n\n{sentence}\n"
    return [str(o.value) for o in observe(parse_article("a.txt", text, DECLARED))]


@pytest.mark.parametrize(
    ("text", "case"),
    [
        param
        for table in ("case", "again", "limit", "time")
        for param in cases("passing.toml", table)
    ],
)
def test_reads_only_the_numbers_that_measure(text, case):
    assert values_of(text) == case["values"]


@pytest.mark.parametrize("text", absent("passing.toml"))
def test_takes_no_time_and_no_age_for_a_figure(text):
    assert values_of(text) == []


@pytest.mark.parametrize(
    ("table", "module", "known"),
    [
        ("case", reader, rules.RULES),
        ("limit", limits, limits.RULES),
        ("time", times, times.RULES),
    ],
    ids=["passing", "limits", "times"],
)
def test_every_rule_has_a_case_that_needs_it(table, module, known, monkeypatch):
    gold = load("passing.toml")[table]
    assert [case["rule"] for case in gold] == [rule.name for rule in known]
    idle = []
    for case in gold:
        monkeypatch.setattr(
            module, "RULES", tuple(rule for rule in known if rule.name != case["rule"])
        )
        reader.rules_of.cache_clear()
        if all(values_of(text) == case["values"] for text in case["texts"]):
            idle.append(case["rule"])
    monkeypatch.undo()
    reader.rules_of.cache_clear()
    assert idle == []


@pytest.mark.parametrize(("text", "case"), cases("passing.toml", "within"))
def test_a_place_among_the_best_is_a_bound_and_a_rank_is_exact(text, case):
    article = parse_article("a.txt", f"Tin tức trong tỉnh và các địa phương\n\n{text}\n", DECLARED)
    [found] = observe(article)
    assert (found.value, found.unit, str(found.bound)) == (20, "hạng", case["bound"])
