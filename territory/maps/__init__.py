"""Control tables drawn as maps: one page with a timeline, small dated pages, plates, charts and films."""

from territory.maps.render import render, save_map, to_html
from territory.maps.write import write_maps

__all__ = ["render", "save_map", "to_html", "write_maps"]
