"""Builders of the embedded data (``make data``); no part of the package."""
