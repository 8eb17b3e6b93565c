"""Sentences: brackets, subjects, objects, and the memory of those before."""
