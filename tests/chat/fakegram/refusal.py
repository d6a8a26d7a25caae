"""What the server answers instead of a result."""

from __future__ import annotations

from typing import Any


class RefusalError(Exception):
    """A call that is refused.

    Attributes:
        code: As HTTP status and as ``error_code``.
        text: The ``description``.
        malformed: Whether the call itself is wrong, so that no bot should ever make it; the
            others depend on what people did.
        parameters: The ``parameters``, such as ``retry_after``.
    """

    def __init__(self, code: int, text: str, *, malformed: bool = False, **parameters: Any) -> None:
        super().__init__(text)
        self.code = code
        self.text = text
        self.malformed = malformed
        self.parameters = parameters

    def body(self) -> dict[str, Any]:
        """Write it as the Bot API does."""
        body: dict[str, Any] = {"ok": False, "error_code": self.code, "description": self.text}
        if self.parameters:
            body["parameters"] = self.parameters
        return body


def malformed(text: str) -> RefusalError:
    """Refuse a call that no bot should make."""
    return RefusalError(400, f"Bad Request: {text}", malformed=True)


def unusual(text: str) -> RefusalError:
    """Refuse what Telegram takes, but not as it was meant."""
    return RefusalError(400, f"fake: {text}", malformed=True)


def bad(text: str) -> RefusalError:
    """Refuse a call that came too late or met something unexpected."""
    return RefusalError(400, f"Bad Request: {text}")


def too_many(seconds: int) -> RefusalError:
    """Refuse a call that came too early."""
    return RefusalError(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)
