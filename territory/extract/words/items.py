"""The lexical pass: a sentence as items, each a phrase of the lexicon, a time, a number, a name or a plain word."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from territory.extract.times.dates import Moment
from territory.extract.who.sides import Table
from territory.extract.words.entries import Entry
from territory.extract.words.lexicon import Lexicon
from territory.extract.words.readings import VERBLIKE, Reading, instead
from territory.extract.words.tokens import Tokens


@dataclass(slots=True)
class Item:
    """A stretch of tokens [i, j) with what it may be."""

    kind: str
    i: int
    j: int
    low: str
    entries: dict[str, Entry]
    value: Any = None

    def has(self, *classes: str) -> bool:
        """Whether one of its readings is of a class."""
        entries = self.entries
        if entries:
            for cls in classes:
                if cls in entries:
                    return True
        return False


Times = dict[int, Moment]

_UNREAD: dict[str, Entry] = {}

_NOUN_LEFT = frozenset(
    {"det", "poss", "prep", "of", "place_adj", "modifier", "compass", "'s", "vague", "share", "num", "about"}
)
_OF_NOUN = frozenset({"of", "on", "by", "against", "over", "between"})
_FORCES = frozenset({"role", "head", "pronominal", "group_word", "side"})
_IN_NAME = _FORCES | {"det", "cap", "org", "people", "modifier", "nation", "-", "place_adj", "title", "group_word"}
_VERB_LEFT = frozenset({"to", "modal", "not", "do", "have", "pron_actor", "adverb", "relative"})
_BEFORE_GERUND = frozenset({"of", "prep"})
_OBJECT_STARTS = frozenset(
    (
        "the most much all large parts several nearly almost some a an half about more many areas territory "
        "its their his both three four five six seven eight nine ten dozens scores hundreds swathes pockets "
        "positions roughly barely just northern southern eastern western central neighbouring nearby every "
        "everything only"
    ).split()
)


def scan(
    tokens: Tokens, first: int, last: int, table: Table, moments: list[Moment], lexicon: Lexicon, day: str
) -> list[Item]:
    """Items of the sentence of tokens [first, last)."""
    items: list[Item] = []
    words, lows, starts, capital = tokens.words, tokens.lows, tokens.starts, tokens.capital
    simple, plain, longer, firsts = table.simple, table.plain, table.longer, table.firsts
    times = {m.start: m for m in moments if starts[first] <= m.start < tokens.ends[last - 1]}
    i = first
    while i < last:
        moment = times.get(starts[i]) if times else None
        if moment is not None and not _named_after(tokens, i, last, moment, table, day):
            j = i + 1
            while j < last and starts[j] < moment.end:
                j += 1
            items.append(Item("time", i, j, lows[i], _UNREAD, moment))
            i = j
            continue
        low = lows[i]
        reading = simple.get(low)
        if reading is not None and not capital[i]:
            items.append(Item(reading.kind, i, i + 1, low, reading.entries))
            i += 1
            continue
        reading = plain.get(low)
        if reading is not None and capital[i] and reading.kind in VERBLIKE and _begins_name(tokens, i, last, lexicon):
            end = _cap_span(tokens, i + 1, last, table, lexicon, day, times)
            if end > i + 1:
                end = _first_listed(tokens, i, end, last, table, lexicon)
                items.append(Item("cap", i, end, low, _UNREAD, None))
                i = end
                continue
        if reading is not None and low in longer and i + 1 < last and lows[i + 1] in longer[low]:
            reading = None
        if not capital[i] or (reading is not None and not reading.namelike and not table.name(lows, i, last)):
            if reading is not None:
                kind = reading.kind if reading.settled else _settled(reading, items, tokens, i, 1, last, table, day)
                items.append(Item(kind, i, i + 1, low, reading.entries))
                i += 1
                continue
            if low not in firsts and not (low[-1] == "s" and table.lost_apostrophe(low)):
                word = words[i]
                items.append(Item("word" if word.isalpha() else _unlisted(word, low), i, i + 1, low, _UNREAD))
                i += 1
                continue
        items.append(_item(tokens, i, last, table, items, lexicon, day, times))
        i = items[-1].j
    return items


def _named_after(tokens: Tokens, i: int, last: int, moment: Moment, table: Table, day: str) -> bool:
    """Whether a day is the first part of a side's name: "the March 23 Movement"."""
    n, found = table.match(tokens.words, tokens.lows, i, last, day)
    return n > 1 and tokens.ends[i + n - 1] > moment.end and any(e.cls == "side" for e in found)


