"""The Telegram face: ``launch.run_telegram`` is the entry point."""
