"""build(): the stages wired together, from report files to a folder of maps and tables."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from territory import __version__, tablefiles
from territory.boundaries import BoundarySet, build_tree, carried_over, load_boundaries
from territory.conflicts import Conflict, load_conflict, read_baseline
from territory.control import SHARES, apply_corrections, resolve, shares_over_time
from territory.errors import ControlError, ReportError, TableError
from territory.exports import data_package, write_exports
from territory.extract import extract
from territory.places import load_gazetteer, locate, unplaced
from territory.reports import is_claims_table, read_reports
from territory.tables import CLAIMS, CONTROL, LOCATED, UNPLACED

if TYPE_CHECKING:
    import folium
    import geopandas as gpd

Progress = Callable[[str, int, int], None]
"""Called with a stage's name, how much is done, and how much there is."""


def _silent(stage: str, done: int, total: int) -> None:
    return None


@dataclass(frozen=True)
class Options:
    """What a build can be told; every field has the name of its command-line option.

    Parameters
    ----------
    conflict
        Name of a shipped profile, or the path of a YAML file.
    published
        ISO day for reports that carry none.
    level
        Admin level shown first; default the deepest of the boundary set.
    start, end
        First and last ISO day of the map; default from the reports.
    boundaries
        Boundary set or file in place of the profile's.
    baseline, corrections
        CSV files (or polygons, for the baseline); the profile's own baseline by default.
    depth
        Depth of the tree of sides that is shown (1: the top).
    as_known_on
        ISO day: leave out reports published after it.
    geocoder
        Name of a geopy service that is asked for places the gazetteer does not know.
    places
        File of further places: a GeoNames country dump, or a table in the ``gazetteer`` schema.
    extractor
        ``rules`` or ``llm``.
    infer
        Inference rules in use: ``none``, ``seat``, ``parent`` or ``all``.
    language
        Language of the map's labels.
    workers
        Processes that extract claims.
    export
        Further formats of the tables: some of ``gpkg``, ``geojson``, ``parquet``.
    pictures
        Whether to write plates, a chart of shares and a film too; needs matplotlib.
    """

    conflict: str | Path | Conflict = "syria"
    published: str | None = None
    level: int | None = None
    start: str | None = None
    end: str | None = None
    boundaries: str | Path | None = None
    baseline: str | Path | None = None
    corrections: str | Path | None = None
    depth: int = 1
    as_known_on: str | None = None
    geocoder: str | None = None
    places: str | Path | None = None
    extractor: str = "rules"
    llm: dict[str, Any] = field(default_factory=dict)
    infer: str = "all"
    language: str = "en"
    workers: int = 1
    export: tuple[str, ...] = ()
    pictures: bool = False


@dataclass(frozen=True)
class Scene:
    """The read-only data of one build: the conflict, its boundaries, its gazetteer and the tree over both."""

    conflict: Conflict
    boundaries: BoundarySet
    gazetteer: pd.DataFrame
    tree: gpd.GeoDataFrame

    @classmethod
    def load(
        cls, conflict: str | Path | Conflict, boundaries: str | Path | None = None, places: str | Path | None = None
    ) -> Scene:
        """Read everything that the stages after extraction need."""
        profile = load_conflict(conflict)
        units = load_boundaries(boundaries or profile.boundaries)
        gazetteer = load_gazetteer(units, profile, more=places)
        return cls(profile, units, gazetteer, build_tree(units, gazetteer))


@dataclass(frozen=True)
class Build:
    """What a build made, as tables and as the map."""

    scene: Scene
    reports: pd.DataFrame
    claims: pd.DataFrame
    control: pd.DataFrame
    map: folium.Map
    problems: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    files: tuple[Path, ...] = ()


def extract_claims(reports: pd.DataFrame, options: Options, progress: Progress = _silent) -> pd.DataFrame:
    """Extract claims in batches, on several processes where asked; order and result do not depend on how many."""
    batches = [reports.iloc[i : i + 200] for i in range(0, len(reports), 200)] or [reports]
    conflict = load_conflict(options.conflict)
    settings = {"extractor": options.extractor, **options.llm}
    done: list[pd.DataFrame] = []
    progress("extract", 0, len(reports))
    if options.workers > 1 and len(batches) > 1:
        with ProcessPoolExecutor(options.workers) as pool:
            futures = [pool.submit(extract, batch, conflict, **settings) for batch in batches]
            for future in futures:
                done.append(future.result())
                progress("extract", sum(map(len, batches[: len(done)])), len(reports))
    else:
        for batch in batches:
            done.append(extract(batch, conflict, **settings))
            progress("extract", sum(map(len, batches[: len(done)])), len(reports))
    full = [table for table in done if len(table)]
    claims = pd.concat(full, ignore_index=True) if full else CLAIMS.frame([])
    claims.attrs["unread"] = [report for table in done for report in table.attrs.get("unread", [])]
    return claims