def _begins_name(tokens: Tokens, i: int, last: int, lexicon: Lexicon) -> bool:
    """Whether a word that is also a verb is the first part of a name here: "Tell Touqan"."""
    return i + 1 < last and tokens.capital[i + 1] and tokens.lows[i] in lexicon.name_prefixes


def _item(
    tokens: Tokens, i: int, last: int, table: Table, before: list[Item], lexicon: Lexicon, day: str, times: Times
) -> Item:
    word, low = tokens.words[i], tokens.lows[i]
    n, found = table.match(tokens.words, tokens.lows, i, last, day) if low in table.firsts else (0, [])
    if (
        n > 1
        and before
        and all(e.cls == "verb" for e in found)
        and (
            before[-1].kind in ("det", "poss", "place_adj")
            or (before[-1].kind in ("vague", "word", "modifier") and _plain_after_article(before, found))
            or (before[-1].kind in ("side", "people", "role", "cap") and low in lexicon.actors.heads)
        )
    ):
        n, found = table.match(tokens.words, tokens.lows, i, i + 1, day)
    if not n and table.lost_apostrophe(low):
        possessor = table.single(low[:-1], word, day)
        if possessor is not None:
            return Item(possessor.cls, i, i + 1, low[:-1], {possessor.cls: possessor}, "possessive")
    capital = tokens.capital[i]
    reading = table.reading(found) if n else None
    counted = not n and not before and low in lexicon.time.numbers
    if (capital and not counted) or low in lexicon.articles:
        known = table.name(tokens.lows, i, last)
        if known and known >= n and not (reading and ("side" in reading.entries or "nation" in reading.entries)):
            known = 0 if reading and known == n and not reading.namelike else known
            span = _cap_span(tokens, i, last, table, lexicon, day, times) if known else i
            if known and (
                span <= i + known or _all_known(tokens, i + known, span, table) or _office(before, span - i - known)
            ):
                return Item("cap", i, i + known, low, {}, "known")
        if (
            reading is None
            or (n == 1 and low in lexicon.articles and not _article(tokens, i, last, reading))
            or (before and reading.namelike and _inside_name(tokens, i, n, last, table, lexicon, found))
        ):
            span = _cap_span(tokens, i, last, table, lexicon, day, times)
            span = _first_listed(tokens, i, span, last, table, lexicon)
            if span > i:
                return Item("word" if span == i + 1 and low in lexicon.time.months else "cap", i, span, low, {}, None)
    if reading is not None:
        kind = reading.kind if reading.settled else _settled(reading, before, tokens, i, n, last, table, day)
        return Item(kind, i, i + n, low, reading.entries)
    return Item(_unlisted(word, low), i, i + 1, low, {})


def _plain_after_article(before: list[Item], found: list[Entry]) -> bool:
    """Whether a verb phrase in its plain form stands where a noun must: "a final push on", "a fresh push on"."""
    article = len(before) > 1 and before[-2].low in ("a", "an", "the")
    return article and all("base" in e.forms and "pp" not in e.forms for e in found)


def _article(tokens: Tokens, i: int, last: int, reading: Reading) -> bool:
    """Whether "An", "As" or "At" is English ("An al-Qaeda affiliate"), not the Arabic article ("An-Nasiriyah")."""
    if i + 1 >= last or (tokens.words[i + 1] == "-" and tokens.glued(i + 1)):
        return False
    return reading.kind == "det" or (reading.kind in ("boundary", "prep") and not tokens.capital[i + 1])


def _unlisted(word: str, low: str) -> str:
    """Kind of a token that the table does not list."""
    if low in ("'s", "’s"):
        return "'s"
    if word[0].isdigit():
        return "num"
    if not word[0].isalnum():
        return "-" if word in "-–" else "punct"
    return "word"


def _settled(
    reading: Reading, before: list[Item], tokens: Tokens, i: int, n: int, last: int, table: Table, day: str
) -> str:
    """The kind of a phrase that its neighbours decide."""
    kind, entries = reading.kind, reading.entries
    if (
        kind == "prep"
        and ("about" in entries or "more_than" in entries)
        and i + n < last
        and _quantity(tokens, i + n, table, day)
    ):
        kind = "about" if "about" in entries else "more_than"
    if kind == "boundary" and before:
        if "former" in entries and _told_of_past(before[-1], tokens, i + n, last, table, day):
            return "former"
        return "adverb" if before[-1].kind == "have" else kind
    return _in_context(kind, entries, before, tokens, i, n, last)


