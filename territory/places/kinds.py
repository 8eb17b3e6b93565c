"""What kind of place a question asks for, and how well an entry of another kind answers it."""

from __future__ import annotations

from functools import lru_cache

import yaml
from pydantic import BaseModel, ConfigDict, model_validator

from territory.places.names import TABLES, fold
from territory.tables import PLACE_KINDS

Words = dict[str, tuple[str, ...]]


class Kinds(BaseModel):
    """The kind tables; see the comments of ``tables/kinds.yaml``."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    after: Words
    before: Words
    fits: dict[str, dict[str, float]]
    points: frozenset[str]
    settlements: frozenset[str]
    levels: dict[int, str]
    romanised: frozenset[str]
    facilities: frozenset[str]
    inside_cities: frozenset[str]
    generic: frozenset[str]

    @model_validator(mode="after")
    def _known(self) -> Kinds:
        named = {*self.after, *self.before, *self.fits, *self.points, *self.settlements, *self.levels.values()}
        named |= {kind for fits in self.fits.values() for kind in fits} - {"otherwise"}
        if unknown := named - set(PLACE_KINDS):
            raise ValueError(f"kinds.yaml: {', '.join(sorted(unknown))} is none of {', '.join(PLACE_KINDS)}")
        return self


@lru_cache(maxsize=1)
def kinds() -> Kinds:
    """The kind tables, read once."""
    return Kinds.model_validate(yaml.safe_load((TABLES / "kinds.yaml").read_text(encoding="utf-8")))


@lru_cache(maxsize=1)
def _affixes() -> tuple[dict[str, str], dict[str, str], int]:
    tables = kinds()
    before = {fold(word): kind for kind, words in tables.before.items() for word in words}
    after = {fold(word): kind for kind, words in tables.after.items() for word in words}
    return before, after, max(word.count(" ") + 1 for word in (*before, *after))


@lru_cache(maxsize=16384)
def split_kind(folded: str) -> tuple[str, str | None]:
    """Part a folded name from the words that say what it is.

    Returns
    -------
    tuple
        The name without those words and the kind they name; the name itself and None where there are none.

    Examples
    --------
    >>> split_kind("daraa province"), split_kind("tabqa military airport"), split_kind("city of homs")
    (('daraa', 'province'), ('tabqa', 'airport'), ('homs', 'city'))
    """
    name, kind = _split_once(folded)
    if kind in ("airport", "base"):
        again, second = _split_once(name)
        return (again, kind) if second in ("airport", "base") else (name, kind)
    return name, kind


def _split_once(folded: str) -> tuple[str, str | None]:
    before, after, longest = _affixes()
    words = folded.split(" ")
    for n in range(min(longest, len(words) - 1), 0, -1):
        if (kind := after.get(" ".join(words[-n:]))) is not None:
            return " ".join(words[:-n]), kind
        if (kind := before.get(" ".join(words[:n]))) is not None:
            return " ".join(words[n:]), kind
    return folded, None


@lru_cache(maxsize=1024)
def known_kind(word: str | None) -> str | None:
    """The place kind that a kind or a word for one names ("governorate"); None for any other."""
    if word is None or word == "unknown":
        return None
    if word in kinds().fits:
        return word
    before, after, _ = _affixes()
    folded = fold(word)
    return after.get(folded) or before.get(folded)


def is_generic(folded: str) -> bool:
    """Whether a name is nothing but words for a kind of place ("the military airport")."""
    before, after, _ = _affixes()
    generic = kinds().generic
    return all(word in generic or word in after or word in before for word in folded.split(" "))


def is_romanised(folded: str) -> bool:
    """Whether a name begins with a kind word romanised letter by letter, as machines write Arabic."""
    return folded.split(" ", 1)[0] in kinds().romanised


@lru_cache(maxsize=1024)
def fit(asked: str | None, entry: str) -> float:
    """How well an entry of a kind answers a question for a kind, 0 to 1."""
    table = kinds().fits[asked or "unknown"]
    return table.get(entry, table["otherwise"])
