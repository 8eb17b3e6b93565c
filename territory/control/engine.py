"""resolve(): located claims in, runs of control out."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from territory.conflicts import Conflict, load_conflict
from territory.control.ageing import age
from territory.control.baseline import load_baseline, place_baseline
from territory.control.constraints import NO_DAY, day_numbers, read_claims
from territory.control.corrections import ORIGIN, apply_corrections
from territory.control.inference import Rules, choose_rules, find_seats
from territory.control.marks import find_marks, marked_days, spread
from territory.control.merging import merge
from territory.control.polygons import SUFFIXES, baseline_from_polygons, read_polygons
from territory.control.runs import Result, clip_runs, table_of
from territory.control.sources import hear, rolled
from territory.control.spreading import spread_claims
from territory.control.timeline import Timeline
from territory.control.tree import Tree, tree_of_nodes
from territory.errors import ControlError

NEEDED = tuple(
    "claim_id report_id relation manner side opponent_side node place_kind scope part part_kind node_part extent_low "
    "extent_high date_from date_to date_text until_from until_to status attributed_to background form confidence "
    "published source text_group except_nodes except_part origin".split()
)

if TYPE_CHECKING:
    import geopandas as gpd

    from territory.boundaries import BoundarySet


def resolve(
    located: pd.DataFrame,
    conflict: str | Path | Conflict = "syria",
    *,
    boundaries: str | Path | BoundarySet | None = None,
    tree: pd.DataFrame | Tree | None = None,
    baseline: str | Path | pd.DataFrame | gpd.GeoDataFrame | None = None,
    corrections: str | Path | pd.DataFrame | None = None,
    start: str | None = None,
    end: str | None = None,
    as_known_on: str | None = None,
    infer: str = "all",
    depth: int = 1,
) -> pd.DataFrame:
    """Resolve located claims into who held what, when: bounds and an estimate for every node of the tree.

    Parameters
    ----------
    located
        Claims in the ``located`` schema; abstained ones (no node) have no effect.
    conflict
        Profile, its name or file: sides, sources and whose party they are, ageing, baseline.
    boundaries
        Boundary set, its name or file; only used to build the tree where none is given.
    tree
        Table in the ``nodes`` schema, or a :class:`Tree`; default the tree of the boundary set with
        the places of its gazetteer.
    baseline
        State before the first report: a table or a CSV with pcode, side, low, high, or polygons with a column `side`
        (a GeoDataFrame or a file; they need a tree with geometry); default the profile's.
    corrections
        An analyst's corrections of the claims: a table or a CSV.
    start, end
        First and last ISO day of the result.
    as_known_on
        ISO day: claims published after it are left out.
    infer
        Inference rules in use: ``none``, ``seat``, ``parent`` or ``all``.
    depth
        Depth of the tree of sides (1: the top).

    Returns
    -------
    DataFrame
        Runs in the ``control`` schema, ``from`` inclusive, ``to`` exclusive, shares by area.

    Raises
    ------
    ControlError
        If baseline, corrections or `infer` cannot be used.
    """
    profile = load_conflict(conflict)
    located = apply_corrections(located, corrections, as_known_on=as_known_on)
    given = _nodes(tree, boundaries, profile)
    before = _polygons_as_table(baseline, given, profile)
    nodes = _as_tree(given)
    with no_collection():
        result = run(
            located, profile, nodes, baseline=before, as_known_on=as_known_on, infer=infer, depth=depth
        )  # fmt: skip
        table = table_of(result)
    return clip_runs(table, start, end)


@contextmanager
def no_collection() -> Iterator[None]:
    """Keep the garbage collector from walking millions of new lists again and again; there are no cycles among them."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def run(
    located: pd.DataFrame,
    profile: Conflict,
    tree: Tree,
    *,
    baseline: str | Path | pd.DataFrame | None = None,
    as_known_on: str | None = None,
    infer: str = "all",
    depth: int = 1,
) -> Result:
    """The engine itself: as :func:`resolve`, with everything that it leaves behind."""
    located = _usable(located, as_known_on)
    before = load_baseline(baseline, profile)
    sides = active_sides(located, before, profile, depth)
    day = _baseline_day(profile, located)
    raw, negated, onset = read_claims(located, tree, sides, profile, depth, day if before is not None else None)
    raw = spread_claims(raw, located, tree, negated, onset)
    confidence = located["confidence"].to_numpy(dtype=np.float64)
    ops = merge(raw, hear(located, profile, depth), day_numbers(located["published"]), confidence)
    marks = find_marks(located, tree, ops, profile, depth)
    seats = find_seats(tree)
    rules = Rules(
        **choose_rules(infer), seats=seats, marked=marked_days(marks), mark_days=int(profile.ageing.contested),
    )  # fmt: skip
    history = Timeline(tree, len(sides), ops, rules).run(place_baseline(before, tree, sides, profile, depth, day))
    claim_ids = [str(c) for c in located["claim_id"]]
    corrected = frozenset(located.loc[located["origin"] == ORIGIN, "claim_id"])
    rows = age(history.rows(), ops, profile.ageing.half_life)
    reports = np.asarray(pd.factorize(located["report_id"])[0] + 1, dtype=np.int64)
    return Result(tree, sides, ops, rows, claim_ids, reports, spread(marks, seats), corrected)


