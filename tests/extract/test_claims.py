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
