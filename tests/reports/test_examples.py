"""The example reports are read whole, and the profile knows whose party each style is."""

from territory.conflicts import load_conflict
from territory.datafiles import data_dir
from territory.reports import read_reports


def test_examples_cover_the_twelve_days():
    table = read_reports(data_dir() / "reports" / "syria-2024")
    assert len(table) >= 14
    assert (table["published"].min(), table["published"].max()) == ("2024-11-27", "2024-12-08")
    assert set(table["language"]) == {"en", "ar"}
    assert table["title"].notna().all()


def test_styles_are_sources_of_the_profile():
    parties = {n.casefold(): s.party for s in load_conflict("syria").sources for n in (s.name, *s.aliases)}
    table = read_reports(data_dir() / "reports" / "syria-2024")
    assert {source: parties[source.casefold()] for source in table["source"]} == {
        "Wire service": None,
        "War monitor bulletin": None,
        "Local media network": None,
        "State news agency": "government",
        "Opposition operations room": "opposition",
    }
