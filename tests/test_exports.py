"""The tables as other programs read them."""

import json

import geopandas as gpd
import pytest
from shapely import box

from territory.boundaries.sets import BoundarySet
from territory.errors import RenderError
from territory.exports import data_package, write_exports
from territory.tables import CONTROL, LOCATED, NODES


@pytest.fixture
def tables():
    tree = gpd.GeoDataFrame(
        NODES.frame([{"node": "A", "kind": "unit", "pcode": "A", "geometry": box(0, 0, 1, 1)}]),
        geometry="geometry",
        crs="EPSG:4326",
    )
    control = CONTROL.frame(
        {"node": "A", "kind": "unit", "pcode": "A", "from": a, "state": "held", "side": s, "basis": "reported",
         "shares": {s: [1, 1, 1]}, "claims": ["c1"]}
        for a, s in [("2024-12-01", "x"), ("2024-12-03", "y")]
    )  # fmt: skip
    claims = LOCATED.frame(
        [
            {"claim_id": "c1", "report_id": "r", "relation": "gain", "place": "A", "latitude": 0.5, "longitude": 0.25},
            {"claim_id": "c2", "report_id": "r", "relation": "gain", "place": "Atlantis"},
        ]
    )
    return control, claims, tree


def test_a_geopackage_holds_both_layers_with_their_geometry(tables, tmp_path):
    (path,) = write_exports(*tables, tmp_path, ("gpkg",))
    control, claims = gpd.read_file(path, layer="control"), gpd.read_file(path, layer="claims")
    assert control["side"].tolist() == ["x", "y"]
    assert control.geometry.bounds.iloc[1].tolist() == [0, 0, 1, 1]
    assert json.loads(control["shares"][0]) == {"x": [1, 1, 1]}
    assert (claims.geometry.x[0], claims.geometry.y[0]) == (0.25, 0.5)
    assert claims.geometry[1] is None


def test_exports_are_the_same_bytes_each_time(tables, tmp_path):
    first = write_exports(*tables, tmp_path / "a", ("gpkg", "geojson"))
    second = write_exports(*tables, tmp_path / "b", ("gpkg", "geojson"))
    assert [p.name for p in first] == ["territory.gpkg", "claims.geojson", "control.geojson"]
    assert [p.read_bytes() for p in first] == [p.read_bytes() for p in second]


def test_an_unknown_format_is_refused(tables, tmp_path):
    with pytest.raises(RenderError, match=r"'shp'.*gpkg, geojson, parquet"):
        write_exports(*tables, tmp_path, ("shp",))


def test_the_data_package_describes_every_column(tables):
    units = BoundarySet("AAA", "AAA", tables[2], attribution="Somebody, CC BY 4.0", licence="CC BY 4.0")
    package = json.loads(data_package("A map", units, {"control.csv": CONTROL}))
    fields = package["resources"][0]["schema"]["fields"]
    assert [f["name"] for f in fields] == CONTROL.names
    assert package["sources"] == [{"title": "Somebody, CC BY 4.0"}]
