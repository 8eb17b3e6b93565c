"""The sides of a conflict as words: aliases of the profile, generic roles, nations."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from territory.conflicts import Conflict
from territory.extract.who.aliases import Aliases, Days, case_rule, numbers, possessive, singular
from territory.extract.words.entries import Entry
from territory.extract.words.lexicon import Lexicon, split_phrase
from territory.extract.words.readings import Reading, reading_of


def slug(text: str) -> str:
    """Key of a side that no profile names: its words in lower-case ASCII, joined by underscores.

    >>> slug("the M23 Movement")
    'm23_movement'
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = [w for w in re.findall(r"[a-z0-9]+", plain) if w not in ("the", "a", "an")]
    key = "_".join(words) or "group"
    return key if key[0].isalpha() else f"side_{key}"


_ALLIANCE_WORDS = frozenset({"coalition", "alliance", "allied", "democratic", "united", "council"})
_ARMED = frozenset({"gunman", "bandit", "attacker", "assailant"})


class Sides:
    """Which side a word means, on a day."""

    def __init__(self, conflict: Conflict, lexicon: Lexicon) -> None:
        self.conflict = conflict
        self.lexicon = lexicon
        self.aliases = Aliases(conflict, lexicon)
        self.incumbent = next((s.key for s in conflict.sides if s.incumbent), "government")
        self.nation_side = self._nations()
        self.insurgent = self._insurgent()
        self.sponsored = self.aliases.sponsors()
        self._family = frozenset(w.lower() for w in lexicon.actors.jihadist)
        self._vague = frozenset(singular(w.lower()) for w in lexicon.actors.anaphoric if " " not in w)
        self._labels = frozenset(w.lower() for w in lexicon.actors.labels)
        self.slurs = frozenset(f for w in lexicon.actors.slurs for f in (w.lower(), f"{w.lower()}s"))
        self.hostile = self._rolled(self._called())
        self.anaphoric = self._role_words()
        self.alliances = self._rolled(self.aliases.calling(_ALLIANCE_WORDS))
        self._jihadist, self._militant = self._first(self._family), self._first(self._vague)
        self._described: dict[str, frozenset[str]] = {}
        self._rivals: dict[str, frozenset[str]] = {}
        self._brands: dict[str, str] | None = None
        self._days: dict[str, list[tuple[str, Days]]] = {}
        for text, key, days in self.aliases.named:
            self._days.setdefault(text.lower(), []).append((key, days))
        self.seats = self._seats()
        self.party = {n.lower(): s.party for s in conflict.sources for n in (s.name, *s.aliases)}

    def entries(self) -> Iterator[tuple[str, Entry]]:
        """Readings of the profile's aliases, for the table of phrases."""
        nations = {n.lower() for names in self.lexicon.nations.nations.values() for n in names if n[0] != "~"}
        actors = self.lexicon.actors
        known = {w.lower() for w in (*actors.anaphoric, *actors.incumbent, *actors.insurgent)}
        heads = frozenset(actors.heads)
        for text, key, days in (*self.aliases.named, *self.aliases.forces()):
            if text.lower() in nations or text.lower() in known:
                continue
            vague = text.lower() in self.anaphoric
            for form in (*numbers(text), *possessive(text)):
                if vague:
                    yield form, Entry("role", "anaphoric")
                else:
                    case = "" if form.lower() in heads else case_rule(form)
                    yield form, Entry("side", key, case=case, data=days)
        for source in self.conflict.sources:
            for name in (source.name, *source.aliases):
                if name.removeprefix("the ").lower() in self.aliases.texts:
                    continue
                yield name.removeprefix("the "), Entry("source", name, case="cap", data=source.party)

    def on(self, text: str, day: str) -> str | None:
        """The side that an alias means on a day."""
        return next((key for key, days in self._days.get(text, ()) if holds(days, day)), None)

    def state(self, word: str, day: str) -> str:
        """The side of "the army" or "the government" on a day: states fall, and others take their names."""
        if word.startswith(("regime", "loyalist")):
            return self.incumbent
        return self.on(word, day) or self.on("government", day) or self.on("army", day) or self.incumbent

    def rebels(self, word: str, day: str) -> str:
        """The side of "the rebels" on a day."""
        return self.on(word, day) or self.on(f"{word}s", day) or self.insurgent

    def rivals(self, word: str) -> frozenset[str]:
        """Sides of which the profile speaks as rebels or insurgents too: "SPLM-N rebels", "Fano insurgents"."""
        stem = singular(word.split()[0])
        if stem not in self._rivals:
            self._rivals[stem] = self._rolled(self.aliases.calling(frozenset({stem})))
        return self._rivals[stem]

    def seat(self, name: str, day: str) -> str | None:
        """The side that rules from a place: "Hargeisa's troops", "forces from Tigray", "Kyiv has lost"."""
        return next((key for key, days in self.seats.get(name.lower(), ()) if holds(days, day)), None)

    def default(self, low: str) -> str:
        """The side that a word for armed men means where the text has named none."""
        key = self.anaphoric.get(low)
        if key is not None:
            return key
        words = {singular(w) for w in low.split()}
        if not words & (self._family | self._labels | _ARMED):
            return self.insurgent
        return (self._jihadist if words & self._family else self._militant) or self.insurgent

    def _first(self, words: frozenset[str]) -> str | None:
        """The first side that has one of some words as an alias by itself."""
        return next((key for text, key, _ in self.aliases.named if singular(text.lower()) in words), None)

    def described(self, word: str) -> frozenset[str]:
        """Sides that the profile calls by a word ("IS jihadists"); empty when it calls none so."""
        stem = word.lower().split()[-1].rstrip("s")
        words = {singular(w) for w in word.lower().split()}
        if not words & self._family:
            return self.hostile if words & self._labels else frozenset()
        if stem not in self._described:
            self._described[stem] = self._rolled(self.aliases.calling(self._family))
        return self._described[stem]

    def branded(self, words: Sequence[str]) -> str | None:
        """The only side whose aliases begin with one of some names ("Tigrayan forces"); nations are read elsewhere."""
        if self._brands is None:
            self._brands = self._first_names()
        return next((self._brands[w.lower()] for w in words if w[:1].isupper() and w.lower() in self._brands), None)

    def _first_names(self) -> dict[str, str]:
        nations = {w.lstrip("~").lower() for names in self.lexicon.nations.nations.values() for w in names}
        heads = {w.lower().rstrip("s") for w in (*self.lexicon.actors.heads, *self.lexicon.actors.insurgent)}
        found: dict[str, set[str]] = {}
        for side in self.conflict.sides:
            for alias in side.aliases:
                words = alias.text.split()
                rest = [w.lower().rstrip("s") for w in words[1:]]
                if rest and len(words[0]) > 2 and words[0][:1].isupper() and heads.issuperset(rest):
                    found.setdefault(words[0].lower(), set()).add(side.key)
        out: dict[str, str] = {}
        for word, keys in found.items():
            tops = {self.conflict.path(key)[0] for key in keys}
            if word not in nations and len(tops) == 1:
                out[word] = next(iter(keys)) if len(keys) == 1 else next(iter(tops))
        return out

    def _called(self) -> frozenset[str]:
        """Sides that the profile calls militants by itself, or jihadists in any phrase."""
        bare = {key for text, key, _ in self.aliases.named if self.aliases.vague(text)}
        return frozenset(bare | self.aliases.calling(self._family))

    def _rolled(self, keys: frozenset[str]) -> frozenset[str]:
        return frozenset(keys | {self.conflict.path(k)[0] for k in keys})

    def nation(self, code: str, day: str = "") -> str:
        """Side of a nation: the state's at home, the profile's foreign side, else a side of its own."""
        if code == self.conflict.country and day:
            return self.state("government", day)
        if code in self.nation_side:
            return self.nation_side[code]
        return slug(self.lexicon.nations.nations[code][0])

    def involved(self, code: str) -> bool:
        """Whether a nation is a side of the conflict."""
        return code in self.nation_side

    def _seats(self) -> dict[str, list[tuple[str, Days]]]:
        found: dict[str, list[tuple[str, Days]]] = {}
        for side in self.conflict.sides:
            for seat in side.seats:
                if seat.language == self.lexicon.language.code:
                    found.setdefault(seat.text.lower(), []).append((side.key, (seat.from_, seat.to)))
        return found

    def _nations(self) -> dict[str, str]:
        found = {self.conflict.country: self.incumbent}
        for code, names in self.lexicon.nations.nations.items():
            words = {n.lstrip("~").lower() for n in names}
            for side in self.conflict.sides:
                texts = [t.lower() for t in (*side.name.values(), *(a.text for a in side.aliases), side.key)]
                if side.kind == "foreign" and any(t in words or (t.split() and t.split()[0] in words) for t in texts):
                    found.setdefault(code, side.key)
        return found

    def _insurgent(self) -> str:
        for side in self.conflict.sides:
            texts = {a.text.lower() for a in side.aliases}
            if side.key in ("opposition", "rebels") or texts & {"rebels", "the rebels", "insurgents"}:
                return self.conflict.rollup(side.key)
        tops = [s.key for s in self.conflict.sides if s.parent is None and s.kind == "non-state"]
        return tops[0] if len(tops) == 1 else "rebels"

    def _role_words(self) -> dict[str, str | None]:
        found: dict[str, str | None] = {w.lower(): None for w in self.lexicon.actors.anaphoric}
        for text, key, _ in self.aliases.named:
            if text.lower() in found or self.aliases.vague(text):
                for form in numbers(text):
                    found[form.lower()] = key
        return found


