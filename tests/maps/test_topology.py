"""Shared borders are stored once and every polygon stays valid, however coarse the grid."""

import gridland
import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from territory.boundaries import load_boundaries
from territory.maps.shapes import shapes_of
from territory.maps.topology import encode


def decoded(data: dict, name: str) -> list:
    """Polygons of a TopoJSON object, read as the specification says."""
    scale, translate = np.array(data["transform"]["scale"]), np.array(data["transform"]["translate"])
    arcs = [np.cumsum(np.array(arc), axis=0) * scale + translate for arc in data["arcs"]]

    def ring(numbers):
        parts = [arcs[n] if n >= 0 else arcs[~n][::-1] for n in numbers]
        return np.concatenate([p if i == 0 else p[1:] for i, p in enumerate(parts)])

    out = []
    for geometry in data["objects"][name]["geometries"]:
        polygons = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
        out.append(shapely.MultiPolygon([shapely.Polygon(ring(r[0]), [ring(h) for h in r[1:]]) for r in polygons]))
    return out


def test_decoded_polygons_are_the_given_ones_to_within_a_step():
    cells = gridland.grid(8, 8).at(2).geometry.tolist()
    topology = encode({"cells": cells}, 20_000)
    for before, after in zip(cells, decoded(topology.as_dict(), "cells"), strict=True):
        assert shapely.hausdorff_distance(before, after) <= topology.scale[0]


def test_a_border_between_two_is_stored_once():
    squares = [shapely.box(0, 0, 1, 1), shapely.box(1, 0, 2, 1)]
    data = encode({"s": squares}).as_dict()
    assert len(data["arcs"]) == 3
    used = [n for g in data["objects"]["s"]["geometries"] for r in g["arcs"] for n in r]
    assert sorted(n if n >= 0 else ~n for n in used) == [0, 0, 1, 2] or len({n if n >= 0 else ~n for n in used}) == 3


def test_coarser_levels_use_the_arcs_of_the_finest():
    boundaries = gridland.grid(8, 8)
    shapes = shapes_of(boundaries, [1, 2])
    fine = encode({"2": shapes.units[2].geometry.tolist()})
    both = encode({n: shapes.units[int(n)].geometry.tolist() for n in ("1", "2")})
    assert len(both.arcs) == len(fine.arcs)


@pytest.mark.parametrize("steps", [500, 1_000, 10_000, 100_000])
@pytest.mark.parametrize("country", ["SYR"])
def test_every_unit_stays_valid_after_quantising(country, steps):
    shapes = load_boundaries(country).at(3).geometry.tolist()
    topology = encode({"u": shapes}, steps)
    made = decoded(topology.as_dict(), "u")
    assert len(made) == len(shapes)
    assert shapely.is_valid(np.array(made, dtype=object)).all()
    assert not shapely.is_empty(np.array(made, dtype=object)).any()


@settings(max_examples=60, deadline=None)
@given(st.integers(2, 5), st.integers(2, 5), st.integers(20, 400))
def test_any_grid_on_any_step_stays_valid(columns, rows, steps):
    cells = gridland.grid(columns, rows).at(2).geometry.tolist()
    made = decoded(encode({"u": cells}, steps).as_dict(), "u")
    assert shapely.is_valid(np.array(made, dtype=object)).all()


def test_islands_and_holes_survive():
    ring = shapely.Polygon([(0, 0), (4, 0), (4, 4), (0, 4)], [[(1, 1), (2, 1), (2, 2), (1, 2)]])
    island = shapely.MultiPolygon([shapely.box(1, 1, 2, 2), shapely.box(6, 0, 7, 1)])
    made = decoded(encode({"u": [ring, island]}).as_dict(), "u")
    assert [m.area for m in made] == pytest.approx([15, 2], abs=0.01)


def test_simplified_neighbours_still_share_their_border():
    shapes = shapes_of(load_boundaries("SYR"), [3], vertices=2_000)
    assert shapely.coverage_is_valid(shapes.units[3].geometry.to_numpy(), gap_width=0.0)
