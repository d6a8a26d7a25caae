import io
import json
import os
import shutil
import signal
import subprocess
import sys
import unicodedata
from contextlib import suppress
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.terminal.progress import progress_lines

ROOT = Path(__file__).resolve().parent.parent
QUESTION = "tỷ lệ hồ sơ trực tuyến Đồng Tháp?"
ARTICLES = {
    "a.txt": """Tỉnh Đồng Tháp đẩy mạnh nộp hồ sơ qua mạng

20/08/2024 - 10:24

Tỷ lệ hồ sơ trực tuyến của tỉnh Đồng Tháp đạt 17%.

Sở Thông tin và Truyền thông chủ trì tập huấn cho cán bộ cấp xã.
""",
    "b.txt": """Tỉnh Hải Dương tổng kết cải cách hành chính

21/08/2024 - 09:00

Tỷ lệ hồ sơ trực tuyến của tỉnh Hải Dương đạt 61%.
""",
}
OBSERVATION = {
    *("article", "indicator", "place", "province", "subject", "period", "kind", "value"),
    *("value_to", "unit", "bound", "baseline", "change", "rank", "fraction", "citation"),
    "confidence",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("articles")
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(autouse=True)
def _bare(monkeypatch, tmp_path):
    for name in ("DATA", "SOURCES", "ENGINE", "LOG"):
        monkeypatch.delenv(f"HOISO_{name}", raising=False)
    monkeypatch.chdir(tmp_path)


@pytest.fixture(scope="module")
def indexed(folder, tmp_path_factory):
    data = tmp_path_factory.mktemp("data")
    assert main(["reindex", "--data", str(data), str(folder)]) == 0
    return data


@pytest.fixture
def hoiso(indexed, capsys):
    """Run a command in this process over the index of ``ARTICLES``."""

    def run(*words, data=indexed):
        capsys.readouterr()
        status = main([*words, "--data", str(data)])
        shown = capsys.readouterr()
        return status, shown.out, shown.err

    return run


@pytest.fixture
def feed(monkeypatch):
    def set_input(content: bytes):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(content)))

    return set_input


def start(*words, **options):
    """Start the program as its users do, in a process of its own."""
    options = {"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE} | options
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "bot", *words]
    return subprocess.Popen(command, stderr=subprocess.PIPE, env=environment, **options)


# --- asking


def test_the_data_folder_may_stand_before_the_command(indexed, tmp_path, capsys):
    assert main(["--data", str(indexed), "ask", QUESTION]) == 0
    assert capsys.readouterr().out.startswith("17% · ")
    assert main(["--data", str(tmp_path), "--json", "ask", "--data", str(indexed), QUESTION]) == 0
    assert json.loads(capsys.readouterr().out)["status"] == "answered"


def test_an_answer_is_printed_with_its_quote_and_source(hoiso):
    status, out, err = hoiso("ask", QUESTION)
    assert status == 0
    assert out.startswith("17% · ")
    assert "“Tỷ lệ hồ sơ trực tuyến của tỉnh Đồng Tháp đạt 17%.”" in out
    assert "Nguồn: Tỉnh Đồng Tháp đẩy mạnh nộp hồ sơ qua mạng · đoạn 1 · 20/08/2024" in out
    assert err == ""


def test_several_questions_are_one_conversation(hoiso):
    status, out, _ = hoiso("ask", QUESTION, "còn Hải Dương?")
    assert status == 0
    assert "\n\n61% · " in out


def test_json_is_one_answer_a_line(hoiso):
    status, out, _ = hoiso("ask", "--json", QUESTION, "còn Hải Dương?")
    assert status == 0
    first, second = map(json.loads, out.splitlines())
    assert set(first) == {
        *("status", "observations", "passages", "choices", "reason", "confidence", "text"),
    }
    assert set(first["observations"][0]) >= OBSERVATION
    assert [a["observations"][0]["value"] for a in (first, second)] == ["17", "61"]


