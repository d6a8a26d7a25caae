"""Every number of an article is told, measures nothing, or is left with the reason why."""

from collections.abc import Iterator
from datetime import date

import pytest
from goldfile import FOLDER, cases, load

from extract.article import parse_article
from extract.models import Article, Declared, Observation, Observed, Reason, Span
from extract.observe import account, observe, read_observations
from extract.observe.mask import mask
from index.build.files import find_files

DECLARED = Declared(place="Bến Tre", published=date(2024, 7, 15), evidence="test")
ROOT = FOLDER.parent.parent
FOLDERS = [ROOT / "seeds", *sorted(path for path in (FOLDER / "news").iterdir() if path.is_dir())]


def article_of(text: str) -> Article:
    return parse_article("a.txt", f"Tin tức trong tỉnh và các địa phương\n\n{text}\n", DECLARED)


def read(text: str) -> Observed:
    return read_observations(article_of(text))


@pytest.mark.parametrize(("text", "case"), cases("unattached.toml"))
def test_a_number_that_nothing_can_be_made_of_is_kept_with_the_reason(text, case):
    article = article_of(text)
    read = read_observations(article)
    assert [[one.text, one.reason] for one in read.unattached] == case["left"]
    for one in read.unattached:
        assert article.raw[one.number.start : one.number.end] == one.text
        assert one.text in article.raw[one.quote.start : one.quote.end]
        assert one.paragraph == article.passages[-1].number
    for loose in read.unattached:
        assert all(told.provenance.number != loose.number for told in read.observations)


@pytest.mark.parametrize("text", load("unattached.toml")["absent"][0]["texts"])
def test_what_is_told_or_measures_nothing_by_rule_is_not_listed(text):
    assert read(text).unattached == []


def test_every_reason_has_a_gold_case():
    covered = {reason for case in load("unattached.toml")["case"] for _, reason in case["left"]}
    assert covered | {Reason.UNSURE} == set(Reason)


SURE = "Tỷ lệ hộ nghèo của tỉnh đạt 3,2%, giảm 1,1% so với cùng kỳ (cùng kỳ là 4,3%)."


def test_a_name_that_is_too_unsure_is_not_told_and_takes_what_hangs_on_it_along(monkeypatch):
    assert read(SURE).unattached == []
    monkeypatch.setattr(account, "LEAST_SURE", 1.1)
    found = read(SURE)
    assert found.observations == []
    assert [(one.text, one.reason) for one in found.unattached] == [
        ("3,2%", Reason.UNSURE),
        ("1,1%", Reason.UNSURE),
        ("4,3%", Reason.UNSURE),
    ]


def test_no_told_name_is_less_sure_than_the_least():
    sentences = [text for case in load("observe.toml")["case"] for text in case["texts"]]
    sure = [one.provenance.confidence for text in sentences for one in read(text).observations]
    assert min(sure) >= account.LEAST_SURE
    assert max(sure) <= 1
    assert len(set(sure)) > 20


def test_what_a_value_is_compared_with_is_as_sure_as_the_value():
    value, level = read("Tỷ lệ giải ngân đạt 61,5%, cùng kỳ là 48,2%.").observations
    assert level.provenance.rule == "comparison"
    assert level.provenance.confidence == value.provenance.confidence


def articles(folder) -> Iterator[Article]:
    texts = folder / "articles" if (folder / "articles").is_dir() else folder
    for file in find_files([texts])[0]:
        yield parse_article(file.path.name, file.path.read_text("utf-8"), file.declared)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_no_number_of_the_gold_articles_is_lost(folder):
    lost = [
        f"{article.name}: {article.raw[span.start - 60 : span.end + 20]!r}"
        for article in articles(folder)
        for span in _unaccounted(article, read_observations(article))
    ]
    assert lost == []


def _unaccounted(article: Article, read: Observed) -> Iterator[Span]:
    known = {one.provenance.number.start for one in read.observations}
    known |= {one.number.start for one in read.unattached} | {one.start for one in read.idle}
    told = set(_told(read.observations))
    for passage in article.passages:
        if "\t" in passage.text or "|" in passage.text:
            continue  # Rows of tables have no sentences.
        masked = mask(passage.text, article.published, None)
        numbers = [(q.span, q.number, abs(q.value)) for q in masked.quantities]
        numbers += [(r.span, r.span, r.rank.position) for r in masked.ranks]
        for span, number, value in numbers:
            starts = {passage.span_in_file(one).start for one in (span, number)}
            if not starts & known and value not in told:
                yield passage.span_in_file(span)


def _told(observations) -> Iterator[object]:
    """All that observations hold beside their own number, and their values: said twice."""
    one: Observation
    for one in observations:
        yield one.value
        yield from (abs(baseline.value) for baseline in one.baselines)
        yield from (abs(one.value - b.value) for b in one.baselines if b.derived)
        if one.change is not None:
            yield one.change.value
        if one.rank is not None:
            yield one.rank.position
        if one.fraction is not None:
            yield from (one.fraction.part, one.fraction.whole)


def test_the_observations_are_those_of_the_plain_reader():
    article = article_of(SURE)
    assert observe(article) == list(read_observations(article).observations)
