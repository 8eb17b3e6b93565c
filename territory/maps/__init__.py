"""Control tables drawn as maps: one page with a timeline, small dated pages, plates, charts and films."""

from territory.maps.index import write_index
from territory.maps.render import render, save_map, scene_of, to_html
from territory.maps.write import write_map, write_maps, write_pictures

__all__ = ["render", "save_map", "scene_of", "to_html", "write_index", "write_map", "write_maps", "write_pictures"]