def test_a_quote_is_the_text_of_its_file_from_start_to_end(hoiso):
    [line] = hoiso("ask", "--json", QUESTION)[1].splitlines()
    citation = json.loads(line)["observations"][0]["citation"]
    text = ARTICLES[citation["article"]]
    assert text[citation["start"] : citation["end"]] == citation["quote"]


def test_no_answer_is_status_3_and_gives_no_number(hoiso):
    status, out, _ = hoiso("ask", "--json", "tỷ lệ hồ sơ trực tuyến Cà Mau?")
    assert status == 3
    answer = json.loads(out)
    assert answer["status"] == "not_found"
    assert answer["observations"] == []
    assert "17" not in answer["text"]


@pytest.mark.parametrize("question", ["", "   ", "???", "…!", "🎉🎉", "\x00", "\ud83d"])
def test_a_question_without_words_is_no_crash_and_no_number(hoiso, question):
    status, out, _ = hoiso("ask", "--json", question)
    assert status in (0, 3)
    assert json.loads(out)["observations"] == []


def test_a_question_too_long_is_refused_with_advice(hoiso):
    status, out, err = hoiso("ask", "a" * 100_000)
    assert (status, out) == (1, "")
    assert "100.000" in err
    assert "2.000" in err


# --- batches


def test_a_batch_of_conversations_is_answered_in_order(hoiso, feed):
    lines = [
        {"id": "x", "turns": [QUESTION, "còn Hải Dương?"]},
        {"id": 2, "turns": ["còn Hải Dương?"]},
        {"id": 3, "turns": []},
    ]
    feed("\n".join(map(json.dumps, lines)).encode())
    status, out, _ = hoiso("ask", "--batch", "-")
    assert status == 0
    first, second, third = map(json.loads, out.splitlines())
    assert [a["observations"][0]["value"] for a in first["answers"]] == ["17", "61"]
    # A new conversation knows nothing of the one before.
    assert (second["id"], len(second["answers"])) == (2, 1)
    assert second["answers"][0]["status"] != "answered"
    assert third == {"id": 3, "answers": []}


@pytest.mark.parametrize(
    ("command", "bad", "good", "key"),
    [
        ("ask", {"id": 1, "turns": "a"}, {"id": 2, "turns": [QUESTION]}, "answers"),
        ("ask", {"id": 1, "turns": ["a" * 2_001]}, {"id": 2, "turns": [QUESTION]}, "answers"),
        ("ask", {"id": 1, "turns": [5]}, {"id": 2, "turns": [QUESTION]}, "answers"),
        ("search", {"id": 1, "query": "hồ sơ", "k": 0}, {"id": 2, "query": "hồ sơ"}, "hits"),
        ("search", {"id": 1, "query": "hồ sơ", "k": True}, {"id": 2, "query": "a"}, "hits"),
        ("search", {"id": 1}, {"id": 2, "query": "hồ sơ", "k": 1}, "hits"),
        ("parse", {"id": 1, "text": None}, {"id": 2, "text": "đạt 17%"}, "mentions"),
        ("parse", {"id": 1, "text": "", "date": "x"}, {"id": 2, "text": ""}, "mentions"),
    ],
)
def test_a_bad_line_gives_an_error_and_the_batch_goes_on(hoiso, feed, command, bad, good, key):
    feed("\n".join(map(json.dumps, (bad, good))).encode())
    status, out, _ = hoiso(command, "--batch", "-")
    assert status == 1
    first, second = map(json.loads, out.splitlines())
    assert first["id"] == 1
    assert first["error"]
    assert set(second) == {"id", key}


def test_half_a_surrogate_comes_back_escaped(hoiso, feed):
    feed(b'{"id": "\\ud83d", "turns": ["\\ud83d \\u0000 17"]}\n')
    status, out, _ = hoiso("ask", "--batch", "-")
    assert status == 0
    assert json.loads(out)["id"] == "\ud83d"


