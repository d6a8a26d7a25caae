"""Nouns of places and offices, which are counted to name a group."""

from __future__ import annotations

from extract.grammar import Caseless

GROUP_NOUN = Caseless(
    r"^(?:đơn vị|địa phương|tỉnh|thành(?! viên)|huyện|xã(?! viên)|phường|thị xã|thị trấn|thôn"
    r"|bản(?! ghi| tin| đồ| án| kê| vẽ| sao)|bộ(?! hồ sơ| tài liệu| chỉ số| đội| máy)|ngành(?! nghề)|sở|cơ quan"
    r"|khu vực|vùng|nơi|chủ đầu tư|quận|địa bàn)\b",
)
"""Nouns of places and offices, which are counted to name a group."""
