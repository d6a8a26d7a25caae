"""``hoiso evaluate`` on a small collection whose right figures can be counted by hand."""

import json
import re
from html.parser import HTMLParser

import pytest

from bot.__main__ import main

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


def printed(capsys, *words):
    capsys.readouterr()
    assert main(["evaluate", *map(str, words)]) == 0
    return capsys.readouterr().out


@pytest.fixture
def parts(gold):
    """Add an article and a conversation of the part kept aside, both with a fault."""
    (gold / "articles" / "003_c.txt").write_text(ARTICLE.replace("17%", "18%"), encoding="utf-8")
    aside = MISSED | {"article": "003_c.txt", "indicator": "chỉ ở phần để riêng"}
    write(gold / "observations.jsonl", [RIGHT, WRONG_KIND, MISSED, aside])
    return gold


def test_counts_what_was_found_and_what_is_right_in_every_field(gold, capsys):
    status, [score], _ = evaluate(capsys, gold)
    read = score["observations"]
    assert status == 0
    assert (read["gold"], read["predicted"]) == (3, 2)
    assert read["value"] == {"precision": 1.0, "recall": 0.6667, "f1": 0.8, "interval": None}
    assert read["strict"]["f1"] == 0.4
    assert (read["fields"]["kind"]["right"], read["fields"]["kind"]["of"]) == (1, 2)
    assert read["fields"]["rank"]["of"] == 0
    assert (read["citation"]["right"], read["citation"]["of"]) == (2, 2)
    assert (read["verbatim"]["right"], read["verbatim"]["of"]) == (2, 2)


def test_an_optional_observation_is_no_fault_and_no_merit(gold, capsys):
    write(gold / "observations.jsonl", [RIGHT, WRONG_KIND | {"optional": True}])
    _, [score], _ = evaluate(capsys, gold)
    read = score["observations"]
    assert (read["gold"], read["predicted"]) == (1, 1)
    assert read["strict"]["f1"] == 1.0
    assert not [fault for fault in score["faults"] if fault["where"] == "001_a.txt"]


def test_f1_has_an_interval_where_articles_differ(parts, capsys):
    _, [score], _ = evaluate(capsys, parts)
    low, high = score["observations"]["value"]["interval"]
    assert low <= score["observations"]["value"]["f1"] <= high
    assert score["bootstrap"] == {"over": "articles", "resamples": 2000, "seed": 1}


def test_every_observation_is_counted_under_its_rule(gold, capsys):
    write(gold / "observations.jsonl", [RIGHT])
    _, [score], _ = evaluate(capsys, gold)
    rules = score["observations"]["rules"].values()
    assert sum(rule["value"]["of"] for rule in rules) == 2
    assert sum(rule["value"]["right"] for rule in rules) == 1


def test_counts_answers_refusals_and_numbers_that_should_not_be(gold, capsys):
    _, [score], _ = evaluate(capsys, gold)
    asked = score["questions"]
    assert (asked["conversations"]["right"], asked["conversations"]["of"]) == (2, 4)
    assert (asked["precision"]["right"], asked["precision"]["of"]) == (1, 3)
    assert (asked["coverage"]["right"], asked["coverage"]["of"]) == (1, 2)
    assert (asked["refused"]["right"], asked["refused"]["of"]) == (1, 2)
    assert asked["invented"] == 1
    assert asked["tags"]["direct"]["of"] == 2


def test_faults_are_sorted_by_kind_the_commonest_first(gold, capsys):
    write(gold / "observations.jsonl", [MISSED, WRONG_KIND, MISSED | {"value": "98"}])
    _, [score], _ = evaluate(capsys, gold)
    assert [fault["sort"] for fault in score["faults"]] == [
        "missed",
        "missed",
        "answer: baseline",
        "answer: status answered",
        "extra",
        "kind",
    ]


