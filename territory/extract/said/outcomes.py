"""What became of an attempt or an offensive: launched, announced only, failed or beaten back."""

from __future__ import annotations

from typing import Literal

from territory.extract.clause.scene import Scene

Mood = Literal["plain", "negated", "planned", "effort", "fight", "offensive", "hypothetical"]


_NAMES = frozenset({"actor", "linker", "place"})


def failed_later(scene: Scene, v: int) -> Mood | None:
    """Whether the sentence goes on to say that it failed or was beaten back."""
    items, failed = scene.items, scene.lexicon.failed_words
    for k in range(v + 1, len(items)):
        item = items[k]
        if item.kind in ("boundary", "relative") or (item.kind == "punct" and item.low in ";:"):
            return None
        failing = "failing" in item.entries and not (k + 1 < len(items) and items[k + 1].kind == "to")
        prevented = "prevent" in item.entries or item.low in failed
        if not (failing or prevented) or any(i.kind == "modal" for i in items[max(0, k - 3) : k]):
            continue
        passive = any(i.kind == "be" for i in items[max(0, k - 3) : k])
        return "negated" if failing or passive else None
    return None


def offensive_noun(scene: Scene, k: int) -> bool:
    item = scene.items[k]
    return scene.tokens.lows[item.j - 1] in scene.lexicon.offensive_nouns or (
        item.has("noun") and item.entries["noun"].value == "threat"
    )


def launched(scene: Scene, k: int) -> Mood:
    """Mood of an offensive at item k: under way, announced only, failed or beaten back."""
    lows = scene.tokens.lows
    before: list[str] = []
    for item in reversed(scene.items[max(0, k - 8) : k]):
        if item.kind in ("boundary", "relative") and item.low != "what":
            break
        if item.kind not in _NAMES:
            before[:0] = lows[item.i : item.j]
    if set(before[-3:]) & scene.lexicon.failed_words:
        return "negated"
    if set(before) & (scene.lexicon.launches - scene.lexicon.looming):
        return "offensive"
    return "planned" if set(before) & scene.lexicon.looming or _awaited(scene, k) else "offensive"


def _awaited(scene: Scene, k: int) -> bool:
    """Whether the sentence says of the offensive at item k that it is still to come: "is expected", "was put off"."""
    lows = scene.tokens.lows
    for item in scene.items[k + 1 : k + 18]:
        if item.kind in ("boundary", "relative", "say") or item.low in (";", ":"):
            return False
        if item.kind == "modal":
            return True
        if item.kind in ("be", "have"):
            rest = lows[item.j : item.j + 3]
            return bool(set(rest) & scene.lexicon.looming) or ("put" in rest and "off" in lows[item.j : item.j + 4])
    return False
