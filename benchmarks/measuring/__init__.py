"""Measurements, each in a process of its own, and what they are made on."""
