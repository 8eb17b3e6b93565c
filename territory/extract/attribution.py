"""Who says it, and whether a party says it of itself or of its enemy."""

from __future__ import annotations

from territory.extract.drafts import Draft
from territory.extract.scene import Scene


def attribute(scene: Scene, draft: Draft) -> tuple[str, str | None]:
    """(status, who says it) of a draft: ``claimed`` when the speaker is a party to the conflict."""
    speaker, party, denied = _speaker(scene, draft)
    status = draft.status
    if denied and status == "asserted":
        return "denied", speaker
    if status == "asserted" and party:
        return "claimed", speaker
    return status, speaker


def _speaker(scene: Scene, draft: Draft) -> tuple[str | None, bool, bool]:
    items, tokens = scene.items, scene.tokens
    for k, item in enumerate(items):
        if item.kind not in ("say", "claim", "deny"):
            continue
        if draft.form == "adjectival":
            continue
        found = None
        for j in (k - 1, k + 1, k - 2, k + 2, k - 3):
            if 0 <= j < len(items) and items[j].kind in ("speaker", "actor", "source", "speakers", "org"):
                found = items[j]
                break
        if found is None:
            continue
        if draft.actor is not None and k > draft.trigger + 10:
            continue
        text = tokens.text[tokens.starts[found.i] : tokens.ends[found.j - 1]]
        party = found.kind in ("speaker", "actor") and found.value is not None and found.value.key is not None
        if found.kind == "source":
            party = found.entries["source"].data is not None
        if found.kind == "actor" and k > draft.trigger:
            pass
        return text, party, item.kind == "deny" and k < draft.trigger
    return None, False, False


def unsaid(scene: Scene, draft: Draft) -> bool:
    """ "did not say that X fell", "could not confirm …": nothing is asserted."""
    items = scene.items
    for k in range(draft.trigger - 1, max(-1, draft.trigger - 10), -1):
        if items[k].kind in ("say", "claim") and k and items[k - 1].kind in ("not", "modal"):
            return any(items[j].kind == "not" for j in range(max(0, k - 3), k))
        if items[k].kind in ("verb", "boundary"):
            return False
    return False
