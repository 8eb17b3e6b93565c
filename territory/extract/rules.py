"""The default extractor: one report in, its claims out; offline and deterministic."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from territory.conflicts import Conflict
from territory.extract.assemble import Row, rows_of
from territory.extract.clause.clauses import Clause
from territory.extract.clause.commas import with_commas
from territory.extract.clause.memory import Memory
from territory.extract.clause.scene import Scene
from territory.extract.relations.adjectives import besieged_claims, holder_claims, taken_from_holders
from territory.extract.relations.drafts import Draft
from territory.extract.relations.driven import driven_claims
from territory.extract.relations.echoes import echo_claims
from territory.extract.relations.elisions import Elision, elided_claims, elision
from territory.extract.relations.holding import charge_claims, owned_claims
from territory.extract.relations.nominals import noun_claims
from territory.extract.relations.predicated import predicative_claims
from territory.extract.relations.sieges import besieged_people, closed_off, ring_claims, without_doubles
from territory.extract.relations.states import state_claims, stationed_claims
from territory.extract.relations.strongholds import stronghold_claims
from territory.extract.relations.threats import approach_claims, road_claims, under_attack
from territory.extract.relations.verbs import verb_claims
from territory.extract.said.hearing import hear
from territory.extract.said.plans import unmade_claims
from territory.extract.said.quotes import unmarked
from territory.extract.times.dates import Clock, Moment
from territory.extract.times.ends import close
from territory.extract.toponyms import PlaceFinder
from territory.extract.where.antecedents import Places
from territory.extract.where.evidence import place_evidence
from territory.extract.where.mentions import foresee, remember
from territory.extract.who.actors import ActorFinder
from territory.extract.who.sides import Sides, Table
from territory.extract.words.items import scan
from territory.extract.words.lexicon import Lexicon, load_lexicon, normaliser
from territory.extract.words.tokens import Tokens, tokenise


@dataclass
class Engine:
    """Everything that does not change from report to report."""

    lexicon: Lexicon
    sides: Sides
    table: Table
    clock: Clock
    actors: ActorFinder
    places: PlaceFinder
    kinds: dict[str, str]
    state_sides: frozenset[str]

    def read(self, report: dict[str, Any]) -> list[Row]:
        """Claims of one report (keys of the ``reports`` schema)."""
        return [row for row, _ in self.explained(report)]

    def explained(self, report: dict[str, Any]) -> list[tuple[Row, Draft]]:
        """Claims of one report, each with the draft that says how it was found."""
        text = report["text"]
        today = self.clock.dateline(text, date.fromisoformat(report["published"]))
        tokens = self.tokens(text)
        moments = self.clock.moments(tokens, today)
        rows: list[tuple[Row, Draft]] = []
        for scene in self.scenes(tokens, moments, report["published"], report.get("title") or ""):
            rows += rows_of(scene, self._claims(scene), moments, report, today)
        close(rows)
        return rows

    def trace(self, text: str, published: str) -> Iterator[tuple[Scene, list[Draft]]]:
        """Sentences of a text with what the rules found in each, for looking into."""
        tokens = self.tokens(text)
        moments = self.clock.moments(tokens, date.fromisoformat(published))
        for scene in self.scenes(tokens, moments, published):
            yield scene, self._claims(scene)

    def tokens(self, text: str) -> Tokens:
        """Tokens and sentences of a text."""
        language = self.lexicon.language
        return tokenise(text, normaliser(language.normalise, text), language.abbreviations)

    def scenes(self, tokens: Tokens, moments: list[Moment], published: str, title: str = "") -> Iterator[Scene]:
        """Sentences of a text, in order, each with the memory of those before it."""
        country = self.sides.conflict.country
        spots = Places(
            country=self.lexicon.nations.nations.get(country, [None])[0],
            capital=self.lexicon.nations.seats.get(country),
            title=title.lower(),
            gazetteer=self.kinds,
        )
        memory = Memory(spots, day=published)
        known = self._known(tokens)
        defined: dict[str, str] = {}
        scenes = [
            self._scene(tokens, span, moments, memory, known, number, published, defined)
            for number, span in enumerate(tokens.sentences)
        ]
        placey = place_evidence(scenes)
        for scene in scenes:
            for k in scene.at("actor"):
                actor = scene.items[k].value
                if actor.brand and actor.key:
                    memory.brands.setdefault(actor.brand, set()).add(actor.key)
        memory.ahead = foresee(scenes, placey)
        memory.voices = hear(scenes)
        for scene in scenes:
            remember(scene, placey, self.sides.conflict.country)
            yield scene

    def _known(self, tokens: Tokens) -> set[str]:
        """Capitalised words of the text, folded: what tells "Aleppos" from a name that ends in s."""
        return {low for capital, low in zip(tokens.capital, tokens.lows, strict=True) if capital}

    def _scene(
        self,
        tokens: Tokens,
        span: tuple[int, int],
        moments: list[Moment],
        memory: Memory,
        known: set[str],
        number: int,
        day: str,
        defined: dict[str, str],
    ) -> Scene:
        items = unmarked(scan(tokens, span[0], span[1], self.table, moments, self.lexicon, day))
        if tokens.bare:
            items = with_commas(items, tokens, self.lexicon)
        items = self.actors.group(items, tokens, day, defined)
        items = self.places.group(items, tokens, known)
        return Scene(items, tokens, Clause(items), memory, self.sides, self.lexicon, number, self.state_sides, span)

    def _claims(self, scene: Scene) -> list[Draft]:
        unplaced: list[Elision] = []
        for k, item in enumerate(scene.items):
            if item.kind not in _TRIGGERS:
                continue
            if item.kind == "verb":
                verb_claims(scene, k)
                if scene.tokens.lows[item.j - 1] in ("in", "under") and item.j > item.i + 1:
                    state_claims(scene, k)
                unplaced += [found] if (found := elision(scene, k)) is not None else []
            elif item.kind == "noun":
                noun_claims(scene, k)
                if item.has("stronghold"):
                    stronghold_claims(scene, k)
            elif item.kind in ("prep", "to"):
                state_claims(scene, k)
                road_claims(scene, k)
                under_attack(scene, k)
                if item.low == "in":
                    charge_claims(scene, k)
                stationed_claims(scene, k)
                ring_claims(scene, k)
                if item.low == "out":
                    driven_claims(scene, k)
            elif item.kind == "owned":
                owned_claims(scene, k)
            elif item.kind == "held":
                predicative_claims(scene, k)
            elif item.kind == "stronghold":
                stronghold_claims(scene, k)
            elif item.kind == "place":
                holder_claims(scene, k)
                approach_claims(scene, k)
                besieged_claims(scene, k)
                closed_off(scene, k)
                echo_claims(scene, k)
            elif item.kind == "besieged":
                besieged_people(scene, k)
            if item.kind == "actor":
                told = item.value
                open_ = (told.anaphoric and (told.rank >= 3 or told.owner >= 0)) or told.rebel or told.regular
                seen = scene.actor(told) if open_ else told
                if seen is not None:
                    aside = k > 0 and scene.items[k - 1].low == "where"
                    scene.memory.see_side(seen, scene.number, not aside and self._subject(scene, k), aside)
        elided_claims(scene, unplaced)
        unmade_claims(scene)
        scene.drafts = without_doubles(taken_from_holders(scene.drafts))
        scene.memory.drafts += [(scene.number, draft) for draft in scene.drafts]
        return scene.drafts

    def _subject(self, scene: Scene, k: int) -> bool:
        """Whether the side at item k may be a subject: nothing governs it, and it is no adjective of what is held."""
        items = scene.items
        before, after = items[k - 1] if k else None, items[k + 1] if k + 1 < len(items) else None
        if after is not None and (after.kind in ("-", "held") or (before is not None and after.has("held"))):
            return False
        while k and items[k - 1].kind in _BEFORE_NOUN:
            k -= 1
        before = items[k - 1] if k else None
        if before is not None and before.kind == "conj" and k > 1 and items[k - 2].kind == "actor":
            return self._subject(scene, k - 2)
        return before is None or before.kind not in ("prep", "of", "verb", "to", "not_event", "boundary")


@lru_cache(maxsize=16)
def _engine(conflict_json: str, code: str, names: tuple[tuple[str, str], ...]) -> Engine:
    conflict = Conflict.model_validate_json(conflict_json)
    lexicon = load_lexicon(code)
    sides = Sides(conflict, lexicon)
    state = {s.key for s in conflict.sides if s.kind in ("state", "foreign")}
    state |= {s.key for s in conflict.sides if conflict.path(s.key)[0] in state}
    return Engine(
        lexicon,
        sides,
        Table(lexicon, sides, tuple(n for n, _ in names)),
        Clock(lexicon.time),
        ActorFinder(sides, lexicon),
        PlaceFinder(lexicon, frozenset(n.lower() for n, _ in names)),
        {n.lower(): k for n, k in names if k},
        frozenset({*state, sides.incumbent}),
    )


def engine(conflict: Conflict, code: str = "en", names: tuple[tuple[str, str], ...] = ()) -> Engine:
    """The engine of a conflict and a language, built once."""
    return _engine(conflict.model_dump_json(by_alias=True), code, names)


_BEFORE_NOUN = frozenset({"det", "poss", "place_adj", "modifier", "num", "title"})
_TRIGGERS = frozenset({"verb", "noun", "prep", "to", "stronghold", "place", "actor", "besieged", "held", "owned"})
