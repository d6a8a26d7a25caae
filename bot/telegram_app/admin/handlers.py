"""All handlers of the admins' commands and documents, and of ``/dangky``."""

from __future__ import annotations

from telegram import Update
from telegram.ext import BaseHandler, ContextTypes

from bot.telegram_app.admin import feedback, looking, registration, status, uploading
from bot.telegram_app.services import Services


def build_handlers(
    services: Services,
) -> list[BaseHandler[Update, ContextTypes.DEFAULT_TYPE, None]]:
    """Build them; whoever is no admin is told so by each of them."""
    modules = (looking, status, uploading, feedback, registration)
    return [handler for module in modules for handler in module.build_handlers(services)]
