"""From an article file to observations: pure functions, no store, network or clock."""
