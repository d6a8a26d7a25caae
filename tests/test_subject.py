"""Organisations, levels and groups are found in whole, and end where their name ends."""

import pytest

from extract.observe.subject import find_subjects


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("của cấp tỉnh, cấp huyện và cấp xã", ["cấp tỉnh", "cấp huyện", "cấp xã"]),
        ("Sở Thông tin và Truyền thông đạt 92%", ["Sở Thông tin và Truyền thông"]),
        ("Sở Y tế tiếp nhận 5 hồ sơ", ["Sở Y tế"]),
        ("Sở Văn hóa, Thể thao và Du lịch đã cấp", ["Sở Văn hóa, Thể thao và Du lịch"]),
        ("Sở Giao thông vận tải, Sở Nội vụ", ["Sở Giao thông vận tải", "Sở Nội vụ"]),
        ("Trung tâm Phục vụ hành chính công tỉnh trả", ["Trung tâm Phục vụ hành chính công tỉnh"]),
        ("các xã, phường đăng ký", ["các xã, phường"]),
        ("các phòng ban chuyên môn đã", ["các phòng ban chuyên môn"]),
        ("Khối các sở, ban, ngành (22)", ["Khối các sở, ban, ngành"]),
        ("tỷ lệ hộ nghèo của tỉnh còn 3%", []),
        ("sở hữu 5 ha, bộ hồ sơ đủ", []),
    ],
)
def test_finds_subjects(text, names):
    found = find_subjects(text)
    assert [mention.name for mention in found] == names
    assert [text[m.span.start : m.span.end] for m in found] == names
