"""How a command speaks and ends: exit statuses, JSON lines, words to the user."""

from __future__ import annotations

import json
import sys

from bot.render.forms import Form

DONE, FAILED, NO_ANSWER = 0, 1, 3


def say(message: str) -> None:
    """Tell the user something that is no result."""
    print(message, file=sys.stderr, flush=True)


def status_of(all_answered: bool) -> int:
    """Give the exit status of a batch."""
    return DONE if all_answered else FAILED


def print_json(form: Form) -> None:
    """Print a form in one line."""
    print(json.dumps(form, ensure_ascii=False))