def _told_of_past(left: Item, tokens: Tokens, i: int, last: int, table: Table, day: str) -> bool:
    """Whether "once" says that something is over: "was once a stronghold", "P, once held by A"."""
    if i >= last or not (left.kind in ("be", "have", "place", "relative", "cap") or left.low == ","):
        return False
    if tokens.lows[i] in ("a", "an") or (left.kind == "be" and tokens.lows[i] == "the"):
        return True
    _, found = table.match(tokens.words, tokens.lows, i, last, day)
    return any("pp" in e.forms for e in found)


def _quantity(tokens: Tokens, i: int, table: Table, day: str) -> bool:
    """Whether a number or a share stands at token i."""
    if tokens.words[i][0].isdigit():
        return True
    _, found = table.match(tokens.words, tokens.lows, i, len(tokens.words), day)
    return any(e.cls == "share" for e in found)


def _office(before: list[Item], left: int) -> bool:
    """Whether the name of who holds an office follows that of its place: "the governor of Homs Talal Barazi"."""
    return left > 1 and len(before) > 1 and before[-1].kind == "of" and before[-2].kind in ("speakers", "title")


def _all_known(tokens: Tokens, i: int, end: int, table: Table) -> bool:
    """Whether the rest of a capitalised run is known names too: "Jarablus al Rai" without its comma."""
    while i < end:
        n = table.name(tokens.lows, i, end)
        if not n:
            return False
        i += n
    return True


def _first_listed(tokens: Tokens, i: int, end: int, last: int, table: Table, lexicon: Lexicon) -> int:
    """End of the first name of a run [i, end) of two that lost the comma between: "Maarat al-Numan Morek and Nawa"."""
    lows = tokens.lows
    if end < i + 2 or end >= last - 1 or table.name(lows, i, end) == end - i:
        return end
    listed = lows[end] in _JOINS and (tokens.capital[end + 1] or lows[end + 1] in _MEMBER)
    n = table.name(lows, i, end)
    n = 0 if n == 1 and lows[i] in lexicon.name_prefixes else n
    if n and not tokens.glued(i + n) and (listed or _all_known(tokens, i + n, end, table)):
        return i + n
    if n or not listed:
        return end
    for j in range(i + 1, end):
        bound = tokens.words[j - 1] == "-" or lows[j - 1] in lexicon.articles or lows[j - 1] in lexicon.name_prefixes
        if not bound and tokens.words[j] != "-" and _all_known(tokens, j, end, table):
            return j
    return end


_JOINS = frozenset({"and", "or"})
_MEMBER = frozenset({"the", "al", "el", "nearby", "neighbouring"})


def _inside_name(tokens: Tokens, i: int, n: int, last: int, table: Table, lexicon: Lexicon, found: list[Entry]) -> bool:
    """A capitalised compass or adjective that starts a name: "Eastern Ghouta", "New Fallujah"; not "Eastern Aleppo"."""
    if (
        any(e.cls == "compass" for e in found)
        and not table.name(tokens.lows, i, last)
        and table.name(tokens.lows, i + n, last)
    ):
        return False
    return tokens.capital[i] and i + n < last and tokens.capital[i + n] and tokens.lows[i + n] not in lexicon.articles


def _cap_span(tokens: Tokens, i: int, last: int, table: Table, lexicon: Lexicon, day: str, times: Times) -> int:
    """End of the run of capitalised tokens, with articles and hyphens, that starts at token i."""
    articles, spaced = lexicon.articles, lexicon.spaced_articles
    words, lows, capital = tokens.words, tokens.lows, tokens.capital
    end, j = i, i
    while j < last:
        word, low = words[j], lows[j]
        if low in articles and j + 1 < last:
            hyphen = words[j + 1] == "-" and tokens.glued(j + 1)
            if hyphen and j + 2 < last and capital[j + 2] and tokens.glued(j + 2):
                end = j = j + 3
                continue
            if (low in spaced or capital[j]) and capital[j + 1] and (end > i or low in spaced):
                j += 1
                continue
        if word == "-" and end > i and tokens.glued(j) and j + 1 < last and tokens.glued(j + 1) and capital[j + 1]:
            j += 1
            continue
        if _small_link(tokens, j, end, last):
            end = j = j + 4
            continue
        if not capital[j] or (j > i and tokens.starts[j] in times):
            break
        if j > i and not (j > i + 1 and lows[j - 1] in articles) and not (words[j - 1] == "-" and tokens.glued(j)):
            n, found = table.match(words, lows, j, last, day)
            partial = j == i + 1 and lows[i] in lexicon.places.of_areas and all(e.cls == "source" for e in found)
            if (n and not partial and not all(e.cls in ("org", "group_word") for e in found)) or (
                _nations(table, low) and j + 1 < last and lows[j + 1] in _RANKS
            ):
                break
            if j == i + 1 and _owner(table, lows[i]):
                break
        j += 1
        end = j
    return end


