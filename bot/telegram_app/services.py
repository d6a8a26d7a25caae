"""What every handler is given."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.config import Settings
from bot.telegram_app.access import Access
from bot.telegram_app.audit import Audit
from bot.telegram_app.delivery.courier import Courier
from bot.telegram_app.health import Health
from bot.telegram_app.state import State
from bot.worker.client import Pool


@dataclass(frozen=True, slots=True)
class Services:
    """The parts of the running bot.

    Attributes:
        folder: Where the bot keeps its state and takes in uploads; ``data/telegram``.
        username: Of the bot, without "@".
        spawn: Starts a task that outlives the handler; errors in it are logged, and at the
            end it is cancelled and waited for.
    """

    settings: Settings
    folder: Path
    state: State
    pool: Pool
    courier: Courier
    access: Access
    audit: Audit
    health: Health
    username: str
    # A coroutine's send and return types do not matter here.
    spawn: Callable[[Coroutine[Any, Any, None]], None]
