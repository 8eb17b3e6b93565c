"""Whose word a claim is: its root source, that source's party, and whether it speaks in its own interest."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from territory.conflicts.profile import Conflict
from territory.control.tree import Bools, Ints


@dataclass(frozen=True)
class Voices:
    """One entry a claim.

    Parameters
    ----------
    root
        Code of the root source (who says it, else who published it).
    text
        Code of the near-duplicate group of the report.
    interested
        True where a party speaks of its own success or its enemy's failure: such a claim needs another's word.
    """

    root: Ints
    text: Ints
    interested: Bools


def hear(located: pd.DataFrame, conflict: Conflict, depth: int = 1) -> Voices:
    """Judge the sources of located claims by the profile.

    Parameters
    ----------
    located
        Claims with `source`, `attributed_to`, `status`, `relation`, `side`, `opponent_side`, `text_group`, `report_id`.
    conflict
        Its `sources` name parties; names and aliases of sides are parties too.
    depth
        Depth of the tree of sides at which interests are compared.
    """
    names, parties = _directory(conflict, depth)
    said = located["attributed_to"].where(located["attributed_to"].notna(), located["source"])
    codes, unique = pd.factorize(said)
    folded = [_fold(str(u)) for u in unique]
    canonical = {text: i for i, text in enumerate(dict.fromkeys(names.get(f, f) for f in folded))}
    root_of = np.array([canonical[names.get(f, f)] for f in folded] + [-1], dtype=np.int64)
    party_of = np.array([parties.get(names.get(f, f), "") for f in folded] + [""], dtype=object)
    root = np.where(codes >= 0, root_of[codes], -1)
    party = pd.Series(party_of[codes])
    side = rolled(located["side"], conflict, depth)
    opponent = rolled(located["opponent_side"], conflict, depth)
    negative = ((located["relation"] == "loss") | (located["status"] == "negated")).to_numpy()
    party_values, side_values, opponent_values = (s.to_numpy(dtype=object) for s in (party, side, opponent))
    spoken = party_values != ""
    own = party_values == side_values
    enemy = (party_values == opponent_values) | pd.isna(opponent_values)
    interested = np.where(negative, spoken & ~own & enemy, spoken & own)
    against_itself = np.where(negative, spoken & own, spoken & ~own)
    interested = interested | ((located["status"] == "claimed").to_numpy() & ~against_itself)
    group = located["text_group"].where(located["text_group"].notna(), located["report_id"])
    return Voices(root.astype(np.int64), pd.factorize(group)[0].astype(np.int64), interested.astype(bool))


def rolled(sides: pd.Series, conflict: Conflict, depth: int) -> pd.Series:
    """Sides rolled up to a depth of the profile's tree; a key that is no side becomes `other`."""
    known = {s.key for s in conflict.sides}
    table = {
        key: conflict.rollup(key, depth) if key in known else "other"
        for key in sides.dropna().unique()
        if key is not None
    }
    return sides.map(table)


def _fold(text: str) -> str:
    return " ".join(text.casefold().removeprefix("the ").split())


def _directory(conflict: Conflict, depth: int) -> tuple[dict[str, str], dict[str, str]]:
    """Folded name to canonical name, and canonical name to the party it speaks for."""
    names: dict[str, str] = {}
    parties: dict[str, str] = {}
    for side in conflict.sides:
        for text in (side.key, *side.name.values(), *(alias.text for alias in side.aliases)):
            names.setdefault(_fold(text), side.key)
        parties[side.key] = conflict.rollup(side.key, depth)
    for source in conflict.sources:
        canonical = _fold(source.name)
        for text in (source.name, *source.aliases):
            names[_fold(text)] = canonical
        if source.party is not None:
            parties[canonical] = conflict.rollup(source.party, depth)
    return names, parties
