"""What odd files do: read right, or refused with a message that says what to do."""

import json

import geopandas as gpd
import numpy as np
import pytest
import shapely

from territory.boundaries import import_boundaries
from territory.boundaries.coverage import areas_km2, clean_coverage, is_coverage
from territory.errors import BoundaryError

SQUARES = [shapely.box(x, 30, x + 1, 31) for x in range(4)]


def _write(path, columns=None, geometry=SQUARES, crs="EPSG:4326", **options):
    columns = columns or {"pcode": ["A1", "A2", "A3", "A4"], "name": ["One", "Two", "Three", "Four"]}
    gpd.GeoDataFrame(columns, geometry=list(geometry), crs=crs).to_file(path, **options)
    return path


def _refused(path, **options):
    with pytest.raises(BoundaryError) as caught:
        import_boundaries(path, **{"level": 1, "country": "SYR", **options})
    return str(caught.value)


def test_points_are_refused(tmp_path):
    path = _write(tmp_path / "a.geojson", geometry=[shapely.Point(i, i) for i in range(4)])
    assert "holds no polygons" in _refused(path)


def test_a_shapefile_without_its_crs_is_refused_and_read_when_it_is_given(tmp_path):
    path = _write(tmp_path / "a.shp")
    (tmp_path / "a.prj").unlink()
    assert "does not say its coordinate reference system" in _refused(path)
    assert len(import_boundaries(path, level=1, country="SYR", crs="EPSG:4326").at(1)) == 4
    assert "is no coordinate reference system" in _refused(path, crs="EPSG:none")


def test_coordinates_off_the_earth_are_refused(tmp_path):
    squares = [shapely.box(500000 + x, 3700000, 500001 + x, 3700001) for x in range(4)]
    assert "which is not on the earth" in _refused(_write(tmp_path / "a.geojson", geometry=squares))


def test_duplicate_codes_are_refused_by_row(tmp_path):
    path = _write(tmp_path / "a.gpkg", {"pcode": ["A1", "A2", "A1", "A4"], "name": ["One", "Two", "Three", "Four"]})
    assert "code A1 stands in row 1 (One), row 3 (Three); codes must be unique" in _refused(path)


def test_missing_codes_are_refused_by_row(tmp_path):
    path = _write(tmp_path / "a.gpkg", {"pcode": ["A1", None, "A3", "A4"], "name": ["One", "Two", "Three", "Four"]})
    assert "row 2: no code" in _refused(path)


def test_units_that_lie_on_each_other_are_refused_by_row(tmp_path):
    path = _write(tmp_path / "a.gpkg", geometry=[*SQUARES[:3], SQUARES[0]])
    message = _refused(path)
    assert "lies on other units of its level" in message
    assert "row 1 (A1)" in message or "row 4 (A4)" in message


def test_rows_without_a_polygon_are_refused_by_row(tmp_path):
    path = _write(tmp_path / "a.gpkg", geometry=[*SQUARES[:3], None])
    assert "row 4: has no polygon" in _refused(path)


def test_files_that_are_none_are_refused(tmp_path):
    (tmp_path / "empty.geojson").write_text("")
    (tmp_path / "text.gpkg").write_text("no geopackage")
    (tmp_path / "table.csv").write_text("pcode,name\n1,2\n")
    (tmp_path / "bad.zip").write_bytes(b"PK\x03\x04broken")
    for name in ("empty.geojson", "text.gpkg", "table.csv", "bad.zip"):
        assert name in _refused(tmp_path / name)
    assert "there is no such file" in _refused(tmp_path / "absent.shp")


def test_metres_three_dimensions_and_lower_case_columns_are_read(tmp_path):
    squares = [shapely.force_3d(shapely.box(x, 3700000, x + 10000, 3710000), 7.0) for x in range(500000, 540000, 10000)]
    columns = {"adm1_pcode": ["SY1"] * 4, "adm2_pcode": [1.0, 2.0, 3.0, 4.0], "adm2_en": ["Same", "Same", "C", "D"]}
    made = import_boundaries(_write(tmp_path / "a.gpkg", columns, squares, "EPSG:32637"))
    assert list(made.at(2)["pcode"]) == ["1", "2", "3", "4"]
    assert made.country == "SYR"
    assert made.at(2)["area_km2"].tolist() == pytest.approx([100] * 4, rel=0.002)
    assert not made.units.geometry.has_z.any()


