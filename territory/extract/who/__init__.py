"""Sides: which words name one, whose forces are meant, what the profile implies."""
