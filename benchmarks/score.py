"""Score claims against annotated ones: what is right, made up and missed, and how well its attributes are given.

A claim is a fact (class, side, place, kind, scope): control and gain are one class, ``hold``. Equal facts of one report
count once. Only facts put forward as true (asserted, or claimed by a party) count; a plan, denial or failure
given as true is made up. Sides are compared at the top of the profile's tree. A gain also says that its opponent lost
the place: that may match an annotated loss, but is never demanded and never counted as made up.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import SequenceMatcher
from typing import Any

Claim = Mapping[str, Any]
CLASSES = {
    "control": "hold", "gain": "hold", "loss": "loss", "contested": "contested", "siege": "siege",
    "siege_lifted": "siege_lifted", "threat": "threat",
}  # fmt: skip
CORE = ("hold", "loss", "contested", "siege")
TRUE = ("asserted", "claimed")
AREAS = {"subdistrict", "district", "province", "region", "country"}
GENERIC = set(
    "the of in city town village province governorate district region area state oblast raion county country "
    "countryside "
    "northern southern eastern western northeastern northwestern southeastern southwestern north south east west "
    "central "
    "border crossing airport air base airbase military neighbourhood quarter road highway township locality oilfield "
    "al an ar as ash at az el ad "
    "مدينة بلدة قرية محافظة ريف حي منطقة مطار معبر "
    "місто село селище область район м с смт город поселок посёлок село н п "
    "міста села селища області району города села поселка посёлка области района".split()
)
ARABIC = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ة": "ه", "ـ": None})


@dataclass(frozen=True)
class Fact:
    """What a claim says, reduced to what is compared."""

    kind: str
    side: str
    sides: frozenset[str]
    place: tuple[str, ...]
    area: bool | None
    scope: str | None
    claim: Claim = field(compare=False)


@dataclass
class Tally:
    """Right, made up and missed facts of a class."""

    right: int = 0
    spurious: int = 0
    missed: int = 0

    def add(self, other: Tally) -> None:
        """Add another tally to this one."""
        self.right += other.right
        self.spurious += other.spurious
        self.missed += other.missed

    @property
    def precision(self) -> float:
        """Share of the given facts that are right."""
        return self.right / max(1, self.right + self.spurious)

    @property
    def recall(self) -> float:
        """Share of the annotated facts that are found."""
        return self.right / max(1, self.right + self.missed)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        return 2 * self.right / max(1, 2 * self.right + self.spurious + self.missed)


@dataclass
class Score:
    """Tallies by class, attributes as [right, asked], and the errors as tuples that can be printed."""

    classes: dict[str, Tally] = field(default_factory=lambda: {k: Tally() for k in (*CORE, "siege_lifted", "threat")})
    attributes: dict[str, list[int]] = field(default_factory=dict)
    hedged: Tally = field(default_factory=Tally)
    errors: list[tuple[str, ...]] = field(default_factory=list)

    @property
    def core(self) -> Tally:
        """All classes but threats and lifted sieges."""
        total = Tally()
        for name in CORE:
            total.add(self.classes[name])
        return total

    def add(self, other: Score) -> None:
        """Add another score to this one."""
        for name, tally in other.classes.items():
            self.classes[name].add(tally)
        for name, (right, asked) in other.attributes.items():
            self._count(name, right, asked)
        self.hedged.add(other.hedged)
        self.errors.extend(other.errors)

    def judge(self, name: str, right: bool) -> None:
        """Count one attribute as asked, and as right where it is."""
        self._count(name, int(right), 1)

    def _count(self, name: str, right: int, asked: int) -> None:
        counts = self.attributes.setdefault(name, [0, 0])
        counts[0] += right
        counts[1] += asked


def fold(name: str) -> tuple[str, ...]:
    """Words of a place name without case, diacritics, articles and words such as `town`."""
    text = unicodedata.normalize("NFKD", name.translate(ARABIC)).casefold()
    text = "".join(c for c in text if not unicodedata.combining(c) and c not in "'`’ʿʾʼ")
    words = [re.sub(r"^[وبلفك]?ال(?=\w{2})", "", w) for w in re.findall(r"\w+", text)]
    return tuple([w for w in words if w not in GENERIC] or words)


def same_place(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether two folded names can name one place: equal, one within the other, or alike but for an ending."""
    if not a or not b:
        return False
    if set(a) <= set(b) or set(b) <= set(a):
        return True
    one, two = "".join(a), "".join(b)
    if re.match(r"[а-яіїєґ]", one):
        stem = max(3, min(len(one), len(two)) - 2)
        return abs(len(one) - len(two)) <= 3 and one[:stem] == two[:stem]
    return SequenceMatcher(None, one, two, autojunk=False).ratio() >= 0.84


def facts(claims: Iterable[Claim], rollup: Mapping[str, str], hedged: bool = False) -> list[Fact]:
    """Facts of the claims that are put forward as true, or (hedged) of those that are not plainly asserted."""
    found: list[Fact] = []
    for claim in claims:
        status = claim.get("status") or "asserted"
        kind = CLASSES.get(claim.get("relation", ""))
        if kind is None or not claim.get("place") or (status == "asserted" if hedged else status not in TRUE):
            continue
        fact = _fact(claim, kind, _side(claim.get("side"), rollup), rollup)
        if hedged or not any(equal(fact, f) for f in found):
            found.append(fact)
    return found


def equal(a: Fact, b: Fact) -> bool:
    """Whether two facts say the same."""
    if a.kind != b.kind or not same_place(a.place, b.place):
        return False
    if None not in (a.area, b.area) and a.area != b.area:
        return False
    if {a.scope, b.scope} == {"near", "whole"}:
        return False
    if a.kind == "contested":
        return not a.sides or not b.sides or bool(a.sides & b.sides)
    return a.side == b.side or (a.kind in ("siege", "siege_lifted") and "unknown" in (a.side, b.side))


