"""Layers of polygons read from files of any format, zipped or not, as WGS 84 tables of text columns."""

from __future__ import annotations

import re
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import shapely
from pyogrio.errors import DataLayerError, DataSourceError
from pyproj.exceptions import CRSError

from territory.boundaries.coverage import polygonal
from territory.boundaries.encodings import guess_encoding
from territory.errors import BoundaryError

SUFFIXES = (".gpkg", ".shp", ".fgb", ".geojson", ".json", ".topojson", ".kml", ".gml", ".tab", ".gdb")
_MOST_UNZIPPED = 4_000_000_000  # bytes
_POLYGON_TYPES = ("Polygon", "MultiPolygon", "CurvePolygon", "MultiSurface", "Unknown", "GeometryCollection")
Report = Callable[[str], None]


@dataclass(frozen=True)
class Layer:
    """One layer: where it was read from, and its rows with text columns, ``row`` (1 is the first) and geometry."""

    path: str
    name: str
    frame: gpd.GeoDataFrame

    @property
    def label(self) -> str:
        """File and layer for messages."""
        return self.path if self.name.lower() in self.path.lower() else f"{self.path} layer {self.name}"


def read_layers(
    paths: list[Path],
    *,
    crs: str | None = None,
    encoding: str | None = None,
    layer: str | None = None,
    report: Report = lambda line: None,
) -> list[Layer]:
    """Read all polygon layers of some files, folders or zip archives.

    Parameters
    ----------
    paths
        Boundary files; what cannot be read in a folder or archive is passed over and reported.
    crs
        Coordinate reference system for files that do not say theirs, such as ``EPSG:32637``.
    encoding
        Encoding of the text of shapefiles, such as ``cp1256``; guessed where the file does not say it.
    layer
        Only this layer.

    Raises
    ------
    BoundaryError
        If a file does not exist, is no spatial file, holds no polygons, or has no coordinate reference system.
    """
    layers: list[Layer] = []
    passed: list[str] = []
    for path in paths:
        if not path.exists():
            raise BoundaryError(f"{path}: there is no such file")
        with _spatial_files(path) as files:
            before = len(layers)
            for file, label in files:
                try:
                    layers += _read_file(file, label, crs, encoding, layer, passed)
                except BoundaryError:
                    if len(files) == 1:
                        raise
                    passed.append(f"{label} cannot be read")
            if len(layers) == before:
                raise BoundaryError(_nothing_in(path, passed))
    for line in passed:
        report(f"passed over: {line}")
    return layers


def _nothing_in(path: Path, passed: list[str]) -> str:
    why = f" ({'; '.join(passed)})" if passed else ""
    return f"{path}: holds no polygons{why}; a boundary set needs the polygons of the units"


@contextmanager
def _spatial_files(path: Path) -> Iterator[list[tuple[Path, str]]]:
    """Spatial files of a path with their labels for messages; an archive is unpacked for as long as it is read."""
    if zipfile.is_zipfile(path) and path.suffix.lower() != ".gpkg":
        with tempfile.TemporaryDirectory(prefix="territory-") as folder:
            _unzip(path, Path(folder))
            yield [(file, f"{path}/{file.relative_to(folder)}") for file in _in_folder(Path(folder))]
    elif path.is_dir() and path.suffix.lower() != ".gdb":
        yield [(file, str(file)) for file in _in_folder(path)]
    else:
        yield [(path, str(path))]


