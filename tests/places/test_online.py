"""A geopy service is asked for what the gazetteer does not know, politely, and is believed only about the country."""

import json
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlparse

import pytest
from geopy.geocoders import Nominatim

from territory.boundaries import load_boundaries
from territory.errors import GazetteerError
from territory.places import load_gazetteer, locate
from territory.places.online import USER_AGENT, OnlineGeocoder
from territory.tables import CLAIMS

ANSWERS = {
    "Qaderiyeh": {"display_name": "Al-Qaderiyeh, Aleppo, Syria", "lat": "36.30", "lon": "37.90"},
    "Elsewhere": {"display_name": "Elsewhere, Iraq", "lat": "33.3", "lon": "44.4"},
    "Defaultville": {"display_name": "Damascus, Syria", "lat": "33.5", "lon": "36.3"},
}


class _Service(BaseHTTPRequestHandler):
    def do_GET(self):
        query = parse_qs(urlparse(self.path).query)["q"][0]
        self.server.asked.append((query, self.headers["User-Agent"]))
        if "Broken" in query:
            self.send_error(500)
            return
        found = next((answer for name, answer in ANSWERS.items() if query.startswith(name)), None)
        body = json.dumps([found] if found else []).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


@pytest.fixture
def service():
    server = HTTPServer(("127.0.0.1", 0), _Service)
    server.asked = []
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def online(service, tmp_path):
    def make():
        nominatim = Nominatim(domain=f"127.0.0.1:{service.server_port}", scheme="http", user_agent=USER_AGENT)
        return OnlineGeocoder(nominatim, cache=tmp_path / "cache.json", delay_s=0)

    return make


@pytest.fixture(scope="module")
def ask():
    boundaries = load_boundaries("SYR")
    gazetteer = load_gazetteer(boundaries)

    def run(geocoder, *names):
        rows = [
            {"claim_id": n, "report_id": "r", "relation": "gain", "place": n, "place_kind": "village"} for n in names
        ]
        table = locate(CLAIMS.frame(rows), boundaries=boundaries, gazetteer=gazetteer, geocoder=geocoder)
        return table.set_index("place")

    return run


def test_only_what_the_gazetteer_lacks_is_asked(service, online, ask):
    table = ask(online(), "Homs", "Qaderiyeh", "Qaderiyeh")
    assert [query for query, _ in service.asked] == ["Qaderiyeh, Syria"]
    row = table.loc["Qaderiyeh"].iloc[0]
    assert row.pcode.startswith("SY02")
    assert row.node == row.pcode
    assert row.node_part
    assert (row.latitude, row.longitude) == (36.30, 37.90)


def test_the_service_is_told_who_asks(service, online, ask):
    ask(online(), "Qaderiyeh")
    assert {agent for _, agent in service.asked} == {USER_AGENT}


def test_an_answer_abroad_or_of_another_name_is_not_taken(online, ask):
    table = ask(online(), "Elsewhere", "Defaultville", "Nowhere")
    assert table["node"].isna().all()
    assert (table["match"] == "abstained").all()


def test_answers_are_kept_on_disk(service, online, ask):
    ask(online(), "Qaderiyeh", "Nowhere")
    asked = len(service.asked)
    ask(online(), "Qaderiyeh", "Nowhere")
    assert len(service.asked) == asked


def test_a_failure_is_raised_and_answers_so_far_are_kept(service, online, ask):
    with pytest.raises(GazetteerError, match="Broken"):
        ask(online(), "Qaderiyeh", "Broken")
    asked = len(service.asked)
    ask(online(), "Qaderiyeh")
    assert len(service.asked) == asked


def test_an_unknown_service_is_refused_with_those_there_are():
    with pytest.raises(GazetteerError, match="nominatim"):
        OnlineGeocoder("nosuchservice")


def test_a_service_that_needs_a_key_is_refused():
    with pytest.raises(GazetteerError, match="in Python"):
        OnlineGeocoder("bing")


def test_a_damaged_cache_is_named(tmp_path):
    (tmp_path / "c.json").write_text("{", encoding="utf-8")
    with pytest.raises(GazetteerError, match=r"c\.json"):
        OnlineGeocoder("photon", cache=tmp_path / "c.json").find("X")