def test_a_missing_batch_file_is_named(hoiso):
    status, _, err = hoiso("ask", "--batch", "none.jsonl")
    assert status == 1
    assert "none.jsonl" in err


# --- searching, parsing, exporting


def test_search_ranks_passages(hoiso):
    status, out, _ = hoiso("search", "--json", "-k", "1", "tap huan can bo")
    assert status == 0
    [hit] = json.loads(out)["hits"]
    assert set(hit) == {"article", "paragraph", "score", "text"}
    assert hit["article"] == "a.txt"
    assert hit["text"].startswith("Sở Thông tin")
    assert "tập huấn" in hoiso("search", "tap huan")[1]


def test_parse_counts_in_the_text_as_given(hoiso):
    text = "  Tỉnh\u00a0  Đồng Tháp:  tính đến 30/6/2022 đạt   17 %, xếp thứ 5/63"
    status, out, _ = hoiso("parse", "--json", "--date", "2022-07-20", text)
    assert status == 0
    mentions = json.loads(out)["mentions"]
    assert all(text[m["start"] : m["end"]] == m["text"] for m in mentions)
    found = {m["dim"]: m for m in mentions}
    assert found["quantity"]["value"] == "17"
    assert found["quantity"]["unit"] == "%"
    assert found["place"]["name"] == "Đồng Tháp"
    assert found["period"]["last"] == "2022-06-30"
    assert (found["rank"]["position"], found["rank"]["of"]) == (5, 63)


def test_parse_reads_text_in_any_unicode_form(hoiso):
    text = unicodedata.normalize("NFD", "tỉnh Đồng Tháp đạt 17%")
    mentions = json.loads(hoiso("parse", "--json", text)[1])["mentions"]
    assert all(text[m["start"] : m["end"]] == m["text"] for m in mentions)
    assert {"quantity", "place"} <= {m["dim"] for m in mentions}


def test_parse_gives_a_difference_that_points_down_a_minus(hoiso):
    text = "Điểm giảm 0,15 điểm %, tụt 2 bậc, sau đó tăng 3 bậc; còn 8 bậc thang"
    mentions = json.loads(hoiso("parse", "--json", text)[1])["mentions"]
    values = [m["value"] for m in mentions if m["dim"] == "quantity"]
    assert values == ["-0.15", "-2", "3", "8"]


def test_parse_shows_a_line_for_each_mention(hoiso):
    assert "17%\t" in hoiso("parse", "đạt 17%")[1]
    assert hoiso("parse", "không có gì") == (0, "", "")


def test_export_gives_every_observation_to_scripts_and_tables(hoiso, tmp_path):
    status, out, _ = hoiso("export")
    assert status == 0
    observations = [json.loads(line) for line in out.splitlines()]
    assert {"17", "61"} <= {o["value"] for o in observations}
    assert all(set(o) >= OBSERVATION for o in observations)
    path = tmp_path / "out.csv"
    status, out, err = hoiso("export", "--format", "csv", "-o", str(path))
    assert (status, out) == (0, "")
    assert str(path) in err
    assert path.read_text(encoding="utf-8").startswith("article,indicator,")


