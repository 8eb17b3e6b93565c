"""``index.html``: what a build made, as a page to start from."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from itertools import groupby, pairwise
from pathlib import Path

from territory.maps.render import Scene
from territory.tablefiles import write_text

STYLE = Path(__file__).resolve().parent / "assets" / "index.css"
_TABLES = (".csv", ".jsonl", ".gpkg", ".geojson", ".parquet", ".json")
_PICTURES = (".png", ".svg", ".pdf", ".gif", ".webp")


def write_index(scene: Scene, out: Path) -> Path:
    """Write ``index.html`` into a build's folder: the timeline, a calendar of dated maps, tables and pictures there."""
    write_text(out / "index.html", index_page(scene, sorted(p.relative_to(out) for p in out.rglob("*") if p.is_file())))
    return out / "index.html"


def index_page(scene: Scene, files: Iterable[Path]) -> str:
    """The page that lists some files (relative to its own folder)."""
    words, heading = scene.words, scene.heading()
    names = [path for path in files if not path.name.startswith(".") and path.name != "index.html"]
    parts = []
    if Path("map.html") in names:
        parts.append(f'<p class="main"><a href="map.html">{escape(words("index_timeline"))}</a></p>')
    dated = [path.stem for path in names if path.parent == Path("maps") and path.suffix == ".html"]
    if dated:
        parts.append(f"<section><h2>{escape(words('index_days'))}</h2>{_calendar(scene, dated)}</section>")
    for word, suffixes in (("index_pictures", _PICTURES), ("index_tables", _TABLES)):
        rows = "".join(
            f'<li><a href="{escape(p.as_posix())}">{escape(p.as_posix())}</a></li>'
            for p in names
            if p.suffix in suffixes
        )
        if rows:
            parts.append(f"<section><h2>{escape(words(word))}</h2><ul>{rows}</ul></section>")
    lines = (heading["attribution"], heading["disclaimer"], words("made"))
    small = "".join(f"<p>{escape(line)}</p>" for line in lines if line)
    title, period = escape(heading["title"]), escape(heading["period"])
    return (
        f'<!DOCTYPE html>\n<html lang="{words.language}" dir="{words.direction}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>\n{STYLE.read_text(encoding='utf-8').strip()}\n</style>\n"
        f'</head>\n<body>\n<main>\n<h1>{title}</h1>\n<p class="period">{period}</p>\n'
        + "\n".join(parts)
        + f"\n</main>\n<footer>{small}</footer>\n</body>\n</html>\n"
    )


def _calendar(scene: Scene, dated: list[str]) -> str:
    """Links to the dated maps by month; a bar under a day says how much changed."""
    changes = _changes(scene)
    most = max(changes.values(), default=1)
    months = []
    for month, days in groupby(sorted(dated), key=lambda day: day[:7]):
        title = f"{scene.words.phrases['months'][int(month[5:7]) - 1]} {month[:4]}"
        links = "".join(
            f'<a href="maps/{day}.html" aria-label="{escape(scene.words.day(day))}">{int(day[8:])}'
            f'<i style="height:{round(14 * (changes.get(day, 0) / most) ** 0.5)}px"></i></a>'
            for day in days
        )
        months.append(f'<div class="month"><h3>{escape(title)}</h3><div class="days">{links}</div></div>')
    return "".join(months)


def _changes(scene: Scene) -> dict[str, int]:
    counts: dict[str, int] = {}
    for code in scene.shapes.units[scene.level]["pcode"]:
        runs = scene.timeline.runs(code)
        for before, now in pairwise(runs):
            if before.look != now.look:
                day = scene.timeline.date(now.day)
                counts[day] = counts.get(day, 0) + 1
    return counts
