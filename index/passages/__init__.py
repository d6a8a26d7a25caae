"""Passages cut into terms and ranked for a query, by whichever engine suits their number."""