class Table:
    """All phrases of a lexicon and a conflict, looked up by their first token, longest first."""

    def __init__(self, lexicon: Lexicon, sides: Sides, names: tuple[str, ...]) -> None:
        phrases = {k: list(v) for k, v in lexicon.phrases.items()}
        for text, entry in sides.entries():
            phrases.setdefault(split_phrase(text), []).append(entry)
        self.single_word = {key[0]: tuple(entries) for key, entries in phrases.items() if len(key) == 1}
        self.acronyms = frozenset(
            low for low, found in self.single_word.items() if any(e.case == "exact" and e.cls == "side" for e in found)
        )
        self.phrases = {key: tuple(entries) for key, entries in phrases.items() if len(key) > 1}
        self.longer = _lengths(self.phrases)
        self._fixed = {
            key: fit
            for key, entries in phrases.items()
            if (len(key) == 1 or key[0] not in self.acronyms) and (fit := _fixed(entries)) is not None
        }
        self._fixed_single = {key[0]: fit for key, fit in self._fixed.items() if len(key) == 1}
        self._fixed_readings = {id(fit): reading_of(fit) for pair in self._fixed.values() for fit in pair if fit}
        always = {
            low: list(entries)
            for low, entries in self.single_word.items()
            if all(not e.case and e.cls != "side" for e in entries)
        }
        self.plain = {low: reading_of(entries) for low, entries in always.items() if low not in lexicon.articles}
        self.simple = {low: r for low, r in self.plain.items() if r.settled and low not in self.longer}
        self._readings: dict[tuple[int, ...], Reading] = {}
        self.firsts = frozenset((*self.single_word, *self.longer, *lexicon.articles))
        keys = [key for name in names if (key := split_phrase(name))]
        self.one_word_names = frozenset(key[0] for key in keys if len(key) == 1)
        self.names = frozenset(key for key in keys if len(key) > 1)
        self.longer_names = _lengths(self.names)

    def reading(self, found: list[Entry]) -> Reading:
        """The reading that some entries of the table make, made once."""
        fixed = self._fixed_readings.get(id(found))
        if fixed is not None:
            return fixed
        key = tuple(map(id, found))
        known = self._readings.get(key)
        if known is None:
            known = self._readings[key] = reading_of(found)
        return known

    def match(self, words: list[str], lows: list[str], i: int, end: int, day: str) -> tuple[int, list[Entry]]:
        """Longest phrase at token i and its readings that fit the spelling and the day; (0, []) without one."""
        low = lows[i]
        seconds = self.longer.get(low)
        if seconds is not None and i + 1 < end:
            for n in seconds.get(lows[i + 1], ()):
                key = tuple(lows[i : i + n])
                entries = self.phrases.get(key) if i + n <= end else None
                if entries is not None:
                    fixed = self._fixed.get(key)
                    if fixed is not None:
                        fit = fixed[words[i][0].isupper()]
                    else:
                        fit = _fitting(entries, words[i : i + n], key, day)
                        if low in self.acronyms and words[i].isupper():
                            fit = [e for e in fit if e.case]
                    if fit:
                        return n, fit
        fixed = self._fixed_single.get(low)
        if fixed is not None:
            fit = fixed[words[i][0].isupper()]
            return (1, fit) if fit else (0, [])
        single = self.single_word.get(low)
        if single is not None:
            fit = _fitting(single, words[i : i + 1], (low,), day)
            if fit:
                return 1, fit
        return 0, []

    def single(self, low: str, word: str, day: str) -> Entry | None:
        """The side or nation that a word names which lost an apostrophe: "Syrias", "the regimes"."""
        for entry in self.single_word.get(low, ()):
            fits = entry.cls in ("side", "role", "nation") and (not entry.case or word[:1].isupper())
            fits = fits and (entry.case != "exact" or word[:-1].isupper())
            if fits and (entry.cls != "side" or holds(entry.data, day)):
                return entry
        return None

    def name(self, lows: list[str], i: int, end: int) -> int:
        """Number of tokens of the longest known place name at token i."""
        if i >= end:
            return 0
        seconds = self.longer_names.get(lows[i])
        if seconds is not None and i + 1 < end:
            for n in seconds.get(lows[i + 1], ()):
                if i + n <= end and (n == 2 or tuple(lows[i : i + n]) in self.names):
                    return n
        return 1 if lows[i] in self.one_word_names else 0

    def lost_apostrophe(self, low: str) -> bool:
        """Whether a word may be another with the s of a lost apostrophe."""
        return low[-1] == "s" and low[:-1] in (self.single_word if len(low) > 4 else self.acronyms)