def _small_link(tokens: Tokens, j: int, end: int, last: int) -> bool:
    """Whether "-e-Khumri" goes on at token j: a short small word between the hyphens of a name."""
    words = tokens.words
    return (
        j == end
        and j + 3 < last
        and words[j] == "-"
        and words[j + 2] == "-"
        and words[j + 1].islower()
        and len(words[j + 1]) < 4
        and tokens.capital[j + 3]
        and all(tokens.glued(m) for m in range(j, j + 4))
    )


_RANKS = frozenset({"second", "third", "largest", "biggest", "main", "most"})


def _nations(table: Table, low: str) -> bool:
    """Whether a word is a nation's name with the s of a lost apostrophe: "Mosul Iraqs second city"."""
    return low.endswith("s") and any(e.cls == "nation" for e in table.single_word.get(low[:-1], ()))


def _owner(table: Table, low: str) -> bool:
    """Whether a word is a known name with the s of a lost apostrophe: "Aleppos Balouzeh village"."""
    name = low[:-1]
    return low.endswith("s") and len(name) > 4 and low not in table.one_word_names and name in table.one_word_names


def _noun_slot(left: Item, forms: tuple[str, ...]) -> bool:
    """Whether a verb's plain form stands where only a noun can: "the approaches", "Syria's arm", "an eastern push"."""
    if {"past", "pp", "ing"} & {*forms}:
        return False
    if left.kind == "det":
        return left.low in ("the", "a", "an", "no", "every", "each", "another")
    return left.kind in ("poss", "'s") or (left.kind == "people" and not left.low.endswith("s"))


