"""The gazetteer passes as a geopy geocoder, answers with units and reasons, and abstains rather than guess."""

import inspect
import json

import pytest
from geopy.extra.rate_limiter import RateLimiter
from geopy.geocoders import Nominatim
from geopy.geocoders.base import Geocoder
from geopy.location import Location

from territory.places import GazetteerGeocoder


@pytest.fixture(scope="module")
def geocoder():
    return GazetteerGeocoder(conflict="syria")


def test_it_is_a_geopy_geocoder(geocoder):
    assert isinstance(geocoder, Geocoder)
    asked = inspect.signature(Nominatim.geocode).parameters
    for name in ("query", "exactly_one", "timeout"):
        assert name in inspect.signature(GazetteerGeocoder.geocode).parameters
        assert name in asked


def test_geocode_gives_a_location_with_units(geocoder):
    found = geocoder.geocode("Khan Sheikhoun", timeout=3)
    assert isinstance(found, Location)
    assert (found.latitude, found.longitude) == pytest.approx((35.44, 36.65), abs=0.02)
    assert found.raw["pcode"] == "SY070201"
    assert found.raw["adm1"] == "Idleb"
    assert found.raw["match"] in ("exact", "alias")
    assert found.raw["candidates"][0]["place_id"] == found.raw["place_id"]


def test_it_works_behind_geopys_rate_limiter(geocoder):
    assert RateLimiter(geocoder.geocode, min_delay_seconds=0)("Homs").raw["adm1"] == "Homs"


def test_several_candidates_when_asked_for(geocoder):
    found = geocoder.geocode("Suran", exactly_one=False)
    assert {place.raw["pcode"] for place in found} >= {"SY050101", "SY020405"}
    assert geocoder.geocode("Suran") is None


def test_a_tie_is_said_and_a_container_breaks_it(geocoder):
    assert geocoder.lookup("Suran").reason == "ambiguous"
    assert geocoder.geocode("Suran", within="Hama province").raw["pcode"] == "SY050101"
    assert geocoder.geocode("Suran, Aleppo").raw["pcode"] == "SY020405"


def test_a_place_abroad_is_no_location(geocoder):
    assert geocoder.geocode("Mosul") is None
    assert geocoder.geocode("Mosul", exactly_one=False) is None


def test_other_places_of_the_report_break_a_tie(geocoder):
    assert geocoder.geocode("Suran", context=["Azaz", "Marea"]).raw["pcode"] == "SY020405"


@pytest.mark.parametrize(
    "name",
    ["", "   ", "'", ",", "Xyzzyville", "م", "🗺", "a" * 5000, "bcd " * 3000, "Homs; DROP TABLE", "the", "province"],
)
def test_nothing_is_made_of_nothing(geocoder, name):
    assert geocoder.geocode(name) is None
    assert geocoder.lookup(name).reason in ("unknown", "weak")


def test_a_province_is_not_a_city(geocoder):
    assert geocoder.geocode("Daraa province").raw["place_id"] == "SY12"
    assert geocoder.geocode("Daraa", kind="province").raw["place_id"] == "SY12"
    assert geocoder.geocode("Daraa city").raw["kind"] == "city"
    assert geocoder.geocode("Daraa").raw["kind"] == "city"
    assert geocoder.geocode("محافظة درعا").raw["place_id"] == "SY12"


@pytest.mark.parametrize("name", ["Homs", "Хомс", "حمص", "Hims", "Ḩimş", "HOMS", " homs "])
def test_scripts_and_spellings_of_one_city(geocoder, name):
    assert geocoder.geocode(name).raw["place_id"] == "gn:169577"


@pytest.mark.parametrize("name", ["Raqqa", "Ar-Raqqah", "Rakka", "al-Raqqa", "الرقة", "Ракка", "Raqa"])
def test_the_article_does_not_matter(geocoder, name):
    assert geocoder.geocode(name).raw["pcode"] == "SY110100"


def test_kind_may_be_a_word_and_container_a_code(geocoder):
    assert geocoder.geocode("Daraa", kind="governorate").raw["place_id"] == "SY12"
    assert geocoder.geocode("Daraa", kind="no such kind").raw["kind"] == "city"
    assert geocoder.geocode("Suran", within="SY0501").raw["pcode"] == "SY050101"


def test_reverse_gives_the_settlement_and_its_units(geocoder):
    found = geocoder.reverse((34.73, 36.72))
    assert found.raw["adm1"] == "Homs"
    assert len(geocoder.reverse("34.73, 36.72", exactly_one=False)) > 1
    assert geocoder.reverse((34.0, 39.2)).raw["kind"] == "subdistrict"
    assert geocoder.reverse((0, 0)) is None
    assert geocoder.reverse((0, 0), exactly_one=False) is None


def test_an_answer_is_plain_values(geocoder):
    for name in ("Tabqa dam", "Nowhere at all", "Mosul", "Suran"):
        answer = json.loads(json.dumps(geocoder.lookup(name).as_dict()))
        assert answer["query"] == name
        assert (answer["place_id"] is None) == (answer["match"] == "abstained")
        assert answer["match"] != "abstained" or answer["reason"]
