"""Download of boundary files (geoBoundaries) and place names (GeoNames), resumed where broken off and checked.

Nothing here runs unless a user asks for it. Base addresses can be given, so that tests and mirrors work alike.
"""

from __future__ import annotations

import hashlib
import http.client
import json
import re
import urllib.error
import urllib.request
import zipfile
from pathlib import Path
from typing import Any

from territory.boundaries.countries import country_of, iso3_of
from territory.boundaries.layers import Report
from territory.errors import BoundaryError
from territory.tablefiles import write_text

GEOBOUNDARIES = "https://www.geoboundaries.org/api/current/gbOpen"
GEONAMES = "https://download.geonames.org/export/dump"
_AGENT = "territory (boundary import)"
_TIMEOUT_S = 60
_TRIES = 4
_CHUNK = 1 << 16


def _silent(line: str) -> None:
    pass


def fetch(url: str, path: Path, *, sha256: str | None = None, tries: int = _TRIES, report: Report = _silent) -> Path:
    """Download a file, taking up a broken download where it stopped, and check that it is whole.

    The file grows as ``NAME.part`` and gets its name when its length is the server's and its SHA-256 the one asked
    for; the checksum is kept beside it as ``NAME.sha256``. A file that is there and has that checksum is not fetched
    again.

    Parameters
    ----------
    url
        Address, http or https.
    path
        Where the file goes.
    sha256
        Checksum that the file must have.
    tries
        How often a broken connection is taken up before giving up.

    Raises
    ------
    BoundaryError
        If the server cannot be reached or refuses, or the file is not whole or not the one asked for.
    """
    if not re.match(r"https?://", url):
        raise BoundaryError(f"{url}: only http and https addresses are downloaded")
    note = path.with_name(path.name + ".sha256")
    if path.is_file() and note.is_file() and note.read_text().split()[:1] == [_sha256(path)]:
        report(f"{path}: is there already and whole")
        return path
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")
    problem = "the connection broke off"
    for _ in range(tries):
        try:
            if _continue(url, part, report):
                break
        except (urllib.error.HTTPError, ValueError) as error:
            raise BoundaryError(f"{url}: the server says {error}") from None
        except (OSError, http.client.HTTPException) as error:
            problem = str(error) or problem
    else:
        raise BoundaryError(f"{url}: {problem}; run it again to take up the download at {_size(part)} bytes")
    return _finished(url, part, path, note, sha256)


def _continue(url: str, part: Path, report: Report) -> bool:
    """Fetch what is missing of a file; tell whether it is whole."""
    have = _size(part)
    tag = _tag(part)
    headers = {"User-Agent": _AGENT, "Accept-Encoding": "identity"}
    if have and tag.is_file():
        headers |= {"Range": f"bytes={have}-", "If-Range": tag.read_text()}
    try:
        response = urllib.request.urlopen(urllib.request.Request(url, headers=headers), timeout=_TIMEOUT_S)
    except urllib.error.HTTPError as error:
        if error.code == 416:
            _discard(part)
            return False
        raise
    with response:
        resumed = response.status == 206
        if resumed:
            report(f"{url}: taken up at {have} bytes")
        mark = response.headers.get("ETag") or response.headers.get("Last-Modified")
        if mark and not mark.startswith("W/"):
            write_text(tag, mark)
        else:
            tag.unlink(missing_ok=True)
        length = response.headers.get("Content-Length")
        whole = (have if resumed else 0) + int(length) if length else None
        with part.open("ab" if resumed else "wb") as file:
            while chunk := response.read(_CHUNK):
                file.write(chunk)
    return whole is None or _size(part) == whole


def _finished(url: str, part: Path, path: Path, note: Path, sha256: str | None) -> Path:
    found = _sha256(part)
    if sha256 is not None and found != sha256.lower():
        _discard(part)
        raise BoundaryError(f"{url}: the file has SHA-256 {found}, not {sha256}; it is not the one asked for")
    if path.suffix == ".zip":
        try:
            with zipfile.ZipFile(part) as archive:
                broken = archive.testzip()
        except zipfile.BadZipFile as error:
            broken = str(error)
        if broken:
            _discard(part)
            raise BoundaryError(f"{url}: the archive is damaged ({broken}); run it again")
    part.replace(path)
    _discard(part)
    write_text(note, f"{found}  {path.name}\n")
    return path


