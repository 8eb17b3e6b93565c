"""Names of a gazetteer, found by fold, by key and by a near skeleton."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz.distance import Levenshtein

from territory.places.kinds import split_kind
from territory.places.names import fold, is_arabic, key, skeleton

EXACT, KEY = 1.0, 0.96
SHORTENED = 0.05  # an entry's name without its kind words is a little less its name
FUZZY_FLOOR = 0.7  # below it a name is not even a candidate
LETTERS = 0.9
UNLIKE_END = 0.04  # a vowel at one end of a name where the other has a consonant parts two names more than one inside
_VOWELS = "aeiou"
CONSONANTS = 0.55  # share of the consonants in a fuzzy score; the rest is spelling


@dataclass(frozen=True, slots=True)
class Hit:
    """One entry whose name resembles the one asked for."""

    entry: int
    similarity: float
    how: str  # exact (main name), alias, fuzzy
    name: str


class NameIndex:
    """Finds the entries of a gazetteer by name.

    Parameters
    ----------
    names
        For each entry its names, the main name first.
    kinds
        For each entry its kind; words that say it can be left out of its names.
    """

    def __init__(self, names: Iterable[tuple[str, ...]], kinds: Iterable[str]):
        self._names = [tuple(dict.fromkeys(n for n in forms if n)) for forms in names]
        self._kinds = list(kinds)

    @cached_property
    def _folds(self) -> dict[str, list[tuple[int, int, bool]]]:
        """Fold → (entry, position of the name, whether kind words were dropped)."""
        table: dict[str, list[tuple[int, int, bool]]] = {}
        for entry, forms in enumerate(self._names):
            seen = set()
            for position, form in enumerate(forms):
                folded = fold(form)
                short, stated = split_kind(folded)
                readings = [(folded, False)]
                if stated is not None and (stated != "region" or self._kinds[entry] == "region"):
                    readings.append((short, True))
                for text, shortened in readings:
                    if text and (text, shortened) not in seen:
                        seen.add((text, shortened))
                        table.setdefault(text, []).append((entry, position, shortened))
        return table

    @cached_property
    def _keys(self) -> dict[str, list[str]]:
        """Key → folds."""
        table: dict[str, list[str]] = {}
        for folded in self._folds:
            table.setdefault(key(folded), []).append(folded)
        return table

    @cached_property
    def _skeletons(self) -> dict[str, list[str]]:
        """Skeleton → keys."""
        table: dict[str, list[str]] = {}
        for keyed in self._keys:
            table.setdefault(skeleton(keyed), []).append(keyed)
        return table

    @cached_property
    def _deletions(self) -> dict[str, list[str]]:
        """Skeleton less one consonant → skeletons, for finding those at one edit."""
        table: dict[str, list[str]] = {}
        for bones in self._skeletons:
            for shorter in _less_one(bones):
                table.setdefault(shorter, []).append(bones)
        return table

    def exact(self, folded: str) -> list[Hit]:
        """Entries that bear a folded name, or whose name has the same key."""
        hits = [self._hit(e, n, EXACT - SHORTENED * short, "exact" if n == 0 else "alias")
                for e, n, short in self._folds.get(folded, ())]  # fmt: skip
        for other in self._keys.get(key(folded), ()):
            if other != folded:
                alike = KEY - 0.02 * (1 - Levenshtein.normalized_similarity(folded, other))
                hits += [self._hit(e, n, alike - SHORTENED * short, "alias") for e, n, short in self._folds[other]]
        return _best_each(hits)

    def fuzzy(self, folded: str, floor: float = FUZZY_FLOOR) -> list[Hit]:
        """Entries whose name has the same consonants, or all but one, and a similar spelling."""
        asked = key(folded)
        bones = skeleton(asked)
        hits = []
        for other in self._near(bones):
            for keyed in self._skeletons[other]:
                alike = _similarity(asked, bones, keyed, other)
                if alike >= floor:
                    for form in self._keys[keyed]:
                        hits += [self._hit(e, n, alike - SHORTENED * s, "fuzzy") for e, n, s in self._folds[form]]
        return _best_each(hits)

    def letters(self, folded: str) -> list[Hit]:
        """Entries whose consonants are those of a letter-by-letter romanisation of Arabic ("albw kmal")."""
        words = (word.removeprefix("al").removesuffix("t") for word in folded.split(" "))
        bones = skeleton(key(" ".join(word for word in words if word)))
        found = [form for keyed in self._skeletons.get(bones, ()) for form in self._keys[keyed]]
        return _best_each(
            [self._hit(e, n, LETTERS - SHORTENED * s, "alias") for f in found for e, n, s in self._folds[f]]
        )

    def _near(self, bones: str) -> Iterator[str]:
        near = dict.fromkeys([bones]) if bones in self._skeletons else {}
        if len(bones) > 2:
            near |= dict.fromkeys(self._deletions.get(bones, ()))
            for shorter in _less_one(bones):
                if shorter in self._skeletons:
                    near[shorter] = None
                near |= dict.fromkeys(self._deletions.get(shorter, ()))
        return iter(near)

    def _hit(self, entry: int, position: int, similarity: float, how: str) -> Hit:
        return Hit(entry, similarity, how, self._names[entry][position])


def likeness(folded: str, other: str) -> float:
    """How alike two folded names are, 0 to 1: 1 for one name, about 0.96 for spellings of one."""
    if folded == other:
        return EXACT
    one, two = key(split_kind(folded)[0]), key(split_kind(other)[0])
    return KEY if one == two else _similarity(one, skeleton(one), two, skeleton(two))


def _similarity(asked: str, bones: str, keyed: str, other: str) -> float:
    if not asked or not keyed:
        return 0.0
    consonants = Levenshtein.normalized_similarity(bones, other)
    if is_arabic(asked) != is_arabic(keyed):
        return 0.9 * consonants if len(bones) > 3 else 0.0
    one, two = asked.replace(" ", ""), keyed.replace(" ", "")
    spelling = Levenshtein.normalized_similarity(one, two)
    if spelling < 1:
        short = max(Levenshtein.normalized_similarity(one.replace("e", v), two.replace("e", v)) for v in ("a", "i"))
        spelling = max(spelling, (spelling + short) / 2)
    unlike = ((one[0] in _VOWELS) != (two[0] in _VOWELS)) + ((one[-1] in _VOWELS) != (two[-1] in _VOWELS))
    return CONSONANTS * consonants + (1 - CONSONANTS) * spelling - UNLIKE_END * unlike


def _less_one(bones: str) -> set[str]:
    return {bones[:i] + bones[i + 1 :] for i in range(len(bones))}


def _best_each(hits: list[Hit]) -> list[Hit]:
    best: dict[int, Hit] = {}
    for hit in hits:
        if hit.entry not in best or hit.similarity > best[hit.entry].similarity:
            best[hit.entry] = hit
    return list(best.values())