def score(gold: Sequence[Claim], given: Sequence[Claim], rollup: Mapping[str, str], report: str = "") -> Score:
    """Score one report's claims.

    Parameters
    ----------
    gold
        Annotated claims (`extent` a pair, `date` an ISO day, month or year).
    given
        Claims in the columns of the claims table.
    rollup
        Key of each side → key of its ancestor at the top of the profile's tree.
    report
        Its id, for the list of errors.
    """
    out = Score()
    wanted, found = facts(gold, rollup), facts(given, rollup)
    extra, known = _losses(given, rollup), _losses(gold, rollup)
    pairs = _pair(wanted, found)
    for fact in found:
        if (match := pairs.get(id(fact))) is not None:
            out.classes[fact.kind].right += 1
            _attributes(match.claim, fact.claim, out)
        elif not any(equal(fact, other) for other in (*wanted, *known)):
            out.classes[fact.kind].spurious += 1
            out.errors.append(
                (report, "made up", fact.kind, fact.side, str(fact.claim["place"]), str(fact.claim["quote"]))
            )
    matched = {id(fact) for fact in pairs.values()}
    for fact in wanted:
        if id(fact) in matched:
            continue
        implied = any(equal(fact, other) for other in extra)
        out.classes[fact.kind].right += implied
        out.classes[fact.kind].missed += not implied
        if not implied:
            out.errors.append(
                (report, "missed", fact.kind, fact.side, str(fact.claim["place"]), str(fact.claim["quote"]))
            )
    _hedges(gold, given, rollup, out)
    return out


def _side(value: Any, rollup: Mapping[str, str]) -> str:
    return rollup.get(value, value) if isinstance(value, str) and value else "unknown"


def _fact(claim: Claim, kind: str, side: str, rollup: Mapping[str, str]) -> Fact:
    sides = frozenset(_side(claim.get(k), rollup) for k in ("side", "opponent_side")) - {"unknown"}
    place_kind = claim.get("place_kind") or "unknown"
    area = None if place_kind in ("unknown", "other", "road", "hill") else place_kind in AREAS
    return Fact(kind, side, sides, fold(str(claim["place"])), area, claim.get("scope", "whole"), claim)


def _losses(claims: Iterable[Claim], rollup: Mapping[str, str]) -> list[Fact]:
    """Losses that gains imply for their opponents."""
    return [
        _fact(c, "loss", _side(c.get("opponent_side"), rollup), rollup)
        for c in claims
        if c.get("relation") in ("gain", "control") and c.get("place") and (c.get("status") or "asserted") in TRUE
        and _side(c.get("opponent_side"), rollup) != "unknown"
    ]  # fmt: skip


def _pair(wanted: Sequence[Fact], found: Sequence[Fact]) -> dict[int, Fact]:
    """Each found fact (by identity) with the annotated one it stands for, the likest first."""
    candidates = [
        (f.place != w.place, f.scope != w.scope, f.claim.get("relation") != w.claim.get("relation"), i, j)
        for i, f in enumerate(found)
        for j, w in enumerate(wanted)
        if equal(f, w)
    ]
    pairs: dict[int, int] = {}
    for *_, i, j in sorted(candidates):
        if i not in pairs and j not in pairs.values():
            pairs[i] = j
    return {id(found[i]): wanted[j] for i, j in pairs.items()}


def _attributes(gold: Claim, given: Claim, out: Score) -> None:
    low, high = given.get("extent_low"), given.get("extent_high")
    bounds = None if low is None or high is None or low != low or (low, high) == (1, 1) else (low, high)
    if gold.get("extent") or bounds:
        want = gold.get("extent")
        out.judge(
            "extent", bool(want and bounds) and all(abs(a - b) <= 0.05 for a, b in zip(want, bounds, strict=True))
        )
    if gold.get("date"):
        out.judge("date", any(str(given.get(k) or "").startswith(gold["date"]) for k in ("date_from", "date_to")))
    if gold.get("scope") and {gold["scope"], given.get("scope") or "whole"} != {"whole"}:
        out.judge("scope", gold["scope"] == (given.get("scope") or "whole"))
    if gold.get("until"):
        out.judge(
            "until", any(str(given.get(k) or "").startswith(gold["until"][:4]) for k in ("until_from", "until_to"))
        )
    if gold.get("except_places"):
        names = [fold(p) for p in given.get("except_places") or []]
        out.judge("exceptions", all(any(same_place(fold(p), n) for n in names) for p in gold["except_places"]))
    if gold.get("attributed_to"):
        said = fold(str(given.get("attributed_to") or ""))
        out.judge("attribution", bool(set(said) & set(fold(gold["attributed_to"]))))
    out.judge("background", bool(gold.get("background")) == bool(given.get("background")))


def _aim(fact: Fact) -> Fact:
    """A planned gain is a threat: "aims to take P" may be written down as either."""
    return replace(fact, kind="threat") if (fact.kind, fact.claim["status"]) == ("hold", "planned") else fact


def _hedges(gold: Sequence[Claim], given: Sequence[Claim], rollup: Mapping[str, str], out: Score) -> None:
    wanted, found = ([_aim(f) for f in facts(claims, rollup, hedged=True)] for claims in (gold, given))
    right = sum(any(equal(f, w) and f.claim["status"] == w.claim["status"] for f in found) for w in wanted)
    spurious = sum(not any(equal(f, w) and f.claim["status"] == w.claim["status"] for w in wanted) for f in found)
    out.hedged.add(Tally(right, spurious, len(wanted) - right))
