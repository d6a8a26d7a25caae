"""Abbreviations: found in articles and in questions, decided by the words around, written out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.abbreviation import expand, find_abbreviations
from extract.lexicon import load_abbreviations
from extract.text import canonical


def written(text):
    return [
        (text[m.span.start : m.span.end], m.expansion, m.ambiguous)
        for m in find_abbreviations(text)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Số TTHC của UBND huyện",
            [("TTHC", "thủ tục hành chính", False), ("UBND", "Ủy ban nhân dân", False)],
        ),
        (
            "tthc va dvctt",
            [("tthc", "thủ tục hành chính", False), ("dvctt", "dịch vụ công trực tuyến", False)],
        ),
        ("Phát triển KT-XH", [("KT-XH", "kinh tế - xã hội", False)]),
        ("ngành LĐ-TB&XH", [("LĐ-TB&XH", "Lao động - Thương binh và Xã hội", False)]),
        ("Par Index hạng 5", [("Par Index", "chỉ số cải cách hành chính", False)]),
        ("sipas thế nào", [("sipas", "chỉ số hài lòng về sự phục vụ hành chính", False)]),
        ("2 tỷ đ", [("tỷ đ", "tỷ đồng", False)]),
        ("số HS", [("HS", "hồ sơ", False)]),
    ],
)
def test_finds_the_abbreviations(text, expected):
    assert written(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Kế hoạch 4362/KH-UBND", "Nghị quyết số 57-NQ/TW", "61/2018/NĐ-CP", "ai cho đi", "tr", "đ", "hd bao nhieu",
        "H là chữ cái", "IMG_CCHC", "ubndx", "da nang", "",
    ],
)  # fmt: skip
def test_finds_none(text):
    assert written(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ngành TTTT báo cáo", "Thông tin và Truyền thông"),
        ("tỷ lệ TTTT đạt 30%", "thanh toán trực tuyến"),
        ("DVCTT TT đạt 60%", "toàn trình"),
        ("tỷ lệ HS trực tuyến", "hồ sơ"),
        ("ty le hs truc tuyen", "hồ sơ"),
        ("1.200 HS tốt nghiệp", "học sinh"),
        ("điểm TB cả nước", "trung bình"),
        ("TB số 12", "Thông báo"),
        ("mức TB là 7", "trung bình"),
        ("NĐ số 61", "Nghị định"),
        ("kích hoạt TK định danh", "tài khoản"),
        ("CA xã", "Công an"),
        ("DN vừa và nhỏ", "doanh nghiệp"),
        ("Q1 năm 2024", "quý I"),
        ("GĐ 2021-2025", "giai đoạn"),
        ("GĐ Sở Tư pháp", "Giám đốc"),
    ],
)
def test_the_words_around_decide(text, expected):
    decided = [m for m in find_abbreviations(text) if not m.ambiguous]
    assert decided[-1].expansion == expected


@pytest.mark.parametrize("text", ["HS", "Theo TT.", "Q3", "BTC thông báo"])
def test_undecided_letters_are_ambiguous_and_stay(text):
    assert [m.ambiguous for m in find_abbreviations(text)] == [True]
    assert expand(text) == text


def test_a_place_behind_letters_is_no_enterprise():
    assert find_abbreviations("tại DN năm 2022") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tỷ lệ DVCTT", "Tỷ lệ dịch vụ công trực tuyến"),
        ("chỉ số PAR INDEX", "chỉ số cải cách hành chính"),
        ("Chỉ số CCHC", "Chỉ số cải cách hành chính"),
        ("quét mã QR", "quét mã QR"),
        ("dịch vụ công trực tuyến (DVCTT) tăng", "dịch vụ công trực tuyến tăng"),
        ("(DVCTT)", "(dịch vụ công trực tuyến)"),
        ("TP.Cà Mau", "thành phố Cà Mau"),
        ("TP.HCM", "Thành phố Hồ Chí Minh"),
        ("trên VNeID", "trên VNeID"),
        ("5 tỷ đ và 3 triệu USD", "5 tỷ đ và 3 triệu USD"),
        ("Kế hoạch 12/KH-UBND", "Kế hoạch 12/KH-UBND"),
        ("UBND. CCHC", "Ủy ban nhân dân. cải cách hành chính"),
    ],
)
def test_writes_abbreviations_out(text, expected):
    assert expand(text) == expected


def test_every_unambiguous_abbreviation_is_found_alone():
    for row in load_abbreviations():
        if row.ambiguous or row.kind == "unit" or len(row.letters) == 1:
            continue
        [mention] = find_abbreviations(row.letters)
        assert mention.span.end == len(row.letters)


@given(st.text(alphabet="UBNDTHCdvcttsố .,&-/()1đTPHSQ", max_size=50))
def test_any_text_is_read_without_an_error(text):
    read = canonical(text).text
    for mention in find_abbreviations(read):
        assert 0 <= mention.span.start < mention.span.end <= len(read)
    expand(read)
