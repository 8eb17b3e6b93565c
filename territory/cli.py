"""The ``territory`` command: arguments in, calls out.

Packages that are slow to import are imported inside the commands, so that ``--help`` answers at once.
"""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar

import click

from territory import __version__
from territory.cli_data import boundaries, conflicts
from territory.errors import TerritoryError

if TYPE_CHECKING:
    import pandas as pd

    from territory.pipeline import Options
    from territory.tables import Schema

F = TypeVar("F", bound=Callable[..., Any])
Format = Literal["csv", "jsonl"]


class _Stages:
    """Progress on stderr: a bar on a terminal, nothing in a pipe but the name of a stage that takes its time."""

    def __init__(self) -> None:
        self._terminal = sys.stderr.isatty()

    def __call__(self, stage: str, done: int, total: int) -> None:
        if self._terminal:
            width = 30 * done // total if total else 30
            end = "\n" if done >= total else ""
            click.echo(f"\r{stage:8} [{'#' * width:30}] {done}/{total}{end}", err=True, nl=False)
        elif done >= total:
            click.echo(f"{stage}: {total}", err=True)


class _Group(click.Group):
    """A group that turns the project's errors into one clear message and exit status 1."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except TerritoryError as error:
            click.echo(f"territory: {error}", err=True)
            ctx.exit(1)


class _Day(click.ParamType[str]):
    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        from datetime import date

        try:
            return date.fromisoformat(str(value)).isoformat()
        except ValueError:
            self.fail(f"{value!r} is no day written YYYY-MM-DD", param, ctx)


DAY = _Day()


def _options(*decorators: Callable[[F], F]) -> Callable[[F], F]:
    def apply(command: F) -> F:
        for decorate in reversed(decorators):
            command = decorate(command)
        return command

    return apply


_conflict = click.option(
    "-c", "--conflict", default="syria", show_default=True, metavar="NAME|FILE.yaml", help="Conflict profile."
)
_boundaries = click.option("--boundaries", metavar="SET|FILE", help="Boundary set in place of the profile's.")
_published = click.option("--published", type=DAY, help="Day of publication of reports that carry none.")
_inputs = click.argument("inputs", nargs=-1, required=True, metavar="REPORTS...")
_folder = _options(
    click.option(
        "-i", "--input", "folder", default="outputs", show_default=True, metavar="FOLDER", help="A build's folder."
    ),
    click.option("-c", "--conflict", metavar="NAME|FILE.yaml", help="Conflict profile; default the build's own."),
)
_extractor = _options(
    click.option("--extractor", type=click.Choice(["rules", "llm"]), default="rules", show_default=True),
    click.option("--llm-url", metavar="URL", help="OpenAI-compatible endpoint, for --extractor llm."),
    click.option("--llm-model", metavar="NAME", help="Model to ask there."),
    click.option("--workers", type=click.IntRange(1), default=1, show_default=True, help="Processes that extract."),
)
_places = click.option(
    "--places", metavar="FILE", help="Further places: a GeoNames country dump, or a table of places."
)
_locating = _options(
    _places,
    click.option(
        "--geocoder", metavar="NAME", help="geopy service asked for places the gazetteer lacks, such as nominatim."
    ),
)
_span = _options(
    click.option("--from", "start", type=DAY, help="First day of the map."),
    click.option("--to", "end", type=DAY, help="Last day of the map."),
)
_resolving = _options(
    click.option("--baseline", metavar="FILE", help="State before the first report: CSV by unit, or polygons."),
    click.option("--corrections", metavar="FILE", help="CSV of accepted, rejected, edited, added and pinned claims."),
    click.option("--as-known-on", type=DAY, help="Leave out reports published after this day."),
    click.option("--infer", type=click.Choice(["none", "seat", "parent", "all"]), default="all", show_default=True),
    click.option("--depth", type=click.IntRange(1), default=1, show_default=True, help="Depth of the tree of sides."),
)
_format = click.option("--format", "format_", type=click.Choice(["csv", "jsonl"]), default="csv", show_default=True)
_output = click.option("-o", "--output", metavar="FILE", help="Write here instead of stdout.")


class _Log(logging.Handler):
    """What the stages have to say, as lines on stderr."""

    def emit(self, record: logging.LogRecord) -> None:
        click.echo(f"territory: {record.getMessage()}", err=True)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, prog_name="territory")
def main() -> None:
    """From news reports to dated maps of territorial control.

    REPORTS is any mix of files, folders and - (stdin): .txt, .md, .html, .jsonl, .csv, .pdf.

    Exit status: 0 done, 1 the input cannot be used, 2 wrong usage.
    """
    log = logging.getLogger("territory")
    log.setLevel(logging.INFO)
    log.handlers[:] = [_Log()]


def _settings(**given: Any) -> Options:
    from territory.pipeline import Options

    llm: dict[str, Any] = {k: v for k in ("llm_url", "llm_model") if (v := given.pop(k, None))}
    if llm and given.get("extractor") != "llm":
        raise click.UsageError("--llm-url and --llm-model go with --extractor llm")
    return Options(llm=llm, **{k: v for k, v in given.items() if v is not None})


def _emit(table: pd.DataFrame, schema: Schema, format_: Format, output: str | None) -> None:
    from territory import tablefiles

    text = tablefiles.dumps(table, schema, format_)
    if output:
        tablefiles.write_text(Path(output), text)
    else:
        click.echo(text, nl=False)


def _finish(problems: list[str] | tuple[str, ...]) -> None:
    for problem in problems:
        click.echo(f"territory: {problem}", err=True)
    if problems:
        sys.exit(1)


@main.command()
@_inputs
@click.option("-o", "--output", "out", default="outputs", show_default=True, metavar="FOLDER", help="Where maps land.")
@_conflict
@_boundaries
@click.option("--level", type=click.IntRange(0, 4), help="Admin level shown first; default the deepest.")
@_span
@_published
@_resolving
@_locating
@_extractor
@click.option("--language", default="en", show_default=True, help="Language of the map's labels.")
@click.option(
    "--export",
    multiple=True,
    type=click.Choice(["gpkg", "geojson", "parquet"]),
    help="Write the tables in this format too; may be given several times.",
)
@click.option("--pictures", is_flag=True, help="Write plates, a chart of shares and a film too (needs matplotlib).")
def build(inputs: tuple[str, ...], out: str, **given: Any) -> None:
    """Do everything: read, extract, locate, resolve, render."""
    from territory import pipeline

    options = _settings(**given)
    made = pipeline.build(inputs, out, options.conflict, options=options, progress=_Stages())
    for warning in made.warnings:
        click.echo(f"territory: warning: {warning}", err=True)
    lost = int(made.claims["node"].isna().sum())
    click.echo(
        f"{len(made.reports)} reports, {len(made.claims)} claims, {lost} not placed (see unplaced.csv): "
        f"open {Path(out) / 'map.html'}"
    )
    _finish(made.problems)


@main.command()
@_inputs
@_conflict
@_published
@_extractor
@_format
@_output
def extract(inputs: tuple[str, ...], format_: Format, output: str | None, **given: Any) -> None:
    """Print the claims that reports make: one side, one place, one relation, with the words it stands on."""
    from territory import pipeline
    from territory.tables import CLAIMS

    problems: list[str] = []
    _, claims = pipeline.read_inputs(inputs, _settings(**given), problems, _Stages())
    _emit(claims, CLAIMS, format_, output)
    _finish(problems)


@main.command()
@_inputs
@_conflict
@_boundaries
@_published
@_locating
@_extractor
@_format
@_output
def locate(inputs: tuple[str, ...], format_: Format, output: str | None, **given: Any) -> None:
    """Print claims with the place each is about, or the candidates between which it abstains.

    REPORTS may also be one table of claims (.csv).
    """
    from territory import pipeline
    from territory.tables import LOCATED

    options, progress = _settings(**given), _Stages()
    problems: list[str] = []
    _, claims = pipeline.read_inputs(inputs, options, problems, progress)
    scene = pipeline.Scene.load(options.conflict, options.boundaries, options.places)
    _emit(pipeline.locate_claims(claims, scene, options, progress), LOCATED, format_, output)
    _finish(problems)


@main.command()
@_inputs
@_conflict
@_boundaries
@click.option("--level", type=click.IntRange(0, 4), help="Only units of this admin level.")
@click.option("--date", type=DAY, help="Only the runs of this day.")
@_span
@_published
@_resolving
@_locating
@_extractor
@_format
@_output
def control(
    inputs: tuple[str, ...], format_: Format, output: str | None, date: str | None, level: int | None, **given: Any
) -> None:
    """Print who holds what: one row a run of days, from inclusive, to exclusive.

    REPORTS may also be one table of claims (.csv).
    """
    from territory import pipeline
    from territory.control import select_runs
    from territory.tables import CONTROL

    options, progress = _settings(**given), _Stages()
    problems: list[str] = []
    _, claims = pipeline.read_inputs(inputs, options, problems, progress)
    scene = pipeline.Scene.load(options.conflict, options.boundaries, options.places)
    located = pipeline.correct_claims(pipeline.locate_claims(claims, scene, options, progress), options)
    runs = select_runs(pipeline.resolve_control(located, scene, options), level=level, day=date)
    _emit(runs, CONTROL, format_, output)
    _finish(problems)


@main.command("map")
@click.argument("control", metavar="CONTROL", type=click.Path(exists=True, dir_okay=False))
@click.option("--claims", type=click.Path(exists=True, dir_okay=False), help="Claims, for the evidence panel.")
@click.option(
    "-o", "--output", required=True, metavar="FILE.html", help="The map to write: .html, or .png, .svg, .pdf, .gif."
)
@click.option("--date", "dates", multiple=True, type=DAY, help="Day of a .png, .svg or .pdf; several make a grid.")
@_conflict
@_boundaries
@click.option("--level", type=click.IntRange(0, 4), help="Admin level shown first.")
@_span
@click.option("--language", default="en", show_default=True, help="Language of the map's labels.")
def map_(
    control: str,
    claims: str | None,
    output: str,
    dates: tuple[str, ...],
    conflict: str,
    boundaries: str | None,
    **given: Any,
) -> None:
    """Draw the map of a control table: a page, a plate for print, or a film."""
    from territory import pipeline, tablefiles
    from territory.maps import write_map
    from territory.tables import CONTROL, LOCATED

    scene = pipeline.Scene.load(conflict, boundaries)
    table = tablefiles.read(Path(control), CONTROL)
    given["claims"] = tablefiles.read(Path(claims), LOCATED) if claims else None
    write_map(table, output, scene.conflict, dates=dates, boundaries=scene.boundaries, tree=scene.tree, **given)
    click.echo(f"open {output}", err=True)


@main.command()
@click.argument("unit")
@click.option("--date", required=True, type=DAY)
@_folder
def explain(unit: str, date: str, folder: str, conflict: str | None) -> None:
    """Say why a UNIT (p-code or name) has its colour on a date: the claims for and against, with their quotes."""
    from territory.control import explain as explain_unit
    from territory.pipeline import open_build

    made = open_build(folder, conflict)
    made.must_cover(date)
    scene = made.scene
    click.echo(explain_unit(made.control, made.claims, unit, date, conflict=scene.conflict, tree=scene.tree))


@main.command()
@click.argument("first", type=DAY)
@click.argument("second", type=DAY)
@_folder
@click.option("--level", type=click.IntRange(0, 4), help="Only units of this admin level.")
@_format
@_output
def diff(
    first: str, second: str, folder: str, conflict: str | None, level: int | None, format_: Format, output: str | None
) -> None:
    """Say what changed between two dates, and which claims changed it."""
    from territory.control import DIFF
    from territory.control import diff as changes
    from territory.pipeline import open_build

    made = open_build(folder, conflict)
    made.must_cover(first, second)
    _emit(changes(made.control, first, second, level=level), DIFF, format_, output)


@main.command()
@click.argument("unit", required=False)
@_folder
@click.option("--by", type=click.Choice(["area", "population"]), default="area", show_default=True)
@_format
@_output
def shares(unit: str | None, folder: str, conflict: str | None, by: Any, format_: Format, output: str | None) -> None:
    """Print each side's share of a UNIT (p-code; default the country) over time, with its bounds."""
    from territory.control import SHARES, shares_over_time
    from territory.pipeline import open_build

    made = open_build(folder, conflict)
    _emit(shares_over_time(made.control, unit, by=by, tree=made.scene.tree), SHARES, format_, output)


