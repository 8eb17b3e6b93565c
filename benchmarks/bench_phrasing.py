"""How a statement is worded should not matter: sentences put together from parts, so that what they say is known.

    python benchmarks/bench_phrasing.py [--number N] [--seed K] [--stripped] [--errors N] [--worst N] [FAMILY ...]

A family (`phrasing/NAME.yaml`) lists frames with what they say; `phrasing/common.yaml` names sides and places and what
may stand around a statement (a family may have lists of its own for these). A sentence is right when exactly its
claims are found: relation, side, place, whether it is put forward as true, and scope. The rate of failure is printed
for each part, so that a part that fails with all others stands on top. `--stripped` takes commas and apostrophes
away, as much collected news has lost them.

A frame may have, besides `text` and `claims` ("S gain P": role, relation, place phrase; S and O are two sides, N is an
unnamed one; P, Q and R are three place phrases; a fourth word is the status of this claim alone), `allow` (claims that
may be found, too), `status` (of its claims; by default as good as true; `asserted` and `claimed` are told apart only
where one is asked for), `scope` (instead of that of the place phrase; `any` if open), `extent`, `background`, `date`
(first and last ISO day), `for` (the only conflicts it is for), `who` (the side that S or O is), `from` (the list of a
conflict that S or O is one of, by default `sides`), and lists of its own for `before`, `after`, `around`, `places` and
`sides` (`[]` for none). A family's `words` are more slots, each with what may stand there: "{S} {took} {P}". In a place
phrase p, q and r are names, x is an area and a its name; it may have `names` (those of which something is claimed, by
default all), `allow` (names that may be found, too), `scope`, `extent` and `for`.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import defaultdict
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from territory.conflicts import load_conflict
from territory.extract.claims import known_names
from territory.extract.rules import Engine, engine

sys.path.insert(0, str(Path(__file__).parent))

from score import CLASSES, TRUE

FOLDER = Path(__file__).with_name("phrasing")
PUBLISHED = "2024-05-15"
AREA_WORDS = frozenset({"province", "governorate", "region", "oblast", "state", "district"})

Fact = tuple[str, str | None, str, str]


@dataclass(frozen=True)
class Sentence:
    """A sentence, the facts it states and the parts it is made of."""

    text: str
    conflict: str
    wanted: frozenset[Fact]
    allowed: frozenset[Fact]
    scopes: dict[str, str | None]
    background: bool | None
    extents: dict[str, tuple[float, float]]
    date: tuple[str, ...] | None
    parts: tuple[str, ...]


@dataclass
class Found:
    """Sentences read, those gone wrong, and both by part."""

    wrong: list[tuple[Sentence, list[Fact], list[Fact], list[str]]] = field(default_factory=list)
    parts: dict[str, list[int]] = field(default_factory=lambda: defaultdict(lambda: [0, 0]))
    read: int = 0

    @property
    def right(self) -> float:
        """Share of the sentences of which exactly what they say was found."""
        return 1 - len(self.wrong) / self.read


def families() -> list[str]:
    """Names of the families."""
    return sorted(path.stem for path in FOLDER.glob("*.yaml") if path.stem != "common")


def load(family: str) -> dict[str, Any]:
    """A family, with what it takes over from the common file; its conflicts come on top of the common ones."""
    common = yaml.safe_load((FOLDER / "common.yaml").read_text(encoding="utf-8"))
    own = yaml.safe_load((FOLDER / f"{family}.yaml").read_text(encoding="utf-8"))
    return {**common, **own, "conflicts": {**common["conflicts"], **own.get("conflicts", {})}}


def sentences(family: str, number: int, seed: int = 1, stripped: bool = False) -> list[Sentence]:
    """Sentences of a family; the same for the same seed, every frame equally often."""
    parts, chance = load(family), random.Random(seed)
    frames = parts["frames"]
    order = [frames[k % len(frames)] for k in range(number)]
    return [_sentence(parts, frame, chance, stripped) for frame in order]


def check(made: list[Sentence]) -> Found:
    """Read sentences and compare what is found with what they say."""
    out = Found()
    for one in made:
        missed, extra, slips = _compare(one)
        out.read += 1
        for part in one.parts:
            out.parts[part][0] += 1
            out.parts[part][1] += bool(missed or extra or slips)
        if missed or extra or slips:
            out.wrong.append((one, missed, extra, slips))
    return out


def _sentence(parts: dict[str, Any], frame: dict[str, Any], chance: random.Random, stripped: bool) -> Sentence:
    own = {**parts, **frame}
    lists = {"S": "sides", "O": "sides", **(own.get("from") or {})}
    able = [c for c in sorted(parts["conflicts"]) if _pairs(parts["conflicts"][c], lists)]
    conflict = chance.choice(own.get("for") or [*able, *["syria"] * 4 * ("syria" in able)])
    where = parts["conflicts"][conflict]
    fixed = frame.get("who", {})
    pairs = [pair for pair in _pairs(where, lists) if all(pair["SO".index(r)] == k for r, k in fixed.items())]
    role = dict(zip("SO", chance.choice(pairs), strict=True))
    words = {r: chance.choice((own.get("sides") or {}).get(k) or where[lists[r]][k]) for r, k in role.items()}
    names = chance.sample(where["places"], 9)
    phrases, placed, spare, scopes, extents, used = {}, {}, {}, {}, {}, []
    fitting = [p for p in map(_scoped, own["places"]) if conflict in p.get("for", (conflict,))]
    for slot, three in zip("PQR", (names[:3], names[3:6], names[6:]), strict=True):
        phrase = chance.choice(fitting)
        area = chance.choice(where["areas"]) if "{x}" in phrase["text"] else ""
        words_of = {**dict(zip("pqr", three, strict=True)), "x": area, "a": area.rsplit(" ", 1)[0]}
        phrases[slot] = phrase["text"].format(**words_of)
        own_names = phrase.get("names", ["{" + k + "}" for k in "pqr" if "{" + k + "}" in phrase["text"]])
        placed[slot] = [name.format(**words_of) for name in own_names]
        spare[slot] = [name.format(**words_of) for name in phrase.get("allow", ())]
        scopes |= dict.fromkeys(map(_name, placed[slot]), frame.get("scope", phrase.get("scope", "whole")))
        if extent := frame.get("extent", phrase.get("extent")):
            extents |= dict.fromkeys(map(_name, placed[slot]), tuple(extent))
        if "{" + slot + "}" in frame["text"]:
            used.append("place   " + phrase["text"])
    slots = sorted(s for s in own.get("words") or () if "{" + s + "}" in frame["text"])
    chosen = {s: chance.choice(own["words"][s]) for s in slots}
    core = frame["text"].format(**words, **phrases, **chosen)
    defaults = {"before": "", "after": "", "around": "{s}."}
    before, after, around = (chance.choice(own.get(k) or [d]) for k, d in defaults.items())
    if not around.startswith("{s}"):
        before = ""
    text = _tidy(around.replace("{s}", before + core + after))
    if stripped:
        text = text.replace(",", "").replace("'", "")
    status = frame.get("status", "true")
    return Sentence(
        text,
        conflict,
        frozenset(f for c in frame["claims"] for f in _facts(c, role, placed, status)),
        frozenset(
            f
            for claims, where_of in ((frame.get("allow", ()), placed), (frame["claims"], spare))
            for c in claims
            for s in {status, "true"}
            for f in _facts(c, role, where_of, s)
        ),
        scopes,
        frame.get("background"),
        extents,
        tuple(map(str, frame["date"])) if "date" in frame else None,
        (
            "frame   " + frame["text"],
            *(f"side    {words[r]}" for r in "SO" if "{" + r + "}" in frame["text"]),
            *used,
            *(f"{k:8}{v}" for k, v in chosen.items()),
            *(f"{k:8}{v}" for k, v in (("before", before), ("after", after), ("around", around)) if v),
        ),
    )


def _pairs(where: dict[str, Any], lists: dict[str, str]) -> list[tuple[str, str]]:
    """Every two sides of a conflict that can play the roles of a frame, each from the list that it asks for."""
    first, second = (sorted(where.get(lists[role]) or ()) for role in "SO")
    return [(s, o) for s in first for o in second if s != o]


def _scoped(phrase: str | dict[str, Any]) -> dict[str, Any]:
    return {"text": phrase} if isinstance(phrase, str) else phrase


def _tidy(text: str) -> str:
    for a, b in ((",,", ","), (", ,", ","), (",.", "."), ("..", "."), (" ,", ",")):
        text = text.replace(a, b)
    return ". ".join(s[:1].upper() + s[1:] for s in text.split(". "))


def _facts(claim: str, role: dict[str, str], placed: dict[str, list[str]], status: str) -> list[Fact]:
    who, relation, where, *own = claim.split()
    said = own[0] if own else status
    return [(CLASSES.get(relation, relation), role.get(who), _name(name), said) for name in placed[where]]


def _name(name: str) -> str:
    """A name as it is compared: "Al-Bab" at the head of a sentence is "al-Bab", "Luhansk oblast" is "Luhansk"."""
    first, _, last = name.rpartition(" ")
    return (first if last in AREA_WORDS else name).lower()


def _compare(one: Sentence) -> tuple[list[Fact], list[Fact], list[str]]:
    profile, reader = _reader(one.conflict)
    report = {"report_id": "x", "published": PUBLISHED, "source": "agency", "title": "", "text": one.text}
    found, slips = set(), []
    exact = any(f[3] in TRUE for f in one.wanted)
    for row in reader.read(report):
        side = row["side"]
        side = profile.rollup(side) if side and side != "unknown" else None
        status = "true" if row["status"] in TRUE and not exact else row["status"]
        name = _name(row["place"])
        fact = (CLASSES.get(row["relation"], row["relation"]), side, name, status)
        found.add(fact)
        if fact in one.wanted:
            wanted = one.scopes.get(name)
            if wanted != "any" and row["scope"] != wanted:
                slips.append(f"scope of {name}: {row['scope']}, not {wanted}")
            if one.background is not None and row["background"] != one.background:
                slips.append(f"background of {name}: {row['background']}")
            extent = (row["extent_low"], row["extent_high"])
            if one.extents.get(name, extent) != extent:
                slips.append(f"extent of {name}: {extent}, not {one.extents[name]}")
            if one.date is not None and (row["date_from"], row["date_to"]) != one.date:
                slips.append(f"date of {name}: {row['date_from']} to {row['date_to']}")
    true = {f for f in one.allowed if f[3] in ("true", *TRUE)}
    allowed = one.allowed | {(*f[:3], said) for f in true for said in ((*TRUE,) if exact else ("true",))}
    extra = {f for f in found - one.wanted - allowed if f[0] != "loss" or not _lost(f, one)}
    return sorted(one.wanted - found, key=str), sorted(extra, key=str), slips


def _lost(fact: Fact, one: Sentence) -> bool:
    """Whether a loss follows from another side's gain of the place."""
    return any(w[0] == "hold" and w[2] == fact[2] and w[1] != fact[1] for w in one.wanted)


