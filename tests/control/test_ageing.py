"""Silence is shown: bounds widen with the age of the last report."""

from worlds import claim, located, on, province

from territory.conflicts import load_conflict
from territory.control import resolve


def test_bounds_widen_and_the_basis_grows_stale_until_a_new_report():
    profile = load_conflict("syria")
    ageing = profile.ageing.model_copy(update={"half_life": {"gain": 100, "control": 30}})
    profile = profile.model_copy(update={"ageing": ageing, "baseline": None, "baseline_date": None})
    claims = located(
        claim("gain", "opposition", "city", "2020-01-01"), claim("control", "opposition", "city", "2020-12-31")
    )
    made = resolve(claims, profile, tree=province())
    assert on(made, "city", "2020-04-09")["shares"]["opposition"] == [1.0, 1.0, 1.0]
    aged = on(made, "city", "2020-04-10")
    assert aged["shares"]["opposition"] == [0.5, 1.0, 1.0]
    assert (aged["basis"], aged["side"], aged["last_report"]) == ("stale", "opposition", "2020-01-01")
    assert on(made, "city", "2020-07-19")["shares"]["opposition"] == [0.25, 1.0, 1.0]
    assert on(made, "city", "2020-12-31")["shares"]["opposition"] == [1.0, 1.0, 1.0]
    assert on(made, "city", "2021-01-30")["basis"] == "stale"


def test_without_half_lives_nothing_ages():
    profile = load_conflict("syria").model_copy(update={"baseline": None, "baseline_date": None})
    ageing = profile.ageing.model_copy(update={"half_life": {}})
    made = resolve(
        located(claim("gain", "opposition", "city", "2020-01-01")),
        profile.model_copy(update={"ageing": ageing}),
        tree=province(),
    )
    assert on(made, "city", "2030-01-01")["shares"]["opposition"] == [1.0, 1.0, 1.0]
