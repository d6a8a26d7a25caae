"""``hoiso status --issues``: what the index could not make sense of, and what mends it."""

import json
import shutil

import pytest
from factories import make_article, make_observation
from storing import write_store

from bot.__main__ import main
from bot.terminal.issues import REASONS, issues_form, issues_pieces, render_issues
from extract.models import Declared, Observed, Reason, Span, Unattached
from index.store import Store

ARTICLES = {
    "a.txt": """Tin tức trong tỉnh và các địa phương

20/08/2024 - 10:24

Với 91,03%, tỉnh lần đầu lọt vào nhóm dẫn đầu.

Đợt này tăng 5 điểm, theo báo cáo gửi về trong tuần.

Tỷ lệ hồ sơ trực tuyến của tỉnh Đồng Tháp đạt 17%.
""",
    "b.txt": """Nhiều địa phương tổng kết cải cách hành chính

Tỷ lệ hồ sơ trực tuyến bình quân của các đơn vị đạt 61%.
""",
}


@pytest.fixture
def hoiso(tmp_path, capsys, monkeypatch):
    for name in ("DATA", "SOURCES", "ENGINE", "LOG"):
        monkeypatch.delenv(f"HOISO_{name}", raising=False)
    monkeypatch.chdir(tmp_path)

    def run(*words):
        capsys.readouterr()
        status = main([*words, "--data", str(tmp_path / "data")])
        shown = capsys.readouterr()
        return status, shown.out, shown.err

    return run


@pytest.fixture
def indexed(hoiso, tmp_path):
    folder = tmp_path / "articles"
    folder.mkdir()
    for name, text in ARTICLES.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "c.txt").write_bytes(b"")
    assert hoiso("reindex", str(folder))[0] == 0
    return folder


@pytest.mark.usefixtures("indexed")
def test_counts_come_first_then_each_number_with_its_sentence_and_reason(hoiso):
    status, out, err = hoiso("status", "--issues")
    assert (status, err) == (0, "")
    assert out.splitlines()[:4] == [
        "2 con số chưa gắn được với chỉ tiêu nào",
        "1 tệp không đọc được",
        "1 bài có số không rõ địa phương",
        "1 bài không có ngày đăng",
    ]
    assert "  đoạn 2: Đợt này tăng **5 điểm**, theo báo cáo gửi về trong tuần. (mức" in out
    assert "  đoạn 1: Với **91,03%**, tỉnh lần đầu" in out
    assert out.index("a.txt\n") < out.index("  đoạn 1:") < out.index("  đoạn 2:")
    assert "  c.txt: " in out
    assert "  b.txt: 1 số liệu" in out
    assert "sources.toml" in out


@pytest.mark.usefixtures("indexed")
def test_json_says_where_each_number_stands(hoiso):
    status, out, _ = hoiso("status", "--issues", "--json")
    form = json.loads(out)
    assert status == 0
    assert form["counts"] == {
        "unattached": 2,
        "refused": 1,
        "without_place": 1,
        "without_date": 1,
        "without_evidence": 0,
    }
    assert form["reasons"] == {"change without a value": 1, "unnamed": 1}
    for one in form["unattached"]:
        text, quote = ARTICLES[one["article"]], one["sentence"]
        assert text[one["start"] : one["end"]] == one["text"]
        assert text[quote["start"] : quote["end"]] == quote["quote"]
    assert [one["article"] for one in form["refused"]] == ["c.txt"]
    assert form["without_date"] == [{"article": "b.txt"}]


@pytest.mark.usefixtures("indexed")
def test_status_tells_how_many_and_where_to_look(hoiso):
    form = json.loads(hoiso("status", "--json")[1])
    assert (form["unattached"], form["refused"]) == (2, 1)
    [row] = [line for line in hoiso("status")[1].splitlines() if line.startswith("chưa gắn được")]
    assert "2 con số" in row
    assert "hoiso status --issues" in row


