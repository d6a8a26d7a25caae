"""Canonical form and folds: one letter is one character, and every offset leads back."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.models import Span
from extract.text import canonical, fold, has_marks, lenient


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("  Tỷ  lệ\u00a0hồ\u200b sơ \r\n", "Tỷ lệ hồ sơ"),
        (unicodedata.normalize("NFD", "Tỷ lệ hồ sơ"), "Tỷ lệ hồ sơ"),
        ("hoà thuỷ khoẻ HOÀ", "hòa thủy khỏe HÒA"),
        ("hoàn quý thuyền", "hoàn quý thuyền"),
        ("Mức 3\t 68.544", "Mức 3\t68.544"),
        ("\ufeff\u00ad", ""),
    ],
)
def test_writes_one_form_for_what_looks_the_same(raw, text):
    assert canonical(raw).text == text


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_stretch_leads_back_to_the_letters_it_was_made_of(form):
    raw = unicodedata.normalize(form, "  Số hoá\u00a0\u00a0hồ sơ: 17%")
    found = canonical(raw)
    start = found.text.index("hóa")
    span = found.span_in_original(Span(start, start + len("hóa hồ")))
    assert unicodedata.normalize("NFC", raw[span.start : span.end]) == "hoá\u00a0\u00a0hồ"


def test_offsets_can_count_from_anywhere_in_a_file():
    assert canonical(" a", start=10).offsets == (11, 12)


@given(st.text())
def test_every_offset_lies_in_the_original_and_never_goes_back(raw):
    found = canonical(raw)
    assert len(found.offsets) == len(found.text) + 1
    assert all(0 <= offset <= len(raw) for offset in found.offsets)
    assert list(found.offsets) == sorted(found.offsets)


@given(st.text())
def test_canonical_form_is_its_own_canonical_form(raw):
    text = canonical(raw).text
    assert canonical(text).text == text


@given(st.text())
def test_a_fold_keeps_positions(raw):
    text = canonical(raw).text
    assert len(fold(text)) == len(text)


def test_a_fold_drops_marks_and_capitals():
    assert fold("Đồng Tháp, HƯỚNG THỦY") == "dong thap, huong thuy"


@pytest.mark.parametrize(("text", "marked"), [("hồ sơ", True), ("ĐT", True), ("ho so", False)])
def test_tells_whether_a_text_has_marks(text, marked):
    assert has_marks(text) is marked


@pytest.mark.parametrize("text", ["quý này", "quy nay", "QUÝ\tNÀY", "quy này"])
def test_a_lenient_pattern_matches_with_and_without_marks(text):
    assert re.fullmatch(lenient("quý này"), text, re.IGNORECASE)


@pytest.mark.parametrize("text", ["quỷ này", "quý nay mai", "quý nảy"])
def test_a_lenient_pattern_matches_no_other_mark(text):
    assert not re.fullmatch(lenient("quý này"), text, re.IGNORECASE)


def test_a_lenient_pattern_keeps_its_syntax():
    found = re.search(lenient(r"(?P<Name>[àb]+)\s\W"), "xa b ! a -")
    assert found is not None
    assert found["Name"] == "b"
