"""What the state gives back."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Waiting:
    """An update that has not been handled to the end.

    Attributes:
        body: As JSON.
        received_at: In seconds since 1970.
    """

    update_id: int
    body: str
    received_at: float


@dataclass(frozen=True, slots=True)
class Sent:
    """A message that was sent, or was about to be.

    Attributes:
        floor: Its id is greater than this one.
        message_id: ``None`` where nobody knows whether it arrived.
        final: Whether it says what it shall say; a placeholder does not.
    """

    key: str
    chat_id: int
    floor: int
    message_id: int | None
    final: bool


@dataclass(frozen=True, slots=True)
class LoggedAnswer:
    """A question and how it was answered.

    Attributes:
        board_id: Of the answer's buttons.
        turns: The questions it followed, oldest first.
        status: As ``status`` of the JSON form of an answer.
        reason: As ``reason`` of the JSON form.
        generation: Of the index that answered.
        at: When, in seconds since 1970.
        mark: The latest judgement, "up" or "down".
        ups: How many users hold it for good.
        downs: How many users hold it for bad.
    """

    board_id: str
    chat_id: int
    user_id: int
    turns: tuple[str, ...]
    text: str
    status: str
    reason: str | None
    generation: int
    at: float
    mark: str | None
    ups: int
    downs: int


@dataclass(frozen=True, slots=True)
class Upload:
    """Files that an admin sent and has not published yet.

    Attributes:
        files: Of what form the admin's part of the program likes, as JSON.
    """

    id: str
    user_id: int
    files: str
    at: float


@dataclass(frozen=True, slots=True)
class Job:
    """A run that is going on, or was cut short with the process.

    Attributes:
        message_id: Of the message that shows its progress.
    """

    kind: str
    user_id: int
    chat_id: int
    message_id: int | None
    at: float
