"""``hoiso ask --chart``."""

from __future__ import annotations

import json

import pytest
from charts import ARTICLES, TREND

from bot.__main__ import main

VALUE = "tỷ lệ hồ sơ trực tuyến Đồng Tháp năm 2022"


@pytest.fixture(scope="module")
def indexed(tmp_path_factory):
    folder = tmp_path_factory.mktemp("articles")
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, encoding="utf-8")
    data = tmp_path_factory.mktemp("data")
    assert main(["reindex", "--data", str(data), str(folder)]) == 0
    return data


@pytest.fixture
def ask(indexed, capsys, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)

    def run(*words):
        capsys.readouterr()
        status = main(["ask", "--data", str(indexed), *map(str, words)])
        shown = capsys.readouterr()
        return status, shown.out, shown.err

    return run


def test_the_answer_is_printed_and_drawn(ask, tmp_path):
    path = tmp_path / "trend.png"
    status, out, err = ask(TREND, "--chart", path)
    assert status == 0
    assert "- năm 2022: 17,5% [2]" in out
    assert err == f"Đã vẽ biểu đồ vào {path}.\n"
    assert path.read_bytes().startswith(b"\x89PNG")


def test_of_several_questions_the_last_answer_is_drawn(ask, tmp_path):
    path = tmp_path / "last.PNG"
    status, out, _ = ask(VALUE, "qua các năm thì sao?", "--chart", path)
    assert status == 0
    assert out.startswith("17,5%")
    assert path.exists()


def test_json_is_the_same_with_a_picture(ask, tmp_path):
    _, plain, _ = ask(TREND, "--json")
    _, out, _ = ask(TREND, "--json", "--chart", tmp_path / "a.png")
    assert out == plain
    assert len(json.loads(out)["observations"]) == 3


def test_what_cannot_be_drawn_is_answered_and_said(ask, tmp_path):
    path = tmp_path / "one.png"
    status, out, err = ask(VALUE, "--chart", path)
    assert status == 1
    assert out.startswith("17,5%")
    assert err.startswith("Không có biểu đồ. Câu trả lời chỉ có một số")
    assert not path.exists()


def test_no_answer_stays_status_3(ask, tmp_path):
    status, out, err = ask("sản lượng tôm Cà Mau", "--chart", tmp_path / "a.png")
    assert status == 3
    assert "không có số liệu" in out
    assert err.startswith("Không có biểu đồ.")


def test_a_path_that_cannot_be_written_is_named_and_the_answer_is_there(ask, tmp_path):
    path = tmp_path / "missing" / "a.png"
    status, out, err = ask(TREND, "--chart", path)
    assert status == 1
    assert "17,5%" in out
    assert err.startswith(f"Không ghi được biểu đồ vào {path}: ")


def test_a_picture_there_is_replaced_whole(ask, tmp_path):
    path = tmp_path / "a.png"
    path.write_bytes(b"before" * 100_000)
    assert ask(TREND, "--chart", path)[0] == 0
    assert path.read_bytes().startswith(b"\x89PNG")
    assert [each.name for each in tmp_path.iterdir()] == ["a.png"]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([TREND, "--chart", "a.jpg"], "'a.jpg' phải là tên tệp kết thúc bằng .png"),
        ([TREND, "--chart"], "--chart cần một giá trị đi kèm"),
        (["--batch", "-", "--chart", "a.png"], "--chart không dùng cùng --batch"),
    ],
)
def test_wrong_usage_is_explained(ask, capsys, words, said):
    with pytest.raises(SystemExit) as caught:
        ask(*words)
    assert caught.value.code == 2
    assert said in capsys.readouterr().err
