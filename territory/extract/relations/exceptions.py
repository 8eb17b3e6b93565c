"""Exceptions: "only X is still in A's hands", "all of P except X"."""

from __future__ import annotations

from dataclasses import replace

from territory.extract.clause.scene import Scene
from territory.extract.relations.drafts import Draft
from territory.extract.where.placenames import Core, Limit


def only_claims(scene: Scene, k: int, made: list[Draft]) -> list[Draft]:
    """ "In P, only X is held by A" also says that A does not hold P, except X."""
    if not made:
        return []
    index = next(
        (j for j in range(k - 1, -1, -1) if scene.items[j].kind == "place" and scene.items[j].j >= made[0].core.j), None
    )
    if index is None or not _only(scene, index):
        return []
    whole = _container(scene, index, made[0])
    if whole is None:
        return []
    first, last = min(d.first for d in made), max(d.last for d in made)
    draft = replace(
        made[0],
        core=whole,
        limit=Limit(),
        status="negated",
        rule="only",
        first=first,
        last=last,
        exceptions=[d.core.name or "" for d in made],
    )
    scene.drafts.append(draft)
    return [draft]


def _only(scene: Scene, index: int) -> bool:
    for j in range(index - 1, max(-1, index - 4), -1):
        if scene.items[j].low in ("only", "just"):
            return True
        if scene.items[j].kind not in ("det", "adverb", "place_adj"):
            return False
    return "only" in scene.tokens.lows[scene.items[index].i : scene.items[index].j]


def _container(scene: Scene, index: int, draft: Draft) -> Core | None:
    """The area that the exception lies in: named before in the sentence, or the province spoken of."""
    for j in range(index - 1, -1, -1):
        if scene.items[j].kind == "place" and scene.items[j].value.cores:
            return scene.resolve(scene.items[j].value.cores[0])
    if draft.core.within is not None:
        return Core(draft.core.within, "province", draft.core.i, draft.core.j, True)
    mention = scene.memory.definite("province", scene.number, "province", draft.core.i)
    if mention is None or mention.name == draft.core.name:
        return None
    return Core(mention.name, mention.kind, draft.core.i, draft.core.j, True, "province", mention.within)


def excepted(scene: Scene, k: int) -> list[str]:
    """Names after "except", "apart from", "but not" behind the place phrase at item k, or at the sentence's head."""
    listed = scene.clause.coordinates(k)[1:]
    for j in range(k + 1, min(k + 6, len(scene.items))):
        item = scene.items[j]
        if j in listed:
            break
        if item.has("without_except"):
            return _names(scene, j + 1)
        if item.low == "but" and j + 1 < len(scene.items) and scene.items[j + 1].kind == "not":
            return _names(scene, j + 2)
        if item.low == "but" and j == k + 1 and scene.items[k].value.limit.entire:
            return _names(scene, j + 1)
        if item.kind in ("verb", "say", "not_event", "boundary"):
            break
    found = opening_exceptions(scene, k)
    return found if all(scene.items[k].value.cores[0].name != name for name in found) else []


def opening_exceptions(scene: Scene, k: int) -> list[str]:
    """Names after "apart from" at the sentence's head, where item k stands behind them."""
    for j in range(k - 1, -1, -1):
        item = scene.items[j]
        if item.has("without_except"):
            opens = j < 3 or scene.items[j - 1].kind in ("relative", "say", "boundary")
            return _names(scene, j + 1) if opens and k > j + 1 else []
    return []


def _names(scene: Scene, m: int) -> list[str]:
    """Names of the place phrases from item m on; a facility may be a plain noun."""
    while m < len(scene.items) and scene.items[m].kind in ("det", "prep", "adverb", "to"):
        m += 1
    if m >= len(scene.items) or scene.items[m].kind != "place":
        return []
    named = [
        f"{core.name} {limit.words}" if limit.part_kind == "area" else core.name or ""
        for core, limit, _ in scene.places(_left_out(scene, m))
    ]
    item = scene.items[m]
    return named or [" ".join(scene.tokens.words[item.i : item.j]).removeprefix("the ")]


def _left_out(scene: Scene, m: int) -> list[int]:
    """The list of exceptions at item m, short of where the list of what is held goes on: "all of P but X, and Q"."""
    first, *rest = scene.clause.coordinates(m)
    items = scene.items
    resumed = len(rest) == 1 and items[rest[0] - 1].kind == "conj" and items[rest[0] - 2].low == ","
    whole = next((n for n, j in enumerate(rest) if items[j].value.limit.entire), len(rest))
    return [first] if resumed else [first, *rest[:whole]]
