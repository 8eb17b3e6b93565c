"""The same works in other embedded countries, from the report to the unit, in the scripts they write."""

import pytest

from territory.boundaries import load_boundaries
from territory.extract import extract
from territory.places import Places, load_gazetteer, locate
from territory.tables import REPORTS

REPORT_OF = {
    "iraq": (
        "Islamic State fighters captured the city of Ramadi, the capital of Anbar province, on Sunday, officials said. "
        "Government forces retook Tikrit on Tuesday. Peshmerga forces seized the town of Sinjar.",
        {"Ramadi": "IQ-AN-06", "Tikrit": "IQ-SD-06", "Sinjar": "IQ-NI-07"},
    ),
    "sudan": (
        "The Rapid Support Forces took control of El Geneina on Thursday. The army recaptured Wad Madani on Saturday. "
        "RSF fighters besieged El Fasher in North Darfur. The army controls Port Sudan.",
        {"El Geneina": "SD-DW-01", "Wad Madani": "SD-GZ-05", "El Fasher": "SD-DN-03", "Port Sudan": "SD-RS-07"},
    ),
    "mali": (
        "Malian army troops entered the northern town of Kidal on Tuesday and took control of it. "
        "The army lost the town of Tessalit. JNIM fighters control Konna.",
        {"Kidal": "ML-8-02-03", "Tessalit": "ML-8-03-02", "Konna": "ML-5-06-05"},
    ),
    "ukraine": (
        "Russian forces captured the city of Bakhmut in Donetsk region. Ukrainian forces retook Kupiansk and Izium in "
        "Kharkiv oblast. Ukraine controls Kherson.",
        {"Bakhmut": "UA-14", "Kupiansk": "UA-63", "Izium": "UA-63", "Kherson": "UA-65"},
    ),
}


@pytest.mark.parametrize("conflict", REPORT_OF)
def test_places_of_a_report_land_on_their_units(conflict):
    text, expected = REPORT_OF[conflict]
    reports = REPORTS.frame([{"report_id": "r", "published": "2023-11-20", "source": "test", "text": text}])
    located = locate(extract(reports, conflict), conflict)
    found = dict(zip(located["place"], located["pcode"], strict=True))
    assert {place: found.get(place) for place in expected} == expected


@pytest.fixture(scope="module")
def places():
    made = {}

    def of(country):
        if country not in made:
            boundaries = load_boundaries(country)
            made[country] = Places(load_gazetteer(boundaries), boundaries)
        return made[country]

    return of


@pytest.mark.parametrize(
    ("country", "name", "pcode"),
    [
        ("CAF", "sous-préfecture de Kabo", "CF-AC-04"),
        ("CAF", "Paoua sub-prefecture", "CF-OP-06"),
        ("UKR", "Харків", "UA-63"),
        ("UKR", "Харьков", "UA-63"),
        ("UKR", "Харківська область", "UA-63"),
        ("UKR", "Бахмут", "UA-14"),
        ("UKR", "Запоріжжя", "UA-23"),
        ("UKR", "місто Херсон", "UA-65"),
        ("UKR", "Kiev", "UA-30"),
        ("UKR", "Kyiv oblast", "UA-32"),
        ("UKR", "Crimea", "UA-43"),
        ("IRQ", "الموصل", "IQ-NI-05"),
        ("IRQ", "محافظة الأنبار", "IQ-AN"),
        ("IRQ", "Mossul", "IQ-NI-05"),
        ("SDN", "الفاشر", "SD-DN-03"),
        ("SDN", "Al-Fashir", "SD-DN-03"),
        ("SDN", "Gezira state", "SD-GZ"),
        ("MLI", "Tombouctou", "ML-6-05-06"),
        ("MLI", "région de Mopti", "ML-5"),
    ],
)
def test_names_in_the_scripts_of_the_country(places, country, name, pcode):
    assert places(country).lookup(name).place.pcode == pcode


@pytest.mark.parametrize(
    ("country", "name"), [("UKR", "Kursk"), ("IRQ", "Raqqa"), ("MLI", "Niamey"), ("SDN", "N'Djamena")]
)
def test_names_from_next_door_abstain(places, country, name):
    assert places(country).lookup(name).place is None