def _unzip(path: Path, folder: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > _MOST_UNZIPPED:
                raise BoundaryError(f"{path}: unpacks to more than {_MOST_UNZIPPED // 10**9} GB; unpack it by hand")
            archive.extractall(folder)
    except (zipfile.BadZipFile, RuntimeError, OSError) as error:
        raise BoundaryError(f"{path}: cannot be unzipped ({error})") from None
    for inner in sorted(folder.rglob("*.zip")):
        with zipfile.ZipFile(inner) as archive:
            archive.extractall(inner.with_suffix(""))


def _in_folder(folder: Path) -> list[Path]:
    """Spatial files of a folder; of several formats of the same file the first of ``SUFFIXES``."""
    found: dict[str, Path] = {}
    for suffix in SUFFIXES:
        for file in sorted(folder.rglob(f"*{suffix}"), key=str) + sorted(folder.rglob(f"*{suffix.upper()}"), key=str):
            stem = re.sub(r"[^a-z0-9]+", "", str(file.relative_to(folder).with_suffix("")).lower())
            hidden = any(part.startswith((".", "__MACOSX")) for part in file.relative_to(folder).parts)
            if not hidden and "metadata" not in stem:
                found.setdefault(stem.replace("shp", ""), file)
    plain = {stem: file for stem, file in found.items() if "simplified" not in stem}
    return [file for _, file in sorted((plain or found).items())]


def _read_file(
    file: Path, label: str, crs: str | None, encoding: str | None, layer: str | None, passed: list[str]
) -> list[Layer]:
    try:
        listed = pyogrio.list_layers(file)
    except (DataSourceError, DataLayerError) as error:
        raise BoundaryError(
            f"{label}: is no boundary file that can be read ({' '.join(str(error).split())}); known are GeoPackage, "
            "shapefile, GeoJSON, TopoJSON, FlatGeobuf, KML, GML, MapInfo and File Geodatabase, zipped or not"
        ) from None
    names = [str(name) for name, _ in listed]
    if layer is not None:
        if layer not in names:
            raise BoundaryError(f"{label}: has no layer {layer!r}; it has {', '.join(names)}")
        names = [layer]
    types = {str(name): kind for name, kind in listed}
    layers = []
    for name in names:
        if types[name] is None:
            continue
        if not str(types[name]).replace(" Z", "").replace(" M", "").replace("2.5D ", "").endswith(_POLYGON_TYPES):
            passed.append(f"{label} layer {name} holds {types[name]}s, no polygons")
            continue
        read = _read_layer(file, label, name, crs, encoding)
        if read is None:
            passed.append(f"{label} layer {name} holds no polygons")
        else:
            layers.append(read)
    return layers


def _read_layer(file: Path, label: str, name: str, crs: str | None, encoding: str | None) -> Layer | None:
    encoding = encoding or (guess_encoding(file) if file.suffix.lower() == ".shp" else None)
    try:
        frame = pyogrio.read_dataframe(file, layer=name, encoding=encoding, fid_as_index=False)
    except (DataSourceError, DataLayerError, ValueError, LookupError, shapely.errors.GEOSException) as error:
        raise BoundaryError(f"{label}: cannot be read ({' '.join(str(error).split())})") from None
    if not isinstance(frame, gpd.GeoDataFrame) or frame.empty:
        return None
    missing = frame.geometry.isna() | frame.geometry.is_empty
    if missing.all() or not frame.geometry.geom_type[~missing].str.contains("Polygon|Collection").any():
        return None
    if frame.crs is None:
        if crs is None:
            raise BoundaryError(
                f"{label}: does not say its coordinate reference system (a shapefile's is in its .prj file); "
                "give it, such as --crs EPSG:4326"
            )
        frame = frame.set_crs(_known_crs(crs))
    columns = [c for c in frame.columns if c != frame.geometry.name]
    table = pd.DataFrame({str(c): pd.Series(_texts(frame[c]), dtype=object) for c in columns}, index=range(len(frame)))
    table["row"] = range(1, len(frame) + 1)
    shapes = _in_degrees(frame.geometry, label)
    return Layer(label, name, gpd.GeoDataFrame(table, geometry=shapes, crs=4326))


def _known_crs(crs: str) -> str:
    try:
        gpd.GeoSeries([], crs=crs)
    except CRSError:
        raise BoundaryError(f"{crs!r} is no coordinate reference system; give one such as EPSG:4326") from None
    return crs


def _in_degrees(geometry: gpd.GeoSeries, label: str) -> np.ndarray[Any, np.dtype[np.object_]]:
    flat = geometry.force_2d()
    if not flat.crs.equals("EPSG:4326"):
        flat = flat.to_crs(4326)
    shapes = polygonal(flat.to_numpy())
    empty = np.flatnonzero(shapely.is_empty(shapes))
    if len(empty):
        rows = ", ".join(str(i + 1) for i in empty[:5])
        raise BoundaryError(f"{label} row {rows}: has no polygon; give it one or delete the row")
    west, south, east, north = shapely.total_bounds(shapes)
    if not (np.isfinite([west, south, east, north]).all() and south >= -90.001 and north <= 90.001 and east <= 540):
        raise BoundaryError(
            f"{label}: reaches from {west:.6g}, {south:.6g} to {east:.6g}, {north:.6g}, which is not on the earth; "
            "its coordinate reference system is wrong: give the right one, such as --crs EPSG:32637"
        )
    return shapes


def _texts(column: Any) -> list[str | None]:
    """Cells as text: whole numbers without decimals, runs of blanks as one, empty ones as None."""
    out: list[str | None] = []
    for value in column:
        if value is None or value is pd.NA or (isinstance(value, float) and value != value):
            out.append(None)
        elif isinstance(value, float) and value.is_integer():
            out.append(str(int(value)))
        else:
            out.append(" ".join(str(value).replace("\x00", "").split()) or None)
    return out