def active_sides(located: pd.DataFrame, baseline: pd.DataFrame | None, conflict: Conflict, depth: int = 1) -> list[str]:
    """Sides that anything is said of, in the profile's order, and `other`."""
    said: set[Any] = set(rolled(located["side"], conflict, depth).dropna().unique())
    said |= set(rolled(located["opponent_side"], conflict, depth).dropna().unique())
    if baseline is not None:
        said |= set(rolled(baseline["side"], conflict, depth).dropna().unique())
    order = list(dict.fromkeys(conflict.rollup(s.key, depth) for s in conflict.sides))
    return [*(s for s in order if s in said), "other"]


def with_columns(located: pd.DataFrame) -> pd.DataFrame:
    """Claims with every column that the engine reads; those that were absent are empty."""
    absent = [name for name in NEEDED if name not in located.columns]
    return located.assign(**dict.fromkeys(absent)) if absent else located


def _usable(located: pd.DataFrame, as_known_on: str | None) -> pd.DataFrame:
    located = with_columns(located)
    wanted = located["node"].notna().to_numpy(dtype=bool, copy=True)
    if as_known_on is not None:
        wanted &= (located["published"].fillna("") <= as_known_on).to_numpy(dtype=bool)
    return located.reset_index(drop=True) if wanted.all() else pd.DataFrame(located[wanted]).reset_index(drop=True)


def _nodes(
    tree: pd.DataFrame | Tree | None, boundaries: str | Path | BoundarySet | None, profile: Conflict
) -> pd.DataFrame | Tree:
    """The tree that is given, else that of the boundary set with the places of its gazetteer."""
    if tree is not None:
        return tree
    from territory.boundaries import BoundarySet, build_tree, load_boundaries
    from territory.places import load_gazetteer

    units = boundaries if isinstance(boundaries, BoundarySet) else load_boundaries(boundaries or profile.boundaries)
    nodes: pd.DataFrame = build_tree(units, load_gazetteer(units, profile))
    return nodes


def _as_tree(nodes: pd.DataFrame | Tree) -> Tree:
    if isinstance(nodes, Tree):
        return nodes
    if nodes.empty:
        raise ControlError("the tree has no nodes")
    return tree_of_nodes(nodes)


def _polygons_as_table(
    baseline: Any, nodes: pd.DataFrame | Tree, profile: Conflict
) -> str | Path | pd.DataFrame | None:
    """The baseline as it is, or as a table where it is polygons."""
    is_file = isinstance(baseline, (str, Path)) and str(baseline).lower().endswith(SUFFIXES)
    if not is_file and not hasattr(baseline, "geometry"):
        table: str | Path | pd.DataFrame | None = baseline
        return table
    if isinstance(nodes, Tree) or not hasattr(nodes, "geometry"):
        raise ControlError("a baseline of polygons needs a tree with geometry")
    polygons = read_polygons(baseline) if is_file else baseline
    return baseline_from_polygons(polygons, nodes, [*(s.key for s in profile.sides if s.parent is None), "other"])


def _baseline_day(profile: Conflict, located: pd.DataFrame) -> int:
    if profile.baseline_date is not None:
        return int(np.datetime64(profile.baseline_date, "D").astype(np.int64))
    news = located[~located["background"].fillna(False).astype(bool)]
    days = day_numbers(news["date_from"].where(news["date_from"].notna(), news["published"]))
    days = days[days != NO_DAY]
    return int(days.min()) - 1 if len(days) else 0
