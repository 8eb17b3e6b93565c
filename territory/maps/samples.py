"""What the legend explains: a sample of each texture and mark that a map uses, in colours of its own sides."""

from __future__ import annotations

from dataclasses import replace

from territory.maps.looks import Look
from territory.maps.timeline import Timeline


def samples_of(timeline: Timeline, sides: list[str]) -> list[tuple[str, Look]]:
    """``(word, look)`` of every texture and mark in use, in the order of the legend.

    Parameters
    ----------
    timeline
        The map's timeline.
    sides
        Keys of the sides on the map; the first two lend their colours.
    """
    first, second = (sides * 2)[:2] if sides else ("unknown", "unknown")
    plain = Look("held", "reported", "confirmed", first, ((first, 1.0),), "plain", 0, None, (), None, None, ())
    both = ((first, 0.5), (second, 0.5))
    every = {
        "mostly_held": replace(plain, fill=((first, 0.7), (second, 0.3)), texture="thin"),
        "mixed": replace(plain, fill=both, texture="stripes"),
        "shared": replace(plain, fill=both, texture="level"),
        "disputed": replace(plain, fill=both, texture="diamonds"),
        "inferred": replace(plain, tint=1),
        "assumed": replace(plain, tint=2),
        "stale": replace(plain, tint=3),
        "claimed": replace(plain, claimant=second),
        "contested": replace(plain, contested=(second,)),
        "besieged": replace(plain, besieged_by=second),
        "threatened": replace(plain, threatened_by=second),
        "vacated": replace(plain, fill=(), texture="empty"),
    }
    used = {word for look in timeline.looks for word in _words(look)}
    return [(word, look) for word, look in every.items() if word in used]


def _words(look: Look) -> set[str]:
    """Words of the legend that a look needs."""
    textures = {
        "thin": "mostly_held",
        "stripes": "mixed",
        "level": "shared",
        "diamonds": "disputed",
        "empty": "vacated",
    }
    marks = {
        "claimed": look.claimant,
        "contested": look.contested,
        "besieged": look.besieged_by,
        "threatened": look.threatened_by,
        "inferred": look.tint == 1,
        "assumed": look.tint == 2,
        "stale": look.tint == 3,
    }
    return {word for word, on in marks.items() if on} | (
        {textures[look.texture]} if look.texture in textures else set()
    )
