"""Whether who a number is told of stands for the place as a whole: "các đơn vị", "toàn tỉnh"."""

from __future__ import annotations

import re
from functools import lru_cache

_EVERYBODY = re.compile(
    r"(?:các |toàn thể |tất cả )?(?:cơ quan|đơn vị|địa phương)(?:(?:, | và )(?:cơ quan|đơn vị|địa phương))*"
    r"|(?:các )?tỉnh, thành(?: phố)?|các tỉnh|toàn (?:tỉnh|thành phố|huyện|ngành)"
    # All files of a commune are handed in there.
    r"|(?:trung tâm phục vụ hành chính công|bộ phận (?:một cửa|tiếp nhận và trả kết quả))"
    r"(?: của)?(?: ubnd)? (?:xã|phường|thị trấn|đặc khu)(?! *,).*",
    re.IGNORECASE,
)
_MOST_SUBJECTS = 1_000


@lru_cache(maxsize=_MOST_SUBJECTS)
def is_everybody(subject: str) -> bool:
    """Tell whether a subject stands for all that there are in its place."""
    return _EVERYBODY.fullmatch(subject) is not None