@lru_cache
def _reader(conflict: str) -> tuple[Any, Engine]:
    profile = load_conflict(conflict)
    return profile, engine(profile, "en", known_names(profile))


def main() -> None:
    """Print the share of sentences read right, family by family."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("families", nargs="*")
    parser.add_argument("--number", type=int, default=1000, help="sentences of each family")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--stripped", action="store_true", help="without commas and apostrophes")
    parser.add_argument("--errors", type=int, default=0, help="list this many sentences that went wrong")
    parser.add_argument("--worst", type=int, default=0, help="list this many parts that fail most")
    chosen = parser.parse_args()
    for name in chosen.families or families():
        found = check(sentences(name, chosen.number, chosen.seed, chosen.stripped))
        print(f"{name:24} {found.right:.3f} of {found.read}")
        rows = sorted(found.parts.items(), key=lambda kv: (-kv[1][1] / kv[1][0], kv[0]))
        for part, (number, wrong) in rows[: chosen.worst]:
            print(f"  {wrong / number:.2f} of {number:4}  {part}")
        for one, missed, extra, slips in found.wrong[: chosen.errors]:
            print(f"  [{one.conflict}] {one.text}")
            for word, things in (("missed", missed), ("made up", extra), ("slip", slips)):
                for thing in things:
                    print(f"      {word}: {thing}")


if __name__ == "__main__":
    main()
