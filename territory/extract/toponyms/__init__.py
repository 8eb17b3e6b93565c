"""Place noun phrases: found by grammar, helped by known names."""

from territory.extract.toponyms.finder import PlaceFinder

__all__ = ["PlaceFinder"]
