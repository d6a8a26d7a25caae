"""What admins do in a chat: index, upload, let users in, look after the bot."""

from bot.telegram_app.admin.cutshort import report_cut_short
from bot.telegram_app.admin.jobs import stop_jobs
from bot.telegram_app.admin.uploading import clean_uploads

__all__ = ["clean_uploads", "report_cut_short", "stop_jobs"]
