"""The language of a report is told by script and commonest words, or not at all."""

import pytest

from territory.reports.language import guess_language

SENTENCES = {
    "en": "The army withdrew from the town after a week of clashes, the monitor said.",
    "ar": "سيطرت فصائل المعارضة على مدينة حماة بعد انسحاب قوات النظام منها",
    "uk": "Українські війська відійшли з міста, повідомив Генеральний штаб.",
    "ru": "Российские войска взяли под контроль посёлок, сообщило министерство обороны.",
    "fr": "Les rebelles ont pris la ville de Kidal, selon des sources sécuritaires.",
    "es": "Los rebeldes tomaron la ciudad tras la retirada del ejército.",
    "tr": "Türk birlikleri ve muhalif gruplar bu sabah ilçenin kontrolünü ele geçirdi, daha sonra ilerledi.",
    "fa": "نیروهای طالبان کنترل شهر را در دست گرفتند و این را گفتند",
}


@pytest.mark.parametrize("language", sorted(SENTENCES))
def test_language_of_a_sentence(language):
    assert guess_language(SENTENCES[language]) == language


@pytest.mark.parametrize("text", ["", "1234 — 56", "北京 上海", "Zzz qqq xxyy zzyy wwvv qqpp.", "Ξένος"])
def test_silence_where_unsure(text):
    assert guess_language(text) is None