def _in_context(
    kind: str, entries: dict[str, Entry], before: list[Item], tokens: Tokens, i: int, n: int, last: int
) -> str:
    """Choose between the verb and the noun that are written alike."""
    if "noun" in entries and before and before[-1].kind == "be" and "there" in (i.low for i in before[-4:-1]):
        return "noun"
    if kind == "group_word" and "head" in entries and not (before and before[-1].kind in ("cap", "people", "nation")):
        return "head"
    if (
        kind == "verb"
        and "noun" in entries
        and entries["noun"].value == "contested"
        and (
            not before
            or before[-1].kind not in (*_VERB_LEFT, "be", "side", "role", "head", "pronominal", "people", "conj", "-")
            or (before[-1].low in ("that", "but") and "ing" in entries[kind].forms)
        )
        and not {"past", "pp"} & set(entries[kind].forms)
    ):
        return "noun"
    if kind not in VERBLIKE:
        return kind
    if kind == "say" and "managed" in entries and i + n < last and tokens.lows[i + n] == "to":
        return "managed"
    other = instead(entries)
    left = before[-1] if before else None
    following = tokens.lows[i + n] if i + n < last else ""
    if other == "noun" and {"base", "s"} & {*entries[kind].forms} and _reported(before):
        return other if entries["noun"].value == "contested" or following in _OF_NOUN else kind
    if other == "besieged" and left is not None and left.kind in VERBLIKE and i + n < last and tokens.capital[i + n]:
        return other
    if n == 1 and "noun" in entries and _governs(entries, following) and {"base", "s"} & {*entries[kind].forms}:
        return "noun"
    if other is None:
        return "word" if n == 1 and left is not None and _noun_slot(left, entries[kind].forms) else kind
    if (
        left is not None
        and left.kind in ("not_event", "managed", "occur")
        and "noun" in entries
        and not {"past", "pp", "ing"} & set(entries[kind].forms)
    ):
        return "noun"
    forms = entries[kind].forms
    if left is None and other == "besieged":
        return kind if following in ("by", "since", "for", "on") else other
    if left is None:
        return (
            other
            if following in ("of", "in", "between", "for", "over", "with", "against", "erupted", "broke")
            else kind
        )
    if "ing" in forms and left.kind in _BEFORE_GERUND and i + n < last and _names(tokens, i + n):
        return kind
    if left.kind == "relative" and following == "of" and other == "noun":
        return other
    if left.low in ("earlier", "previous") and len(before) > 1 and before[-2].kind in _NOUN_LEFT:
        return other
    if left.kind in _VERB_LEFT or (left.kind == "be" and "base" not in forms):
        return kind
    if "pp" in forms and following == "by":
        return kind
    object_follows = "base" in forms and _object_follows(entries, tokens, i + n, last)
    quite = left.kind == "about" and left.has("adverb") and len(before) > 1 and before[-2].kind == "be"
    if left.low == "each" and "base" in forms and len(before) > 1 and before[-2].kind in ("side", "role", "head"):
        return kind
    if left.kind in _NOUN_LEFT and not quite:
        return other
    if left.kind == "failed" and other == "planned_nouns" and "base" in forms:
        return other
    if left.kind == "planned" and "noun" in entries and "pp" in left.entries["planned"].forms and "base" in forms:
        return "noun" if len(before) > 1 and before[-2].kind in ("det", "poss", "'s") else kind
    if left.kind == "word" and "base" in forms:
        return kind if object_follows and left.low.endswith(("s", "men", "people")) else other
    if left.kind == "word" and other == "noun" and "s" in forms and not left.low.endswith("s"):
        return other
    if left.kind == "-" or (left.kind in ("punct",) and other in ("held", "besieged") and tokens.glued(i)):
        return other
    if ("past" in forms or "pp" in forms or "ing" in forms) and "base" not in forms:
        return kind
    if len(before) > 1 and left.kind in ("side", "role") and before[-2].kind == "prep" and other in ("noun", "held"):
        return other
    if left.kind in ("side", "role", "people", "head", "pronominal", "group_word", "cap", "org"):
        if object_follows:
            return kind
        if following in ("against", "across") and "noun" in entries:
            return "noun"
        plural = left.low.endswith("s") or tokens.lows[left.j - 1].endswith(("s", "men", "police")) or "s" in forms
        return kind if (plural or _several_of(before)) and following not in ("of", "from") else other
    named = i + n < last and tokens.capital[i + n] and "noun" in entries and entries["noun"].value == "gain"
    if left.kind == "conj" and (object_follows or named):
        return kind
    return other if following in ("of", "over") or left.kind in ("kind", "verb", "noun", "conj") else kind


def _several_of(before: list[Item]) -> bool:
    """Whether the noun phrase before is headed by a plural: "fighters of the X group", "forces loyal to X"."""
    for k in range(len(before) - 2, max(0, len(before) - 8), -1):
        if before[k].kind in ("of", "linker", "leading", "pro") or before[k].has("linker"):
            return before[k - 1].kind in _FORCES and before[k - 1].low.endswith("s")
        if before[k].kind not in _IN_NAME:
            return False
    return False


def _reported(before: list[Item]) -> bool:
    """Whether "said that", "reported on Friday that", "where" stands before: a clause with its own subject follows."""
    if not before or before[-1].low != "that":
        return bool(before) and before[-1].low == "where"
    said = before[-3] if len(before) > 2 and before[-2].kind == "time" else before[-2] if len(before) > 1 else None
    return said is not None and said.kind in ("say", "claim")


def _governs(entries: dict[str, Entry], following: str) -> bool:
    """Whether the word behind can only hang on the noun: "control over P", "capture of P"."""
    return following == "of" or (following == "over" and entries["noun"].value == "control")


def _names(tokens: Tokens, i: int) -> bool:
    """Whether token i begins the object of a gerund: a name, or a determiner."""
    hyphened = i + 1 < len(tokens.words) and tokens.words[i + 1] == "-"
    return tokens.capital[i] or hyphened or tokens.lows[i] in _OBJECT_STARTS


def _object_follows(entries: dict[str, Entry], tokens: Tokens, i: int, last: int) -> bool:
    """Whether token i can only begin the object of a verb: a determiner, a quantity, a name after "hold", "capture"."""
    if i >= last:
        return False
    holding = "noun" in entries and entries["noun"].value in ("control", "gain")
    return tokens.lows[i] in _OBJECT_STARTS or tokens.words[i][0].isdigit() or (holding and tokens.capital[i])
