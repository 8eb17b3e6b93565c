"""What did not come to pass: attacks beaten back, aims, denials; and what only a party says."""

import pytest
import reading


def claims(conflict, text):
    return reading.claims(conflict, text, "2022-10-03")


@pytest.mark.parametrize(
    ("conflict", "text", "side", "place"),
    [
        ("syria", "Rebels tried to storm Nubl on Monday but were thrown back.", "opposition", "Nubl"),
        ("somalia", "Kenyan soldiers fended off an al-Shabaab raid on El Adde.", "al_shabaab", "El Adde"),
        ("ukraine", "Russia's assault on Hulyaipole failed.", "russia", "Hulyaipole"),
        ("ukraine", "Russian troops did not succeed in capturing Vuhledar.", "russia", "Vuhledar"),
        ("yemen", "A Houthi offensive on Marib was blunted by air strikes.", "houthis", "Marib"),
        ("yemen", "Tribesmen held off Houthi fighters trying to enter Harib.", "houthis", "Harib"),
        ("sudan", "The RSF's third attempt to capture El Obeid ended in failure.", "rsf", "El Obeid"),
        ("sudan", "The RSF launched an unsuccessful assault on El Obeid.", "rsf", "El Obeid"),
        ("sudan", "RSF fighters attacked El Obeid but were beaten back by the army.", "rsf", "El Obeid"),
        ("syria", "Rebels fell short of capturing the town of Nubl.", "opposition", "Nubl"),
        ("syria", "Rebels were repulsed when they tried to enter Nubl.", "opposition", "Nubl"),
        ("ukraine", "Ukrainian forces beat back Russian troops who tried to enter Lyman.", "russia", "Lyman"),
        ("libya", "The LNA withdrew after failing to take Gharyan.", "lna", "Gharyan"),
        ("libya", "The LNA withdrew after a failed attempt to retake Gharyan.", "lna", "Gharyan"),
        ("libya", "The LNA abandoned its attempt to take Gharyan.", "lna", "Gharyan"),
        ("libya", "The LNA stopped short of entering Gharyan.", "lna", "Gharyan"),
        ("libya", "The LNA tried in vain to dislodge GNA forces from Gharyan.", "lna", "Gharyan"),
        ("libya", "The offensive launched by the LNA failed to dislodge GNA forces from Gharyan.", "lna", "Gharyan"),
        ("libya", "Two earlier assaults by the LNA on Gharyan were repelled.", "lna", "Gharyan"),
    ],
)
def test_an_attack_that_came_to_nothing_is_a_place_not_taken(conflict, text, side, place):
    assert claims(conflict, text) == {("gain", side, place, "negated")}


def test_an_attack_still_to_be_beaten_back_is_not_beaten():
    for words in ("is trying to repel", "sent reinforcements in a bid to repel"):
        found = claims("sudan", f"The army {words} an RSF attack on El Fasher.")
        assert ("gain", "rsf", "El Fasher", "negated") not in found


@pytest.mark.parametrize(
    ("conflict", "text", "side", "place"),
    [
        ("syria", "The next target of the army is Idlib.", "government", "Idlib"),
        ("iraq", "Iraqi forces are ready to storm Tal Afar.", "government", "Tal Afar"),
        ("iraq", "The prime minister announced an operation to liberate Hawija.", "government", "Hawija"),
        ("libya", "The LNA plans an attack on Sirte.", "lna", "Sirte"),
        ("dr-congo", "The M23 threatened to capture Goma if talks fail.", "m23", "Goma"),
        ("sudan", "Preparations by the army for an assault on Wad Madani are under way.", "government", "Wad Madani"),
        ("sudan", "The stated aim of the RSF was to capture El Obeid.", "rsf", "El Obeid"),
        ("syria", "The recapture of Palmyra remained the main goal of the army.", "government", "Palmyra"),
        ("syria", "Rebels massed armour for an assault on Nubl in a bid to capture the town.", "opposition", "Nubl"),
        ("iraq", "Iraqi soldiers were ordered to take Hawija within days.", "government", "Hawija"),
        ("ukraine", "Russian troops intended to push on and capture Lyman.", "russia", "Lyman"),
        ("libya", "A planned assault by the LNA on Sirte has been put off.", "lna", "Sirte"),
        ("libya", "A spokesman for the LNA vowed to retake Sirte.", "lna", "Sirte"),
        ("libya", "The LNA threatened to launch an operation to drive GNA forces from Sirte.", "lna", "Sirte"),
        ("libya", "The LNA brought up tanks ahead of an expected assault on Sirte.", "lna", "Sirte"),
        ("libya", "The aim of the campaign launched by the LNA is the recapture of Sirte.", "lna", "Sirte"),
        ("libya", "The LNA would not rest until Sirte was liberated.", "lna", "Sirte"),
        ("libya", "The LNA has made the recapture of Sirte its priority.", "lna", "Sirte"),
        ("libya", "The declared goal is to drive GNA forces from Sirte, LNA commanders say.", "lna", "Sirte"),
        ("libya", "The LNA seized two checkpoints as part of an effort to take Sirte.", "lna", "Sirte"),
    ],
)
def test_an_aim_is_a_planned_threat(conflict, text, side, place):
    assert claims(conflict, text) == {("threat", side, place, "planned")}


