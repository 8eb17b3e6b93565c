"""The words that the reading of place phrases looks up."""

from __future__ import annotations

from territory.extract.where.placenames import SETTLEMENTS
from territory.extract.words.entries import plural
from territory.extract.words.lexicon import Lexicon


class PlaceWords:
    """Sets of words of a language that the reading of place phrases needs."""

    def __init__(self, lexicon: Lexicon, names: frozenset[str] = frozenset()) -> None:
        self.names = names
        self.lexicon = lexicon
        kinds = lexicon.places.kinds
        self.strong = frozenset(lexicon.triggers.strong_only)
        self.binding = frozenset((*lexicon.language.articles, *lexicon.language.name_prefixes))
        self.ethnic = frozenset(w.lower() for w in lexicon.places.place_adjectives if w[0].isupper())
        self.plain_kinds = frozenset(
            w
            for k in (*SETTLEMENTS, "province", "district", "country", "subdistrict", "neighbourhood")
            for w in kinds[k]
        )
        self.plain_kinds |= {"region"}
        listed = {w for words in kinds.values() for w in words}
        singular = {w for w in listed if w.endswith("s") and listed.isdisjoint((w[:-1], w[:-2], f"{w[:-3]}y"))}
        self.mostly = frozenset(lexicon.places.mostly)
        self.seats = frozenset(lexicon.places.seats)
        self.epithets = frozenset(lexicon.places.epithets)
        self.quarters = frozenset(lexicon.places.quarters)
        self.land = frozenset(lexicon.places.land)
        self.countries = {code: names[0] for code, names in lexicon.nations.nations.items()}
        self.counts = lexicon.places.counts
        self.plural = {
            w
            for words in lexicon.places.kinds.values()
            for word in words
            for w in (word, plural(word))
            if w.endswith("s") and w not in singular
        }
