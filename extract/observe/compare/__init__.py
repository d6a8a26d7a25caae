"""Numbers that stand beside a value: what it rose or fell by, what it is compared with."""