def test_a_fault_has_the_sentence_what_was_expected_and_what_came(gold, capsys):
    _, [score], _ = evaluate(capsys, gold)
    faults = {fault["sort"]: fault for fault in score["faults"]}
    kind = faults["kind"]
    assert (kind["expected"], kind["got"]) == ("target", "actual")
    assert "quá hạn còn 5,2%" in kind["sentence"]
    assert kind["about"].startswith("5.2 % · tỷ lệ hồ sơ quá hạn")
    assert kind["rule"]
    assert faults["missed"]["got"] is None
    refusal = faults["answer: status answered"]
    assert refusal["where"] == "q4.1"
    assert refusal["expected"].startswith("not_found")
    assert "17 %" in refusal["got"]
    assert faults["answer: baseline"]["expected"] == "9"


@pytest.mark.parametrize(("part", "count"), [(None, 4), ("work", 3), ("aside", 1)])
def test_a_part_is_scored_alone(parts, capsys, part, count):
    _, [score], _ = evaluate(capsys, parts, *(["--part", part] if part else []))
    assert score["observations"]["gold"] == count
    assert score["questions"]["conversations"]["of"] == count
    assert score["part"] == part


def test_the_part_kept_aside_is_scored_and_never_shown(parts, capsys, tmp_path):
    page = tmp_path / "score.html"
    _, [score], _ = evaluate(capsys, parts, "--part", "aside", "--html", page)
    told = printed(capsys, parts, "--part", "aside", "--faults")
    assert score["faults"] == []
    for text in (json.dumps(score, ensure_ascii=False), told, page.read_text(encoding="utf-8")):
        assert "chỉ ở phần để riêng" not in text
        assert "003_c" not in text
        assert "hồ sơ" not in text


def test_a_part_without_anything_is_named(gold, capsys):
    write(gold / "observations.jsonl", [RIGHT])
    (gold / "questions.jsonl").unlink()
    status, lines, err = evaluate(capsys, gold, "--part", "aside")
    assert (status, lines) == (1, [])
    assert "Phần aside của bộ gold không có gì" in err


def test_the_terminal_counts_faults_by_kind_and_lists_them_when_asked(gold, capsys):
    brief = printed(capsys, gold)
    assert "đúng giá trị (F1)\t0,800\t-\tP 1,000, R 0,667" in brief
    assert "sai thực hiện hay mục tiêu\t1" in brief
    assert "Tỷ lệ hồ sơ quá hạn còn 5,2%" not in brief
    full = printed(capsys, gold, "--faults")
    assert "Tỷ lệ hồ sơ quá hạn còn 5,2%" in full
    assert "câu trả lời: sai mức so sánh: 1" in full


def test_what_could_not_be_read_is_said(gold, capsys):
    (gold / "articles" / "004_d.txt").write_bytes(b"")
    _, [score], _ = evaluate(capsys, gold)
    assert [one["article"] for one in score["refused"]] == ["004_d.txt"]
    assert "Không đọc được 004_d.txt" in printed(capsys, gold)