def read_inputs(
    paths: Sequence[str | Path], options: Options, problems: list[str] | None = None, progress: Progress = _silent
) -> tuple[pd.DataFrame | None, pd.DataFrame]:
    """Reports and their claims; or, where the one path is a table of claims, no reports and that table."""
    load_conflict(options.conflict)
    if len(paths) == 1 and str(paths[0]) != "-" and is_claims_table(paths[0]):
        path = Path(paths[0])
        table = tablefiles.read(path, CLAIMS)
        return None, LOCATED.conform(table) if "node" in table.columns else table
    progress("read", 0, len(paths))
    reports = read_reports(paths, published=options.published, problems=problems)
    progress("read", len(paths), len(paths))
    claims = extract_claims(reports, options, progress)
    if problems is not None:
        problems += [f"{u['report_id']}: no lexicon for its language ({u['language']})" for u in claims.attrs["unread"]]
    return reports, claims


def locate_claims(claims: pd.DataFrame, scene: Scene, options: Options, progress: Progress = _silent) -> pd.DataFrame:
    """Claims with their places; a table that is already located passes as it is."""
    if "node" in claims.columns:
        return claims
    progress("locate", 0, len(claims))
    located = locate(
        claims, scene.conflict, boundaries=scene.boundaries, gazetteer=scene.gazetteer, geocoder=options.geocoder
    )
    progress("locate", len(claims), len(claims))
    return located


def correct_claims(located: pd.DataFrame, options: Options) -> pd.DataFrame:
    """Claims with the analyst's corrections; what they touch says so in ``origin``."""
    return apply_corrections(located, options.corrections, as_known_on=options.as_known_on)


def resolve_control(located: pd.DataFrame, scene: Scene, options: Options) -> pd.DataFrame:
    """Runs of control of every node of the tree."""
    return resolve(
        located,
        scene.conflict,
        boundaries=scene.boundaries,
        tree=scene.tree,
        baseline=_baseline(scene) if options.baseline is None else options.baseline,
        start=options.start,
        end=options.end,
        as_known_on=options.as_known_on,
        infer=options.infer,
        depth=options.depth,
    )


def _baseline(scene: Scene) -> pd.DataFrame | None:
    """The profile's baseline, carried over where the boundary set in use has other units than the profile's."""
    if scene.conflict.baseline is None:
        return None
    table = read_baseline(scene.conflict.baseline)
    if set(table["pcode"]) <= set(scene.boundaries.units["pcode"]):
        return table
    return carried_over(table, load_boundaries(scene.conflict.boundaries), scene.boundaries)


def build(
    reports: str | Path | Sequence[str | Path],
    out: str | Path | None = None,
    conflict: str | Path | Conflict = "syria",
    *,
    options: Options | None = None,
    progress: Progress = _silent,
    **settings: Any,
) -> Build:
    """Read, extract, locate, resolve and render; write maps and tables into a folder.

    Parameters
    ----------
    reports
        Files and folders of reports, ``-`` for standard input, or one table of claims.
    out
        Folder for the outputs; nothing is written without it.
    conflict
        Name of a shipped profile, or the path of a YAML file.
    options, **settings
        See :class:`Options`.
    progress
        Called as work goes on.

    Returns
    -------
    Build
        The tables, the map, and what could not be used.

    Raises
    ------
    ReportError
        If there is not one usable report.
    """
    options = replace(options or Options(), conflict=conflict, **settings)
    paths = [reports] if isinstance(reports, (str, Path)) else list(reports)
    problems: list[str] = []
    scene = Scene.load(options.conflict, options.boundaries, options.places)
    table, claims = read_inputs(paths, options, problems, progress)
    if table is not None and table.empty:
        raise ReportError("\n".join(problems) or "no reports found: give files or folders of .txt, .md, .jsonl, .csv")
    located = correct_claims(locate_claims(claims, scene, options, progress), options)
    options = _with_span(options, located)
    progress("resolve", 0, len(located))
    control = resolve_control(located, scene, options)
    progress("resolve", len(located), len(located))
    made = Build(
        scene=scene,
        reports=table if table is not None else pd.DataFrame(),
        claims=located,
        control=control,
        map=_render(control, located, scene, options),
        problems=tuple(problems),
        warnings=tuple(_warnings(located, scene)),
    )
    return made if out is None else _write(made, Path(out), options, progress)