def _tag(part: Path) -> Path:
    return part.with_name(part.name + ".etag")


def _discard(part: Path) -> None:
    part.unlink(missing_ok=True)
    _tag(part).unlink(missing_ok=True)


def download_boundaries(
    country: str,
    folder: Path,
    *,
    levels: list[int] | None = None,
    base_url: str = GEOBOUNDARIES,
    report: Report = _silent,
) -> list[Path]:
    """Download a country's boundary files from geoBoundaries (API of gbOpen, *geoboundaries.org/api.html*).

    Parameters
    ----------
    country
        ISO 3166-1 code, alpha-3 or alpha-2.
    folder
        Where the files go, each with its licence and source in a ``.json`` beside it; :func:`import_boundaries`
        reads them all at once.
    levels
        Admin levels; default all that there are.
    base_url
        Address of the API.

    Raises
    ------
    BoundaryError
        If the country is unknown, has no boundaries there, or the download fails.
    """
    iso3 = _country(country)["iso3"]
    wanted = [f"ADM{level}" for level in levels] if levels is not None else ["ALL"]
    paths = []
    for name in wanted:
        for entry in _json(f"{base_url}/{iso3}/{name}/"):
            absent = [key for key in ("boundaryType", "gjDownloadURL") if not isinstance(entry.get(key), str)]
            if absent or not re.fullmatch(r"ADM[0-9]", entry["boundaryType"]):
                raise BoundaryError(f"{base_url}/{iso3}/{name}/: the answer does not name its level and file")
            path = folder / f"geoBoundaries-{iso3}-{entry['boundaryType']}.geojson"
            paths.append(fetch(entry["gjDownloadURL"], path, report=report))
            licence = {k: entry[k] for k in sorted(entry) if k.startswith("boundary") or k == "licenseSource"}
            write_text(path.with_suffix(".metadata.json"), json.dumps(licence, indent=1, ensure_ascii=False) + "\n")
            report(f"{path}: {entry.get('boundaryLicense', 'licence not said')}, {entry.get('boundarySource', '')}")
    if not paths:
        raise BoundaryError(f"{base_url}: has no boundaries of {iso3}")
    return paths


def download_places(country: str, folder: Path, *, base_url: str = GEONAMES, report: Report = _silent) -> Path:
    """Download a country's place names from GeoNames (*download.geonames.org/export/dump/readme.txt*, CC BY 4.0).

    Parameters
    ----------
    country
        ISO 3166-1 code, alpha-3 or alpha-2.
    folder
        Where ``CC.zip`` goes; :func:`read_geonames` reads it.
    base_url
        Address of the folder of dumps.

    Raises
    ------
    BoundaryError
        If the country is unknown or the download fails.
    """
    iso2 = _country(country)["iso2"]
    path = fetch(f"{base_url}/{iso2}.zip", folder / f"{iso2}.zip", report=report)
    report(f"{path}: GeoNames, CC BY 4.0")
    return path


def _country(code: str) -> dict[str, str]:
    found = country_of(iso3_of(code) or "")
    if found is None:
        raise BoundaryError(f"{code!r} is no country code; give ISO 3166-1 alpha-3, such as SYR")
    return found


def _json(url: str) -> list[dict[str, Any]]:
    """Answer of an API as a list of objects."""
    try:
        with urllib.request.urlopen(
            urllib.request.Request(url, headers={"User-Agent": _AGENT}), timeout=_TIMEOUT_S
        ) as answer:
            found = json.load(answer)
    except urllib.error.HTTPError as error:
        if error.code == 404:
            return []
        raise BoundaryError(f"{url}: the server says {error}") from None
    except (OSError, ValueError, http.client.HTTPException) as error:
        raise BoundaryError(f"{url}: cannot be read ({error})") from None
    entries = found if isinstance(found, list) else [found]
    if not all(isinstance(entry, dict) for entry in entries):
        raise BoundaryError(f"{url}: the answer is not what the API describes")
    return entries


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _size(path: Path) -> int:
    return path.stat().st_size if path.is_file() else 0