class Page(HTMLParser):
    """Notes tags, and fails where they are not closed in turn."""

    def __init__(self):
        super().__init__()
        self.open, self.seen, self.attributes = [], [], []

    def handle_starttag(self, tag, attrs):
        self.seen.append(tag)
        self.attributes += attrs
        if tag not in ("meta", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def page_of(capsys, path, *words):
    status, _, err = evaluate(capsys, *words, "--html", path)
    assert status == 0
    assert str(path) in err
    text = path.read_text(encoding="utf-8")
    page = Page()
    page.feed(text.removeprefix("<!doctype html>"))
    assert page.open == []
    return text, page


def test_the_page_stands_alone(gold, capsys, tmp_path):
    text, page = page_of(capsys, tmp_path / "score.html", gold)
    assert not {"script", "link", "img", "iframe", "object"} & set(page.seen)
    assert not {"src", "href"} & {name for name, _ in page.attributes}
    assert not re.search(r"https?:|url\(|@import", text)
    assert "default-src 'none'" in text
    assert "width=device-width" in text
    assert "@media print" in text


def test_the_page_escapes_what_articles_and_gold_say(gold, capsys, tmp_path):
    bad = "<script>alert(1)</script>"
    sentence = "Tỷ lệ hồ sơ trực tuyến của tỉnh <b onclick='x'>\"Đồng Tháp\"</b> đạt 17%."
    (gold / "articles" / "001_a.txt").write_text(
        ARTICLE.replace("Tỷ lệ hồ sơ trực tuyến của tỉnh Đồng Tháp đạt 17%.", sentence),
        encoding="utf-8",
    )
    write(gold / "observations.jsonl", [MISSED | {"indicator": bad}])
    text, page = page_of(capsys, tmp_path / "score.html", gold)
    assert "&lt;script&gt;alert(1)" in text
    assert "&lt;b onclick=&#x27;x&#x27;&gt;" in text
    assert "script" not in page.seen
    assert "onclick" not in {name for name, _ in page.attributes}


def test_the_page_folds_the_faults_of_each_kind(gold, capsys, tmp_path):
    text, _ = page_of(capsys, tmp_path / "score.html", gold)
    assert "<details><summary>bỏ sót: 1</summary>" in text
    assert "<details><summary>câu trả lời: đưa số khi không nên: 1</summary>" in text


def test_several_collections_are_summed_up_first(gold, parts, capsys, tmp_path):
    text, _ = page_of(capsys, tmp_path / "score.html", gold, parts)
    assert text.index("Tóm tắt") < text.index("<section>")
    assert text.count("<section>") == 2


def line_with(**fields):
    return json.dumps(RIGHT | fields, ensure_ascii=False)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ('{"article": "a.txt"}', "dòng 1: thiếu trường “quotes”"),
        (line_with(value="mười"), 'dòng 1: trường “value” không nhận giá trị "mười"'),
        (line_with(kind="plan"), 'dòng 1: trường “kind” không nhận giá trị "plan"'),
        ("\n" + line_with() + "\nnonsense", "dòng 3: không phải JSON"),
        ("[1]", "dòng 1: phải là một đối tượng JSON"),
        ("", "không có observations.jsonl hay questions.jsonl"),
        (line_with(article="002_none.txt"), "bài không có trong"),
    ],
)
def test_gold_that_cannot_be_used_is_named(gold, capsys, content, told):
    (gold / "observations.jsonl").write_text(content + "\n", encoding="utf-8")
    (gold / "questions.jsonl").unlink()
    status, lines, err = evaluate(capsys, gold)
    assert (status, lines) == (1, [])
    assert told in err


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"turns": ["một", "hai"]}, "“turns” và “expect” phải dài bằng nhau"),
        ({"expect": [{"status": "maybe"}]}, "trường “expect.0.status.0” không nhận"),
        ({"expect": [{"status": "answered", "article": "009.txt"}]}, "009.txt"),
    ],
)
def test_questions_that_cannot_be_used_are_named(gold, capsys, fields, told):
    write(gold / "questions.jsonl", [QUESTIONS[0] | fields])
    status, lines, err = evaluate(capsys, gold)
    assert (status, lines) == (1, [])
    assert told in err


def test_a_file_that_is_not_utf8_is_named(gold, capsys):
    (gold / "observations.jsonl").write_bytes(b'{"article": "\xff"}\n')
    status, _, err = evaluate(capsys, gold)
    assert status == 1
    assert "observations.jsonl, dòng 1: không phải UTF-8" in err


def test_a_folder_that_is_not_there_is_named(tmp_path, capsys):
    status, _, err = evaluate(capsys, tmp_path / "none")
    assert status == 1
    assert f"Không có thư mục {tmp_path / 'none'}" in err


def test_a_broken_collection_is_told_before_any_is_scored(gold, tmp_path, capsys):
    status, lines, err = evaluate(capsys, gold, tmp_path / "none")
    assert (status, lines) == (1, [])
    assert "none" in err
