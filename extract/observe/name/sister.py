"""Words that stand for one another in a list: "lúa 45 ha, ngô 12 ha", "nội trú 96%, ngoại trú 95%".

``instead`` is the entry point: a name that ends with one of them, said of another.
"""

from __future__ import annotations

from functools import cache

# Each row holds things of one kind that lists of figures go through.
GROUPS = (
    "lúa; ngô; lạc; đậu tương; đậu; sắn; mía; khoai; khoai lang; rau; rau màu; cây ăn quả; cao su; cà phê; hồ tiêu; tiêu; "
    "điều; chè; dừa; bưởi; cam; vải; nhãn; thanh long; sầu riêng; xoài; mắc ca",
    "trâu; bò; lợn; heo; gia cầm; gà; vịt; dê",
    "tôm; cá; cua; cá tra; nghêu; mực",
    "công nghiệp; dịch vụ; nông nghiệp; xây dựng; thủy sản; lâm nghiệp; công nghiệp - xây dựng; thương mại; "
    "thương mại - dịch vụ; thương mại, dịch vụ; khai khoáng; du lịch; nông, lâm nghiệp và thủy sản; nông, lâm, thủy sản",
    "nông thôn; thành thị; đô thị",
    "nội trú; ngoại trú",
    "tự nguyện; bắt buộc",
    "nam; nữ",
    "xuất khẩu; nhập khẩu",
    "trước hạn; đúng hạn; trễ hạn; quá hạn",
    "trực tiếp; trực tuyến",
    "mầm non; tiểu học; THCS; THPT; trung học cơ sở; trung học phổ thông",
    "quốc tế; nội địa; trong nước",
    "huy động; cho vay",
    "đầu tư; thường xuyên",
    "đường bộ; đường sắt; đường thủy",
)


def is_member(item: str) -> bool:
    """Tell whether a thing is of any kind that lists go through."""
    return item.lower() in _others()


def instead(words: str, item: str) -> str:
    """Say a name of another thing of the same kind; ``""`` where it is of none.

    Args:
        words: The name as told before.
        item: What the number at hand is about.
    """
    said, lowered = words.lower(), item.lower()
    for others in _others().get(lowered, ()):
        for other in others:
            if said.endswith(f" {other}"):
                return f"{words[: -len(other)]}{item}"
    return ""


@cache
def _others() -> dict[str, tuple[tuple[str, ...], ...]]:
    """For each thing, those that it may stand for, the longest first."""
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for row in GROUPS:
        members = row.lower().split("; ")
        for own in members:
            others = (other for other in members if other != own)
            # "công nghiệp - xây dựng" ends with "xây dựng".
            ordered = tuple(sorted(others, key=len, reverse=True))
            found[own] = (*found.get(own, ()), ordered)
    return found
