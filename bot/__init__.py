"""A question in, a cited answer out: on the command line, at a prompt, on Telegram."""