def _with_span(options: Options, located: pd.DataFrame) -> Options:
    """Where no days were asked for: from the day before the first change that is news to the last publication."""
    news = located[~located["background"]]
    days = [*news["date_from"].dropna(), *news["published"].dropna()]
    if not days:
        return options
    eve = (date.fromisoformat(min(days)) - timedelta(days=1)).isoformat()
    return replace(options, start=options.start or eve, end=options.end or max(located["published"].dropna()))


def _render(control: pd.DataFrame, located: pd.DataFrame, scene: Scene, options: Options) -> folium.Map:
    from territory.maps import render

    return render(
        control,
        scene.conflict,
        boundaries=scene.boundaries,
        tree=scene.tree,
        claims=located,
        level=options.level,
        start=options.start,
        end=options.end,
        language=options.language,
    )


def _warnings(located: pd.DataFrame, scene: Scene) -> list[str]:
    """What a user should be told about the result as a whole."""
    if located.empty:
        return ["no claim about territorial control was found in the reports"]
    lost = located["node"].isna()
    if lost.sum() > len(located) / 2:
        names = ", ".join(sorted(set(located.loc[lost, "place"]))[:5])
        return [
            f"{int(lost.sum())} of {len(located)} claims name places that are not found in {scene.conflict.name['en']} "
            f"({names}): is {scene.conflict.key!r} the right conflict? (-c NAME, `territory conflicts list`)"
        ]
    return []


def _write(made: Build, out: Path, options: Options, progress: Progress) -> Build:
    """Write the outputs of a build; the page that lists them comes last."""
    from territory.maps import write_maps

    tablefiles.write(made.claims, LOCATED, out / "claims.csv")
    tablefiles.write(made.control, CONTROL, out / "control.csv")
    tablefiles.write(unplaced(made.claims), UNPLACED, out / "unplaced.csv")
    tablefiles.write(shares_over_time(made.control), SHARES, out / "shares.csv")
    tables = {"claims.csv": LOCATED, "control.csv": CONTROL, "shares.csv": SHARES}
    title = f"Territorial control, {made.scene.conflict.name['en']}"
    tablefiles.write_text(out / "datapackage.json", data_package(title, made.scene.boundaries, tables))
    exports = write_exports(made.control, made.claims, made.scene.tree, out, options.export)
    files = write_maps(
        made.map,
        made.control,
        out,
        made.scene.conflict,
        boundaries=made.scene.boundaries,
        tree=made.scene.tree,
        claims=made.claims,
        level=options.level,
        start=options.start,
        end=options.end,
        language=options.language,
        pictures=options.pictures,
        progress=progress,
    )
    record = {
        "territory": __version__,
        "conflict": str(options.conflict if not isinstance(options.conflict, Conflict) else options.conflict.key),
        "boundaries": str(options.boundaries or made.scene.conflict.boundaries),
        "places": str(options.places) if options.places is not None else None,
        "level": options.level,
        "from": options.start,
        "to": options.end,
        "depth": options.depth,
        "as_known_on": options.as_known_on,
        "infer": options.infer,
        "attribution": made.scene.boundaries.attribution,
        "problems": list(made.problems),
        "warnings": list(made.warnings),
    }
    tablefiles.write_text(out / "build.json", json.dumps(record, ensure_ascii=False, indent=1) + "\n")
    return replace(made, files=(*(out / name for name in tables), *exports, *files))


@dataclass(frozen=True)
class Opened:
    """A build read back from its folder."""

    scene: Scene
    claims: pd.DataFrame
    control: pd.DataFrame
    start: str | None
    end: str | None

    def must_cover(self, *days: str) -> None:
        """Raise ControlError for a day that the build says nothing about."""
        for day in days:
            if (self.start and day < self.start) or (self.end and day > self.end):
                raise ControlError(
                    f"{day} is outside this build, which goes from {self.start} to {self.end}: "
                    "build again with --from and --to"
                )


def open_build(folder: str | Path, conflict: str | Path | Conflict | None = None) -> Opened:
    """Read back what a build wrote into a folder, with the conflict it was made for unless another is given.

    Raises
    ------
    TableError
        If the folder is no build's.
    """
    folder = Path(folder)
    try:
        record = json.loads((folder / "build.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise TableError(f"{folder}: no build is here; make one with `territory build REPORTS -o {folder}`") from None
    return Opened(
        scene=Scene.load(conflict or record["conflict"], record["boundaries"], record.get("places")),
        claims=tablefiles.read(folder / "claims.csv", LOCATED),
        control=tablefiles.read(folder / "control.csv", CONTROL),
        start=record["from"],
        end=record["to"],
    )
