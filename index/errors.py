"""What can go wrong with the index; the messages are for users and say what to do."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

_REINDEX = "hãy chạy “hoiso reindex”"


class IndexingError(Exception):
    """The index could not be made, read or switched; the base of the kinds below."""


class StoreMissing(IndexingError):  # noqa: N818 - reads as what it is
    """Nothing has been indexed yet."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"Chưa có chỉ mục ở {path}; {_REINDEX}.")


class StoreCorrupt(IndexingError):  # noqa: N818 - reads as what it is
    """The file is damaged, or is no store of ours.

    Attributes:
        path: Of the file.
    """

    def __init__(self, path: Path, reason: str) -> None:
        self.path = path
        super().__init__(
            f"Chỉ mục {path} bị hỏng hoặc không đọc được ({reason}); {_REINDEX} để làm lại "
            "từ các bài viết, hoặc “hoiso rollback” để dùng bản trước."
        )


class StoreNewer(IndexingError):  # noqa: N818 - reads as what it is
    """A later version of the program wrote the store."""

    def __init__(self, path: Path, version: int, known: int) -> None:
        super().__init__(
            f"Chỉ mục {path} do phiên bản Hỏi số mới hơn tạo ra (dạng {version}, bản này đọc "
            f"được đến dạng {known}); hãy cập nhật Hỏi số, hoặc {_REINDEX} để làm lại."
        )


class StoreOlder(IndexingError):  # noqa: N818 - reads as what it is
    """An earlier version of the program wrote the store."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"Chỉ mục {path} do phiên bản Hỏi số cũ tạo ra; {_REINDEX} để làm lại.")


class StoreUnwritable(IndexingError):  # noqa: N818 - reads as what it is
    """The disk is full, or the folder cannot be written."""

    def __init__(self, path: Path, error: Exception) -> None:
        reason = getattr(error, "strerror", None) or str(error)
        super().__init__(
            f"Không ghi được {path} ({reason}); hãy kiểm tra dung lượng đĩa và quyền ghi. "
            "Chỉ mục cũ vẫn còn nguyên."
        )


class TermsMissing(IndexingError):  # noqa: N818 - reads as what it is
    """The passages are to be searched on the disk, and were not indexed for it."""

    def __init__(self, folder: Path) -> None:
        super().__init__(f"Chưa có chỉ mục đoạn văn cho tantivy ở {folder}; {_REINDEX}.")


class TermsCorrupt(StoreCorrupt):
    """What passages or observations are found by is damaged, or another version wrote it."""

    def __init__(self, folder: Path, error: BaseException) -> None:
        super().__init__(folder, str(error) or type(error).__name__)


class ReindexRunning(IndexingError):  # noqa: N818 - reads as what it is
    """Another process is changing the same index."""

    def __init__(self, data: Path) -> None:
        super().__init__(
            f"Một tiến trình khác đang cập nhật chỉ mục trong {data}; hãy đợi nó xong rồi chạy lại."
        )


class NoEarlierGeneration(IndexingError):  # noqa: N818 - reads as what it is
    """There is nothing to go back to."""

    def __init__(self, data: Path) -> None:
        super().__init__(f"Không có bản chỉ mục nào trước bản đang dùng trong {data}.")


class SourceMissing(IndexingError):  # noqa: N818 - reads as what it is
    """A named file or folder does not exist."""

    def __init__(self, source: Path) -> None:
        super().__init__(f"Không tìm thấy {source}; hãy kiểm tra lại đường dẫn.")


class SourceVanished(IndexingError):  # noqa: N818 - reads as what it is
    """A source that held articles holds none now, or its disk fails."""

    def __init__(self, place: str, what: str, held: int) -> None:
        before = f" (trước đây có {held} bài)" if held else ""
        super().__init__(
            f"Nguồn {place} {what}{before}; có thể ổ đĩa chưa được gắn. Hãy kiểm tra rồi chạy lại; "
            "nếu đúng là muốn bỏ các bài ấy khỏi chỉ mục, hãy chạy “hoiso reindex --allow-empty”. "
            "Chỉ mục cũ được giữ nguyên."
        )


class ArticleMissing(IndexingError):  # noqa: N818 - reads as what it is
    """The index holds no article of that name."""

    def __init__(self, name: str, near: Sequence[str]) -> None:
        advice = (
            f"Có phải: {', '.join(near)}?"
            if near
            else "Tên các bài có trong “hoiso export”, cột article."
        )
        super().__init__(f"Chỉ mục không có bài {name}. {advice}")


class NoArticles(IndexingError):  # noqa: N818 - reads as what it is
    """The sources hold nothing that can be indexed."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"{reason} Chỉ mục cũ (nếu có) được giữ nguyên.")
