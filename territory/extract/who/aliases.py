"""What the aliases of a profile imply: other numbers, other words for the force, sponsors, words that are vague."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator

from territory.conflicts import Conflict
from territory.extract.words.lexicon import Lexicon

# Heads that are armed only beside a proper name: "Houthi units", but "civilian groups".
_LOOSE = frozenset({"group", "groups", "men", "unit", "units", "volunteers"})
Days = tuple[str | None, str | None]


class Aliases:
    """The aliases of a profile in one language, and what they imply."""

    def __init__(self, conflict: Conflict, lexicon: Lexicon) -> None:
        code = lexicon.language.code
        self.lexicon = lexicon
        self.named: list[tuple[str, str, Days]] = []
        for side in conflict.sides:
            if code in side.name:
                self.named.append((_bare(side.name[code]), side.key, (None, None)))
            self.named += [(_bare(a.text), side.key, (a.from_, a.to)) for a in side.aliases if a.language == code]
        self.texts = frozenset(text.lower() for text, _, _ in self.named)
        self._vague = frozenset(w.lower() for w in lexicon.actors.anaphoric if " " not in w)
        self._telling = frozenset((*lexicon.actors.incumbent, *lexicon.actors.insurgent))

    def vague(self, text: str) -> bool:
        """Whether an alias is a word for armed men that the text may give to another side: "terrorist groups"."""
        words = text.lower().split()
        return text.lower() in self._vague or (
            text.islower()
            and (words[-1] in self._vague or words[0] in self._vague)
            and self._telling.isdisjoint(words)
            and "-" not in text
        )

    def forces(self) -> Iterator[tuple[str, str, Days]]:
        """Aliases with other words for armed men ("Kokang fighters" for "Kokang army"); not those of formal names."""
        words = self.lexicon.actors.forces
        heads = frozenset(words)
        found: dict[str, set[tuple[str, Days]]] = defaultdict(set)
        for text, key, days in self.named:
            attribute, _, head = text.rpartition(" ")
            if head in heads and self._distinctive(attribute):
                found[attribute].add((key, days))
        for attribute, holders in sorted(found.items()):
            if len({key for key, _ in holders}) > 1:
                continue
            for key, days in sorted(holders, key=str):
                for head in words:
                    if attribute.islower() and head in _LOOSE:
                        continue
                    if f"{attribute} {head}".lower() not in self.texts:
                        yield f"{attribute} {head}", key, days

    def _distinctive(self, attribute: str) -> bool:
        actors = self.lexicon.actors
        low = attribute.lower()
        if not attribute or low in self.texts or self.vague(low):
            return False
        if attribute[0].islower() and any(
            low in words for words in (actors.modifiers, actors.incumbent, actors.insurgent, actors.heads)
        ):
            return False
        names = self.lexicon.nations.nations.values()
        return not any(attribute == n.lstrip("~") for forms in names for n in forms)

    def sponsors(self) -> dict[str, str]:
        """The side that a nation backs, by the nation's code: "Rwanda-backed rebels" are M23."""
        counted: dict[str, Counter[str]] = defaultdict(Counter)
        codes = {n.lstrip("~"): code for code, names in self.lexicon.nations.nations.items() for n in names}
        for text, key, _ in self.named:
            nation, hyphen, rest = text.partition("-")
            if hyphen and nation in codes and rest.split(" ")[0] in self.lexicon.actors.backing:
                counted[codes[nation]][key] += 1
        return {code: max(sorted(keys), key=lambda k: keys[k]) for code, keys in counted.items()}

    def calling(self, words: frozenset[str]) -> frozenset[str]:
        """Sides that an alias calls by one of some words, in any number."""
        return frozenset(key for text, key, _ in self.named if words & {singular(w) for w in text.lower().split()})


def _bare(text: str) -> str:
    return text.removeprefix("the ").removeprefix("The ")


def singular(word: str) -> str:
    """A word without the s of its plural.

    >>> singular("militants"), singular("gunmen")
    ('militant', 'gunman')
    """
    return f"{word[:-2]}an" if word.endswith("men") else word.rstrip("s")


def numbers(text: str) -> list[str]:
    """An alias, without its apostrophe (agencies drop it), and in the singular."""
    forms = [text]
    if "'s" in text or "s'" in text:
        forms.append(text.replace("'", ""))
    if text.islower() and text.endswith("s") and len(text) > 4 and not text.endswith(("ss", "forces", "troops")):
        forms.append(text[:-1])
    return forms


def possessive(text: str) -> list[str]:
    """A name of several words with the s of a lost apostrophe; names of one word are looked up without it.

    >>> possessive("Boko Haram"), possessive("rebels"), possessive("government forces")
    (['Boko Harams'], [], [])
    """
    last = text.replace("-", " ").rpartition(" ")[2]
    return [f"{text}s"] if last != text and last.istitle() and not text.endswith("s") else []


def case_rule(text: str) -> str:
    """How a phrase must be written to match: acronyms exactly, names with a capital, common words anyhow.

    >>> case_rule("IS"), case_rule("Islamic State"), case_rule("rebels")
    ('exact', 'cap', '')
    """
    if text.isupper() and len(text) <= 5:
        return "exact"
    return "cap" if text[:1].isupper() else ""
