import pytest

from territory.errors import ExtractError
from territory.extract import extract
from territory.tables import CLAIMS, REPORTS


def test_a_report_without_claims_gives_an_empty_table_of_the_schema():
    reports = REPORTS.frame([{"report_id": "a", "published": "2024-12-06", "text": "Talks were held."}])
    assert list(extract(reports).columns) == CLAIMS.names


def test_an_unknown_extractor_is_refused_by_name():
    with pytest.raises(ExtractError, match="magic"):
        extract(REPORTS.frame([]), extractor="magic")


def test_all_of_an_area_is_the_whole_of_its_share_and_a_bare_name_is_not():
    text = "Rebels control all of Idlib province. Rebels control Hama province. Rebels hold all the villages near Homs."
    made = extract(REPORTS.frame([{"report_id": "a", "published": "2024-12-06", "text": text}]))
    shares = {place: (low, high) for place, low, high in made[["place", "extent_low", "extent_high"]].to_numpy()}
    assert shares["Idlib"] == (1.0, 1.0)
    assert shares["Hama"][0] != shares["Hama"][0]
    assert shares["Homs"][0] != shares["Homs"][0]