def test_export_to_a_dash_is_standard_output(hoiso, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert hoiso("export", "-o", "-") == hoiso("export")
    assert not (tmp_path / "-").exists()


def test_a_file_that_cannot_be_written_is_named(hoiso, tmp_path):
    status, _, err = hoiso("export", "-o", str(tmp_path / "none" / "out.jsonl"))
    assert status == 1
    assert "none" in err


# --- the index


def test_reindex_tells_what_changed_and_what_was_refused(hoiso, tmp_path):
    articles, data = tmp_path / "articles", tmp_path / "data"
    articles.mkdir()
    (articles / "a.txt").write_text(ARTICLES["a.txt"], encoding="utf-8")
    (articles / "empty.txt").touch()
    status, out, _ = hoiso("reindex", str(articles), data=data)
    assert status == 0
    assert "Thêm 1 bài: a.txt" in out
    assert "Từ chối empty.txt: " in out
    (articles / "a.txt").rename(articles / "c.txt")
    status, out, _ = hoiso("reindex", "--json", str(articles), data=data)
    report = json.loads(out)
    assert (report["added"], report["removed"]) == (["c.txt"], ["a.txt"])
    assert [r["article"] for r in report["refused"]] == ["empty.txt"]


def test_a_dry_run_tells_what_would_change_and_changes_nothing(hoiso, folder, tmp_path):
    data, articles = tmp_path / "data", tmp_path / "articles"
    articles.mkdir()
    (articles / "a.txt").write_text(ARTICLES["a.txt"], encoding="utf-8")
    hoiso("reindex", str(articles), data=data)
    status, out, err = hoiso("reindex", "--dry-run", str(folder), data=data)
    assert (status, err) == (0, "")
    assert out.splitlines() == [
        "Sẽ thêm 1 bài: b.txt",
        "Sẽ giữ nguyên 1 bài",
        "Chỉ xem trước, chưa ghi gì (chỉ mục số 1).",
    ]
    form = json.loads(hoiso("reindex", "--dry-run", "--json", str(folder), data=data)[1])
    assert (form["dry_run"], form["generation"], form["added"]) == (True, 1, ["b.txt"])
    assert json.loads(hoiso("status", "--json", data=data)[1])["articles"] == 1
    out = hoiso("reindex", "--dry-run", str(articles), data=data)[1]
    assert out.startswith("Không có bài nào thay đổi\n")
    assert "chưa có chỉ mục" in hoiso("reindex", "--dry-run", str(folder), data=tmp_path / "x")[1]
    assert not (tmp_path / "x").exists()


def test_progress_is_told_to_programs_on_standard_error(hoiso, folder, tmp_path):
    status, out, err = hoiso("reindex", "--progress", "--json", str(folder), data=tmp_path / "data")
    assert status == 0
    assert json.loads(out)["articles"] == 2
    steps = [json.loads(line) for line in err.splitlines()]
    assert steps[-1] == {"done": 2, "total": 2}


def test_progress_is_told_five_times_a_second(capsys):
    times = iter((0.0, 0.1, 0.25, 0.3, 0.31))
    write = progress_lines(times.__next__)
    for done in range(1, 6):
        write(done, 5)
    told = [json.loads(line)["done"] for line in capsys.readouterr().err.splitlines()]
    assert told == [1, 3, 5]


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    """Give a folder of articles that take a while to read."""
    folder = tmp_path_factory.mktemp("many")
    for number in range(600):
        text = ARTICLES["a.txt"].replace("17%", f"{number},5%")
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize("how", ["terminated", "no longer listened to"])
def test_a_run_that_a_program_stops_leaves_the_index_as_it_was(many, indexed, tmp_path, how):
    data = shutil.copytree(indexed, tmp_path / "data")
    before = sorted(path.name for path in data.rglob("*"))
    run = start("reindex", "--data", str(data), "--progress", "--json", str(many))
    assert json.loads(run.stderr.readline())["total"] == 600
    if how == "terminated":
        run.send_signal(signal.SIGTERM)
    else:
        run.stderr.close()
    assert run.wait(20) == 1
    assert run.stdout.read() == b""
    if how == "terminated":
        assert "Đã dừng" in run.stderr.read().decode().splitlines()[-1]
        run.stderr.close()
    run.stdout.close()
    assert sorted(path.name for path in data.rglob("*")) == before


def test_rollback_goes_back_once(hoiso, folder, tmp_path):
    data, first = tmp_path / "data", tmp_path / "first"
    first.mkdir()
    (first / "a.txt").write_text(ARTICLES["a.txt"], encoding="utf-8")
    hoiso("reindex", str(first), data=data)
    hoiso("reindex", str(folder), data=data)
    assert hoiso("ask", "tỷ lệ hồ sơ trực tuyến Hải Dương?", data=data)[0] == 0
    assert json.loads(hoiso("rollback", "--json", data=data)[1]) == {"generation": 1}
    assert hoiso("ask", "tỷ lệ hồ sơ trực tuyến Hải Dương?", data=data)[0] == 3
    status, _, err = hoiso("rollback", data=data)
    assert status == 1
    assert err


@pytest.mark.parametrize("command", [("ask", QUESTION), ("search", "hồ sơ")])
def test_what_is_not_indexed_yet_is_indexed_first_and_that_is_said(
    hoiso, folder, tmp_path, monkeypatch, command
):
    monkeypatch.setenv("HOISO_SOURCES", str(folder))
    status, out, err = hoiso(*command, data=tmp_path / "data")
    assert status == 0
    assert "17%" in out
    assert "Chưa có chỉ mục" in err
    assert "2 bài" in err


@pytest.mark.parametrize("command", [["export"], ["rollback"]])
def test_other_commands_say_that_nothing_is_indexed(hoiso, tmp_path, command):
    status, out, err = hoiso(*command, data=tmp_path / "data")
    assert (status, out) == (1, "")
    assert err


def test_status_shows_the_index_and_where_settings_come_from(hoiso, indexed, monkeypatch):
    monkeypatch.setenv("HOISO_LOG", "info")
    status, out, _ = hoiso("status", "--json")
    assert status == 0
    form = json.loads(out)
    assert (form["health"], form["articles"], form["generation"]) == ("ok", 2, 1)
    assert form["age_s"] >= 0
    origins = {s["key"]: s["origin"] for s in form["settings"]}
    assert (origins["HOISO_DATA"], origins["HOISO_LOG"]) == ("option", "environment")
    assert "HOISO_DATA" in hoiso("status")[1]


@pytest.fixture
def damaged(hoiso, folder, tmp_path):
    data = tmp_path / "data"
    hoiso("reindex", str(folder), data=data)
    [store] = (data / "generations").glob("*/part-*.sqlite")
    store.write_bytes(b"not a database " * 100)
    return data


def test_a_damaged_index_says_what_to_do_and_reindex_mends_it(hoiso, folder, damaged):
    for command in (["export"], ["show", "a.txt"], ["status", "--issues"]):
        status, out, err = hoiso(*command, data=damaged)
        assert (status, out) == (1, "")
        assert "reindex" in err
    status, out, _ = hoiso("status", "--json", data=damaged)
    assert (status, json.loads(out)["health"]) == (1, "damaged")
    assert hoiso("reindex", str(folder), data=damaged)[0] == 0
    assert hoiso("ask", QUESTION, data=damaged)[0] == 0


def test_who_asks_a_damaged_index_gets_it_made_again_from_its_sources(hoiso, folder, damaged):
    status, _, err = hoiso("ask", QUESTION, data=damaged)
    assert status == 0
    assert "bị hỏng" in err
    assert str(folder) in err
    assert hoiso("ask", QUESTION, data=damaged)[2] == ""


# --- the command line


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["bogus"],
        ["ask"],
        ["ask", QUESTION, "--batch", "-"],
        ["search"],
        ["search", "-k", "0", "a"],
        ["search", "-k", "x", "a"],
        ["parse", "--date", "hôm qua", "a"],
        ["export", "--format", "xml"],
    ],
)
def test_wrong_usage_is_status_2_on_standard_error(capsys, words):
    with pytest.raises(SystemExit) as caught:
        main(words)
    assert caught.value.code == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "Sai cách dùng" in shown.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ([], "còn thiếu LỆNH"),
        (["bogus"], "LỆNH không có 'bogus'; chọn một trong: "),
        (["ask", "a", "--foo"], "không hiểu --foo"),
        (["search", "-k"], "-k cần một giá trị đi kèm"),
        (["search", "-k", "x", "a"], "-k: 'x' không hợp lệ"),
        (["export", "--format", "xml"], "--format không có 'xml'; chọn một trong: "),
    ],
)
def test_wrong_usage_is_explained_in_vietnamese(capsys, words, said):
    with pytest.raises(SystemExit):
        main(words)
    shown = capsys.readouterr().err
    assert shown.startswith("cách dùng: hoiso")
    assert f"Sai cách dùng: {said}" in shown