def test_a_declaration_mends_what_was_missing(hoiso, indexed):
    (indexed / "sources.toml").write_text(
        '["b.txt"]\nplace = "Hải Dương"\npublished = 2024-08-21\nevidence = "Ghi trên trang."\n',
        encoding="utf-8",
    )
    (indexed / "c.txt").unlink()
    hoiso("reindex", str(indexed))
    counts = json.loads(hoiso("status", "--issues", "--json")[1])["counts"]
    assert counts == dict.fromkeys(counts, 0) | {"unattached": 2}
    out = hoiso("status", "--issues")[1]
    assert "sources.toml" not in out


@pytest.mark.usefixtures("indexed")
def test_a_refused_file_alone_makes_a_new_generation(hoiso, indexed):
    (indexed / "d.txt").write_bytes(b"")
    assert json.loads(hoiso("reindex", "--json", str(indexed))[1])["fresh"] is True
    assert json.loads(hoiso("reindex", "--json", str(indexed))[1])["fresh"] is False
    assert json.loads(hoiso("status", "--issues", "--json")[1])["counts"]["refused"] == 2


def test_nothing_indexed_says_what_to_do(hoiso):
    status, out, err = hoiso("status", "--issues")
    assert (status, out) == (1, "")
    assert "hoiso reindex" in err


@pytest.mark.usefixtures("indexed")
def test_an_index_of_an_earlier_version_says_to_index_anew_and_is_mended_by_it(
    hoiso, indexed, tmp_path
):
    generations = tmp_path / "data" / "generations"
    shutil.rmtree(generations / "000001")
    (generations / "000001.sqlite").write_bytes(b"SQLite format 3")
    for words in (["status", "--issues"], ["export"], ["ask", "tỷ lệ hồ sơ trực tuyến?"]):
        status, out, err = hoiso(*words)
        assert (status, out) == (1, "")
        assert "hoiso reindex" in err
    assert hoiso("status")[0] == 1
    assert hoiso("reindex", str(indexed))[0] == 0
    assert hoiso("status", "--issues")[0] == 0
    assert [path.name for path in generations.iterdir()] == ["000002"]


@pytest.mark.usefixtures("indexed")
def test_every_observation_is_exported_with_how_sure_it_is(hoiso):
    forms = [json.loads(line) for line in hoiso("export")[1].splitlines()]
    assert forms
    assert all(0 <= form["confidence"] <= 1 for form in forms)
    head, *_ = hoiso("export", "--format", "csv")[1].splitlines()
    assert "confidence" in head.split(",")


def stored(path, unattached, **fields):
    article = make_article(**fields)
    read = Observed([make_observation(article)], [unattached(article)] * 70)
    write_store(path, [(article, "", read)], refused=[("z.txt", "hỏng"), ("y.txt", "rỗng")])
    return Store.open(path)


def loose(article):
    passage = article.passages[0].span
    number = Span(passage.start + 8, passage.start + 11)
    text = article.raw[number.start : number.end]
    return Unattached(article.name, 1, passage, number, text, Reason.UNNAMED)


def test_a_store_gives_back_what_was_left_unattached_and_refused(tmp_path):
    with stored(tmp_path / "s.sqlite", loose) as store:
        first = next(store.unattached())
        assert first.unattached == loose(make_article())
        assert first.quote.startswith("Tỉnh có 61%")
        assert list(store.refused()) == [("y.txt", "rỗng"), ("z.txt", "hỏng")]
        assert store.meta()["unattached"] == "70"


def test_long_lists_are_cut_with_a_note(tmp_path):
    with stored(tmp_path / "s.sqlite", loose) as store:
        issues = issues_form(store)
        whole = json.loads("".join(issues_pieces(store)))
        assert whole == issues_form(store, None)
    out = render_issues(issues)
    assert (len(issues["unattached"]), len(whole["unattached"])) == (60, 70)
    assert out.count("**61%**") == 60
    assert "… và 10 con số nữa; --json cho tất cả" in out


def test_what_is_declared_without_evidence_is_listed(tmp_path):
    with stored(tmp_path / "s.sqlite", loose, declared=Declared(place="Huế")) as store:
        issues = issues_form(store)
    assert issues["without_evidence"] == [{"article": "a.txt"}]
    assert "không nói vì sao biết: ghi evidence" in render_issues(issues)


def test_every_reason_has_its_words():
    assert set(REASONS) == set(Reason)
    assert len(set(REASONS.values())) == len(REASONS)
