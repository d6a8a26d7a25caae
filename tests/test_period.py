"""Periods in sentences: their days, their label, and what is no period."""

from datetime import date
from itertools import pairwise

import pytest
from goldfile import absent, cases
from hypothesis import given
from hypothesis import strategies as st

from extract.models import Grain, Period
from extract.period import RULES, dates_a_document, find_periods, label, parse_label
from extract.text import canonical

DAY = date(2022, 7, 20)


def unbracketed(text):
    """The text without brackets, and where the bracketed part lies."""
    plain = text.replace("[", "").replace("]", "")
    start = max(0, text.find("["))
    end = text.find("]") - 1 if "]" in text else len(plain)
    return plain, start, end


@pytest.mark.parametrize(("text", "case"), cases("period.toml"))
def test_reads_the_period(text, case):
    plain, start, end = unbracketed(canonical(text).text)
    found = find_periods(plain, case["published"])
    [mention] = [m for m in found if m.span.start == start]
    assert (mention.span.start, mention.span.end) == (start, end)
    assert (mention.period.first, mention.period.last) == (case.get("first"), case.get("last"))
    assert mention.relative is case.get("relative", "năm ng" in text or "năm nay" in text)
    assert label(mention.period) == case["label"]


@pytest.mark.parametrize(("text", "case"), cases("period.toml"))
def test_the_rule_that_a_case_names_reads_it(text, case):
    plain, start, _ = unbracketed(canonical(text).text)
    readers = [
        rule.name
        for rule in RULES
        if (match := rule.pattern.match(plain, start))
        and rule.read(match, case["published"]) is not None
    ]
    assert readers[0] == case["rule"]


def test_every_rule_has_a_gold_case():
    covered = {param.values[1]["rule"] for param in cases("period.toml")}
    assert covered == {rule.name for rule in RULES}


@pytest.mark.parametrize("text", absent("period.toml"))
def test_finds_no_period(text):
    assert find_periods(canonical(text).text, DAY) == []


def test_a_list_of_years_gives_each_of_them():
    found = find_periods("các năm 2019, 2020 và 2021", None)
    assert [label(mention.period) for mention in found] == ["2019", "2020", "2021"]


def test_the_year_at_the_end_of_a_list_holds_for_the_months_before():
    found = find_periods("tháng 3 và tháng 5 năm 2020; quý I và quý III/2019", DAY)
    assert [label(m.period) for m in found] == ["2020-03", "2020-05", "2019-Q1", "2019-Q3"]


def test_two_goals_in_one_phrase_are_two_periods():
    found = find_periods("giai đoạn 2022-2025, định hướng đến năm 2030", DAY)
    assert [label(mention.period) for mention in found] == ["2022/2025", "2030"]


@pytest.mark.parametrize(
    ("text", "stretch"),
    [
        ("Hà Nam 2023", "2023"),
        ("ho ngheo quang nam 2023", "2023"),
        ("Vốn đầu tư 2021-2025", "2021-2025"),
        ("von dau tu 2021-2025", "2021-2025"),
        ("ho ngheo nam 2023", "nam 2023"),
    ],
)
def test_the_end_of_another_word_is_no_part_of_a_period(text, stretch):
    [mention] = find_periods(text, DAY)
    assert text[mention.span.start : mention.span.end] == stretch


def test_without_a_day_of_publication_only_whole_dates_are_read():
    text = "Tháng 5, quý I, ngày 3/4, năm ngoái, 6 tháng đầu năm và ngày 4/3/2021, năm 2020"
    assert [label(m.period) for m in find_periods(text, None)] == ["2021-03-04", "2020"]


def test_mentions_stand_in_order_and_apart():
    text = "Từ ngày 1/1 đến 30/6/2022, so với 6 tháng đầu năm 2021 và quý I, năm 2020"
    spans = [mention.span for mention in find_periods(text, DAY)]
    assert spans == sorted(spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kế hoạch số 12/KH-UBND ngày 26.11.2021", True),
        ("Nghị định số 61/2018/NĐ-CP của Chính phủ ngày 23/4/2018", True),
        ("Nghị quyết 57-NQ/TW, ngày 22/12/2024", True),
        ("hội nghị ngày 26.11.2021", False),
        ("Theo Kế hoạch 12/KH-UBND, năm 2021", False),
    ],
)
def test_tells_the_date_of_a_document(text, expected):
    [mention] = find_periods(text, DAY)
    assert dates_a_document(text, mention) is expected


@pytest.mark.parametrize(
    "text",
    [
        "2022",
        "2022-05",
        "2022-05-31",
        "2022-Q3",
        "2024-01/2024-06",
        "2021/2025",
        "2022-12-15/2023-03-14",
    ],
)
def test_a_label_reads_back(text):
    assert label(parse_label(text)) == text


@pytest.mark.parametrize(
    "text",
    ["", "22", "2022-13", "2022-02-30", "2022-Q5", "2025/2021", "2021/", "a/b", "2021/2022/2023"],
)
def test_a_wrong_label_is_refused(text):
    with pytest.raises(ValueError, match="not a period"):
        parse_label(text)


def test_a_period_without_ends_has_no_label():
    with pytest.raises(ValueError, match="end"):
        label(Period(None, None, Grain.DAY))


@given(st.text(alphabet="ngàythágquíIVămđếntừtrướcsau 0123456789/.-,()đầucuối", max_size=60))
def test_any_text_is_read_without_an_error(text):
    read = canonical(text).text
    for mention in find_periods(read, DAY):
        assert 0 <= mention.span.start < mention.span.end <= len(read)
        assert parse_label(label(mention.period)) is not None
