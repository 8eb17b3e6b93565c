"""Phrases that name a side: runs of sides and roles, and the side on the ground among them."""

from __future__ import annotations

from territory.conflicts import Conflict
from territory.extract.marked.scan import Item
from territory.extract.who.actors import Actor
from territory.extract.who.sides import Sides
from territory.extract.words.tokens import Tokens


class SideGrouper:
    """Groups the items of a language into actors for one conflict."""

    def __init__(self, conflict: Conflict, sides: Sides) -> None:
        self.sides = sides
        self.foreign = frozenset(s.key for s in conflict.sides if s.kind == "foreign")

    def actors(self, items: list[Item], tokens: Tokens) -> list[Item]:
        """Replace the runs that name a side by items of kind ``actor`` (``no_actor`` where they only qualify)."""
        out: list[Item] = []
        k = 0
        while k < len(items):
            if items[k].kind not in ("side", "role"):
                out.append(items[k])
                k += 1
                continue
            end, members = k, []
            while end < len(items) and items[end].kind in ("side", "role"):
                members.append(items[end])
                end = self._tails(items, end + 1)
                if end < len(items) and items[end].kind == "conj" and end + 1 < len(items):
                    joined = items[end + 1].kind in ("side", "role") and not items[end + 1].prep
                    end += joined
                    if not joined:
                        break
                elif not (end < len(items) and items[end].conj):
                    break
            first = items[k]
            text = tokens.span(first.i, items[end - 1].j)
            actor = self._actor(members, text)
            qualifies = bool(out) and out[-1].kind == "not_actor"
            kind = "no_actor" if qualifies else "actor"
            prep = first.prep or (str(out[-1].value) if out and out[-1].kind == "prep" else None)
            each = [self._actor([m], text) for m in members]
            out.append(Item(kind, first.i, items[end - 1].j, actor, each, first.conj, prep))
            k = end
        return out

    def _tails(self, items: list[Item], k: int) -> int:
        """Index past the words that belong to the side before them: "allied with it", «Centre»."""
        while k < len(items):
            if items[k].kind == "tails":
                k += 1
            elif k + 2 < len(items) and items[k].kind == "quote" and items[k + 2].kind == "quote":
                if items[k + 1].kind not in ("name", "known", "side"):
                    break
                k += 3
            else:
                break
        return k

    def _actor(self, members: list[Item], text: str) -> Actor:
        """The side on the ground: of a foreign power and locals, the locals."""
        keys = [self._key(m) for m in members]
        known = [k for k in keys if k is not None]
        local = [k for k in known if k not in self.foreign]
        key = next(iter(local or known), None)
        militant = any(m.value == "militant" for m in members if m.kind == "role")
        return Actor(key, text, 4 if key else 1, self.sides.insurgent if militant else None, key is None, True)

    def _key(self, member: Item) -> str | None:
        if member.kind == "side":
            return str(member.value)
        return {"incumbent": self.sides.incumbent, "insurgent": self.sides.insurgent}.get(str(member.value))
