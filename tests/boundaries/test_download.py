"""Downloads against a server of our own: whole, resumed, checked, refused."""

import hashlib
import io
import json
import threading
import zipfile
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from territory.boundaries import import_boundaries, load_boundaries
from territory.boundaries.download import download_boundaries, download_places, fetch
from territory.boundaries.geonames import read_geonames
from territory.errors import BoundaryError
from territory.tables import GAZETTEER

CONTENT = bytes(range(256)) * 1000


class _Server(ThreadingHTTPServer):
    """Serves ``files``; breaks the first ``breaks`` answers off half-way; keeps the ranges asked for."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Handler)
        self.files, self.breaks, self.ranges = {"/file.bin": CONTENT}, 0, []
        self.url = f"http://127.0.0.1:{self.server_port}"


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        content = self.server.files.get(self.path)
        if content is None:
            self.send_error(404)
            return
        asked = self.headers.get("Range")
        self.server.ranges.append(asked)
        mark = f'"{hashlib.md5(content).hexdigest()}"'
        start = int(asked[6:-1]) if asked and self.headers.get("If-Range") == mark else 0
        body = content[start:]
        self.send_response(206 if start else 200)
        self.send_header("ETag", mark)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.server.breaks:
            self.server.breaks -= 1
            body = body[: len(body) // 2]
        self.wfile.write(body)

    def log_message(self, *args):
        pass


@pytest.fixture
def server():
    server = _Server()
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_file_is_fetched_once_and_its_checksum_kept(server, tmp_path):
    path = fetch(f"{server.url}/file.bin", tmp_path / "file.bin")
    assert path.read_bytes() == CONTENT
    assert (tmp_path / "file.bin.sha256").read_text() == f"{hashlib.sha256(CONTENT).hexdigest()}  file.bin\n"
    fetch(f"{server.url}/file.bin", path)
    assert server.ranges == [None]
    path.write_bytes(b"damaged")
    assert fetch(f"{server.url}/file.bin", path).read_bytes() == CONTENT


def test_a_broken_download_is_taken_up_where_it_stopped(server, tmp_path):
    server.breaks = 2
    path = fetch(f"{server.url}/file.bin", tmp_path / "file.bin")
    assert path.read_bytes() == CONTENT
    assert server.ranges == [None, "bytes=128000-", "bytes=192000-"]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["file.bin", "file.bin.sha256"]


def test_a_download_given_up_is_taken_up_by_the_next_run_and_begun_anew_when_the_file_changed(server, tmp_path):
    server.breaks = 1
    with pytest.raises(BoundaryError, match="run it again to take up the download at 128000 bytes"):
        fetch(f"{server.url}/file.bin", tmp_path / "file.bin", tries=1)
    assert not (tmp_path / "file.bin").exists()
    server.files["/file.bin"] = changed = CONTENT[::-1] + b"more"
    assert fetch(f"{server.url}/file.bin", tmp_path / "file.bin").read_bytes() == changed


def test_the_wrong_file_and_a_damaged_archive_are_refused(server, tmp_path):
    with pytest.raises(BoundaryError, match="it is not the one asked for"):
        fetch(f"{server.url}/file.bin", tmp_path / "file.bin", sha256="0" * 64)
    server.files["/a.zip"] = b"PK no archive"
    with pytest.raises(BoundaryError, match="the archive is damaged"):
        fetch(f"{server.url}/a.zip", tmp_path / "a.zip")
    with pytest.raises(BoundaryError, match="404"):
        fetch(f"{server.url}/absent", tmp_path / "absent")
    with pytest.raises(BoundaryError, match="only http and https"):
        fetch("file:///etc/hostname", tmp_path / "x")
    assert list(tmp_path.iterdir()) == []


def test_geoboundaries_are_downloaded_with_their_licence_and_imported(server, tmp_path, south):
    entries = []
    for level in (1, 2):
        frame = south[level].rename(columns={f"en{level}": "shapeName", f"code{level}": "shapeID"})
        frame["shapeGroup"], frame["shapeType"] = "SYR", f"ADM{level}"
        frame = frame[["shapeName", "shapeID", "shapeGroup", "shapeType", "geometry"]]
        server.files[f"/data/ADM{level}.geojson"] = frame.to_json().encode()
        entries.append(
            {
                "boundaryType": f"ADM{level}", "gjDownloadURL": f"{server.url}/data/ADM{level}.geojson",
                "boundaryLicense": "CC BY 4.0", "boundarySource": "someone",
            }
        )  # fmt: skip
    server.files["/api/SYR/ALL/"] = json.dumps(entries).encode()
    server.files["/api/SYR/ADM1/"] = json.dumps(entries[0]).encode()
    paths = download_boundaries("syr", tmp_path, base_url=f"{server.url}/api")
    assert [p.name for p in paths] == ["geoBoundaries-SYR-ADM1.geojson", "geoBoundaries-SYR-ADM2.geojson"]
    assert "CC BY 4.0" in (tmp_path / "geoBoundaries-SYR-ADM1.metadata.json").read_text()
    assert [len(import_boundaries(tmp_path).at(n)) for n in (1, 2)] == [3, 8]
    assert len(download_boundaries("SY", tmp_path / "one", levels=[1], base_url=f"{server.url}/api")) == 1
    with pytest.raises(BoundaryError, match="has no boundaries of LBN"):
        download_boundaries("LBN", tmp_path, base_url=f"{server.url}/api")
    with pytest.raises(BoundaryError, match="'Syria' is no country code"):
        download_boundaries("Syria", tmp_path, base_url=f"{server.url}/api")


def _line(number, name, latitude, longitude, code, population=0, others=""):
    cells = [str(number), name, name, others, str(latitude), str(longitude), "P", code, "SY", "", "", "", "", "",
             str(population), "", "", "Asia/Damascus", "2024-01-01"]  # fmt: skip
    return "\t".join(cells) + "\n"


def test_a_geonames_dump_is_downloaded_and_read_as_a_gazetteer(server, tmp_path):
    lines = [
        _line(170794, "Deir ez-Zor", 35.33588, 40.14084, "PPLA", 242565, "دير الزور,Dayr az Zawr"),
        _line(1, "A Hamlet", 35.5, 40.2, "PPL"),
        _line(2, "A \"Dam\"", 35.87, 38.57, "DAM"),
        _line(3, "A Stream", 35.5, 40.2, "STM"),
        _line(4, "Beirut", 33.89, 35.5, "PPLC", 1916100),
    ]  # fmt: skip
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("readme.txt", "about")
        file.writestr("SY.txt", "".join(lines))
    server.files["/dump/SY.zip"] = archive.getvalue()
    path = download_places("SYR", tmp_path, base_url=f"{server.url}/dump")
    places = read_geonames(path, load_boundaries("SYR"))
    GAZETTEER.check(places)
    assert places[["place_id", "kind"]].to_numpy().tolist() == [
        ["gn:1", "village"], ["gn:2", "dam"], ["gn:170794", "city"],
    ]  # fmt: skip
    assert places["seat_of"].iloc[2] == ["SY09", "SY0901", "SY090100"]
    assert places["names"].iloc[2] == ["Dayr az Zawr", "دير الزور"]
    (tmp_path / "SY.txt").write_text("a\tb\n")
    with pytest.raises(BoundaryError, match="line 1 has 2 columns, not the 19 of a GeoNames dump"):
        read_geonames(tmp_path / "SY.txt", load_boundaries("SYR"))
