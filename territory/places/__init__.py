"""From a name to a node of the boundary tree, or to an honest "don't know"."""

from territory.places.answer import Answer
from territory.places.gazetteer import load_gazetteer, read_places
from territory.places.geocoder import GazetteerGeocoder
from territory.places.locate import locate, unplaced
from territory.places.lookup import Places

__all__ = ["Answer", "GazetteerGeocoder", "Places", "load_gazetteer", "locate", "read_places", "unplaced"]
