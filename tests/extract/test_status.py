"""How a claim is put forward: plans, failures, denials and parties' words never pass for facts."""

import pytest
from reading import claims


@pytest.mark.parametrize(
    ("conflict", "text", "expected"),
    [
        ("syria", "The army repelled an ISIS attack on Palmyra.", ("gain", "isis", "Palmyra", "negated")),
        ("nigeria", "Troops repelled a Boko Haram attack on Damboa.", ("gain", "boko_haram", "Damboa", "negated")),
        ("nigeria", "A Boko Haram assault on Monguno was beaten back.", ("gain", "boko_haram", "Monguno", "negated")),
        ("nigeria", "An attempt by Boko Haram to seize Konduga failed.", ("gain", "boko_haram", "Konduga", "negated")),
        ("syria", "The rebels failed to capture Nawa.", ("gain", "opposition", "Nawa", "negated")),
        ("syria", "The army prevented the rebels from entering Nawa.", ("gain", "opposition", "Nawa", "negated")),
        ("syria", "The army will soon take Idlib.", ("threat", "government", "Idlib", "planned")),
        ("libya", "The LNA vowed to capture Tripoli.", ("threat", "lna", "Tripoli", "planned")),
        ("syria", "The army launched an offensive to retake Palmyra.", ("threat", "government", "Palmyra", "asserted")),
        ("syria", "The rebels are trying to capture Hama.", ("threat", "opposition", "Hama", "asserted")),
        ("ukraine", "Russia said its forces had captured Vuhledar.", ("gain", "russia", "Vuhledar", "claimed")),
        ("ethiopia", '"We have taken Mekelle," a TPLF spokesman said.', ("gain", "tigray", "Mekelle", "claimed")),
    ],
)  # fmt: skip
def test_the_words_decide_how_a_claim_is_put_forward(conflict, text, expected):
    assert claims(conflict, text) == {expected}


@pytest.mark.parametrize(
    "text",
    [
        "If the rebels captured Hama, the road would be cut.",
        "The envoy urged the rebels to leave Aleppo.",
        "The rebels could take Hama within weeks.",
        "Bombing will go on until the rebels leave Aleppo.",
    ],
)
def test_hypotheses_and_demands_claim_nothing(text):
    assert claims("syria", text) == set()


def test_a_neutral_speaker_makes_no_party_claim():
    text = "The army captured Palmyra, the Syrian Observatory for Human Rights said."
    assert claims("syria", text) == {("gain", "government", "Palmyra", "asserted")}


def test_a_quotation_of_several_sentences_belongs_to_its_speaker():
    text = '"We worked for days. Our troops captured Palmyra and all is quiet," a Syrian army officer told reporters.'
    assert {c[3] for c in claims("syria", text) if c[0] == "gain"} == {"claimed"}


def test_a_denial_of_the_sentence_before_stands_beside_it():
    found = claims("ukraine", "Russian troops captured Vuhledar, the Russian defence ministry said. Kyiv denied this.")
    assert {("gain", "russia", "Vuhledar", "claimed"), ("gain", "russia", "Vuhledar", "denied")} == found
