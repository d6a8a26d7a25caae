"""``python -m bot.worker``: a worker; the bot starts it, nobody else needs to."""

from __future__ import annotations

import sys

from bot.worker.server import main

if __name__ == "__main__":
    sys.exit(main())
