"""Nouns of places and offices, which are counted to name a group."""

from __future__ import annotations

import re

GROUP_NOUN = re.compile(
    r"^(?:đơn vị|địa phương|tỉnh|thành|huyện|xã|phường|thị xã|thị trấn|thôn|bản|bộ|ngành|sở|cơ quan|khu vực|vùng|"
    r"nơi|chủ đầu tư|quận|địa bàn)\b",
    re.IGNORECASE,
)
"""Nouns of places and offices, which are counted to name a group."""