def test_the_help_is_vietnamese(capsys):
    with pytest.raises(SystemExit):
        main(["--help"])
    shown = capsys.readouterr().out
    assert "usage" not in shown
    assert "in trang này" in shown


def test_a_wrong_setting_names_its_key(hoiso, monkeypatch):
    monkeypatch.setenv("HOISO_ENGINE", "lucene")
    status, _, err = hoiso("ask", QUESTION)
    assert status == 1
    assert "HOISO_ENGINE" in err


def test_the_program_answers_in_a_process_of_its_own(indexed):
    done = start("ask", QUESTION, "--data", str(indexed))
    out, err = done.communicate()
    assert done.returncode == 0
    assert out.decode().startswith("17% · ")
    assert err == b""


def test_an_answer_with_a_number_loads_neither_pyvi_nor_numpy(indexed):
    code = (
        "import sys; from bot.__main__ import main; "
        f"main(['ask', {QUESTION!r}, '--data', {str(indexed)!r}]); "
        "heavy = {'pyvi', 'numpy', 'rich', 'prompt_toolkit', 'pydantic', 'matplotlib', 'telegram'}; "
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stdout.endswith("[]\n")


def test_a_reader_that_leaves_is_no_traceback(indexed):
    reader, writer = os.pipe()
    os.close(reader)
    done = start("export", "--data", str(indexed), stdout=writer)
    os.close(writer)
    _, err = done.communicate()
    assert err == b""


@pytest.mark.parametrize("closed", [0, 1, 2])
def test_a_closed_stream_is_no_crash(indexed, closed):
    words = ["repl" if closed == 0 else "status", "--data", str(indexed)]
    shell = f'exec "$0" -m bot "$@" {closed}{"<" if closed == 0 else ">"}&-'
    done = subprocess.run(
        ["sh", "-c", shell, sys.executable, *words],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("command", [["export"], ["ask", QUESTION], ["status"]])
def test_a_full_disk_behind_standard_output_is_said(indexed, command):
    with Path("/dev/full").open("wb") as full:
        done = start(*command, "--data", str(indexed), stdout=full)
        _, err = done.communicate()
    assert done.returncode == 1
    assert "No space left" in err.decode()
    assert "Exception ignored" not in err.decode()


def test_lines_on_standard_input_are_answered_one_by_one(indexed):
    done = start("repl", "--data", str(indexed), stdin=subprocess.PIPE)
    given = f"{QUESTION}\n\n".encode() + b"\xff\xfe\n" + "còn Hải Dương?\n:quit\n".encode()
    out, err = done.communicate(given + QUESTION.encode())
    assert done.returncode == 0
    answers = out.decode()
    assert answers.startswith("17% · ")
    assert "\n\n61% · " in answers
    assert answers.count("17% · ") == 1
    assert "UTF-8" in err.decode()


def test_an_interrupt_ends_the_program_without_a_traceback(indexed):
    done = start("repl", "--data", str(indexed), "--json", stdin=subprocess.PIPE)
    done.stdin.write(f"{QUESTION}\n".encode())
    done.stdin.flush()
    # Once it has answered, it waits for the next line.
    assert json.loads(done.stdout.readline())["status"] == "answered"
    for _ in range(5):
        done.send_signal(signal.SIGINT)
        # Python drops an interrupt that meets it in a callback; a user presses again.
        with suppress(subprocess.TimeoutExpired):
            done.wait(timeout=10)
            break
    _, err = done.communicate()
    assert done.returncode == 130
    assert "Traceback" not in err.decode()
