"""A small invented world -> articles about it, with what each of their numbers means."""
