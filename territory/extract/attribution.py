"""Who says it, and whether a party says it of itself or of its enemy."""

from __future__ import annotations

from dataclasses import dataclass

from territory.extract.drafts import Draft
from territory.extract.items import Item
from territory.extract.scene import Scene

_SPEAKERS = frozenset({"speaker", "actor", "source", "speakers", "org", "pron_actor"})


@dataclass(slots=True)
class Saying:
    """A verb of saying: where it stands, who says, whether the speaker is a party, and how."""

    index: int
    speaker: str | None
    party: bool
    denied: bool
    unsaid: bool


def attribute(scene: Scene, draft: Draft) -> tuple[str, str | None]:
    """(status, who says it) of a draft: ``claimed`` when the speaker is a party to the conflict."""
    saying = _governing(scene, draft)
    if saying is None:
        return draft.status, None
    if draft.status == "asserted" and saying.denied:
        return "denied", saying.speaker
    if draft.status == "asserted" and saying.party and draft.form != "adjectival":
        return "claimed", saying.speaker
    return draft.status, saying.speaker


def unsaid(scene: Scene, draft: Draft) -> bool:
    """Whether the report only says that nobody said it ("did not say that X fell")."""
    saying = _governing(scene, draft)
    return saying is not None and saying.unsaid and saying.index < draft.trigger


def _governing(scene: Scene, draft: Draft) -> Saying | None:
    """The saying whose content holds the draft: the last before it, else the first after it."""
    before: Saying | None = None
    for saying in _sayings(scene):
        if saying.index < draft.trigger:
            if not _left_behind(scene, saying.index, draft.trigger):
                before = saying
        elif before is None and not any(i.kind == "relative" for i in scene.items[draft.trigger : saying.index][-2:]):
            return saying
    return before


def _left_behind(scene: Scene, a: int, b: int) -> bool:
    """Whether a quotation or clause ends between a saying and a draft, as after "…, he said, while …"."""
    tail = scene.items[a].low == "according"
    return tail and b - a > 6


def _sayings(scene: Scene) -> list[Saying]:
    found = []
    items = scene.items
    for k, item in enumerate(items):
        if item.kind not in ("say", "claim", "deny") or not _speech(items, k):
            continue
        who = _who(items, k)
        negated = any(items[j].kind == "not" for j in range(max(0, k - 3), k))
        found.append(Saying(k, _text(scene, who), _party(scene, who), item.kind == "deny", negated))
    return found


def _speech(items: list[Item], k: int) -> bool:
    """Whether a verb of saying has words as its object, and not a thing ("declared a caliphate")."""
    item = items[k]
    entry = item.entries.get(item.kind)
    if entry is None or item.low == "according":
        return True
    after = items[k + 1] if k + 1 < len(items) else None
    if item.kind == "claim":
        return after is not None and (after.kind == "to" or after.low in ("that", "it", "they", "its"))
    if entry.value in (
        "declare",
        "describe",
        "estimate",
        "show",
        "broadcast",
        "air",
        "post",
        "cite",
        "quote",
        "suggest",
    ):
        return after is not None and after.low in ("that", "it", "they")
    return True


def _who(items: list[Item], k: int) -> Item | None:
    order = (k + 1, k + 2, k + 3) if items[k].low == "according" else (k - 1, k - 2, k + 1, k - 3, k + 2)
    for j in order:
        if 0 <= j < len(items) and items[j].kind in _SPEAKERS:
            return items[j]
        if 0 <= j < len(items) and items[j].kind == "place" and items[j].value.cores and j == k - 1:
            return items[j]
        if j < k and 0 <= j < len(items) and items[j].kind in ("punct", "verb", "boundary", "relative"):
            continue
    return None


def _text(scene: Scene, item: Item | None) -> str | None:
    if item is None:
        return None
    if item.kind == "pron_actor":
        return scene.memory.speaker[0]
    return scene.tokens.text[scene.tokens.starts[item.i] : scene.tokens.ends[item.j - 1]]


def _party(scene: Scene, item: Item | None) -> bool:
    """Whether a speaker is a side or speaks for one."""
    if item is None:
        return False
    if item.kind == "pron_actor":
        return scene.memory.speaker[1]
    party = False
    if item.kind in ("actor", "speaker"):
        party = item.value is not None and item.value.key is not None
    elif item.kind == "source":
        party = item.entries["source"].data is not None
    elif item.kind == "place":
        party = any(core.nation is not None and core.seat for core in item.value.cores)
    scene.memory.speaker = (_text(scene, item), party)
    return party