def test_what_would_follow_from_a_condition_is_no_plan():
    assert claims("libya", "If Sirte falls, the LNA would be left with Jufra.") == set()


@pytest.mark.parametrize(
    "text",
    [
        "Taking Sirte would allow the LNA to cut the coastal road.",
        "Can the LNA hold Sirte?",
        "Should the LNA take Sirte, thousands would flee.",
        "Nobody expects the LNA to capture Sirte soon.",
        "The UN demanded that the LNA withdraw from Sirte.",
        "The GNA gave the LNA 48 hours to leave Sirte.",
        "There was no independent confirmation that the LNA had taken Sirte.",
        "The LNA should never have been allowed to enter Sirte.",
        "Once Sirte is captured, the LNA will turn west.",
        "Negotiators proposed that the LNA leave Sirte.",
        "The GNA issued an ultimatum to the LNA to surrender Sirte.",
        "The LNA fears that it could be accused of abandoning Sirte.",
    ],
)
def test_what_is_only_supposed_asked_or_demanded_is_no_claim(text):
    assert claims("libya", text) == set()


@pytest.mark.parametrize(
    ("conflict", "text", "expected"),
    [
        ("sudan", "The RSF denied reports that it had withdrawn from Jebel Aulia.", ("loss", "rsf", "Jebel Aulia")),
        ("sudan", "The army rejected claims that the RSF controlled Babanusa.", ("control", "rsf", "Babanusa")),
        ("sudan", "Reports that the RSF had taken Babanusa were false, the army said.", ("gain", "rsf", "Babanusa")),
        ("sudan", "The army called reports of the capture of Babanusa by the RSF a lie.", ("gain", "rsf", "Babanusa")),
        ("sudan", "The RSF denied any withdrawal from Babanusa.", ("loss", "rsf", "Babanusa")),
        ("sudan", "The army dismissed as lies reports that the RSF had taken Babanusa.", ("gain", "rsf", "Babanusa")),
    ],
)
def test_a_report_that_is_denied(conflict, text, expected):
    assert claims(conflict, text) == {(*expected, "denied")}


@pytest.mark.parametrize(
    ("conflict", "text", "expected"),
    [
        ("ukraine", "Russia claims control of Soledar.", ("control", "russia", "Soledar")),
        ("ukraine", "The Russian defence ministry announced the capture of Soledar.", ("gain", "russia", "Soledar")),
        ("ukraine", "Russian state media reported that troops had entered Soledar.", ("gain", "russia", "Soledar")),
        ("mali", "JNIM claimed responsibility for the capture of Farabougou.", ("gain", "jnim", "Farabougou")),
        ("syria", "Army units took Jisreen, a military source told SANA.", ("gain", "government", "Jisreen")),
    ],
)
def test_a_party_speaks_of_itself_without_naming_itself_twice(conflict, text, expected):
    assert claims(conflict, text) == {(*expected, "claimed")}


@pytest.mark.parametrize(
    ("conflict", "text", "expected"),
    [
        ("yemen", "The Houthis said Damt had been recovered overnight.", ("gain", "houthis", "Damt", "claimed")),
        (
            "yemen",
            "The Houthis shelled the port. The army repelled an attack by “militias” on Taiz.",
            ("gain", "houthis", "Taiz", "negated"),
        ),
        ("mozambique", "The insurgents did not at any time capture Palma.", ("gain", "isis", "Palma", "negated")),
        (
            "myanmar",
            "A commander who gave his name only as Ko Tun said the army had lost Kawlin.",
            ("loss", "government", "Kawlin", "claimed"),
        ),
    ],
)
def test_marks_agents_and_asides_do_not_hide_the_claim(conflict, text, expected):
    assert expected in claims(conflict, text)


@pytest.mark.parametrize(
    ("conflict", "text", "expected"),
    [
        (
            "ukraine",
            "Units have completed the liberation of Zvanivka, the Russian defence ministry reported.",
            ("gain", "russia", "Zvanivka", "claimed"),
        ),
        (
            "syria",
            "Rebels retook Nayrab, but their attempt on Saraqib came to nothing.",
            ("gain", "opposition", "Saraqib", "negated"),
        ),
    ],
)
def test_what_units_completed_and_what_came_to_nothing(conflict, text, expected):
    assert expected in claims(conflict, text)


def test_who_would_not_leave_has_lost_nothing_and_denied_nothing():
    assert claims("libya", "The LNA said its men would not leave Jufra.") == set()


def test_commanders_speak_for_the_side_they_are_named_by():
    assert claims("libya", "LNA commanders said they had captured Sirte.") == {("gain", "lna", "Sirte", "claimed")}


def test_a_side_that_declares_a_place_liberated_claims_it():
    assert claims("sudan", "The army declared the town of Singa liberated.") == {
        ("gain", "government", "Singa", "claimed")
    }
