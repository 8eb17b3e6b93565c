"""Who holds a place, told in passing: gapped clauses, lists behind "are", what lies in held land, what is over."""

import pytest
from reading import rows_of


def held(text, conflict="syria"):
    rows = rows_of(conflict, text, "2024-03-01")
    return {(r["side"], r["place"]) for r in rows if r["relation"] == "control" and r["status"] != "negated"}


@pytest.mark.parametrize(
    ("text", "claims"),
    [
        ("Saraqib is held by rebels and Nawa by government forces.",
         {("opposition", "Saraqib"), ("government", "Nawa")}),
        ("Rebels control Saraqib and Kurdish forces Manbij.", {("opposition", "Saraqib"), ("sdf", "Manbij")}),
        ("Rebels hold the east of Saraqib and government forces the west.",
         {("opposition", "Saraqib"), ("government", "Saraqib")}),
    ],
)  # fmt: skip
def test_a_clause_without_its_verb_shares_the_one_before(text, claims):
    assert held(text) == claims


@pytest.mark.parametrize(
    "text",
    [
        "Areas held by rebels include Saraqib and Nawa.",
        "The towns still in rebel hands are Saraqib and Nawa.",
        "Among the towns under rebel control are Saraqib and Nawa.",
    ],
)
def test_names_behind_are_and_include_are_those_of_the_unnamed_places(text):
    assert held(text) == {("opposition", "Saraqib"), ("opposition", "Nawa")}


@pytest.mark.parametrize(
    "text",
    [
        "Saraqib lies in territory controlled by rebels.",
        "Saraqib sits deep inside rebel-held territory.",
        "Residents of Saraqib have lived under rebel rule since 2014.",
        "Warplanes bombed Saraqib, where rebels are in control.",
        "Warplanes bombed Saraqib, where rebels hold sway.",
        "Rebels have imposed their rule on Saraqib.",
        "Saraqib was shelled. It is one of the last towns held by rebels.",
        "Saraqib is the main rebel stronghold in the region.",
        "Saraqib, home to 40,000 people and controlled by rebels, was bombed.",
        "Residents of Saraqib are now governed by rebels.",
        "Saraqib is the only large city in the west that rebels still control.",
        "In Saraqib, where a market reopened under rebel rule, prices fell.",
        "Saraqib is the largest rebel-held town in the area.",
        "The largest rebel-held town in the area, Saraqib, has no doctor.",
        "Saraqib is all that rebels have left in the province.",
        "Saraqib has a population of 40,000 and is run by rebels.",
        "A bomb went off in Saraqib, a city of 100,000 that rebels have controlled for years.",
        "Under rebel rule, Saraqib has become a hub for smugglers.",
        "Rebels run everything in Saraqib, from the bakeries to the courts.",
        "Rebels are left with little more than Saraqib.",
        "Rebels have kept their hold on Saraqib.",
        "Rebels, who control Saraqib, rejected the report.",
        "The drought has hit Saraqib. Like most of the region, the town is ruled by rebels.",
        "A teacher from Saraqib, where rebels have been in power since 2014, said classes would resume.",
        "Analysts say that what remains under rebel control is Saraqib and the hills above it.",
        "Inside Saraqib, under rebel control for nearly a decade, bakeries have shut.",
        "Aid workers say fighters of the opposition run Saraqib as their capital.",
        "Warplanes bombed Saraqib, whose western districts are held by rebels.",
        "With the exception of Saraqib, which rebels hold, the whole coast is in the hands of Russian troops.",
        "According to residents, mortar rounds landed in Saraqib, under rebel control for a decade.",
        "Residents of Saraqib, a town run by rebels, say food is running out.",
        "Aid workers told Reuters that Saraqib is the last town rebel units hold in the province.",
    ],
)
def test_a_state_told_in_passing_is_read(text):
    assert held(text) == {("opposition", "Saraqib")}


@pytest.mark.parametrize(
    "text",
    [
        "Families fled Saraqib, once held by rebels.",
        "Food was delivered to Saraqib, until recently held by rebels.",
        "Warplanes bombed Saraqib, a former rebel stronghold.",
        "Saraqib used to be held by rebels.",
        "Saraqib was once a rebel stronghold.",
        "Saraqib spent eight months under rebel rule.",
        "Saraqib had been under rebel control for two years.",
        "When rebels ruled Saraqib, schools were closed to girls.",
    ],
)
def test_what_was_once_held_is_history(text):
    rows = rows_of("syria", text, "2024-03-01")
    assert [(r["side"], r["place"], r["background"]) for r in rows] == [("opposition", "Saraqib", True)]


def test_a_nation_in_the_war_owns_strongholds():
    assert held("Families fled the Russian stronghold of Avdiivka.", "ukraine") == {("russia", "Avdiivka")}


@pytest.mark.parametrize(
    "text",
    [
        "Gun control was debated by the council of Saraqib.",
        "The road from Saraqib to Nawa crosses rebel-held territory.",
        "Rebels hold government forces responsible for the deaths in Saraqib.",
    ],
)
def test_what_only_looks_like_holding_is_none(text):
    assert held(text) == set()
