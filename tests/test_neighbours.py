import pytest
from answering import ONLINE, Small, make_engine, make_store

from bot.engine import Engine
from extract.models import Kind

SHARE = {"indicator": ONLINE, "place": "Cao Bằng"}
COUNTRY = {"indicator": ONLINE, "place": "Việt Nam"}


def row(written, period, fields, name="a24.txt", **more):
    where = fields["place"]
    return (
        name,
        f"{where}: {written} hồ sơ nộp trực tuyến.",
        written,
        fields | {"period": period} | more,
    )


OWN = row("35,5%", "2024-06", SHARE)
ROWS = (
    OWN,
    row("33%", "2023-06", SHARE),
    row("21%", "2023", SHARE),
    row("48%", "2024-06", SHARE | {"place": "Bắc Kạn"}),
    row("40%", "2024-06", COUNTRY),
    row("39%", "2024-05", COUNTRY),
    row("12%", "2024-06", SHARE, subject="cấp xã"),
    row("60%", "2024", SHARE, kind=Kind.TARGET),
)


def beside(rows, number=0):
    engine = make_engine(tuple(rows))
    stored = make_store(tuple(rows))[0][number]
    return engine.neighbours.of(engine.neighbours.figure(stored))


def value(stored):
    return None if stored is None else str(stored.observation.value)


def test_finds_the_country_the_target_and_the_time_before():
    found = beside(ROWS)
    assert [value(found.country), value(found.target), value(found.before)] == ["40", "60", "33"]


@pytest.mark.parametrize(
    ("other", "country"),
    [
        (row("40%", "2024-06", COUNTRY), "40"),
        (row("39%", "2024-05", COUNTRY), "39"),
        (row("39%", "2024-01/2024-06", COUNTRY), "39"),
        (row("39%", "2023-05", COUNTRY), None),
        (row("39%", "2024-01/2024-05", COUNTRY), None),
        (row("39%", None, COUNTRY), None),
        (row("39%", "2024-06", COUNTRY, indicator="tỷ lệ hồ sơ quá hạn"), None),
        (row("39 điểm", "2024-06", COUNTRY, value="39", unit="điểm"), None),
        (row("39%", "2024-06", COUNTRY, kind=Kind.TARGET), None),
        (row("39%", "2024-06", COUNTRY, subject="cấp xã"), None),
    ],
)
def test_compares_with_the_country_for_the_same_time(other, country):
    assert value(beside([OWN, other]).country) == country


@pytest.mark.parametrize(
    ("period", "before"),
    [
        ("2024-05", "9"),
        ("2022-06", "9"),
        ("2024-05-31", "9"),
        ("2024-06-15", None),
        ("2024-07", None),
        ("2023", None),
        ("2023-01/2023-06", None),
        (None, None),
    ],
)
def test_goes_back_to_an_earlier_time_of_about_the_same_length(period, before):
    assert value(beside([OWN, row("9%", period, SHARE)]).before) == before


def test_goes_back_to_the_latest_time_before():
    rows = [
        OWN,
        row("1%", "2024-03", SHARE),
        row("2%", "2024-05", SHARE),
        row("3%", "2024-01", SHARE),
    ]
    assert value(beside(rows).before) == "2"


def test_the_country_is_not_compared_with_itself():
    assert beside([row("40%", "2024-06", COUNTRY), row("39%", "2024-06", COUNTRY)]).country is None


def test_a_number_of_an_unknown_place_has_no_neighbours():
    fields = SHARE | {"place": None}
    found = beside([row("5%", "2024-06", fields), row("4%", "2024-05", fields), ROWS[4]])
    assert found.country is None
    assert found.before is None


def test_a_number_that_is_not_in_its_article_is_not_offered():
    rows = (OWN, row("40%", "2024-06", COUNTRY, name="b24.txt"))
    observations, articles, texts = make_store(rows)
    texts["b24.txt"] = texts["b24.txt"].replace("40%", "41%")
    neighbours = Engine(Small(observations, articles, texts)).neighbours
    assert neighbours.of(neighbours.figure(observations[0])).country is None
    assert value(beside(rows).country) == "40"
