"""Why a request was not met; the messages are for users and say what to do."""

from __future__ import annotations


class WorkerError(Exception):
    """A request could not be met, or no worker can start.

    Attributes:
        detail: For the log; holds nothing that a user wrote.
    """

    def __init__(self, message: str, detail: str = "") -> None:
        super().__init__(message)
        self.detail = detail


class Damaged(WorkerError):  # noqa: N818 - reads as what it is
    """The index that the worker has open is damaged."""


class TooSlow(WorkerError):  # noqa: N818 - reads as what it is
    """A request took longer than it may."""

    def __init__(self, limit_s: float) -> None:
        limit = f"{limit_s:g}".replace(".", ",")
        super().__init__(
            f"Việc này mất hơn {limit} giây nên đã dừng; hãy thử lại với nội dung ngắn hơn."
        )


class Died(WorkerError):  # noqa: N818 - reads as what it is
    """The worker ended while it had a request."""

    def __init__(self, detail: str = "") -> None:
        super().__init__("Chương trình gặp lỗi khi xử lý; hãy thử lại sau ít phút.", detail)