def _lengths(keys: Iterable[tuple[str, ...]]) -> dict[str, dict[str, tuple[int, ...]]]:
    """How long the phrases are that begin with two words, longest first."""
    found: dict[str, dict[str, tuple[int, ...]]] = {}
    for key in keys:
        seconds = found.setdefault(key[0], {})
        known = seconds.get(key[1], ())
        if len(key) not in known:
            seconds[key[1]] = tuple(sorted((*known, len(key)), reverse=True))
    return found


def _fixed(entries: Sequence[Entry]) -> tuple[list[Entry], list[Entry]] | None:
    """The readings that fit without and with a capital, where nothing else decides; None where spelling or day does."""
    if any((e.case and e.case != "cap") or (e.cls == "side" and e.data != (None, None)) for e in entries):
        return None
    return [e for e in entries if not e.case], list(entries)


def _fitting(entries: tuple[Entry, ...], words: list[str], key: tuple[str, ...], day: str) -> list[Entry]:
    """The readings whose spelling and days fit."""
    return [
        e for e in entries if (not e.case or _spelt(e.case, words, key)) and (e.cls != "side" or holds(e.data, day))
    ]


def _spelt(case: str, words: list[str], key: tuple[str, ...]) -> bool:
    if case == "cap":
        return words[0][:1].isupper()
    return all(w == k.upper() or w == k for w, k in zip(words, key, strict=True)) and words[0][:1].isupper()


def holds(days: Days, day: str) -> bool:
    """Whether a day lies within the days of an alias."""
    first, last = days
    return (first is None or day >= first) and (last is None or day < last)
