"""Dates: what a text says of when, what is history, and when a state ended."""