@pytest.mark.parametrize(
    ("encoding", "column", "names"),
    [
        ("cp1256", "NAME_AR", ["درعا", "السويداء", "القنيطرة", "دمشق"]),
        ("cp1256", "name", ["درعا", "السويداء", "القنيطرة", "دمشق"]),
        ("cp1251", "name", ["Київ", "Харків", "Суми", "Одеса"]),
        ("cp1252", "name", ["Côte", "Île", "Département", "Château"]),
        ("utf-8", "name", ["درعا", "Київ", "Côte", "Hama"]),
    ],
)
def test_text_of_a_shapefile_without_a_cpg_file_is_read_right(tmp_path, encoding, column, names):
    path = _write(tmp_path / "a.shp", {"pcode": ["A1", "A2", "A3", "A4"], column: names}, encoding=encoding)
    (tmp_path / "a.cpg").unlink()
    header = bytearray((tmp_path / "a.dbf").read_bytes())
    header[29] = 0
    (tmp_path / "a.dbf").write_bytes(header)
    assert import_boundaries(path, level=1, country="SYR").at(1)["name"].tolist() == names


def test_a_unit_in_several_rows_is_joined_and_holes_and_islands_stay(tmp_path):
    ring = shapely.difference(shapely.box(0, 0, 3, 3), shapely.box(1, 1, 2, 2))
    shapes = [ring, shapely.box(1, 1, 2, 2), shapely.box(10, 0, 10.5, 0.5), shapely.box(12, 0, 12.5, 0.5)]
    columns = {"pcode": ["A", "B", "C", "C"], "name": ["Ring", "Inner", "Isles", "Isles"]}
    units = (
        import_boundaries(_write(tmp_path / "a.gpkg", columns, shapes), level=1, country="SYR").at(1).set_index("pcode")
    )
    assert len(units.loc["A"].geometry.interiors) == 1
    assert units.loc["C"].geometry.geom_type == "MultiPolygon"
    assert units["area_km2"].tolist() == pytest.approx(
        [areas_km2([s])[0] for s in shapes[:2]] + [areas_km2(shapes[2:]).sum()], rel=1e-6
    )


def test_a_lake_between_units_stays_a_hole(tmp_path):
    ring = shapely.difference(shapely.box(0, 0, 3, 3), shapely.box(1, 1, 2, 2))
    halves = [
        shapely.intersection(ring, shapely.box(0, 0, 1.5, 3)),
        shapely.intersection(ring, shapely.box(1.5, 0, 3, 3)),
    ]
    made = import_boundaries(_write(tmp_path / "a.gpkg", {"pcode": ["A", "B"]}, halves), level=1, country="SYR")
    assert len(made.units.geometry.iloc[0].interiors) == 1


def test_units_across_the_antimeridian_are_cleaned_on_both_sides():
    north = shapely.multipolygons([shapely.box(178, -17, 180, -16), shapely.box(-180, -17, -179, -16)])
    south = shapely.multipolygons([shapely.box(178, -18, 180, -16.99), shapely.box(-180, -18, -179, -16.99)])
    made = clean_coverage([north, south])
    assert is_coverage(made)
    assert areas_km2(made).sum() == pytest.approx(areas_km2([shapely.union(north, south)])[0], rel=0.001)
    assert shapely.bounds(made)[:, [0, 2]].tolist() == [[-180, 180], [-180, 180]]


def test_self_crossing_polygons_are_repaired(tmp_path):
    bow = shapely.Polygon([(0, 30), (1, 31), (1, 30), (0, 31)])
    made = import_boundaries(_write(tmp_path / "a.gpkg", geometry=[bow, *SQUARES[1:]]), level=1, country="SYR")
    assert is_coverage(made.at(1).geometry.to_numpy())


def test_geojson_with_hostile_text_is_data_only(tmp_path):
    path = _write(tmp_path / "a.geojson", {"pcode": ["=1+1", "<b>", "A\u0000", "D"], "name": ["x\ny ", "b", "c", "d"]})
    made = import_boundaries(path, level=1, country="SYR")
    assert set(made.at(1)["pcode"]) == {"=1+1", "<b>", "A", "D"}
    assert "x y" in set(made.at(1)["name"])
    assert json.loads(path.read_text())["features"]


def _shaken(square, rng):
    corners = shapely.get_coordinates(square)[:-1]
    return shapely.Polygon(corners + rng.normal(0, 1e-4, corners.shape))


def test_many_small_units_that_nearly_fit_are_fitted_and_keep_their_area():
    rng = np.random.default_rng(0)
    squares = [shapely.box(x / 10, y / 10, (x + 1) / 10, (y + 1) / 10) for x in range(20) for y in range(20)]
    made = clean_coverage([_shaken(square, rng) for square in squares])
    assert is_coverage(made)
    assert areas_km2(made).sum() == pytest.approx(areas_km2([shapely.box(0, 0, 2, 2)])[0], rel=0.001)
