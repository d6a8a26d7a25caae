"""The corpus in processes of its own, asked over pipes, so that no question can stop the bot."""
