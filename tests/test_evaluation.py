"""Scores of small collections whose right figures can be counted by hand."""

import json

import pytest

from bot.__main__ import main
from bot.evaluation.compare import name_agreement, same_place, same_unit, same_year
from bot.evaluation.tally import Tally, f1

ARTICLE = """Tỉnh Đồng Tháp đẩy mạnh nộp hồ sơ qua mạng

20/08/2024 - 10:24

Tỷ lệ hồ sơ trực tuyến của tỉnh Đồng Tháp đạt 17%. Tỷ lệ hồ sơ quá hạn còn 5,2%.
"""
RIGHT = {
    "article": "001_a.txt",
    "quotes": ["Tỷ lệ hồ sơ trực tuyến của tỉnh Đồng Tháp đạt 17%"],
    "indicator": "tỷ lệ hồ sơ nộp trực tuyến",
    "place": "Đồng Tháp",
    "period": "2024-08",
    "kind": "actual",
    "value": "17",
    "unit": "%",
    "bound": "=",
}
WRONG_KIND = RIGHT | {
    "quotes": ["Tỷ lệ hồ sơ quá hạn còn 5,2%"],
    "indicator": "tỷ lệ hồ sơ quá hạn",
    "value": "5.2",
    "kind": "target",
}
MISSED = RIGHT | {"value": "99", "quotes": ["không có trong bài"]}
QUESTIONS = [
    {
        "id": "q1",
        "tags": ["direct"],
        "turns": ["tỷ lệ hồ sơ trực tuyến Đồng Tháp?"],
        "expect": [{"status": "answered", "values": [{"value": "17", "unit": "%"}]}],
    },
    {
        "id": "q2",
        "tags": ["direct", "baseline"],
        "turns": ["tỷ lệ hồ sơ quá hạn Đồng Tháp?"],
        "expect": [
            {
                "status": ["answered"],
                "values": [{"value": "5.2", "unit": "%", "place": "Đồng Tháp"}],
                "baseline": "9",
            }
        ],
    },
    {
        "id": "q3",
        "tags": ["unanswerable"],
        "turns": ["tỷ lệ hồ sơ trực tuyến Cà Mau?"],
        "expect": [{"status": "not_found"}],
    },
    {
        "id": "q4",
        "tags": ["unanswerable"],
        "turns": ["tỷ lệ hồ sơ trực tuyến Đồng Tháp?"],
        "expect": [{"status": "not_found"}],
    },
]


@pytest.fixture
def gold(tmp_path):
    folder = tmp_path / "gold"
    (folder / "articles").mkdir(parents=True)
    (folder / "articles" / "001_a.txt").write_text(ARTICLE, encoding="utf-8")
    write(folder / "observations.jsonl", [RIGHT, WRONG_KIND, MISSED])
    write(folder / "questions.jsonl", QUESTIONS)
    return folder