@main.command()
@_folder
@_format
@_output
def check(folder: str, conflict: str | None, format_: Format, output: str | None) -> None:
    """List contradictions, places that could not be found, impossible extents and claims without effect."""
    from territory.control import CHECKS
    from territory.control import check as findings
    from territory.pipeline import open_build

    made = open_build(folder, conflict)
    table = findings(made.control, made.claims, conflict=made.scene.conflict, tree=made.scene.tree)
    _emit(table, CHECKS, format_, output)


@main.command()
@click.argument("names", nargs=-1, required=True, metavar="NAME...")
@_conflict
@_boundaries
@_places
@click.option("--within", metavar="NAME", help="The area that holds the place.")
@click.option("--kind", metavar="KIND", help="city, town, village, district, province, airport, ...")
def geocode(
    names: tuple[str, ...],
    conflict: str,
    boundaries: str | None,
    places: str | None,
    within: str | None,
    kind: str | None,
) -> None:
    """Find places in the embedded gazetteer: one JSON object a line; null coordinates where it abstains."""
    from territory.boundaries import load_boundaries
    from territory.conflicts import load_conflict
    from territory.places import GazetteerGeocoder

    profile = load_conflict(conflict)
    units = load_boundaries(boundaries or profile.boundaries)
    geocoder = GazetteerGeocoder(boundaries=units, conflict=profile, more=places)
    for name in names:
        click.echo(json.dumps(geocoder.lookup(name, within=within, kind=kind).as_dict(), ensure_ascii=False))


main.add_command(boundaries)
main.add_command(conflicts)
