"""The tables that travel between the stages: their columns, vocabularies and versions.

Every stage takes and returns a plain (Geo)DataFrame in one of these schemas. Text columns hold ``str`` or ``None``,
dates are ISO days (``YYYY-MM-DD``, UTC) held as text, lists and mappings are Python objects in memory and JSON in
files.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import pandas as pd

from territory.errors import TableError

Type = Literal["text", "date", "number", "integer", "boolean", "json", "geometry"]

RELATIONS = ("control", "gain", "loss", "contested", "siege", "siege_lifted", "threat")
MANNERS = ("assault", "withdrawal", "handover", "deal")
PLACE_KINDS = tuple(
    "city town village neighbourhood subdistrict district province region country "
    "base airport crossing road oilfield dam hill other unknown".split()
)
SCOPES = ("whole", "part", "near")
PART_KINDS = ("share", "areas", "area", "countryside", "outskirts", "direction", "around", "offset", "between")
STATUSES = ("asserted", "claimed", "denied", "planned", "negated")
FORMS = ("verb", "nominal", "adjectival")
MATCHES = ("exact", "alias", "fuzzy", "pinned", "abstained")
NODE_KINDS = ("unit", "union", "cell", "open", "point")
STATES = ("held", "mostly_held", "mixed", "shared", "vacated", "unknown")
BASES = ("reported", "inferred", "assumed", "stale", "unknown")
CERTAINTIES = ("confirmed", "claimed", "disputed")


@dataclass(frozen=True)
class Column:
    """One column: its name, type, what it says, and the values it may take."""

    name: str
    type: Type
    description: str
    required: bool = False
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class Schema:
    """A named, versioned list of columns."""

    name: str
    version: str
    columns: tuple[Column, ...]

    @property
    def names(self) -> list[str]:
        """Column names in order."""
        return [c.name for c in self.columns]

    def frame(self, rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
        """Make a table of this schema from mappings; absent keys become missing values.

        Raises
        ------
        TableError
            If a row has a key that the schema does not know.
        """
        rows = list(rows)
        known = set(self.names)
        unknown = {k for row in rows for k in row} - known
        if unknown:
            raise TableError(f"{self.name}: unknown columns {', '.join(sorted(unknown))}")
        return pd.DataFrame({c.name: self._series(c, [row.get(c.name) for row in rows]) for c in self.columns})

    def conform(self, table: pd.DataFrame) -> pd.DataFrame:
        """Give a table's columns this schema's types and order, keep columns of others after them, and check it.

        Raises
        ------
        TableError
            If a required column is absent or empty, or a value is outside its vocabulary; the row is named.
        """
        absent = [c.name for c in self.columns if c.required and c.name not in table.columns]
        if absent:
            raise TableError(f"{self.name}: no column {', '.join(absent)}; it needs {', '.join(self.names)}")
        out = {
            c.name: self._series(c, table[c.name].tolist() if c.name in table.columns else [None] * len(table))
            for c in self.columns
        }
        extra = [name for name in table.columns if name not in out]
        frame = pd.DataFrame({**out, **{name: table[name].tolist() for name in extra}})
        self.check(frame)
        return frame

    def check(self, table: pd.DataFrame) -> None:
        """Raise TableError at the first value that breaks the schema, naming row and column."""
        for c in self.columns:
            if c.name not in table.columns:
                raise TableError(f"{self.name}: no column {c.name}")
            series = table[c.name]
            if c.required and (missing := series.isna()).any():
                raise TableError(f"{self.name} row {int(missing.argmax()) + 1}: {c.name} is empty")
            if c.choices:
                wrong = ~(series.isin(c.choices) | series.isna())
                if wrong.any():
                    row = int(wrong.argmax())
                    raise TableError(
                        f"{self.name} row {row + 1}: {c.name} is {series.iloc[row]!r}; it may be {', '.join(c.choices)}"
                    )

    @staticmethod
    def _series(column: Column, values: list[Any]) -> pd.Series[Any]:
        if column.type in ("number",):
            return pd.Series(pd.to_numeric(pd.Series(values, dtype=object), errors="raise"), dtype="float64")
        if column.type == "integer":
            return pd.Series(pd.to_numeric(pd.Series(values, dtype=object), errors="raise"), dtype="Int64")
        if column.type == "boolean":
            return pd.Series([bool(v) and v == v for v in values], dtype=bool)
        if column.type in ("text", "date"):
            return pd.Series([None if v is None or v != v else str(v) for v in values], dtype=object)
        return pd.Series(values, dtype=object)


def _schema(name: str, version: str, *columns: Column) -> Schema:
    return Schema(name, version, columns)


C = Column

REPORTS = _schema(
    "reports", "1.0",
    C("report_id", "text", "unique id of the report", required=True),
    C("published", "date", "day of publication", required=True),
    C("source", "text", "who published it, as written"),
    C("title", "text", "headline; not part of `text`"),
    C("url", "text", "address of the report, as given; never opened"),
    C("language", "text", "ISO 639-1 code of the text, null when not known"),
    C("text", "text", "the report, NFC, newlines as \\n; every offset refers to it", required=True),
    C("location", "text", "file (and row) it was read from, for messages"),
    C("text_group", "text", "equal for near-duplicate texts (report_id of the earliest one)"),
)  # fmt: skip

CLAIMS = _schema(
    "claims", "1.0",
    C("claim_id", "text", "stable content hash of report, span, relation, side and place", required=True),
    C("report_id", "text", "the report it stands in", required=True),
    C("start", "integer", "first character of the quote in the report's text"),
    C("end", "integer", "one past its last character"),
    C("quote", "text", "text[start:end]"),
    C("relation", "text", "what is asserted", required=True, choices=RELATIONS),
    C("manner", "text", "how it came about", choices=MANNERS),
    C("actor", "text", "surface text of the side after resolving pronouns"),
    C("side", "text", "key of the side in the conflict profile; null when unknown"),
    C("opponent", "text", "who lost it, is besieged or is fought"),
    C("opponent_side", "text", "key of that side"),
    C("place", "text", "surface name of the place", required=True),
    C("place_kind", "text", "what kind of place the words say it is", choices=PLACE_KINDS),
    C("within", "text", "containing area, if the text names it"),
    C("place_to", "text", "the other end, for `between X and Y`"),
    C("scope", "text", "whole, part of it, or near it (outside)", choices=SCOPES),
    C("part", "text", "the limiting words"),
    C("part_kind", "text", "what the limiting words do", choices=PART_KINDS),
    C("direction", "text", "compass code (n, ne, e, se, s, sw, w, nw, c) in or from the place"),
    C("distance_km", "number", "kilometres from the place, for `12 km south of X`"),
    C("extent_low", "number", "least share of the place, 0 to 1"),
    C("extent_high", "number", "greatest share of the place, 0 to 1"),
    C("except_places", "json", "list of surface names excluded"),
    C("date_from", "date", "earliest day of the onset; null when unknown"),
    C("date_to", "date", "latest day of the onset, never after publication"),
    C("date_text", "text", "the words that date it; null when undated (then date_from = date_to = published)"),
    C("until_from", "date", "earliest day of the end of the state"),
    C("until_to", "date", "latest day of the end of the state"),
    C("status", "text", "how it is put forward", choices=STATUSES),
    C("attributed_to", "text", "who says it, as distinct from who published it"),
    C("background", "boolean", "history told as context"),
    C("form", "text", "verb, noun phrase (`the fall of X`) or adjective (`rebel-held X`)", choices=FORMS),
    C("confidence", "number", "calibrated probability that the claim is right"),
    C("published", "date", "the report's day of publication"),
    C("source", "text", "the report's publisher"),
    C("title", "text", "the report's headline"),
    C("url", "text", "the report's address"),
    C("text_group", "text", "near-duplicate group of the report"),
    C("sentence", "text", "the sentence around the quote"),
    C("sentence_start", "integer", "its first character in the report's text"),
    C("context", "json", "list of other place names that help to locate it: containers, dateline, neighbours"),
    C("origin", "text", "rules, llm, corrections or baseline"),
)  # fmt: skip

LOCATED = _schema(
    "located", "1.0",
    *CLAIMS.columns,
    C("place_id", "text", "gazetteer id of the place (a unit's is its p-code); null when abstained"),
    C("node", "text", "tree node that the claim is about; for `near`, the unit that holds the uncertainty disc"),
    C("pcode", "text", "smallest boundary unit that holds it (itself, when the place is a unit)"),
    C("level", "integer", "admin level of that unit"),
    C("latitude", "number", "degrees, WGS 84"),
    C("longitude", "number", "degrees, WGS 84"),
    C("radius_km", "number", "radius of uncertainty"),
    C("match", "text", "how the name was matched", choices=MATCHES),
    C("score", "number", "0 to 1"),
    C("candidates", "json", "list of {place_id, name, kind, pcode, score, reasons}, best first"),
    C("except_nodes", "json", "list of nodes that except_places resolved to"),
    C("except_part", "boolean", "only a part of those nodes is excepted (`the X area`): nothing is said of their rest"),
    C("node_part", "boolean", "the place is only a part of its node (a region, a disc): presence there, no share"),
)  # fmt: skip

CONTROL = _schema(
    "control", "1.0",
    C("node", "text", "tree node", required=True),
    C("kind", "text", "unit, union of units, cell, open country or point", required=True, choices=NODE_KINDS),
    C("pcode", "text", "the unit itself, or the smallest unit that holds the leaf", required=True),
    C("name", "text", "name of the node"),
    C("level", "integer", "admin level of a unit; null for leaves"),
    C("from", "date", "first day of the run; null when before all reports"),
    C("to", "date", "first day after the run; null when it lasts"),
    C("state", "text", "what is shown", required=True, choices=STATES),
    C("side", "text", "side with the largest estimate; null when unknown or vacated"),
    C("basis", "text", "where the estimate comes from", required=True, choices=BASES),
    C("certainty", "text", "whose word it is", choices=CERTAINTIES),
    C("shares", "json", "{side: [low, estimate, high]}; sides that are surely absent are left out"),
    C("claimant", "text", "side that alone claims it (dots over the confirmed colour)"),
    C("contested", "json", "list of sides fighting inside; empty list when none"),
    C("besieged_by", "text", "besieging side (`unknown` if not named)"),
    C("threatened_by", "text", "threatening side (`unknown` if not named)"),
    C("last_report", "date", "day of the newest claim in force"),
    C("claims", "json", "list of claim ids that made it so"),
    C("against", "json", "list of claim ids that speak against it"),
    C("readings", "json", "for a dispute: list of {side, shares, claims}"),
    C("rules", "json", "names of the inference rules used; `correction` where an analyst's claim is part of it"),
)  # fmt: skip

UNITS = _schema(
    "units", "1.0",
    C("pcode", "text", "code of the unit, unique in the set", required=True),
    C("name", "text", "name in English or the set's main language", required=True),
    C("names", "json", "{language: name}"),
    C("level", "integer", "0 country, 1, 2, 3", required=True),
    C("parent", "text", "p-code of the unit above; null for the country"),
    C("area_km2", "number", "equal-area square kilometres"),
    C("flags", "json", "list of flags, such as `disputed`"),
    C("geometry", "geometry", "polygon, EPSG:4326"),
)  # fmt: skip

NODES = _schema(
    "nodes", "1.1",
    C("node", "text", "a unit's p-code, a settlement's place_id, or `PCODE/open`", required=True),
    C("kind", "text", "unit, union of units, cell, open or point", required=True, choices=NODE_KINDS),
    C("parent", "text", "node above; null for the country"),
    C("pcode", "text", "smallest unit that holds it, or itself", required=True),
    C("name", "text", "name of the node"),
    C("level", "integer", "admin level of a unit; null for others"),
    C("area_km2", "number", "weight; 0 for points; leaves sum to their unit"),
    C("place_kind", "text", "kind of the settlement or point"),
    C("seat_of", "json", "list of p-codes whose seat this settlement is"),
    C("names", "json", "of a leaf: list of its other names, in any script"),
    C("latitude", "number", "of a leaf: where its place is, degrees, WGS 84"),
    C("longitude", "number", "of a leaf: where its place is, degrees, WGS 84"),
    C("population", "number", "of a leaf: inhabitants, if known"),
    C("geometry", "geometry", "polygon, or point for points, EPSG:4326"),
)  # fmt: skip

GAZETTEER = _schema(
    "gazetteer", "1.0",
    C("place_id", "text", "unique id; units use their p-code, GeoNames places `gn:ID`", required=True),
    C("name", "text", "main name", required=True),
    C("names", "json", "list of other names, in any script"),
    C("kind", "text", "a place kind", required=True, choices=PLACE_KINDS),
    C("latitude", "number", "degrees, WGS 84"),
    C("longitude", "number", "degrees, WGS 84"),
    C("population", "number", "inhabitants, if known"),
    C("pcode", "text", "smallest unit that holds it; itself for units"),
    C("seat_of", "json", "list of p-codes whose seat it is"),
    C("source", "text", "where the entry comes from"),
    C("radius_km", "number", "reach of a region or road, or of the unit that is all that is known; null for others"),
)  # fmt: skip

UNPLACED = _schema(
    "unplaced", "1.0",
    C("place", "text", "surface name that was not found", required=True),
    C("place_kind", "text", "what the words say it is", choices=PLACE_KINDS),
    C("within", "text", "containing area, if the text names it"),
    C("times", "integer", "claims about it"),
    C("reports", "integer", "reports with such claims"),
    C("candidates", "text", "places it could be pinned to, as `name (kind, id)`, best first"),
)  # fmt: skip

SCHEMAS = {s.name: s for s in (REPORTS, CLAIMS, LOCATED, CONTROL, UNITS, NODES, GAZETTEER, UNPLACED)}
