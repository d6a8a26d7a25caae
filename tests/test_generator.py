"""Made articles are the same each time, and say what their truth says of them."""

from decimal import Decimal

from benchmarks.checking import check, each_truth, path_of
from benchmarks.generator import truth_of, write_articles
from benchmarks.making.article import Maker
from benchmarks.making.questions import ask_about
from extract.article import parse_article
from extract.text import fold

ARTICLES = 50


def texts(folder):
    return {path.name: path.read_text(encoding="utf-8") for path in folder.rglob("*.txt")}


def test_a_seed_makes_the_same_articles_however_many_are_made(tmp_path):
    for name, count in (("few", 5), ("more", ARTICLES)):
        for _ in write_articles(tmp_path / name, count):
            pass
    few, more = texts(tmp_path / "few"), texts(tmp_path / "more")
    assert len(few) == 5
    assert len(more) == ARTICLES
    assert few == {name: more[name] for name in few}


def test_seeds_make_other_articles():
    assert Maker(1).make(7).text != Maker(2).make(7).text


def test_the_truth_is_verbatim_in_its_article(tmp_path):
    for _ in write_articles(tmp_path, ARTICLES):
        pass
    truth = list(each_truth(tmp_path))
    assert len(truth) == ARTICLES
    for line in truth:
        raw = path_of(tmp_path, line["article"]).read_text(encoding="utf-8")
        article = parse_article(line["article"], raw)
        assert (article.title, str(article.published)) == (line["title"], line["published"])
        for number in line["numbers"]:
            written = raw[number["start"] :]
            assert written.startswith(number["number"])
            digits = Decimal(number["number"].replace(".", "").replace(",", "."))
            assert Decimal(number["value"]) in {
                digits * scale for scale in (1, 10**3, 10**6, 10**9)
            }
        assert all(document["signer"] in raw for document in line["documents"])


def test_two_articles_never_disagree_on_a_figure():
    maker = Maker(1)
    said = {}
    for number in range(300):
        for _, meant in maker.make(number).meant:
            key = (meant.indicator, meant.place, meant.province, meant.period, meant.kind)
            assert said.setdefault(key, meant.value) == meant.value


def test_the_reader_finds_nearly_all_numbers(tmp_path):
    for _ in write_articles(tmp_path, ARTICLES):
        pass
    found = next(line for line in check(tmp_path, 25) if line.startswith("  found"))
    assert float(found.split()[1].rstrip("%")) >= 97


def test_questions_of_every_kind_know_their_answer():
    maker = Maker(1)
    truth = [truth_of(maker.make(number)) for number in range(100)]
    asked = ask_about(truth, 100)
    assert [a.text for a in asked] == [a.text for a in ask_about(truth, 100)]
    kinds = {a.kind for a in asked}
    assert kinds >= {"value", "folded", "typo", "placeless", "target", "rank", "text", "absent"}
    for each in asked:
        if each.kind in ("value", "folded", "typo", "target", "rank"):
            assert each.value is not None
        if each.kind == "folded":
            assert each.text == fold(each.text)
        if each.kind == "absent":
            assert each.value is None
