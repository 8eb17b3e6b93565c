"""The commands about the data behind the maps: boundary sets and conflict profiles."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click

if TYPE_CHECKING:
    import pandas as pd

Format = Literal["csv", "jsonl"]
_format = click.option("--format", "format_", type=click.Choice(["csv", "jsonl"]), default="csv", show_default=True)


@click.group()
def boundaries() -> None:
    """The boundary sets: list, show, import, download."""


@boundaries.command("list")
@_format
def boundaries_list(format_: Format) -> None:
    """List the embedded sets with their levels, licences and worldviews."""
    from territory.boundaries import list_boundaries

    click.echo(list_boundaries().to_csv(index=False) if format_ == "csv" else _lines(list_boundaries()), nl=False)


@boundaries.command("show")
@click.argument("name", metavar="SET")
def boundaries_show(name: str) -> None:
    """Say what a set holds and where it comes from."""
    from territory.boundaries import describe, load_boundaries

    click.echo(describe(load_boundaries(name)))


@boundaries.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True))
@click.option("-o", "--output", required=True, metavar="FILE.gpkg", help="The set to write; give it to --boundaries.")
@click.option("--country", metavar="ISO3", help="Country code, where the files do not say it.")
@click.option("--map", "mapping", multiple=True, metavar="FIELD=COLUMN", help="Columns of a plain file.")
@click.option("--level", type=click.IntRange(0, 5), help="Admin level, where the files do not say it.")
@click.option("--deepest", type=click.IntRange(0, 5), help="Deepest admin level to take.")
@click.option("--crs", metavar="EPSG:CODE", help="Coordinate reference system, where the files do not say it.")
@click.option("--encoding", help="Encoding of a shapefile's text, such as cp1256.")
@click.option("--layer", help="Only this layer of the files.")
@click.option("--source", default="", help="Who made the boundaries; part of the credit line.")
@click.option("--licence", default="", help="Licence of the boundaries; part of the credit line.")
@click.option("--year", default="", help="Year that the boundaries are of.")
def boundaries_import(
    files: tuple[str, ...], output: str, country: str | None, mapping: tuple[str, ...], **given: Any
) -> None:
    """Read official boundary files of any common format into one set."""
    from territory.boundaries import import_boundaries

    if wrong := [pair for pair in mapping if "=" not in pair]:
        raise click.UsageError(f"--map takes FIELD=COLUMN, not {wrong[0]!r}")
    import_boundaries(
        [Path(f) for f in files],
        Path(output),
        country=country,
        mapping=dict(pair.split("=", 1) for pair in mapping) or None,
        report=lambda line: click.echo(line, err=True),
        **given,
    )


@boundaries.command("download")
@click.argument("country", metavar="COUNTRY")
@click.option("-o", "--output", required=True, metavar="FOLDER", help="Where the files go.")
@click.option("--level", "levels", type=click.IntRange(0, 5), multiple=True, help="Admin level; all by default.")
@click.option("--places", is_flag=True, help="GeoNames place names instead of geoBoundaries files.")
@click.option("--base-url", metavar="URL", help="Address of the service or of a mirror.")
def boundaries_download(country: str, output: str, levels: tuple[int, ...], places: bool, base_url: str | None) -> None:
    """Fetch a country's files from geoBoundaries, or its place names from GeoNames; broken downloads are taken up."""
    from territory.boundaries import download_boundaries, download_places

    given: dict[str, Any] = {"base_url": base_url} if base_url else {}
    given["report"] = lambda line: click.echo(line, err=True)
    if places:
        click.echo(download_places(country, Path(output), **given))
        return
    for path in download_boundaries(country, Path(output), levels=list(levels) or None, **given):
        click.echo(path)


@click.group()
def conflicts() -> None:
    """The conflict profiles: list, show, new."""


@conflicts.command("list")
def conflicts_list() -> None:
    """List the shipped profiles."""
    from territory.conflicts import list_conflicts, load_conflict

    for name in list_conflicts():
        profile = load_conflict(name)
        keys = ", ".join(s.key for s in profile.sides if s.parent is None)
        click.echo(f"{name:26} {profile.country}  {keys}")


@conflicts.command("show")
@click.argument("name")
def conflicts_show(name: str) -> None:
    """Show a profile: sides, aliases, sources and whose party they are."""
    from territory.conflicts import show_conflict

    click.echo(show_conflict(name))


@conflicts.command("new")
@click.argument("country", metavar="ISO3")
@click.option("-o", "--output", metavar="FILE.yaml", help="Write here instead of stdout.")
def conflicts_new(country: str, output: str | None) -> None:
    """Write a profile to start from, for a country whose boundaries are known."""
    from territory import tablefiles
    from territory.conflicts import new_profile

    text = new_profile(country)
    if output:
        tablefiles.write_text(Path(output), text)
    else:
        click.echo(text, nl=False)


def _lines(table: pd.DataFrame) -> str:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in table.to_dict("records"))
