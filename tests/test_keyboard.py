import pytest
from goldfile import cases, load

from bot.question.keyboard import TELEX, VNI, compose, composed
from extract.text import canonical

METHODS = {"telex": TELEX, "vni": VNI}
KNOWN_WORDS = (
    "tỷ lệ hộ nghèo năm quý tháng cho anh hỏi thu ngân sách của còn bao nhiêu mấy xã nguồn đâu"
    " đạt chỉ tiêu máy ở hồ sơ trực tuyến so với cả nước tăng trưởng par pos mã"
)
KNOWN = frozenset(KNOWN_WORDS.split())


def known(syllable):
    return syllable in KNOWN


@pytest.mark.parametrize(("keys", "case"), cases("keyboard.toml"))
def test_reads_the_keys_of_a_word(keys, case):
    assert compose(keys, METHODS[case["method"]]) == canonical(case["meant"]).text


@pytest.mark.parametrize(
    ("keys", "case"),
    cases("keyboard.toml", "absent"),
    ids=lambda value: str(value)[:30],
)
def test_what_is_no_syllable_in_keys_is_none(keys, case):
    assert compose(keys, METHODS[case["method"]]) is None


def test_every_mark_and_tone_of_both_methods_has_a_gold_case():
    rules = {case["rule"] for case in load("keyboard.toml")["case"]}
    kinds = ("tone", "hat", "horn", "breve", "stroke")
    assert rules == {f"{method} {kind}" for method in METHODS for kind in kinds}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("tyr leej hooj ngheof cuar Haf Giang nawm 2022", "tỷ lệ hộ nghèo của Hà Giang năm 2022"),
        ("ty3 le65 ho65 nghe2o cu3a Ha2 Giang na8m 2022", "tỷ lệ hộ nghèo của Hà Giang năm 2022"),
        ("TYR LEEJ HOOJ NGHEOF", "TỶ LỆ HỘ NGHÈO"),
        ("Thu ngaan sachs Quangr Ngaix quys 3/2024?", "Thu ngân sách Quảng Ngãi quý 3/2024?"),
        ("thu nga6n sa1ch quy1 1 na8m 2024", "thu ngân sách quý 1 năm 2024"),
        ("nguoonf ddaau?", "nguồn đâu?"),
        ("co2n xa4?", "còn xã?"),
        ("ddieemr PCI bao nhieu", "điểm PCI bao nhieu"),
        ("O73 Hue61 co2n bao nhie6u ho65", "Ở Huế còn bao nhiêu hộ"),
    ],
)
def test_turns_raw_keys_into_vietnamese(typed, meant):
    assert composed(typed, known) == meant


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("hoof sow tryjc tuyeens 6T2024, T11/2021, Q3 ddatj maays %", ("6T2024", "T11/2021", "Q3")),
        ("PAR INDEX cuar xax nawm 2023 ddatj maays", ("PAR INDEX",)),
        ("par index cuar xax nawm 2023 ddatj maays", ("par index",)),
        ("cos maays mays POS, maays xax 5G", ("POS", "5G")),
        ("ho62 so7 5G, QR, DVC o73 xa4 5.000 ho65 na8m 2022", ("5G, QR, DVC", "5.000", "2022")),
    ],
)
def test_names_and_numbers_survive_among_keys(typed, kept):
    for words in kept:
        assert words in composed(typed, known)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("hoof sow hooj ngeof", "hồ sơ hộ ngeò"),
        ("ty3 le65 ho65 ngeo2 Du7o7g", "tỷ lệ hộ ngeò Dươg"),
        ("maays mays wifi, excel, web ddatj chir tieeu", "mấy máy wifi, excel, web đạt chỉ tiêu"),
    ],
)
def test_slips_among_keys_are_left_to_the_speller(typed, meant):
    assert composed(typed, known) == meant


@pytest.mark.parametrize("typed", ["tyr leej CDDS", "ty3 le65 CD9S", "tyr leej cdds"])
def test_short_forms_have_only_their_stroke(typed):
    assert composed(typed, known).lower() == "tỷ lệ cđs"


@pytest.mark.parametrize(
    "typed",
    [
        "ty le ho ngheo Ha Giang nam 2022",
        "tỷ lệ hộ nghèo Hà Giang, tyr leej",
        "thu ngan sach quy1/2024",
        "quy1 ha giang",
        "thu ngan sach thang5 nam2024",
        "xuat khau T3/2024, 8T/2024",
        "online banking, website, internet, visa, pos, data",
        "dti pci par index papi sipas",
        "so ho ngheo max cua ca tinh nam 2022",
        "",
        "?!",
        "123 456",
    ],
)
def test_any_other_text_stays_as_it_is(typed):
    assert composed(typed, known) == typed
