"""What must outlive the process, in one SQLite file: updates, contexts, buttons, users."""
