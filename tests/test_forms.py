import json
from datetime import date
from decimal import Decimal

import pytest
from figures import figure, hit, observed

from bot.models import (
    Answered,
    Asked,
    Choice,
    Clarify,
    Help,
    NotFound,
    Passages,
    Reason,
)
from bot.render.forms import answer_form, hit_form, observation_form, plain
from extract.models import (
    Baseline,
    BaselineKind,
    Bound,
    Change,
    Direction,
    Fraction,
    Kind,
    Rank,
)

FIELDS = {
    *("article", "indicator", "place", "province", "subject", "period", "kind", "value"),
    *("value_to", "unit", "bound", "baseline", "change", "rank", "fraction", "citation"),
    "confidence",
}


@pytest.mark.parametrize(
    ("number", "text"),
    [
        ("17", "17"),
        ("22.61", "22.61"),
        ("22.610", "22.61"),
        ("17.0", "17"),
        ("100", "100"),
        ("1E+2", "100"),
        ("24044E+9", "24044000000000"),
        ("0.5", "0.5"),
        ("1E-7", "0.0000001"),
        ("-3.20", "-3.2"),
        ("0.00", "0"),
        ("-0", "0"),
    ],
)
def test_numbers_are_decimal_strings_with_a_point(number, text):
    assert plain(Decimal(number)) == text


def test_an_observation_has_every_field_of_the_form():
    form = observation_form(observed())
    assert set(form) == FIELDS
    assert form["value"] == "17"
    assert form["bound"] == "="
    assert form["kind"] == "actual"
    assert form["baseline"] is None
    assert form["citation"] == {
        "article": "a.txt",
        "title": "Tỉnh đẩy mạnh dịch vụ công",
        "published": "2022-06-29",
        "paragraph": 2,
        "quote": "Tỷ lệ hồ sơ trực tuyến của tỉnh đạt 17%.",
        "start": 100,
        "end": 140,
    }


def test_an_article_without_a_day_is_published_null():
    assert observation_form(observed(citation={"published": None}))["citation"]["published"] is None


def test_what_was_declared_is_said_to_be():
    form = observation_form(observed(citation={"declared": ("place",)}))
    assert form["declared"] == ["place"]


def test_nested_parts_are_objects_of_strings():
    form = observation_form(
        observed(
            "110",
            "dịch vụ",
            bound=Bound.AT_LEAST,
            value_to=Decimal("120"),
            change=Change(Decimal("4.556"), "điểm", Direction.UP, "năm 2018"),
            rank=Rank(5, 8),
            fraction=Fraction(Decimal(110), Decimal(329)),
        )
    )
    assert form["value_to"] == "120"
    assert form["bound"] == ">="
    assert form["change"] == {
        "value": "4.556",
        "unit": "điểm",
        "direction": "up",
        "against": "năm 2018",
    }
    assert form["rank"] == {"position": 5, "of": 8}
    assert form["fraction"] == {"part": "110", "whole": "329"}


def test_a_rank_among_an_unknown_number_has_a_position_alone():
    assert observation_form(observed(rank=Rank(1)))["rank"] == {"position": 1}


def test_one_baseline_is_an_object_and_several_are_a_list_main_one_first():
    national = Baseline(BaselineKind.NATIONAL, "cả nước", Decimal(32), "%", "2022-05")
    before = Baseline(BaselineKind.PREVIOUS, "năm 2018", Decimal("13.81"), "%", derived=True)
    assert observation_form(observed(baselines=(national,)))["baseline"] == {
        "kind": "national",
        "label": "cả nước",
        "value": "32",
        "unit": "%",
        "period": "2022-05",
    }
    both = observation_form(observed(baselines=(national, before)))["baseline"]
    assert [b["value"] for b in both] == ["32", "13.81"]
    assert both[1]["derived"] is True
    assert "period" not in both[1]


def test_an_answer_shows_target_and_conflicts_beside_the_figure():
    target = observed("50", kind=Kind.TARGET, period="2022")
    other = observed("18")
    form = answer_form(
        Answered((figure(target=target, conflicts=[other]),), Asked.VALUE), "17% · ..."
    )
    assert form["status"] == "answered"
    assert form["text"] == "17% · ..."
    [shown] = form["observations"]
    assert shown["target"]["value"] == "50"
    assert shown["target"]["period"] == "2022"
    assert set(shown["target"]) == {"value", "unit", "period", "citation"}
    assert [c["value"] for c in shown["conflicts"]] == ["18"]


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        (Answered((figure(),), Asked.VALUE), "answered"),
        (Passages((hit(),)), "passages"),
        (Clarify((Choice("Đồng Tháp", "tỷ lệ của Đồng Tháp"),)), "clarify"),
        (NotFound(Reason.NO_PLACE, "Cà Mau"), "not_found"),
        (Help("greeting"), "help"),
    ],
)
def test_every_kind_of_answer_has_all_keys_and_is_json(answer, status):
    form = answer_form(answer, "text")
    assert form["status"] == status
    assert set(form) == {"status", "observations", "passages", "choices", "reason", "text"}
    json.dumps(form)


def test_choices_have_a_label_and_a_question():
    form = answer_form(Clarify((Choice("cấp tỉnh", "tỷ lệ cấp tỉnh?"),)), "")
    assert form["choices"] == [{"label": "cấp tỉnh", "question": "tỷ lệ cấp tỉnh?"}]


def test_what_was_not_found_has_its_reason_and_no_number():
    form = answer_form(NotFound(Reason.NO_PERIOD, "năm 2015", (Choice("6/2022", "q"),)), "")
    assert form["reason"] == "no_period"
    assert form["observations"] == []


def test_a_passage_has_where_it_stands_and_its_score():
    assert hit_form(hit(text="Một đoạn.", number=4, score=2.25)) == {
        "article": "a.txt",
        "paragraph": 4,
        "score": 2.25,
        "text": "Một đoạn.",
    }


def test_a_day_is_written_the_iso_way():
    form = observation_form(observed(citation={"published": date(2024, 1, 9)}))
    assert form["citation"]["published"] == "2024-01-09"