def write(path, rows):
    lines = [json.dumps(row, ensure_ascii=False) for row in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def evaluate(capsys, *words):
    capsys.readouterr()
    status = main(["evaluate", "--json", *map(str, words)])
    out, err = capsys.readouterr()
    return status, [json.loads(line) for line in out.splitlines()], err


def test_counts_what_was_found_and_what_is_right_in_every_field(gold, capsys):
    status, [score], _ = evaluate(capsys, gold)
    read = score["observations"]
    assert status == 0
    assert (read["gold"], read["predicted"]) == (3, 2)
    assert read["value"] == {"precision": 1.0, "recall": 0.6667, "f1": 0.8}
    assert read["strict"]["f1"] == 0.4
    assert (read["fields"]["kind"]["right"], read["fields"]["kind"]["of"]) == (1, 2)
    assert read["fields"]["rank"]["of"] == 0
    assert (read["citation"]["right"], read["citation"]["of"]) == (2, 2)


def test_counts_answers_refusals_and_numbers_that_should_not_be(gold, capsys):
    _, [score], _ = evaluate(capsys, gold)
    asked = score["questions"]
    assert (asked["conversations"]["right"], asked["conversations"]["of"]) == (2, 4)
    assert (asked["precision"]["right"], asked["precision"]["of"]) == (1, 3)
    assert (asked["coverage"]["right"], asked["coverage"]["of"]) == (1, 2)
    assert (asked["refused"]["right"], asked["refused"]["of"]) == (1, 2)
    assert asked["invented"] == 1
    assert asked["tags"]["direct"]["of"] == 2


def test_lists_faults_by_kind(gold, capsys):
    _, [score], _ = evaluate(capsys, gold)
    sorts = {fault["sort"] for fault in score["faults"]}
    assert {"missed", "kind", "answer: baseline", "answer: status answered"} == sorts


def test_the_part_kept_aside_is_scored_and_never_shown(gold, capsys):
    (gold / "articles" / "003_c.txt").write_text(ARTICLE.replace("17%", "18%"), encoding="utf-8")
    write(gold / "observations.jsonl", [RIGHT, MISSED | {"article": "003_c.txt"}])
    _, [score], _ = evaluate(capsys, gold, "--part", "aside")
    assert score["observations"]["gold"] == 1
    assert score["questions"]["conversations"]["of"] == 1
    assert score["faults"] == []


def test_the_page_stands_alone_and_escapes_what_articles_say(gold, capsys, tmp_path):
    bad = MISSED | {"indicator": "<script>alert(1)</script>"}
    write(gold / "observations.jsonl", [bad])
    page = tmp_path / "score.html"
    status, _, _ = evaluate(capsys, gold, "--html", page)
    text = page.read_text(encoding="utf-8")
    assert status == 0
    assert "&lt;script&gt;alert(1)" in text
    assert "<script" not in text
    assert "http" not in text


@pytest.mark.parametrize(
    ("content", "told"),
    [('{"article": 1}\n', "dòng 1"), ("nonsense\n", "dòng 1"), ("", "không có")],
)
def test_gold_that_cannot_be_used_is_named(tmp_path, capsys, content, told):
    (tmp_path / "observations.jsonl").write_text(content, encoding="utf-8")
    status, lines, err = evaluate(capsys, tmp_path)
    assert (status, lines) == (1, [])
    assert told in err


def test_a_folder_that_is_not_there_is_named(tmp_path, capsys):
    status, _, err = evaluate(capsys, tmp_path / "none")
    assert status == 1
    assert "none" in err


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("hồ sơ", "bộ hồ sơ", True), ("%", "% dân số", False), ("", "hồ sơ", False)],
)
def test_compares_units(one, other, same):
    assert same_unit(one, other) is same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("TP.HCM", "Thành phố Hồ Chí Minh", True),
        ("cả nước", "Việt Nam", True),
        ("Bà Rịa - Vũng Tàu", "Bà Rịa–Vũng Tàu", True),
        ("Hà Nam", "Hà Nội", False),
        ("Đồng Tháp", None, False),
    ],
)
def test_compares_places(one, other, same):
    assert same_place(one, other) is same


def test_compares_periods_by_their_years():
    assert same_year("2021/2025", "2023-05")
    assert same_year(None, "2023")
    assert not same_year("2022", "2023-Q1")


def test_a_name_agrees_by_its_telling_syllables():
    assert name_agreement(("tỷ lệ hồ sơ trực tuyến",), "số hồ sơ trực tuyến") == 1
    assert name_agreement(("tỷ lệ DVCTT",), "tỷ lệ dịch vụ công trực tuyến") == 1
    assert name_agreement(("tỷ lệ hộ nghèo",), "thu ngân sách") == 0


def test_the_interval_of_a_rate():
    tally = Tally()
    for right in (True, True, True, False):
        tally.add(right)
    low, high = tally.interval
    assert (round(low, 3), round(high, 3)) == (0.301, 0.954)
    assert Tally().interval == (0.0, 1.0)


def test_f1_of_nothing_is_nothing():
    assert f1(0, 0, 0) == (0.0, 0.0, 0.0)
    assert f1(1, 2, 1) == (1.0, 0.5, pytest.approx(2 / 3))
