"""The lexical pass of a marked language: a sentence as items, each a phrase, a side, a time, a name or a word."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from territory.conflicts import Conflict
from territory.extract.marked.lexicon import Entry, MarkedLexicon, Patterns
from territory.extract.marked.words import Form, alias_pattern, arabic_forms, slavic_forms, slavic_stem
from territory.extract.times.dates import Moment
from territory.extract.words.tokens import Tokens

_SKIPPED = re.compile(r"[«»\"“”()]")
_NO_PREPOSITION = frozenset({"verb", "conj", "rel", "still"})
_RANK = {"officials": 7, "side": 9, "source": 8, "role": 3, "known": 2}


@dataclass(slots=True)
class Item:
    """A stretch of tokens [i, j): what it is, what it says, and the clitics or preposition in front of it."""

    kind: str
    i: int
    j: int
    value: Any = None
    data: Any = None
    conj: bool = False
    prep: str | None = None
    article: bool = False
    future: bool = False
    strong: bool = True


class Phrases:
    """All phrases of a lexicon, a conflict's sides and sources, and known place names."""

    def __init__(self, lexicon: MarkedLexicon, conflict: Conflict, names: Iterable[tuple[str, str]]) -> None:
        self.lexicon = lexicon
        self.arabic = lexicon.language.morphology == "arabic"
        self.patterns = Patterns()
        for phrase, entry in lexicon.phrases:
            self.patterns.add(phrase, entry)
        code, morphology = lexicon.language.code, lexicon.language.morphology
        for side in conflict.sides:
            texts: list[tuple[str, Any]] = [(a.text, a) for a in side.aliases if a.language == code]
            texts += [(side.name[code], None)] if code in side.name else []
            for text, alias in texts:
                self._add(text, Entry("side", side.key, alias), morphology)
            if lexicon.actors.heads:
                self._adjectives(side.key, [t for t, _ in texts], lexicon.actors.heads)
        for source in conflict.sources:
            for name in (source.name, *source.aliases):
                if not name.isascii():
                    self._add(name, Entry("source", name, source.party), morphology)
        for name, kind in names:
            self._add(name, Entry("known", name, kind), morphology)
        self.patterns.close()

    def _adjectives(self, key: str, texts: Iterable[str], heads: list[str]) -> None:
        """ "Ukrainian" + any word for soldiers names the side that "Ukrainian troops" names."""
        stems = {slavic_stem(h) for h in heads}
        pairs = [t.split() for t in texts if len(t.split()) == 2]
        for adjective in sorted({alias_pattern(a, "slavic") for a, noun in pairs if slavic_stem(noun) in stems}):
            if adjective.endswith("~"):
                for head in heads:
                    self.patterns.add((adjective, alias_pattern(head, "slavic")), Entry("side", key))

    def _add(self, text: str, entry: Entry, morphology: str) -> None:
        words = tuple(alias_pattern(w, morphology) for w in re.findall(r"[\w'’ʼ]+", _SKIPPED.sub(" ", text)))
        if words:
            self.patterns.add(words, entry)
        if len(words) > 1 and entry.cls == "side" and not self.arabic:
            self.patterns.add((*words[:-1], "«", words[-1], "»"), entry)

    def forms(self, tokens: Tokens, first: int, last: int) -> list[tuple[Form, ...]]:
        """Readings of the tokens [first, last)."""
        read = arabic_forms if self.arabic else slavic_forms
        return [read(w) for w in tokens.words[first:last]]

    def best(
        self, forms: list[tuple[Form, ...]], i: int, end: int, day: str, capital: bool
    ) -> tuple[int, Form, Entry] | None:
        """The longest phrase at token i that fits the day; of equal ones the one that names a side."""
        found: tuple[tuple[int, ...], int, Form, Entry] | None = None
        for n, form, entry in self.patterns.match(forms, i, end):
            if entry.cls == "side" and entry.data is not None and not entry.data.holds_on(day):
                continue
            if entry.cls == "known" and not self.arabic and not capital:
                continue
            if form.prep is not None and entry.cls in _NO_PREPOSITION:
                continue
            cut = (len(forms[i]) and forms[i][0].key != form.key) and not form.article
            rank = (n, _RANK.get(entry.cls, 4), -int(cut))
            if found is None or rank > found[0]:
                found = (rank, n, form, entry)
        return None if found is None else found[1:]


def scan(
    tokens: Tokens, first: int, last: int, phrases: Phrases, moments: list[Moment], day: str, names: frozenset[str]
) -> list[Item]:
    """Items of the sentence of tokens [first, last); ``names`` are stems of words that the text treats as names."""
    items: list[Item] = []
    forms = phrases.forms(tokens, first, last)
    times = {m.start: m for m in moments}
    i = first
    while i < last:
        moment = times.get(tokens.starts[i])
        if moment is not None:
            j = i + 1
            while j < last and tokens.starts[j] < moment.end:
                j += 1
            items.append(Item("time", i, j, moment))
            i = j
            continue
        item = _item(tokens, i, first, last, phrases, forms, day, names)
        items.append(item)
        i = item.j
    return items


def _name_end(
    tokens: Tokens, j: int, first: int, last: int, phrases: Phrases, forms: list[tuple[Form, ...]], day: str
) -> int:
    """End of the run of capitalised words from token j that belong to the name before it."""
    while (
        j < last
        and tokens.words[j][:1].isupper()
        and _nameable(phrases.best(forms, j - first, last - first, day, True))
        and not _heads_area(phrases, forms, j - first + 1, last - first, day)
    ):
        j += 1
    return j


def _heads_area(phrases: Phrases, forms: list[tuple[Form, ...]], i: int, end: int, day: str) -> bool:
    """Whether "oblast" or "raion" stands at token i, so that the name before it is the area's."""
    best = phrases.best(forms, i, end, day, False) if i < end else None
    return best is not None and best[2].cls == "kind" and best[2].value in ("region", "province", "district")


def _nameable(best: tuple[int, Form, Entry] | None) -> bool:
    return best is None or best[2].cls == "known"


def _item(
    tokens: Tokens,
    i: int,
    first: int,
    last: int,
    phrases: Phrases,
    forms: list[tuple[Form, ...]],
    day: str,
    names: frozenset[str],
) -> Item:
    word = tokens.words[i]
    capital = word[:1].isupper()
    best = phrases.best(forms, i - first, last - first, day, capital)
    if best is not None and not (capital and i > first and best[2].cls in ("verb", "word", "noun", "adj", "area")):
        n, form, entry = best
        names_on = entry.cls == "known" and not phrases.arabic
        end = _name_end(tokens, i + n, first, last, phrases, forms, day) if names_on else i + n
        if end > i + n:
            return Item("name", i, end)
        return Item(entry.cls, i, i + n, entry.value, entry.data, form.conj, form.prep, form.article, form.future)
    if word[0].isdigit():
        return Item("num", i, i + 1, word)
    if word == "-" and tokens.glued(i):
        return Item("hyphen", i, i + 1)
    if not word[0].isalnum():
        return Item("quote" if word in '«»"“”' else "punct", i, i + 1, word)
    if capital and not phrases.arabic:
        quoted = i > first and tokens.words[i - 1] == "«"
        opens = i == first or (quoted and i - 1 == first)
        end = _name_end(tokens, i + 1, first, last, phrases, forms, day)
        return Item("name", i, end, strong=not opens or slavic_stem(word) in names)
    form = forms[i - first][1] if phrases.arabic and len(forms[i - first]) > 1 else Form("")
    return Item(
        "word", i, i + 1, None, None, form.conj, article=phrases.arabic and form.key != word and "ال" in word[:4]
    )
