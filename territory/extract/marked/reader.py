"""One report of a marked language in, its claims out; offline and deterministic."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from territory.conflicts import Conflict
from territory.extract.assemble import Row, drafted
from territory.extract.clause.memory import Memory
from territory.extract.identity import claim_id, told_by
from territory.extract.marked.lexicon import MarkedLexicon, load_marked
from territory.extract.marked.placegroups import PlaceGrouper
from territory.extract.marked.roles import Sentence
from territory.extract.marked.scan import Item, Phrases, scan
from territory.extract.marked.sidegroups import SideGrouper
from territory.extract.marked.status import announcer, is_background, modality, speaker, when
from territory.extract.marked.words import slavic_stem
from territory.extract.relations.drafts import Draft
from territory.extract.times.dates import Clock
from territory.extract.where.antecedents import Places
from territory.extract.who.sides import Sides
from territory.extract.words.lexicon import load_lexicon
from territory.extract.words.tokens import Tokens, tokenise


@dataclass
class MarkedEngine:
    """Everything of a language and a conflict that does not change from report to report."""

    lexicon: MarkedLexicon
    sides: Sides
    phrases: Phrases
    sidegroups: SideGrouper
    placegroups: PlaceGrouper
    clock: Clock
    names: frozenset[str]
    state: frozenset[str]
    kinds: dict[str, str]

    def read(self, report: dict[str, Any]) -> list[Row]:
        """Claims of one report (keys of the ``reports`` schema)."""
        text = report["text"]
        tokens = tokenise(text, self.lexicon.normalise, self.lexicon.language.abbreviations)
        today = self.clock.dateline(text, date.fromisoformat(report["published"]))
        moments = self.clock.moments(text, today)
        memory = Memory(Places(gazetteer=self.kinds))
        stems = self._stems(tokens)
        rows: list[Row] = []
        for number, (first, last) in enumerate(tokens.sentences):
            items = scan(tokens, first, last, self.phrases, moments, report["published"], stems)
            items = self.sidegroups.actors(items, tokens)
            items = self.placegroups.places(items, tokens, self.names)
            sentence = Sentence(items, memory, self.sides, number, self.lexicon.language.order, self.names, self.state)
            rows += self._rows(sentence.claims(), items, tokens, report, today, memory, (first, last))
        return rows

    def _stems(self, tokens: Tokens) -> frozenset[str]:
        """Stems of words that stand capitalised within a sentence, where only names do."""
        if self.phrases.arabic:
            return frozenset()
        openers = {first for first, _ in tokens.sentences}
        return frozenset(
            slavic_stem(w) for i, w in enumerate(tokens.words) if i not in openers and w[:1].isupper() and len(w) > 2
        )

    def _rows(
        self,
        drafts: list[Draft],
        items: list[Item],
        tokens: Tokens,
        report: dict[str, Any],
        today: date,
        memory: Memory,
        sentence: tuple[int, int],
    ) -> list[Row]:
        context = list(dict.fromkeys(m.name for m in memory.places[-60:]))[:12]
        rows: dict[tuple[Any, ...], Row] = {}
        for draft in drafts:
            row = self._row(draft, items, tokens, report, today, memory, sentence, context)
            rows.setdefault(tuple(row[k] for k in ("relation", "side", "place", "scope", "status")), row)
        return sorted(rows.values(), key=lambda r: (r["start"], r["end"], r["claim_id"]))

    def _row(
        self,
        draft: Draft,
        items: list[Item],
        tokens: Tokens,
        report: dict[str, Any],
        today: date,
        memory: Memory,
        sentence: tuple[int, int],
        context: list[str],
    ) -> Row:
        core, limit = draft.core, draft.limit
        start = tokens.starts[items[draft.first].i]
        end = tokens.ends[items[draft.last].j - 1]
        timing = when(items, draft, today, self.lexicon)
        said, party, denied = speaker(items, draft, self.sides, tokens)
        status = modality(items, draft)
        if status == "asserted" and (party or denied):
            status = "denied" if denied else "claimed"
        low, high = limit.extent if limit.extent is not None else (None, None)
        spoken = tokens.starts[sentence[0]], tokens.ends[sentence[1] - 1]
        row: Row = {
            **told_by(report),
            **drafted(draft, timing, tokens.text, (start, end), spoken, context),
            "place_kind": core.kind if core.kind != "unknown" else memory.kind_of(core.name or ""),
            "actor": (draft.actor.text or None) if draft.actor else None,
            "side": draft.actor.key if draft.actor else announcer(items, draft),
            "part_kind": None if limit.scope == "whole" else limit.part_kind,
            "extent_low": low,
            "extent_high": high,
            "status": status,
            "attributed_to": said,
            "background": is_background(items, draft, timing, today),
            "confidence": self.lexicon.language.confidence,
        }
        row["claim_id"] = claim_id(row)
        return row


@lru_cache(maxsize=16)
def _engine(conflict_json: str, code: str, names: tuple[tuple[str, str], ...]) -> MarkedEngine:
    conflict = Conflict.model_validate_json(conflict_json)
    lexicon = load_marked(code)
    sides = Sides(conflict, load_lexicon("en"))
    return MarkedEngine(
        lexicon,
        sides,
        Phrases(lexicon, conflict, names),
        SideGrouper(conflict, sides),
        PlaceGrouper(lexicon, conflict),
        Clock(lexicon.time),
        frozenset(name for name, _ in names),
        frozenset(s.key for s in conflict.sides if s.kind in ("state", "foreign")),
        {name.lower(): kind for name, kind in names if kind in ("city", "town")},
    )


def marked_engine(conflict: Conflict, code: str, names: tuple[tuple[str, str], ...] = ()) -> MarkedEngine:
    """The engine of a conflict and a marked language, built once."""
    return _engine(conflict.model_dump_json(by_alias=True), code, names)
