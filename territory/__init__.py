"""Territory: from news reports to dated maps of territorial control.

``build`` does everything; ``read_reports``, ``extract``, ``locate``, ``resolve`` and ``render`` are its stages, each a
function from table to table (see :mod:`territory.tables`).
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from territory.boundaries import load_boundaries
    from territory.conflicts import load_conflict
    from territory.control import resolve
    from territory.maps import render
    from territory.pipeline import build
    from territory.places import GazetteerGeocoder
    from territory.places.locate import locate
    from territory.reports import read_reports

__version__ = "0.1.0"
__all__ = [
    "GazetteerGeocoder",
    "build",
    "extract",
    "load_boundaries",
    "load_conflict",
    "locate",
    "read_reports",
    "render",
    "resolve",
]

_HOMES = {
    "GazetteerGeocoder": "places",
    "build": "pipeline",
    "extract": "extract",
    "load_boundaries": "boundaries",
    "load_conflict": "conflicts",
    "locate": "places",
    "read_reports": "reports",
    "render": "maps",
    "resolve": "control",
}


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        return getattr(import_module(f"territory.{_HOMES[name]}"), name)
    raise AttributeError(f"module 'territory' has no attribute {name!r}")
